// What every page shares: the colour switch and the key "/".
import { recall, remember } from "./storage.js";

const themes = ["system", "light", "dark"];
const button = document.getElementById("theme");

function show(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const label = theme === "system" ? "Colours: as the system" : `Colours: ${theme}`;
  button.setAttribute("aria-label", label);
  button.title = label;
}

let theme = recall("theme", "system");
if (!themes.includes(theme)) theme = "system";
show(theme);
button.addEventListener("click", () => {
  // The first press always changes what is seen.
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const order = isDark ? ["system", "light", "dark"] : ["system", "dark", "light"];
  theme = order[(order.indexOf(theme) + 1) % order.length];
  remember("theme", theme);
  show(theme);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("#question, #contains");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

document.addEventListener("click", async (event) => {
  const copier = event.target instanceof Element ? event.target.closest("[data-copies]") : null;
  if (!copier) return;
  const words = copier.textContent;
  try {
    await navigator.clipboard.writeText(document.getElementById(copier.dataset.copies).value);
    copier.textContent = "Copied";
  } catch {
    copier.textContent = "The browser does not allow copying";
  }
  setTimeout(() => { copier.textContent = words; }, 2000);
});
