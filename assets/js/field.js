// The field page: marks people in a hall, with a line or without one.
import { asOnBadge, hasCamera, watch } from "./field/scan.js";
import { THERE, WITHDRAWN, found, idOf, joined, mark, stateOf } from "./field/hall.js";
import * as line from "./field/line.js";
import * as store from "./field/store.js";

const root = document.getElementById("field");
const page = { ...root.dataset, account: Number(root.dataset.account) };
const texts = JSON.parse(document.getElementById("field-texts").textContent);
const at = (id) => document.getElementById(id);
const EVERY = 30_000;
const MINUTE = 60_000;
// A line that is said to be back often is not quite: it is tried again soon, then ever more seldom.
const FIRST_WAIT = 2000;

let hall = null;
let session = 0;
let last = null;
let pause = 0;
let wait = FIRST_WAIT;

const say = (text) => {
  at("said").textContent = text;
};

// --- what is shown ---------------------------------------------------------------------------------------

const blank = () => at("line").content.firstElementChild.cloneNode(true);

function painted(row, one) {
  const state = stateOf(one, session);
  row.dataset.id = idOf(one);
  row.dataset.state = state;
  row.querySelector("[data-name]").textContent = one.name;
  row.querySelector("[data-word]").textContent = texts.states[state] ?? "";
  row.querySelector("[data-here]").setAttribute("aria-pressed", String(THERE.includes(state)));
  row.querySelector("[data-more]").setAttribute("aria-label", `${texts.more} ${one.name}`);
  for (const button of row.querySelectorAll("[data-say]")) {
    button.setAttribute("aria-pressed", String(button.dataset.say === state));
  }
  return row;
}

// What came over the line must not close a card that somebody has just opened, nor empty a note half written
// or take the focus from it: a row that is there is painted anew, and moved only when its place has changed.
function show() {
  if (!hall) return;
  const list = at("lines");
  const there = new Map([...list.children].map((row) => [row.dataset.id, row]));
  const shown = found(hall.lines, at("search").value);
  const rows = shown.map((one) => painted(there.get(idOf(one)) ?? blank(), one));
  const isSame = rows.length === list.children.length && rows.every((row, place) => row === list.children[place]);
  if (!isSame) list.replaceChildren(...rows);
  at("nobody").hidden = shown.length > 0;
  count();
}

function count() {
  const here = hall.lines.filter((one) => THERE.includes(stateOf(one, session))).length;
  at("count").textContent = `${here} / ${hall.lines.length}`;
}

function showRow(one) {
  const row = at("lines").querySelector(`[data-id="${idOf(one)}"]`);
  if (row) {
    const card = row.querySelector("details");
    painted(row, one);
    if (card.contains(document.activeElement)) row.querySelector("[data-here]").focus({ preventScroll: true });
    card.open = false;
    row.querySelector("[data-note]").value = "";
  }
  count();
}

function showSessions() {
  const options = hall.sessions.map((one) => new Option(one.label, one.id, false, one.id === session));
  at("session").replaceChildren(...options);
  at("no-session").hidden = options.length > 0;
  at("country-line").hidden = !hall.countries.length;
  const country = at("country");
  country.required = hall.countries.length > 0;
  if (!country.options.length) {
    country.append(new Option("", ""), ...hall.countries.map(([code, name]) => new Option(name, code)));
  }
}

// Said at once, before it is written: whoever looks at the number must never see too small a one.
function noted(more) {
  root.dataset.unsent = String(Number(root.dataset.unsent ?? 0) + more);
}

async function showOutbox() {
  // After the device was wiped nothing may open the store again, not even an answer that comes late.
  if (!hall) return;
  const waiting = await store.unsent();
  const mine = waiting.filter((one) => one.account === page.account);
  const others = waiting.length - mine.length;
  const oldest = Math.min(...mine.map((one) => one.at));
  const minutes = Math.max(0, Math.floor((Date.now() - oldest) / MINUTE));
  root.dataset.unsent = String(mine.length);
  // What is written on the device for good; the number above runs ahead of it while something is being written.
  root.dataset.kept = String(mine.length);
  at("unsent").textContent = mine.length
    ? `${texts.unsent} ${mine.length} · ${texts.oldest} ${minutes} ${texts.minutes}`
    : texts.nothingUnsent;
  at("others").textContent = others ? `${texts.ofOthers} ${others}` : "";
  at("send").hidden = mine.length === 0;
}

