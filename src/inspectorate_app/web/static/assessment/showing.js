// What answers, and what becomes of them, change on the page.

import { isKept } from "./keeping.js";
import { latest, titleOf, unsent } from "./question.js";
import { showUnsent } from "./unsent.js";
import { counted, said } from "../words.js";

const bar = document.getElementById("saving");
const trouble = document.getElementById("saving-trouble");

export function relevance(question, applies) {
  if (!question || !question.relevance) return;
  question.element.classList.toggle("app-question--off", !applies);
  question.element.querySelector("fieldset").disabled = !applies;
  question.relevance.textContent = said(applies ? "applies" : "applies-not");
}

export function count(body) {
  document.getElementById("saving-count").textContent = counted("answered", body.relevant, { answered: body.answered });
}

export function tell(state) {
  const text = why(state);
  if (trouble.textContent !== text) trouble.textContent = text;
  bar.classList.toggle("app-saving--failed", Boolean(text));
}

function why(state) {
  const waiting = unsent();
  if (!waiting.length) return "";
  if (state.locked) return counted("trouble-locked", waiting.length);
  const where = counted(isKept() ? "device" : "page", waiting.length);
  if (state.signedOut) return [said("trouble-out"), where, said("then-out")].join(" ");
  if (state.busy) return [said(state.busy), where, said("then-sent")].join(" ");
  if (state.offline) return [said("trouble-offline"), where, said("then-sent")].join(" ");
  if (waiting.some((each) => each.conflict)) return said("trouble-overtaken");
  if (waiting.some((each) => each.refused)) return said("trouble-refused");
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
  fill("saved_by", theirs.saved_by || said("someone"));
  fill("theirs", titleOf(question, theirs.answer));
  fill("theirs-reason", theirs.reason);
  fill("yours", titleOf(question, mine.answer));
  fill("yours-reason", mine.reason);
  panel.setAttribute("aria-label", said("overtaken"));
  panel.querySelectorAll("[data-keep]").forEach((button) => {
    button.addEventListener("click", () => decide(button.dataset.keep));
  });
  question.conflict = panel;
  question.element.prepend(panel);
  question.status.textContent = said("choose");
  question.status.classList.add("app-question__status--failed");
}
