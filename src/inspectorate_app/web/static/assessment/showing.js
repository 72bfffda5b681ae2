// What answers, and what becomes of them, change on the page.

import { isKept } from "./keeping.js";
import { form, latest, titleOf, unsent } from "./question.js";
import { showUnsent } from "./unsent.js";

const bar = document.getElementById("saving");
const trouble = document.getElementById("saving-trouble");

export function relevance(question, applies) {
  if (!question || !question.relevance) return;
  question.element.classList.toggle("app-question--off", !applies);
  question.element.querySelector("fieldset").disabled = !applies;
  question.relevance.textContent = applies ? "Applies to this case." : "Does not apply to this case.";
}

export function count(body) {
  const words = body.relevant === 1 ? "question" : "questions";
  document.getElementById("saving-count").textContent = `${body.answered} of ${body.relevant} ${words} answered`;
}

export function tell(state) {
  const text = why(state);
  if (trouble.textContent !== text) trouble.textContent = text;
  bar.classList.toggle("app-saving--failed", Boolean(text));
}

function why(state) {
  const waiting = unsent();
  if (!waiting.length) return "";
  const number = waiting.length === 1 ? "1 answer is" : `${waiting.length} answers are`;
  const where = isKept() ? "kept on this device" : "on this page alone";
  const them = waiting.length === 1 ? "it is" : "they are";
  if (state.locked) return `This ${form.dataset.what || "case"} is locked. ${number} not saved: see the top of the page.`;
  if (state.signedOut) return `You have been signed out. ${number} ${where}: sign in again in another tab.`;
  if (state.busy) return `${state.busy}. ${number} ${where} until ${them} sent again, without your help.`;
  if (state.offline) return `No connection. ${number} ${where} until it is back.`;
  if (waiting.some((each) => each.conflict)) return "Someone else saved a question that you changed: choose what to keep.";
  if (waiting.some((each) => each.refused)) return "An answer could not be saved: see the question.";
  return "";
}

// The case was locked while answers waited: all of them in one place, to be copied or downloaded.
export function lock(state) {
  const rows = unsent().map((each) => {
    const content = latest(each);
    const text = [...each.element.querySelector("legend").children].map((part) => part.textContent.trim()).join(" ");
    return { code: each.code, text, answer: titleOf(each, content.answer), reason: content.reason };
  });
  showUnsent(rows, state.locked);
  tell(state);
}

export function conflict(question, mine, theirs, decide) {
  question.conflict?.remove();
  const panel = document.getElementById("conflict").content.cloneNode(true).firstElementChild;
  const fill = (name, text) => { panel.querySelector(`[data-fill="${name}"]`).textContent = text; };
  fill("saved_by", theirs.saved_by || "someone else");
  fill("theirs", titleOf(question, theirs.answer));
  fill("theirs-reason", theirs.reason);
  fill("yours", titleOf(question, mine.answer));
  fill("yours-reason", mine.reason);
  panel.setAttribute("aria-label", "Someone else saved this question while you were writing");
  panel.querySelectorAll("[data-keep]").forEach((button) => {
    button.addEventListener("click", () => decide(button.dataset.keep));
  });
  question.conflict = panel;
  question.element.prepend(panel);
  question.status.textContent = "Not saved: choose what to keep";
  question.status.classList.add("app-question__status--failed");
}
