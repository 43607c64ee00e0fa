// The line to the server: sends the outbox, each key once as far as the server is concerned.
import * as store from "./store.js";

const AT_ONCE = 1000;
export const SIGNED_OUT = "signed-out";
export const NO_LINE = "no-line";
export const OTHER_ACCOUNT = "other-account";
export const REFUSED = "refused";

export class Trouble extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", cache: "no-store", ...options });
  } catch {
    throw new Trouble(NO_LINE);
  }
  // Whoever is not signed in any more is led to the entrance.
  if (answer.type === "opaqueredirect") throw new Trouble(SIGNED_OUT);
  if (answer.status >= 500) throw new Trouble(NO_LINE);
  if (!answer.ok) throw new Trouble(REFUSED);
  try {
    return await answer.json();
  } catch {
    // A hall's own network that shows its own page instead of ours.
    throw new Trouble(NO_LINE);
  }
}

// A fresh token each time: a session may have begun anew since the page was loaded.
export async function enter(page) {
  const began = Date.now();
  const told = await ask(page.token);
  const now = (began + Date.now()) / 2;
  if (told.account !== page.account) throw new Trouble(OTHER_ACCOUNT);
  return { token: told.token, offset: now - Date.parse(told.now) };
}

export const fetchHall = (page) => ask(page.roster);

const BY_TIME = (one, other) => one.at - other.at;

async function sendSome(page, lines, token) {
  const body = { device: await store.device(), marks: [], walk_ins: [], head_counts: [] };
  for (const line of lines) body[line.kind].push(line.item);
  body.sent_at = new Date().toISOString();
  return ask(page.batch, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
}

async function sendAll(page, settle) {
  const mine = (one) => one.code === page.code && one.account === page.account;
  const waiting = (await store.unsent()).filter(mine).sort(BY_TIME);
  if (!waiting.length) return { sent: 0, waiting: 0 };
  const { token, offset } = await enter(page);
  const told = { sent: 0, waiting: 0, offset };
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const receipt = await sendSome(page, waiting.slice(from, from + AT_ONCE), token);
    const keys = [...receipt.kept, ...receipt.known, ...receipt.waiting];
    await settle(keys, receipt.walk_ins);
    told.sent += keys.length;
    told.waiting += receipt.waiting.length;
  }
  return told;
}

// Two windows of one device send one after the other.
export function flush(page, settle) {
  if (!navigator.locks) return sendAll(page, settle);
  return navigator.locks.request("tumar-field", () => sendAll(page, settle));
}
