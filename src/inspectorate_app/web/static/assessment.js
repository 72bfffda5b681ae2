// Saves each answer of a case as it is given, and never loses one: what was not acknowledged is kept in memory, and on
// the tablet (keeping.js), until the server has it (sending.js). Without this script the form is saved by its button.

import { get, isKept, open } from "./assessment/keeping.js";
import { form, prepare, questions, say, show, unsent } from "./assessment/question.js";
import { enqueue, retryAll, schedule, send, state } from "./assessment/sending.js";
import { tell } from "./assessment/showing.js";
import { said } from "./words.js";

const PAUSE_AFTER_CHOICE = 300; // milliseconds: arrow keys pass through answers on the way to one
const PAUSE_AFTER_TYPING = 1500;

function watch(question) {
  question.radios.forEach((radio) => radio.addEventListener("change", () => changed(question, PAUSE_AFTER_CHOICE)));
  question.reason?.addEventListener("input", () => changed(question, PAUSE_AFTER_TYPING));
  question.reason?.addEventListener("change", () => changed(question, 0));
}

function changed(question, pause) {
  if (question.refused) {
    question.refused = false;
    question.sending = null;
  }
  schedule(question, pause);
}

async function restore(question) {
  const entries = await get(question.code).catch(() => []);
  if (!entries.length || question.sending || question.next) return;
  const last = entries[entries.length - 1];
  show(question, last);
  // What was being sent is sent again as it was; what was only written goes against the version that was seen.
  if ("version" in entries[0]) question.sending = entries[0];
  else question.known.version = last.seen;
  question.next = entries.length > 1 || !question.sending ? { ...last } : null;
  say(question, said("saving"));
  send(question);
}

function clear(question) {
  question.radios.forEach((radio) => { radio.checked = false; });
  changed(question, 0);
  question.radios[0].focus();
}

async function settle() {
  questions.forEach((question) => { if (question.timer) enqueue(question); });
  for (let waited = 0; waited < 8000 && unsent().some((each) => !each.conflict && !each.refused); waited += 50) {
    if (state.offline || state.signedOut || state.busy || state.locked) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return unsent().length === 0;
}

async function submitted(event) {
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "clear") {
    clear(questions.get(button.value));
    return;
  }
  if (await settle()) {
    location.assign(form.dataset.onward);
    return;
  }
  tell(state);
  const first = state.locked ? document.getElementById("unsent") : unsent()[0].element;
  first.scrollIntoView({ block: state.locked ? "start" : "center" });
  (state.locked ? first : first.querySelector(".app-conflict, input, textarea"))?.focus();
}

// What is locked is kept on the device: one may leave the page.
const mayLeave = () => !unsent().length || (state.locked && isKept());

async function begin() {
  document.querySelectorAll("[data-question]").forEach((element) => watch(prepare(element)));
  await open(form).catch(() => {});
  document.getElementById("saving").hidden = false;
  form.addEventListener("submit", submitted);
  window.addEventListener("beforeunload", (event) => { if (!mayLeave()) event.preventDefault(); });
  window.addEventListener("online", retryAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retryAll(); });
  await Promise.all([...questions.values()].map(restore));
  tell(state);
}

begin();
