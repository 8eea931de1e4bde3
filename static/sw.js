// Offline: static files of this version and one page that says there is no connection. Pages of persons are never kept.
// Built from static/sw.js: addresses in double braces are filled in.
"use strict";
const CACHE = "kabinet-{{version}}";
const OFFLINE = "/offline";
const FILES = [OFFLINE, "{{css/kabinet.css}}", "{{js/kabinet.js}}", "{{icons/sprite.svg}}", "{{img/mark.svg}}"];

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

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.location.origin)) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (request.url.includes("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
