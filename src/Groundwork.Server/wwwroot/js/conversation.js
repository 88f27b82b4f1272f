// A conversation without leaving the page: provisional text while it is written, then the turn as the server shows it.
import { eventsOf, problemOf } from "./events.js";
import { followSources } from "./sources.js";

const main = document.getElementById("main");
let running = null;

followSources(main);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.asks) {
    event.preventDefault();
    ask(form);
  } else if ("quiet" in form.dataset) {
    event.preventDefault();
    send(form, event.submitter);
  }
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#stop")) running?.abort();
});

async function ask(form) {
  const kind = form.dataset.asks;
  const question = form.elements.question?.value.trim() ?? form.closest(".turn").querySelector(".asked").textContent;
  if (!question || running) return;
  const mine = running = new AbortController();
  let conversation = document.getElementById("conversation")?.dataset.conversation;
  let turn = 0;
  const pending = pendingTurn(form, question);
  document.getElementById("stop").hidden = false;
  tell("Searching …");
  try {
    if (kind === "new") conversation = await begin(form.elements.collection.value, mine.signal);
    const address = kind === "retry" || kind === "edit" ? `turns/${form.dataset.turn}/${kind}` : "ask";
    const response = await fetch(`/api/conversations/${conversation}/${address}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ question }),
      signal: mine.signal,
    });
    if (!response.ok) throw await problemOf(response);
    if (form.id === "ask") form.elements.question.value = "";
    for await (const { name, data } of eventsOf(response)) {
      if (name === "begun") turn = data.turn;
      else if (name === "found") tell(`${data.passages} ${data.passages === 1 ? "passage" : "passages"} found${data.notice ? `. ${data.notice}` : ""}. Writing …`);
      else if (name === "drafted") pending.draft(data.text);
      else if (name === "verified") pending.verified(data);
      else if (name === "error" && turn === 0) throw data.error;
    }
    await show(conversation, turn);
  } catch (problem) {
    if (mine.signal.aborted && conversation) {
      await stopped(conversation, turn);
    } else {
      pending.fail(problem);
      tell("");
    }
  } finally {
    running = null;
    const stop = document.getElementById("stop");
    if (stop) stop.hidden = true;
  }
}

async function begin(collection, signal) {
  const response = await fetch("/api/conversations", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ collection }), signal });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()).conversation;
}

// The server notices a moment later that nobody listens, and keeps what it has.
async function stopped(conversation, turn) {
  for (let tries = 0; tries < 30; tries++) {
    const response = await fetch(`/api/conversations/${conversation}`);
    const turns = response.ok ? (await response.json()).turns : [];
    if (turns.length > 0 && (turn === 0 ? turns.at(-1) : turns.find((t) => t.turn === turn))?.state !== "open") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await show(conversation, turn);
  tell("Stopped.");
}

async function show(conversation, turn) {
  const response = await fetch(`/c/${conversation}`, { headers: { accept: "text/html" } });
  const at = takeOver(await response.text(), `/c/${conversation}`, turn);
  at?.scrollIntoView({ block: "start" });
  const state = at?.dataset.state;
  if (state === "answered") tell(at.querySelector(".abstained") ? "No answer from these documents." : "Answered, and every quote checked.");
}

// Feedback, sharing and renaming: the form is sent as it is, and the page that comes back is taken over.
async function send(form, submitter) {
  const response = await fetch(form.action, { method: "POST", headers: { accept: "text/html" }, body: new URLSearchParams(new FormData(form, submitter)) });
  const turn = form.closest(".turn")?.dataset.turn;
  const wasOpen = form.closest("details")?.id;
  takeOver(await response.text(), response.ok ? response.url : location.href, turn);
  if (wasOpen) document.getElementById(wasOpen).open = true;
  (document.querySelector(`#turn-${turn} .reason input[type=text]`) ?? document.querySelector(`#turn-${turn} .thumb`) ?? document.querySelector(wasOpen ? `#${wasOpen} summary` : "h1"))?.focus({ preventScroll: true });
}

function takeOver(html, address, turn) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const typed = document.activeElement?.id === "question" ? document.activeElement.value : null;
  main.replaceChildren(...page.getElementById("main").childNodes);
  document.title = page.title;
  history.replaceState(null, "", address);
  const at = document.getElementById(`turn-${turn}`);
  const question = document.getElementById("question");
  if (typed !== null && question) {
    question.value = typed;
    question.focus({ preventScroll: true });
  } else at?.querySelector(".asked")?.focus({ preventScroll: true });
  return at;
}

// What stands on the page until the turn is complete. Text that is not checked never looks like text that is.
function pendingTurn(form, question) {
  const old = form.closest(".turn");
  const item = element("li", "turn is-pending");
  item.setAttribute("aria-busy", "true");
  const asked = element("h2", "asked", question);
  asked.dir = "auto";
  const checked = element("p", "draft-checked");
  const draft = element("div", "draft");
  const words = element("p", "draft-text");
  words.dir = checked.dir = "auto";
  draft.append(element("p", "draft-label", "Draft, not yet checked"), words);
  item.append(asked);
  if (old) {
    while (old.nextElementSibling) old.nextElementSibling.remove();
    old.replaceWith(item);
  } else turnList(form).append(item);
  item.scrollIntoView({ block: "nearest" });
  return {
    draft(text) {
      if (!draft.isConnected) item.append(draft);
      words.append(text);
    },
    verified({ text, supported, citations }) {
      if (!supported) return;
      if (!checked.isConnected) item.append(checked);
      checked.append(element("span", "is-checked", text), element("sup", "number", `✓ ${citations.length}`), " ");
    },
    fail(problem) {
      const frame = element("div", "problem");
      frame.setAttribute("role", "alert");
      const message = element("p", "", problem instanceof Error ? `The server cannot be reached (${problem.message}). Is it still running?` : problem.message);
      message.dir = "auto";
      frame.append(element("p", "eyebrow", problem.code ?? ""), message);
      draft.remove();
      item.removeAttribute("aria-busy");
      item.append(frame);
    },
  };
}

function turnList(form) {
  const known = document.getElementById("turns");
  if (known) return known;
  document.querySelector("h1").classList.add("visually-hidden");
  document.querySelector(".hint")?.remove();
  document.getElementById("result").replaceChildren();
  const list = element("ol", "turns");
  list.id = "turns";
  form.before(list);
  return list;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function tell(words) {
  const news = document.getElementById("news");
  if (news) news.textContent = words;
}
