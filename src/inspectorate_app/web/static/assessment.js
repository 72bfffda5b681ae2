// Saves each answer of a case as it is given, and never loses one: what was not acknowledged is kept in memory, and on
// the tablet encrypted with a key that only the pages of this person hold, until the server has it. One request at a time
// for each question; a retry carries the same key and content, so that the server answers it as it did the first time.
// Without this script the form is saved by its button.

const form = document.getElementById("assessment");
const bar = document.getElementById("saving");
const trouble = document.getElementById("saving-trouble");
const questions = new Map();
let signedOut = false;
let offline = false;

const PAUSE_AFTER_CHOICE = 300; // milliseconds: arrow keys pass through answers on the way to one
const PAUSE_AFTER_TYPING = 1500;
const LONGEST_PAUSE = 30000;

// --- what stands in the form ---

function contentOf(question) {
  const chosen = question.element.querySelector("input[type=radio]:checked:not([name$='-keep'])");
  return { answer: chosen ? chosen.value : "", reason: question.reason ? question.reason.value : "" };
}

function show(question, content) {
  question.radios.forEach((radio) => { radio.checked = radio.value === content.answer; });
  if (question.reason) question.reason.value = content.reason;
}

const tidy = (text) => text.replace(/\r\n/g, "\n").trim();
const isSame = (one, other) => one.answer === other.answer && tidy(one.reason) === tidy(other.reason);
const titleOf = (question, answer) => {
  const radio = question.radios.find((each) => each.value === answer);
  return radio ? radio.labels[0].textContent : "No answer";
};

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// `seen` is the version over which it was written, for when the page is opened anew before it could be sent.
const entryOf = (question, content) => ({ ...content, key: newKey(), seen: question.known.version });

function say(question, text, failed = false) {
  question.status.textContent = text;
  question.status.classList.toggle("app-question__status--failed", failed);
}

// --- what is not acknowledged yet, kept on the tablet ---

const store = {
  database: null,
  key: null,
  async open() {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return; // then it is kept in memory alone
    const secret = Uint8Array.from(atob(form.dataset.secret), (letter) => letter.charCodeAt(0));
    this.key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
    this.database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open("inspectorate", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("unsent");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  },
  run(mode, work) {
    return new Promise((resolve, reject) => {
      const request = work(this.database.transaction("unsent", mode).objectStore("unsent"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },
  place: (code) => [form.dataset.person, form.dataset.case, code],
  async put(code, entries) {
    if (!this.database) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(entries));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, text);
    await this.run("readwrite", (unsent) => unsent.put({ iv, sealed }, this.place(code)));
  },
  async remove(code) {
    if (this.database) await this.run("readwrite", (unsent) => unsent.delete(this.place(code)));
  },
  async get(code) {
    if (!this.database) return [];
    const kept = await this.run("readonly", (unsent) => unsent.get(this.place(code)));
    if (!kept) return [];
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, this.key, kept.sealed);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return []; // sealed under a secret that the server has changed since
    }
  },
};

// Writes to the tablet follow each other, so that an older state never lands on a newer one.
function keep(question) {
  const entries = [question.sending, question.next].filter(Boolean);
  question.keeping = question.keeping
    .then(() => (entries.length ? store.put(question.code, entries) : store.remove(question.code)))
    .catch(() => {});
  return question.keeping;
}

// --- sending ---

function schedule(question, pause) {
  clearTimeout(question.timer);
  question.timer = setTimeout(() => enqueue(question), pause);
  const content = contentOf(question);
  if (isSame(content, latest(question))) return;
  say(question, "Saving");
  question.next = entryOf(question, content);
  keep(question);
}

const latest = (question) => question.next || question.sending || question.known;

function enqueue(question) {
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

async function send(question) {
  if (question.busy || question.conflict || question.timer) return;
  if (!question.sending) {
    if (!question.next) return;
    question.sending = { version: question.known.version, ...question.next };
    question.next = null;
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
  tell();
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
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  if (response.ok && isJson) return { kind: "saved", body: await response.json() };
  if (response.status === 409 && isJson) return { kind: "overtaken", body: await response.json() };
  if (isJson && response.status < 500) return { kind: "refused", body: await response.json() };
  if (response.type === "opaqueredirect" || response.status === 403) return { kind: "signedOut" };
  return { kind: "unreachable" };
}

const HANDLE = {
  saved(question, body) {
    offline = signedOut = false;
    question.pause = 1000;
    question.known = { answer: question.sending.answer, reason: question.sending.reason, version: body.version };
    question.version.value = body.version;
    question.sending = null;
    const at = new Date(body.saved_at);
    const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    question.saidSaved = body.saved_at ? `Saved ${time}` : "";
    if (!question.next) say(question, question.saidSaved);
    keep(question);
    count(body);
    Object.entries(body.relevance).forEach(([code, applies]) => relevance(questions.get(code), applies === true));
    send(question);
    retryAll();
  },
  overtaken(question, body) {
    offline = signedOut = false;
    conflict(question, question.next || question.sending, body.theirs);
  },
  refused(question, body) {
    say(question, `Not saved: ${body.problem}`, true);
    question.refused = true;
  },
  signedOut(question) {
    signedOut = true;
    say(question, "Not saved yet", true);
    again(question);
  },
  unreachable(question) {
    offline = true;
    say(question, "Not saved yet. Kept on this device", true);
    again(question);
  },
};

function again(question) {
  question.pause = Math.min(LONGEST_PAUSE, question.pause * 2);
  clearTimeout(question.retry);
  question.retry = setTimeout(() => retry(question), question.pause * (0.75 + Math.random() / 2));
}

async function retry(question) {
  clearTimeout(question.retry);
  question.retry = null;
  if (signedOut) await renewToken();
  send(question);
}

// When the connection is back: at once, and not when each question's own pause is over.
function retryAll() {
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
      signedOut = false;
    }
  } catch { /* still no connection: the next try will tell */ }
}

// --- what the answers change on the page ---

function relevance(question, applies) {
  if (!question || !question.relevance) return;
  question.element.classList.toggle("app-question--off", !applies);
  question.element.querySelector("fieldset").disabled = !applies;
  question.relevance.textContent = applies ? "Applies to this case." : "Does not apply to this case.";
}

function count(body) {
  const words = body.relevant === 1 ? "question" : "questions";
  document.getElementById("saving-count").textContent = `${body.answered} of ${body.relevant} ${words} answered`;
}

function unsent() {
  return [...questions.values()].filter((each) => each.sending || each.next || each.timer || each.conflict);
}

function tell() {
  const waiting = unsent();
  const number = waiting.length === 1 ? "1 answer is" : `${waiting.length} answers are`;
  const conflicts = waiting.filter((each) => each.conflict).length;
  let text = "";
  if (waiting.length && signedOut) text = `You have been signed out. ${number} kept on this device: sign in again in another tab.`;
  else if (waiting.length && offline) text = `No connection. ${number} kept on this device until it is back.`;
  else if (conflicts) text = "Someone else saved a question that you changed: choose what to keep.";
  else if (waiting.some((each) => each.refused)) text = "An answer could not be saved: see the question.";
  if (trouble.textContent !== text) trouble.textContent = text;
  bar.classList.toggle("app-saving--failed", Boolean(text));
}

function conflict(question, mine, theirs) {
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
    button.addEventListener("click", () => decide(question, button.dataset.keep, theirs));
  });
  question.conflict = panel;
  question.element.prepend(panel);
  say(question, "Not saved: choose what to keep", true);
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
    show(question, theirs);
    question.saidSaved = "What they saved is kept";
    say(question, question.saidSaved);
    keep(question);
  } else {
    question.next = entryOf(question, mine);
    enqueue(question);
  }
  question.element.querySelector("input, textarea").focus();
  tell();
}

