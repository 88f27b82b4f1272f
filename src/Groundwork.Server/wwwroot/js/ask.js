// Asks without leaving the page: what is found, then the unchecked draft, then the checked answer.
import { eventsOf, problemOf } from "./events.js";
import { recall, remember } from "./storage.js";

const form = document.getElementById("ask");
if (form) start();

function start() {
  const question = document.getElementById("question");
  const collection = document.getElementById("collection");
  const stop = document.getElementById("stop");
  const news = document.getElementById("news");
  const result = document.getElementById("result");
  let running = null;

  showRecent();
  // A page shown for a question keeps it among the recent ones too.
  if (question.value && result.childElementCount > 0) keep(collection.value, question.value);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = question.value.trim();
    if (text) ask(collection.value, text);
  });
  stop.addEventListener("click", () => running?.abort());
  addEventListener("popstate", () => location.reload());

  async function ask(where, text) {
    running?.abort();
    const mine = running = new AbortController();
    result.replaceChildren();
    result.setAttribute("aria-busy", "true");
    stop.hidden = false;
    news.textContent = "Searching …";
    keep(where, text);
    document.querySelector("h1").classList.add("visually-hidden");
    document.querySelector(".hint")?.remove();
    try {
      const response = await fetch("/api/ask", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify({ question: text, collection: where }),
        signal: mine.signal,
      });
      if (!response.ok) fail(await problemOf(response));
      else await follow(response, where, text, mine.signal);
    } catch (problem) {
      if (mine.signal.aborted) {
        if (running === mine) news.textContent = "Stopped.";
      } else fail({ code: "", message: `The server cannot be reached (${problem.message}). Is it still running?` });
    } finally {
      if (running === mine) {
        stop.hidden = true;
        result.removeAttribute("aria-busy");
      }
    }
  }

  async function follow(response, where, text, signal) {
    let draft = null;
    for await (const { name, data } of eventsOf(response)) {
      if (name === "found") {
        news.textContent = `${data.passages} ${data.passages === 1 ? "passage" : "passages"} found${data.notice ? `. ${data.notice}` : ""}. Writing …`;
      } else if (name === "drafted") {
        draft ??= newDraft();
        draft.append(data.text);
      } else if (name === "done") {
        news.textContent = "Checked.";
        await show(data.reply, where, text, signal);
        return;
      } else if (name === "error") {
        fail(data.error);
        return;
      }
    }
    fail({ code: "", message: "The answer broke off. Ask again." });
  }

  function newDraft() {
    const frame = document.createElement("div");
    frame.className = "draft";
    const label = document.createElement("p");
    label.className = "draft-label";
    label.textContent = "Draft, not yet checked";
    const text = document.createElement("p");
    text.className = "draft-text";
    text.dir = "auto";
    frame.append(label, text);
    result.replaceChildren(frame);
    return text;
  }

  async function show(reply, where, text, signal) {
    const address = `?collection=${encodeURIComponent(where)}&q=${encodeURIComponent(text)}`;
    const response = await fetch(`/parts/answer${address}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(reply),
      signal,
    });
    if (!response.ok) {
      fail(await problemOf(response));
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    result.replaceChildren(...page.body.childNodes);
    news.textContent = reply.abstained ? "No answer from these documents." : `Answered, with ${reply.claims.length} checked ${reply.claims.length === 1 ? "claim" : "claims"}.`;
    history.replaceState(null, "", `/${address}`);
    document.title = `${text} · Groundwork`;
  }

  function fail(error) {
    news.textContent = "";
    const frame = document.createElement("div");
    frame.className = "problem";
    frame.setAttribute("role", "alert");
    const code = document.createElement("p");
    code.className = "eyebrow";
    code.textContent = error.code;
    const message = document.createElement("p");
    message.dir = "auto";
    message.textContent = error.message;
    frame.append(code, message);
    result.replaceChildren(frame);
  }
}

function keep(collection, question) {
  const others = recall("recent", []).filter((entry) => entry.question !== question || entry.collection !== collection);
  remember("recent", [{ collection, question }, ...others].slice(0, 12));
  showRecent();
}

function showRecent() {
  const section = document.getElementById("recent");
  const entries = recall("recent", []);
  section.hidden = entries.length === 0;
  section.querySelector("ul").replaceChildren(...entries.map(({ collection, question }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/?collection=${encodeURIComponent(collection)}&q=${encodeURIComponent(question)}`;
    link.dir = "auto";
    link.textContent = question;
    const where = document.createElement("span");
    where.className = "path";
    where.textContent = collection;
    item.append(link, " ", where);
    return item;
  }));
  section.querySelector("button").onclick = () => {
    remember("recent", []);
    showRecent();
  };
}
