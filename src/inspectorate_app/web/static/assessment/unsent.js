// Answers that were on their way when the case was locked: shown, and to be copied or downloaded.

import { counted, said } from "../words.js";

const panel = document.getElementById("unsent");
let shown = [];

const fill = (name, text) => { panel.querySelector(`[data-fill="${name}"]`).textContent = text; };

// `rows` have a code, a text, an answer in words and a reason.
export function showUnsent(rows, why) {
  shown = rows;
  panel.hidden = !rows.length;
  if (!rows.length) return;
  fill("heading", counted("unsent", rows.length));
  if (why) fill("why", why);
  panel.querySelector("dl").replaceChildren(...rows.map(row));
}

function row(each) {
  const drawn = panel.querySelector("template").content.cloneNode(true);
  const put = (name, text) => { drawn.querySelector(`[data-fill="${name}"]`).textContent = text; };
  put("text", each.text);
  put("answer", each.answer);
  put("reason", each.reason);
  return drawn;
}

function text() {
  const parts = shown.map((each) => [each.text, said("answer", { answer: each.answer }), each.reason].filter(Boolean).join("\n"));
  return `${[panel.dataset.title, ...parts].join("\n\n")}\n`;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(text());
    button.textContent = said("copied");
  } catch {
    getSelection().selectAllChildren(panel.querySelector("dl"));
    button.textContent = said("selected");
  }
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text()], { type: "text/plain;charset=utf-8" }));
  link.download = panel.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

panel.querySelector("[data-do=copy]").addEventListener("click", (event) => copy(event.currentTarget));
panel.querySelector("[data-do=download]").addEventListener("click", download);
