// Uploads by drag and drop, live progress, and a dialog before anything is deleted. Every form works without this.
import { eventsOf, problemOf } from "./events.js";

const form = document.querySelector("[data-upload]");
const progress = document.getElementById("progress");
if (form) startUpload();
if (progress?.dataset.job && ["queued", "running"].includes(progress.dataset.state)) {
  progress.querySelector("[data-cancel]")?.remove();
  follow(progress.dataset.job, new URL(location.href).pathname);
}
document.addEventListener("click", confirmFirst);

function startUpload() {
  const drop = form.querySelector("[data-drop]");
  const title = drop.querySelector(".drop-title");
  const words = title.textContent;
  const [files, folder] = [form.querySelector("#files"), form.querySelector("#folder")];
  let dropped = [];

  const chosen = () => [
    ...dropped,
    ...[...files.files].map((file) => ({ file, name: file.name })),
    ...[...folder.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })),
    // Files of the system and hidden folders are no documents.
  ].filter(({ name }) => !name.split("/").some((part) => part.startsWith(".")));

  const tell = () => {
    const count = chosen().length;
    title.textContent = count === 0 ? words : `${count} ${count === 1 ? "file" : "files"} chosen`;
  };

  files.addEventListener("change", tell);
  folder.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    dropped = (await Promise.all(entries.map((entry) => filesOf(entry)))).flat();
    tell();
    if (form.reportValidity()) form.requestSubmit();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const list = chosen();
    if (list.length === 0) {
      title.textContent = "Choose at least one file first";
      files.focus();
      return;
    }
    const collection = form.elements.collection.value.trim().toLowerCase();
    dropped = [];
    send(collection, list).finally(() => {
      files.value = "";
      folder.value = "";
      tell();
    });
  });
}

async function filesOf(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader();
  const found = [];
  // A reader hands out its entries in portions until one is empty.
  while (true) {
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return found;
    for (const child of portion) found.push(...await filesOf(child));
  }
}

async function send(collection, list) {
  const body = new FormData();
  for (const { file, name } of list) body.append("files", file, name);
  begin("Uploading", `${list.length} ${list.length === 1 ? "file" : "files"}.`);
  const upload = new XMLHttpRequest();
  const stop = progress.querySelector("[data-stop]");
  stop.hidden = false;
  stop.onclick = () => upload.abort();
  const ended = new Promise((resolve) => {
    for (const kind of ["load", "error", "abort"]) upload.addEventListener(kind, () => resolve(kind));
  });
  upload.upload.addEventListener("progress", ({ loaded, total }) => bar(loaded, total));
  upload.open("POST", `/api/upload?collection=${encodeURIComponent(collection)}`);
  upload.send(body);
  const how = await ended;
  stop.hidden = true;
  if (how === "abort") finish("Upload stopped", "Nothing was kept.");
  else if (how === "error") finish("Upload failed", "The server cannot be reached. Is it still running?");
  else if (upload.status !== 202) {
    const { error } = JSON.parse(upload.responseText);
    finish("Upload refused", `${error.code}: ${error.message}`);
  } else await follow(JSON.parse(upload.responseText).job, `/library/${encodeURIComponent(collection)}`);
}

