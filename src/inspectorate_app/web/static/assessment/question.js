// The questions of the form: what stands in each, and what is said of it.

import { said } from "../words.js";

export const form = document.getElementById("assessment");
export const questions = new Map();

export function contentOf(question) {
  const chosen = question.element.querySelector("input[type=radio]:checked:not([name$='-keep'])");
  return { answer: chosen ? chosen.value : "", reason: question.reason ? question.reason.value : "" };
}

export function show(question, content) {
  question.radios.forEach((radio) => { radio.checked = radio.value === content.answer; });
  if (question.reason) question.reason.value = content.reason;
}

const tidy = (text) => text.replace(/\r\n/g, "\n").trim();
export const isSame = (one, other) => one.answer === other.answer && tidy(one.reason) === tidy(other.reason);
export const latest = (question) => question.next || question.sending || question.known;

export function titleOf(question, answer) {
  const radio = question.radios.find((each) => each.value === answer);
  return radio ? radio.labels[0].textContent : said("no-answer");
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `seen` is the version over which it was written, for when the page is opened anew before it could be sent.
export const entryOf = (question, content) => ({ ...content, key: newKey(), seen: question.known.version });

export function say(question, text, failed = false) {
  question.status.textContent = text;
  question.status.classList.toggle("app-question__status--failed", failed);
}

// What the server does not have yet.
export function unsent() {
  return [...questions.values()].filter((each) => each.sending || each.next || each.timer || each.conflict);
}

export function prepare(element) {
  const code = element.dataset.question;
  const question = {
    code,
    element,
    radios: [...element.querySelectorAll("fieldset input[type=radio]")],
    reason: element.querySelector("textarea"),
    version: element.querySelector("input[type=hidden]"),
    status: element.querySelector("[role=status]"),
    relevance: element.querySelector(".app-question__relevance strong"),
    sending: null,
    next: null,
    conflict: null,
    refused: false,
    busy: false,
    timer: null,
    retry: null,
    pause: 1000,
    keeping: Promise.resolve(),
  };
  // After the version stands a digest of what the form showed, which is for forms without this script.
  question.known = { ...contentOf(question), version: Number.parseInt(question.version.value, 10) };
  question.saidSaved = question.status.textContent;
  questions.set(code, question);
  return question;
}
