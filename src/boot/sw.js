// Recoup's service worker: keeps one version of the app on the device, whole or not at all.
// `src/bin/finish_dist.rs` writes the version and the list of [path, integrity] into this template.
//
// - Install fetches every file of the list, each checked against its hash; one that is missing or of another version
//   fails the whole install, and the version that works stays.
// - A listed file comes from the cache, a page address gets the cached page; nothing is ever added to the cache later.
// - A new version waits until the owner agrees (boot.js) or all tabs are closed.
"use strict";

const VERSION = "__RECOUP_VERSION__";
const FILES = ["__RECOUP_FILES__"];

const SCOPE = self.registration.scope;
const OWN_CACHES = `recoup-app:${SCOPE}:`;
const CACHE = OWN_CACHES + VERSION;
const LISTED = new Set(FILES.map(([path]) => address(path)));

function address(path) {
  return new URL(path, SCOPE).href;
}

/// A name with a content hash never changes its content, so the browser's own cache may answer.
function is_hashed(path) {
  return /-[0-9a-f]{8,}[._]/.test(path);
}

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    FILES.map(
      ([path, integrity]) =>
        new Request(address(path), {
          integrity,
          cache: is_hashed(path) ? "default" : "no-cache",
          credentials: "same-origin",
        }),
    ),
  );
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OWN_CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/// Only this version's cache is asked: an older one may still be there for a tab that has not closed.
async function answer(request, key) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  if (LISTED.has(url.href)) event.respondWith(answer(request, url.href));
  else if (request.mode === "navigate") event.respondWith(answer(request, SCOPE));
});
