// Keeps the field page, and nothing else, for when there is no line. The server writes `FIELD` above this:
// the version (a hash of the assets) and the addresses of the assets.
import { CACHES } from "./field/store.js";

const NAME = `${CACHES}${self.FIELD.version}`;
const PATIENCE = 4000;
const isPage = (url) => url.pathname.startsWith("/field/") && url.pathname.endsWith("/");

async function keep(address) {
  const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return false;
  await (await caches.open(NAME)).put(address, answer);
  return true;
}

async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll(self.FIELD.assets);
  // Pages kept with the old assets are fetched again with the new ones.
  for (const name of await caches.keys()) {
    if (!name.startsWith(CACHES) || name === NAME) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      if (isPage(new URL(url))) await keep(new URL(url).pathname).catch(() => false);
    }
  }
  await self.skipWaiting();
}

async function clear() {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHES) && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
}

const soon = () => new Promise((_done, late) => setTimeout(late, PATIENCE));

async function page(request, url) {
  const kept = await caches.match(url.pathname, { ignoreVary: true });
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok && answer.type === "basic" && !answer.redirected && isPage(url)) {
      await (await caches.open(NAME)).put(url.pathname, answer.clone());
    }
    return answer.status >= 500 && kept ? kept : answer;
  });
  if (!kept) return asked;
  try {
    return await Promise.race([asked, soon()]);
  } catch {
    return kept;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clear()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (self.FIELD.assets.includes(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === "navigate" && isPage(url)) {
    event.respondWith(page(request, url));
  }
});
self.addEventListener("message", (event) => {
  const tell = (isKept) => event.ports[0]?.postMessage(isKept);
  event.waitUntil(keep(event.data.keep).then(tell, () => tell(false)));
});