async function follow(job, page) {
  begin("Ingesting", "Waiting for its turn.");
  const failures = progress.querySelector(".progress-failures");
  const stop = progress.querySelector("[data-stop]");
  stop.hidden = false;
  stop.onclick = () => fetch(`/api/jobs/${job}/cancel`, { method: "POST" });
  let files = 0;
  let last = "0";
  for (let tries = 0; tries < 5; tries++) {
    try {
      const response = await fetch(`/api/jobs/${job}/events`, { headers: { accept: "text/event-stream", "last-event-id": last } });
      if (!response.ok) {
        const error = await problemOf(response);
        return finish("No news of the ingestion", `${error.code}: ${error.message}`);
      }
      for await (const { name, id, data } of eventsOf(response)) {
        last = id ?? last;
        if (name === "planned") {
          files = data.files;
          line(`${files} ${files === 1 ? "file" : "files"} to look at.`);
        } else if (name === "advanced") {
          bar(data.filesDone, files);
          line(`${data.filesDone} of ${files} files, ${data.chunks} chunks${paceOf(data)}. ${nameOf(data.current)}`);
        } else if (name === "paused") {
          line(`Paused. ${data.reason}`);
        } else if (name === "learning") {
          bar(data.chunksDone, data.chunks);
          line(`Learning the collection's vocabulary: ${data.chunksDone} of ${data.chunks} chunks ${data.isIndexing ? "indexed" : "read"}.`);
        } else if (name === "failed") {
          const item = document.createElement("li");
          item.dir = "auto";
          item.textContent = `${nameOf(data.file.path)}: ${data.file.reason} (${data.file.code})`;
          failures.append(item);
        } else if (name === "done") {
          const { added, updated, moved, removed, unchanged, failed, skipped } = data.reply;
          bar(1, 1);
          finish("Ingested", `${added} added, ${updated} updated, ${moved} moved, ${unchanged} unchanged, ${removed} removed, ${failed.length} failed, ${skipped.length} skipped.`);
          for (const { path, reason } of skipped) {
            const item = document.createElement("li");
            item.dir = "auto";
            item.textContent = `${nameOf(path)}: ${reason}`;
            failures.append(item);
          }
          return refresh(page);
        } else if (name === "error") {
          finish("The ingestion ended early", `${data.error.code}: ${data.error.message}`);
          return refresh(page);
        }
      }
    } catch {
      // The connection broke; the job goes on. Listen again from the last thing heard.
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
  }
  finish("No news of the ingestion", "The server cannot be reached. Is it still running?");
}

// Takes over what changed on the collection's page; on another page a link leads there.
async function refresh(page) {
  if (location.pathname !== page) {
    const link = document.createElement("a");
    link.href = page;
    link.textContent = "Open the collection";
    progress.querySelector(".progress-line").append(" ", link);
    return;
  }
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  if (document.querySelector(".danger-zone") === null) {
    location.reload();
    return;
  }
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const other = fresh.getElementById(part.id);
    if (other) part.replaceChildren(...other.childNodes);
  }
}

function begin(title, text) {
  progress.hidden = false;
  progress.querySelector("h3").textContent = title;
  progress.querySelector(".progress-failures").replaceChildren();
  progress.querySelector("progress").removeAttribute("value");
  line(text);
}

function finish(title, text) {
  progress.querySelector("h3").textContent = title;
  progress.querySelector("[data-stop]").hidden = true;
  if (!progress.querySelector("progress").hasAttribute("value")) bar(0, 1);
  line(text);
}

function bar(done, all) {
  progress.querySelector("progress").value = all > 0 ? (100 * done) / all : 0;
}

function line(text) {
  progress.querySelector(".progress-line").textContent = text;
}

// How fast it goes and how long it will take, once that can be told.
function paceOf({ filesPerSecond, bytesPerSecond, secondsLeft, failedFiles }) {
  const parts = [];
  if (failedFiles > 0) parts.push(`${failedFiles} failed`);
  if (filesPerSecond != null) parts.push(`${filesPerSecond < 10 ? filesPerSecond : Math.round(filesPerSecond)} files/s`, `${(bytesPerSecond / 1e6).toFixed(1)} MB/s`);
  if (secondsLeft != null) parts.push(secondsLeft < 90 ? `${secondsLeft} s left` : `${Math.round(secondsLeft / 60)} min left`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function nameOf(path) {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

// Shows the page that asks before a deletion as a dialog.
async function confirmFirst(event) {
  const link = event.target instanceof Element ? event.target.closest("a[data-confirm]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const response = await fetch(link.href, { headers: { accept: "text/html" } });
  const question = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("confirm");
  if (!question) {
    location.href = link.href;
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.append(question);
  const heading = question.querySelector("h1");
  heading.id = "confirm-title";
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  const keep = question.querySelector("[data-close]");
  keep.addEventListener("click", (click) => {
    click.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  keep.focus();
}
