// Shows what a part comes to while it is written, puts numbers of the evidence in where one is writing, and asks before one
// leaves with a text that is not saved. Without this script the button "Preview" does the first, and a page of numbers to
// copy the second.

import { said } from "./words.js";

const form = document.getElementById("draft");
const text = form.elements.text;
const judged = document.getElementById("judged");
const status = document.getElementById("draft-status");
const signIn = document.getElementById("draft-sign-in");
const search = document.getElementById("numbers-words");
const list = document.getElementById("numbers-found");
const PAUSE = 800; // milliseconds after the last key
let timer = 0;
let asked = 0; // answers that come late are of an older text

const later = (doing) => {
  clearTimeout(timer);
  timer = setTimeout(doing, PAUSE);
};

const ask = () => fetch(form.dataset.preview, { method: "POST", body: new FormData(form), redirect: "manual" });
const isRefused = (response) => response.type === "opaqueredirect" || response.status === 403;

async function preview() {
  const mine = ++asked;
  const tell = (word) => {
    if (mine !== asked) return;
    status.textContent = said(word);
    signIn.hidden = word !== "signed-out";
  };
  try {
    let response = await ask();
    if (isRefused(response) && (await renewToken())) response = await ask();
    if (isRefused(response)) {
      tell("signed-out");
      return;
    }
    if (!response.ok) throw new Error(response.status);
    const page = await response.text();
    if (mine === asked) judged.innerHTML = page; // written by our own server, which escapes what people typed
    tell("previewed");
  } catch {
    tell("offline");
  }
}

// Who signs in again in another tab has another token; the page of this part says which.
async function renewToken() {
  const response = await fetch(form.dataset.part, { redirect: "manual" });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("#draft [name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return Boolean(fresh);
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
  const response = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
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

// Nobody leaves what they typed without being asked: not the text for a comment, nor a comment for the text.
let sent = null;
const typed = (each) => [...each.querySelectorAll("textarea, input[name]:not([type=hidden])")];
// A form that came back holds what was not taken.
const isUnsaved = (each) => "unsaved" in each.dataset || typed(each).some((one) => one.value !== one.defaultValue);
document.addEventListener("submit", (event) => { sent = event.target; });
window.addEventListener("beforeunload", (event) => {
  const left = [...document.querySelectorAll("main form")].filter((each) => each !== sent && isUnsaved(each));
  if (left.length) event.preventDefault();
  sent = null;
});