// --- what is said ----------------------------------------------------------------------------------------

const entryOf = (kind, item) => {
  const key = crypto.randomUUID();
  const now = Date.now();
  const told = { key, at: new Date(now).toISOString(), ...item };
  return { key: told.key, code: page.code, account: page.account, kind, at: now, item: told };
};

const about = (one) => (one.walk_in ? { walk_in: one.walk_in } : { entry: one.entry });

async function put(one, state, { means = "field", note = "", isUndo = false } = {}) {
  if (!session) return say(texts.noSession);
  const before = stateOf(one, session);
  mark(one, session, state);
  if (!isUndo) last = { id: idOf(one), session, state: before || WITHDRAWN };
  at("undo").hidden = isUndo;
  at("undo-name").textContent = one.name;
  showRow(one);
  noted(1);
  await store.say([entryOf("marks", { session, state, means, note, ...about(one) })], hall);
  await showOutbox();
  sendSoon();
}

const lineOf = (id) => hall.lines.find((one) => idOf(one) === id);

function tapped(event) {
  const row = event.target.closest("[data-id]");
  const one = row && lineOf(row.dataset.id);
  if (!one) return;
  const button = event.target.closest("[data-say]");
  if (event.target.closest("[data-here]")) {
    put(one, THERE.includes(stateOf(one, session)) ? WITHDRAWN : "present");
  } else if (button) {
    put(one, button.dataset.say, { note: row.querySelector("[data-note]").value });
  }
}

function undo() {
  const one = last && lineOf(last.id);
  if (!one) return;
  session = last.session;
  at("session").value = String(session);
  put(one, last.state, { isUndo: true });
  show();
}

async function walkIn(event) {
  event.preventDefault();
  const form = event.target;
  const { name, sex, employer, country } = Object.fromEntries(new FormData(form));
  if (!name.trim()) return;
  const entry = entryOf("walk_ins", { name: name.trim(), sex, employer, country });
  const one = { entry: null, walk_in: entry.key, name: name.trim(), words: "", badge: "", marks: {} };
  hall.lines.push(one);
  const lines = [entry];
  if (session) {
    mark(one, session, "present");
    const told = { session, state: "present", means: "field", note: "", walk_in: entry.key };
    lines.push({ ...entryOf("marks", told), at: entry.at + 1 });
  }
  noted(lines.length);
  await store.say(lines, hall);
  form.reset();
  say(`${texts.added} ${one.name}`);
  show();
  await showOutbox();
  sendSoon();
}

async function countHeads(event) {
  event.preventDefault();
  const heads = Number(at("heads").value);
  if (!session || !Number.isInteger(heads) || heads < 0) return;
  noted(1);
  await store.say([entryOf("head_counts", { session, count: heads })], hall);
  event.target.reset();
  say(`${texts.counted} ${heads}`);
  await showOutbox();
  sendSoon();
}

function scanned(text) {
  const code = asOnBadge(text);
  const one = code && hall.lines.find((other) => asOnBadge(other.badge) === code);
  if (!one) return say(`${texts.unknownCode} ${text}`);
  say(`${one.name}: ${texts.states.present}`);
  if (stateOf(one, session) !== "present") put(one, "present", { means: "qr" });
  return null;
}

// --- the line --------------------------------------------------------------------------------------------

async function settle(keys, walkIns) {
  if (!hall) return;
  for (const one of hall.lines) {
    if (one.walk_in && walkIns[one.walk_in]) one.entry = walkIns[one.walk_in];
  }
  await store.sent(keys, hall);
}

async function refresh() {
  const fresh = await line.fetchHall(page);
  if (!hall) return;
  hall = joined(fresh, await store.unsent());
  await store.keepHall(hall);
  showSessions();
  show();
}

function troubled(fault) {
  const kind = fault.kind ?? line.REFUSED;
  root.dataset.line = kind;
  at("state").textContent = texts[kind];
  at("sign-in").hidden = kind !== line.SIGNED_OUT && kind !== line.OTHER_ACCOUNT;
}

