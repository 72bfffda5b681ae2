// Shows what a part comes to while it is written, and puts numbers of the evidence in where one is writing. Without this
// script the button "Preview" does the first, and a page of numbers to copy the second.

import { said } from "./words.js";

const form = document.getElementById("draft");
const text = form.elements.text;
const judged = document.getElementById("judged");
const status = document.getElementById("draft-status");
const search = document.getElementById("numbers-words");
const list = document.getElementById("numbers-found");
const PAUSE = 800; // milliseconds after the last key
let timer = 0;
let asked = 0; // answers that come late are of an older text

const later = (doing) => {
  clearTimeout(timer);
  timer = setTimeout(doing, PAUSE);
};

async function preview() {
  const mine = ++asked;
  try {
    const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), redirect: "error" });
    if (!response.ok) throw new Error(response.status);
    const page = await response.text();
    if (mine !== asked) return;
    judged.innerHTML = page; // written by our own server, which escapes what people typed
    status.textContent = said("previewed");
  } catch {
    if (mine === asked) status.textContent = said("offline");
  }
}

function putIn(placeholder) {
  text.setRangeText(placeholder, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("numbers-status").textContent = said("put-in", { placeholder });
}

function shown(number) {
  const item = document.createElement("li");
  const what = document.createElement("p");
  what.className = "govuk-body-s govuk-!-margin-bottom-1";
  what.textContent = number.what;
  item.append(what);
  for (const each of number.forms) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "app-draft__form";
    button.textContent = each.words;
    button.addEventListener("click", () => putIn(each.placeholder));
    item.append(button);
  }
  return item;
}

async function find() {
  const address = `${form.dataset.numbers}?words=${encodeURIComponent(search.value)}`;
  const response = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
  if (!response.ok) return;
  const answer = await response.json();
  list.replaceChildren(...answer.numbers.map(shown));
  document.getElementById("numbers-status").textContent = said("found", { shown: answer.numbers.length, total: answer.total });
}

text.addEventListener("input", () => later(preview));
search.addEventListener("input", () => later(find));
// Enter in the box looks, and saves nothing.
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  find();
});
document.getElementById("numbers").hidden = false;
document.getElementById("numbers-link").hidden = true;
// The list is there once one turns to it.
search.addEventListener("focus", find, { once: true });
// What is saved is shown by the page that follows.
form.addEventListener("submit", () => clearTimeout(timer));
