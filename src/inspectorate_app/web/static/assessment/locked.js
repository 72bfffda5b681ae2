// On the pages of a case that is locked: what is kept on this tablet and could not be sent before.

import { codes, get, open, remove } from "./keeping.js";
import { showUnsent } from "./unsent.js";
import { said } from "../words.js";

const panel = document.getElementById("unsent");

// The words of a question and of its answers stand in the page.
function described(code, entry) {
  const question = [...document.getElementById("unsent-questions").content.children].find((each) => each.dataset.code === code);
  const answer = question && [...question.children].find((each) => each.dataset.answer === entry.answer);
  return {
    code,
    text: question ? question.dataset.text : code,
    answer: answer ? answer.textContent : entry.answer || said("no-answer"),
    reason: entry.reason,
  };
}

async function begin() {
  await open(panel);
  const rows = [];
  for (const code of await codes()) {
    const entries = await get(code);
    if (entries.length) rows.push(described(code, entries[entries.length - 1]));
  }
  showUnsent(rows, "");
  const button = panel.querySelector("[data-do=remove]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!confirm(said("remove"))) return;
    for (const each of rows) await remove(each.code);
    showUnsent([], "");
  });
}

begin();
