// Sends answers: one request at a time for each question; a retry carries the same key and content, so that the server
// answers it as it did the first time.

import { keep } from "./keeping.js";
import { contentOf, entryOf, form, isSame, latest, questions, say } from "./question.js";
import { conflict, count, lock, relevance, tell } from "./showing.js";
import { said } from "../words.js";

const LONGEST_PAUSE = 30000; // milliseconds, where the server does not say when to come again
const LONGEST_WAIT = 300000; // and where it does

// Why answers wait: no connection, signed out, a service that asked to come again later, a case that is locked.
export const state = { offline: false, signedOut: false, busy: "", busyUntil: 0, locked: "" };

export function schedule(question, pause) {
  clearTimeout(question.timer);
  question.timer = setTimeout(() => enqueue(question), pause);
  const content = contentOf(question);
  if (isSame(content, latest(question))) return;
  say(question, said("saving"));
  question.next = entryOf(question, content);
  keep(question);
}

export function enqueue(question) {
  clearTimeout(question.timer);
  question.timer = null;
  const content = contentOf(question);
  if (!isSame(content, latest(question))) question.next = entryOf(question, content);
  if (question.next && !question.sending && isSame(question.next, question.known)) {
    question.next = null;
    say(question, question.saidSaved);
  }
  keep(question);
  send(question);
}

export async function send(question) {
  if (question.busy || question.conflict || question.timer) return;
  if (!question.sending) {
    if (!question.next) return;
    question.sending = { version: question.known.version, ...question.next };
    question.next = null;
  }
  if (state.locked) {
    locked(question);
    return;
  }
  if (Date.now() < state.busyUntil) {
    wait(question, state.busyUntil - Date.now());
    return;
  }
  question.busy = true;
  await keep(question);
  let answer;
  try {
    answer = await post(question);
  } catch {
    answer = { kind: "unreachable" };
  }
  question.busy = false;
  HANDLE[answer.kind](question, answer.body);
  tell(state);
}

async function post(question) {
  const { answer, reason, version, key } = question.sending;
  const response = await fetch(form.dataset.save, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify({ question: question.code, answer, reason, version, key }),
  });
  if (response.status === 429 || response.status === 503) return { kind: "busy", body: response };
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.ok && isJson) return { kind: "saved", body: await response.json() };
  if (response.status === 409 && isJson) return { kind: "overtaken", body: await response.json() };
  if (isJson && response.status < 500) {
    const body = await response.json();
    return { kind: body.locked ? "locked" : "refused", body };
  }
  if (response.type === "opaqueredirect" || response.status === 403) return { kind: "signedOut" };
  return { kind: "unreachable" };
}

function reached() {
  state.offline = state.signedOut = false;
  state.busy = "";
}

function clock(at) {
  const minutes = at.getMinutes() ? `.${String(at.getMinutes()).padStart(2, "0")}` : "";
  return `${at.getHours() % 12 || 12}${minutes}${said(at.getHours() < 12 ? "am" : "pm")}`;
}

const HANDLE = {
  saved(question, body) {
    reached();
    question.pause = 1000;
    question.known = { answer: question.sending.answer, reason: question.sending.reason, version: body.version };
    question.version.value = body.version;
    question.sending = null;
    question.saidSaved = body.saved_at ? said("saved", { time: clock(new Date(body.saved_at)) }) : "";
    if (!question.next) say(question, question.saidSaved);
    keep(question);
    count(body);
    Object.entries(body.relevance).forEach(([code, applies]) => relevance(questions.get(code), applies === true));
    send(question);
    retryAll();
  },
  overtaken(question, body) {
    reached();
    conflict(question, question.next || question.sending, body.theirs, (which) => decide(question, which, body.theirs));
  },
  refused(question, body) {
    reached();
    say(question, said("not-saved", { problem: body.problem }), true);
    question.refused = true;
  },
  locked(question, body) {
    reached();
    state.locked = body.problem;
    locked(question);
    questions.forEach((each) => { if (each !== question) retry(each); });
  },
  busy(question, response) {
    reached();
    state.busy = response.status === 429 ? "trouble-often" : "trouble-busy";
    say(question, said("kept"), true);
    const asked = waitOf(response.headers.get("Retry-After"));
    if (!asked) {
      again(question);
      return;
    }
    state.busyUntil = Date.now() + asked;
    wait(question, asked);
  },
  signedOut(question) {
    state.signedOut = true;
    say(question, said("not-yet"), true);
    again(question);
  },
  unreachable(question) {
    state.offline = true;
    say(question, said("kept"), true);
    again(question);
  },
};

function locked(question) {
  say(question, said("locked"), true);
  keep(question);
  lock(state);
}

// Milliseconds of a Retry-After header, in seconds or as a date; 0 where it says nothing.
function waitOf(header) {
  const seconds = /^\d+$/.test(header || "") ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds > 0 ? Math.min(LONGEST_WAIT, seconds * 1000) : 0;
}

function again(question) {
  question.pause = Math.min(LONGEST_PAUSE, question.pause * 2);
  wait(question, question.pause * 0.75, question.pause / 2);
}

// Tablets that were all told to wait as long do not all come at once.
function wait(question, milliseconds, spread = 1000) {
  clearTimeout(question.retry);
  question.retry = setTimeout(() => retry(question), milliseconds + Math.random() * spread);
}

async function retry(question) {
  clearTimeout(question.retry);
  question.retry = null;
  if (state.signedOut) await renewToken();
  send(question);
}

// When the connection is back: at once, and not when each question's own pause is over.
export function retryAll() {
  questions.forEach((question) => { if (question.retry) retry(question); });
}

// Who signs in again in another tab has another token; the page of this form says which.
async function renewToken() {
  try {
    const response = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("#assessment");
    if (fresh && fresh.dataset.person === form.dataset.person) {
      form.elements.csrfmiddlewaretoken.value = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
      state.signedOut = false;
    }
  } catch { /* still no connection: the next try will tell */ }
}

function decide(question, which, theirs) {
  const mine = contentOf(question);
  question.conflict.remove();
  question.conflict = question.sending = question.next = null;
  clearTimeout(question.timer);
  question.timer = null;
  question.known = { answer: theirs.answer, reason: theirs.reason, version: theirs.version };
  question.version.value = theirs.version;
  if (which === "theirs") {
    question.radios.forEach((radio) => { radio.checked = radio.value === theirs.answer; });
    if (question.reason) question.reason.value = theirs.reason;
    question.saidSaved = said("theirs");
    say(question, question.saidSaved);
    keep(question);
  } else {
    question.next = entryOf(question, mine);
    enqueue(question);
  }
  question.element.querySelector("input, textarea").focus();
  tell(state);
}
