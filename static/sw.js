// Offline: static files of this version, one page that says there is no connection, and what checks a document's code without
// one: that page, our keys, the list of what is not valid. Pages of persons and pages that say how a document stands are never kept.
// Built from static/sw.js: addresses in double braces are filled in.
"use strict";
const CACHE = "kabinet-{{version}}";
const OFFLINE = "/offline";
const CHECK = "/verify/offline";
const LISTS = ["/api/v1/verify/keys", "/api/v1/verify/revoked"];
const FILES = [OFFLINE, CHECK, ...LISTS, "{{scripts/verify.js}}", "{{css/kabinet.css}}", "{{js/kabinet.js}}", "{{icons/sprite.svg}}", "{{img/mark.svg}}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))).then(() => self.clients.claim()));
});

// A new version waits until the person agrees: somebody may be in the middle of a form.
self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});

// The lists bear their own date and signature; the network comes first.
const newest = async (request, answer) => {
  if (!answer.ok) throw new Error(answer.status);
  await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.location.origin)) return;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") {
    const instead = pathname.startsWith("/verify") ? CHECK : OFFLINE;
    event.respondWith(fetch(request).catch(() => caches.match(instead)));
  } else if (LISTS.includes(pathname)) {
    event.respondWith(fetch(request).then((answer) => newest(request, answer)).catch(() => caches.match(request)));
  } else if (request.url.includes("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