async function connect() {
  if (!hall) return;
  root.dataset.line = "sending";
  try {
    const told = await line.flush(page, settle);
    await refresh();
    root.dataset.line = "up";
    wait = FIRST_WAIT;
    at("state").textContent = texts.up;
    at("sign-in").hidden = true;
    if (told.waiting) say(`${texts.wait} ${told.waiting}`);
    const wrong = Math.round(Math.abs(told.offset ?? 0) / MINUTE);
    if (wrong > 2) say(`${texts.clock} ${wrong}`);
  } catch (fault) {
    if (!fault.kind) console.warn(fault);
    troubled(fault);
  }
  await showOutbox();
  if (root.dataset.line === line.NO_LINE && root.dataset.unsent !== "0") sendLater();
}

function sendIn(milliseconds) {
  clearTimeout(pause);
  pause = setTimeout(connect, milliseconds);
}

const sendSoon = () => sendIn(1200);

function sendLater() {
  sendIn(wait);
  wait = Math.min(2 * wait, EVERY);
}

// --- signing out -----------------------------------------------------------------------------------------

async function leave() {
  const form = at("leave-form");
  let token = "";
  try {
    ({ token } = await line.enter(page));
  } catch (fault) {
    if (fault.kind === line.NO_LINE) say(texts.leftWithoutLine);
  }
  clearTimeout(pause);
  hall = null;
  await store.wipe();
  at("lines").replaceChildren();
  root.dataset.unsent = "0";
  root.dataset.wiped = "yes";
  if (!token) return;
  form.elements.csrfmiddlewaretoken.value = token;
  form.submit();
}

async function askToLeave() {
  const waiting = await store.unsent();
  if (!waiting.length) return leave();
  at("leave-count").textContent = String(waiting.length);
  return at("leave").showModal();
}

// --- the beginning ---------------------------------------------------------------------------------------

async function keepForLater() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(page.worker, { scope: "/field/" });
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data: isKept }) => {
    if (!isKept) return;
    root.dataset.offline = "ready";
    at("kept").hidden = false;
  };
  active.postMessage({ keep: location.pathname }, [channel.port2]);
}

function listen() {
  at("lines").addEventListener("click", tapped);
  at("search").addEventListener("input", show);
  at("undo").addEventListener("click", undo);
  at("walk-in").addEventListener("submit", walkIn);
  at("head-count").addEventListener("submit", countHeads);
  at("send").addEventListener("click", connect);
  at("sign-out").addEventListener("click", askToLeave);
  at("leave-anyway").addEventListener("click", leave);
  at("session").addEventListener("change", (event) => {
    session = Number(event.target.value);
    store.keepFact(`session ${page.code}`, session);
    show();
  });
  at("code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    scanned(at("code").value);
    at("code").value = "";
  });
  window.addEventListener("online", connect);
  setInterval(async () => {
    if (!hall || root.dataset.line === "sending") return;
    await showOutbox();
    if (root.dataset.unsent !== "0") connect();
  }, EVERY);
}

function offerCamera() {
  if (!hasCamera()) return;
  const button = at("camera");
  let stop = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (stop) {
      stop();
      stop = null;
    } else {
      stop = await watch(at("picture"), root.dataset.decoder, scanned).catch(() => null);
      if (!stop) say(texts.noCamera);
    }
    at("picture").hidden = !stop;
    button.setAttribute("aria-pressed", String(Boolean(stop)));
  });
}

async function begin() {
  const kept = await store.hall(page.code);
  if (kept && kept.account === page.account) hall = kept;
  else hall = { code: page.code, account: page.account, sessions: [], lines: [], countries: [] };
  const chosen = await store.fact(`session ${page.code}`);
  const choose = () => {
    const today = new Date().toISOString().slice(0, 10);
    const known = hall.sessions.map((one) => one.id);
    const ofToday = hall.sessions.find((one) => one.day === today)?.id;
    session = [session, chosen].find((id) => known.includes(id)) ?? ofToday ?? known[0] ?? 0;
    showSessions();
    show();
  };
  choose();
  listen();
  offerCamera();
  await showOutbox();
  await connect();
  choose();
  keepForLater().catch(() => {});
  navigator.storage?.persist?.();
}

begin();
