// Shows a cited passage beside its answer when its citation is chosen or reached by keyboard. Without this the same link leads to it.

export function followSources(root) {
  let opener = null;
  let wanted = null;
  let isReturning = false;

  root.addEventListener("focusin", (event) => {
    const link = citationOf(event);
    if (link && !isReturning && link.matches(":focus-visible")) open(link);
  });
  root.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = citationOf(event);
    if (link) {
      event.preventDefault();
      if (await open(link)) {
        const cited = root.querySelector("#cited") ?? root.querySelector("#source-panel");
        cited?.scrollIntoView({ block: "nearest" });
        cited?.focus({ preventScroll: true });
      }
    } else if (event.target instanceof Element && event.target.closest("[data-closes-source]")) {
      event.preventDefault();
      close();
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.querySelector("#source-panel")) close();
  });

  function citationOf(event) {
    return event.target instanceof Element ? event.target.closest("a[data-source]") : null;
  }

  async function open(link) {
    opener = link;
    const address = link.dataset.source;
    const shown = root.querySelector("#source-panel");
    if (shown?.dataset.shows === address) return true;
    wanted = address;
    const response = await fetch(address, { headers: { accept: "text/html" } });
    // Another citation was chosen meanwhile.
    if (wanted !== address) return false;
    if (!response.ok) {
      location.href = link.href;
      return false;
    }
    const panel = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("source-panel");
    panel.dataset.shows = address;
    const closer = panel.querySelector("[data-closes-source]");
    closer.textContent = "Close";
    root.querySelector("#source-panel")?.remove();
    for (const current of root.querySelectorAll("a[aria-current]")) if (current.dataset.source) current.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    const sources = link.closest(".answered").querySelector(".sources");
    sources.querySelector("h2").after(panel);
    const text = panel.querySelector(".source-text");
    const cited = panel.querySelector("#cited");
    if (text && cited) text.scrollTop = cited.offsetTop - text.offsetTop - text.clientHeight / 3;
    return true;
  }

  function close() {
    root.querySelector("#source-panel")?.remove();
    opener?.removeAttribute("aria-current");
    // Coming back to the citation must not open what was just closed.
    isReturning = true;
    if (opener?.isConnected) opener.focus();
    isReturning = false;
  }
}
