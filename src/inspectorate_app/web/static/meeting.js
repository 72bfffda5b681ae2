// Saves a note as it is written: a pause after typing, or a choice. What could not be saved is said, and stays in the
// form, which its button saves too. Without this script the button saves.

import { said } from "./words.js";

const form = document.getElementById("note");
const status = document.getElementById("note-status");
const PAUSE = 2000; // milliseconds after the last key
const AGAIN = 10000; // milliseconds until a failed try is repeated
let timer = 0;
let sending = false;
let waiting = null; // the button that was pressed while a save was under way
let saved = contentOf();

function contentOf() {
  const given = new FormData(form);
  return JSON.stringify(["text", "mark", "about", "flag"].map((name) => given.get(name) || ""));
}

function say(text, failed = false) {
  status.textContent = text;
  status.classList.toggle("app-note__status--failed", failed);
}

// There is something to save once there is a text and it is said what it holds.
const isWhole = () => form.elements.text.value.trim() && form.querySelector("[name=mark]:checked");

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (sending || contentOf() === saved || !isWhole()) return;
  const content = contentOf();
  sending = true;
  say(said("saving"));
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" });
    const answer = await response.json();
    if (response.ok) {
      saved = content;
      form.action = answer.address;
      form.elements.version.value = answer.version;
      form.querySelector("[name=another]")?.remove();
      say(said("saved"));
    } else {
      say(said(response.status === 409 ? "overtaken" : "not-saved", { problem: answer.problem }), true);
      if (response.status === 409) stop();
    }
  } catch {
    say(said("offline"), true);
    later(AGAIN);
  }
  sending = false;
  if (waiting) form.requestSubmit(waiting.isConnected ? waiting : undefined);
  else if (saved === content && contentOf() !== saved) later();
}

// Two saved versions are for a person to look at: no more is sent but by the button.
function stop() {
  form.removeEventListener("input", changed);
  clearTimeout(timer);
}

const changed = () => later();
form.addEventListener("input", changed);
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!sending) return;
  event.preventDefault();
  waiting = event.submitter;
});
