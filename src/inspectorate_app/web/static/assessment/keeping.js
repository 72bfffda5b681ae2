// What is not acknowledged yet, kept on the tablet: encrypted with a key that only the pages of this person hold.

let database = null;
let key = null;
let owner = null;

// `element` names the person and the case, and has the secret, as data attributes.
export async function open(element) {
  owner = [element.dataset.person, element.dataset.case];
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return; // then it is kept in memory alone
  const secret = Uint8Array.from(atob(element.dataset.secret), (letter) => letter.charCodeAt(0));
  key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt", "decrypt"]);
  database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("inspectorate", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("unsent");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

export const isKept = () => database !== null;

function run(mode, work) {
  return new Promise((resolve, reject) => {
    const request = work(database.transaction("unsent", mode).objectStore("unsent"));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function put(code, entries) {
  if (!database) return;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(entries));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
  await run("readwrite", (unsent) => unsent.put({ iv, sealed }, [...owner, code]));
}

export async function remove(code) {
  if (database) await run("readwrite", (unsent) => unsent.delete([...owner, code]));
}

// The entries of a question: what was being sent, then what was written since.
export async function get(code) {
  if (!database) return [];
  const kept = await run("readonly", (unsent) => unsent.get([...owner, code]));
  if (!kept) return [];
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return []; // sealed under a secret that the server has changed since
  }
}

// The questions of this case of which something is kept.
export async function codes() {
  if (!database) return [];
  const all = await run("readonly", (unsent) => unsent.getAllKeys());
  return all.filter((each) => each[0] === owner[0] && each[1] === owner[1]).map((each) => each[2]);
}

// Writes to the tablet follow each other, so that an older state never lands on a newer one.
export function keep(question) {
  const entries = [question.sending, question.next].filter(Boolean);
  question.keeping = question.keeping
    .then(() => (entries.length ? put(question.code, entries) : remove(question.code)))
    .catch(() => {});
  return question.keeping;
}