// --- the page ---

function prepare(element) {
  const code = element.dataset.question;
  const question = {
    code,
    element,
    radios: [...element.querySelectorAll("fieldset input[type=radio]")],
    reason: element.querySelector("textarea"),
    version: element.querySelector(`input[name="${CSS.escape(code)}-version"]`) ||
      element.querySelector("input[type=hidden]"),
    status: element.querySelector("[role=status]"),
    relevance: element.querySelector(".app-question__relevance strong"),
    sending: null,
    next: null,
    conflict: null,
    busy: false,
    timer: null,
    retry: null,
    pause: 1000,
    keeping: Promise.resolve(),
  };
  question.known = { ...contentOf(question), version: Number(question.version.value) };
  question.saidSaved = question.status.textContent;
  questions.set(code, question);
  question.radios.forEach((radio) => radio.addEventListener("change", () => changed(question, PAUSE_AFTER_CHOICE)));
  question.reason?.addEventListener("input", () => changed(question, PAUSE_AFTER_TYPING));
  question.reason?.addEventListener("change", () => changed(question, 0));
  return question;
}

function changed(question, pause) {
  if (question.refused) {
    question.refused = false;
    question.sending = null;
  }
  schedule(question, pause);
}

async function restore(question) {
  const entries = await store.get(question.code).catch(() => []);
  if (!entries.length || question.sending || question.next) return;
  const last = entries[entries.length - 1];
  show(question, last);
  // What was being sent is sent again as it was; what was only written goes against the version that was seen.
  if ("version" in entries[0]) question.sending = entries[0];
  else question.known.version = last.seen;
  question.next = entries.length > 1 || !question.sending ? { ...last } : null;
  say(question, "Saving");
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
    if (offline || signedOut) break;
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
  tell();
  const first = unsent()[0];
  first.element.scrollIntoView({ block: "center" });
  first.element.querySelector(".app-conflict, input, textarea")?.focus();
}

async function begin() {
  document.querySelectorAll("[data-question]").forEach(prepare);
  await store.open().catch(() => {});
  bar.hidden = false;
  form.addEventListener("submit", submitted);
  window.addEventListener("beforeunload", (event) => { if (unsent().length) event.preventDefault(); });
  window.addEventListener("online", retryAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retryAll(); });
  await Promise.all([...questions.values()].map(restore));
  tell();
}

begin();
