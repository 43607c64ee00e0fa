// What the field page keeps on the device: lists of halls, and the outbox of what was said and not yet sent.
const NAME = "tumar-field";
export const CACHES = "field-";

const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

let opening = null;

function open() {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("halls", { keyPath: "code" });
      request.result.createObjectStore("outbox", { keyPath: "key" });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      const database = request.result;
      // Signing out in another window deletes all this: nobody may hold it open.
      database.onversionchange = () => {
        database.close();
        opening = null;
      };
      done(database);
    };
    request.onerror = () => failed(request.error);
  });
  return opening;
}

async function within(stores, mode, work) {
  const transaction = (await open()).transaction(stores, mode);
  const result = await work((name) => transaction.objectStore(name));
  if (mode === "readwrite") {
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  }
  return result;
}

export const hall = (code) => within(["halls"], "readonly", (of) => asked(of("halls").get(code)));
export const keepHall = (one) => within(["halls"], "readwrite", (of) => asked(of("halls").put(one)));
export const unsent = () => within(["outbox"], "readonly", (of) => asked(of("outbox").getAll()));

// The mark on the screen and the line in the outbox are kept together or not at all.
export const say = (lines, one) =>
  within(["halls", "outbox"], "readwrite", async (of) => {
    for (const line of lines) of("outbox").put(line);
    await asked(of("halls").put(one));
  });

export const sent = (keys, one) =>
  within(["halls", "outbox"], "readwrite", async (of) => {
    for (const key of keys) of("outbox").delete(key);
    await asked(of("halls").put(one));
  });

export async function device() {
  return within(["facts"], "readwrite", async (of) => {
    const known = await asked(of("facts").get("device"));
    if (known) return known;
    const fresh = crypto.randomUUID();
    await asked(of("facts").put(fresh, "device"));
    return fresh;
  });
}

export const fact = (name) => within(["facts"], "readonly", (of) => asked(of("facts").get(name)));
export const keepFact = (name, value) =>
  within(["facts"], "readwrite", (of) => asked(of("facts").put(value, name)));

// Whether this device ever showed a field page; asking must not make the database.
async function isThere() {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some((one) => one.name === NAME);
}

export async function countUnsent() {
  return (await isThere()) ? (await unsent()).length : 0;
}

// Nothing about anybody stays on a shared device.
export async function wipe() {
  if (opening) (await opening).close();
  opening = null;
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
  if (!("serviceWorker" in navigator)) return;
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(one.scope).pathname === "/field/") await one.unregister();
  }
}
