// A run without leaving the page until it is done, and lists that are marked at once.
import { eventsOf, problemOf } from "./events.js";

const form = document.querySelector("form[data-runs]");
let running = null;

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!running) run();
});
form?.querySelector("[data-stop]").addEventListener("click", () => running?.abort());
document.querySelector("[data-all]")?.addEventListener("click", (event) => {
  const boxes = [...event.target.form.querySelectorAll("input[name=id]")];
  const isOn = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = isOn;
});

const phases = { running: "Asking", scoring: "Scoring", reporting: "Reporting" };

async function run() {
  const part = (name) => form.querySelector(`[data-${name}]`);
  running = new AbortController();
  const mine = running;
  part("problem").hidden = true;
  part("progress").hidden = part("stop").hidden = false;
  part("line").textContent = "Beginning …";
  part("bar").removeAttribute("value");
  try {
    const response = await fetch("/api/evals/runs", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(requestOf(new FormData(form))),
      signal: mine.signal,
    });
    if (!response.ok) throw await problemOf(response);
    for await (const { name, data } of eventsOf(response)) {
      if (name === "progress") {
        part("bar").max = Math.max(1, data.due);
        part("bar").value = data.done;
        part("line").textContent = `${phases[data.phase] ?? data.phase}: ${data.done} of ${data.due}${data.failed ? `, ${data.failed} failed` : ""}${data.replayed ? `, ${data.replayed} known already` : ""}`;
      } else if (name === "done") {
        location.assign(`/evals/runs/${encodeURIComponent(data.run)}`);
        return;
      } else if (name === "error") throw data.error;
    }
    throw { message: "The server ended the run early. Start it again to go on." };
  } catch (problem) {
    part("progress").hidden = true;
    part("problem").textContent = mine.signal.aborted ? "Stopped. Start it again to go on where it stopped." : problem.code ? `${problem.code}: ${problem.message}` : problem.message;
    part("problem").hidden = false;
  } finally {
    part("stop").hidden = true;
    running = null;
  }
}

function requestOf(data) {
  const text = (name) => data.get(name)?.trim() || null;
  const words = (name) => text(name)?.split(/\s+/) ?? null;
  const request = { dataset: text("dataset"), subject: text("subject"), repeats: Number(text("repeats") ?? 1), drafts: data.has("drafts") };
  for (const [name, value] of [["scorers", words("scorers")], ["judge", text("judge")], ["split", text("split")], ["tags", words("tags")], ["baseline", text("baseline")]])
    if (value) request[name] = value;
  return request;
}
