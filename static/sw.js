// Offline: static files of this version, one page that says there is no connection, and what checks a document's code without
// one: that page, our keys, the list of what is not valid. Of persons nothing is kept but what their own pages put into "kabinet-own"
// (a ticket, the check at the door); it goes with the sign-out and with the next sign-in. How a document stands is never kept.
// Built from static/sw.js: addresses in double braces are filled in.
"use strict";
importScripts("{{scripts/phone-store.js}}", "{{scripts/driver-outbox.js}}");
const CACHE = "kabinet-{{version}}";
const OWN = "kabinet-own"; // scripts/keep-ticket.js, scripts/door.js
const ROAD = "kabinet-trips"; // scripts/driver.js: stays when a session ends on the road, goes with the sign-out
const PATIENCE = 4000; // ms that a page which is kept waits for the network
const OFFLINE = "/offline";
const CHECK = "/verify/offline";
const LISTS = ["/api/v1/verify/keys", "/api/v1/verify/revoked"];
const FILES = [OFFLINE, CHECK, ...LISTS, "{{scripts/document-code.js}}", "{{scripts/verify.js}}", "{{css/kabinet.css}}", "{{js/kabinet.js}}", "{{icons/sprite.svg}}", "{{img/mark.svg}}"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES).then(() => noted(cache))));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => ![CACHE, OWN, ROAD].includes(name)).map((name) => caches.delete(name));
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

// In which language and of which publication the kept pages are, they say themselves (X-Texts).
const TEXTS = "/kept-texts";
const noted = async (cache) => {
  const said = (await cache.match(OFFLINE)).headers.get("X-Texts");
  if (said) await cache.put(TEXTS, new Response(said));
};

// What is kept for lack of a network follows the language of the person and what is published.
const follow = async (answer) => {
  const said = answer?.headers.get("X-Texts");
  if (!said) return;
  const cache = await caches.open(CACHE);
  if (await (await cache.match(TEXTS))?.text() === said) return;
  await cache.addAll([OFFLINE, CHECK]);
  await noted(cache);
};

// Who signs out or in leaves no ticket and no list of passengers to the next person; what waits to be sent names nobody.
const cleared = (name) => new Promise((done) => {
  const asked = indexedDB.open(name);
  asked.onupgradeneeded = () => asked.transaction.abort(); // there is none: nothing to forget, and none is made
  asked.onerror = done;
  asked.onsuccess = () => {
    if (asked.result.objectStoreNames.contains("trips")) asked.result.transaction("trips", "readwrite").objectStore("trips").clear();
    asked.result.close();
    done();
  };
});
const forget = () => Promise.all([caches.delete(OWN), cleared("kabinet-door")]);
const silent = async () => (await self.registration.pushManager?.getSubscription())?.unsubscribe(); // the portal forgets it too
const leave = () => Promise.all([forget(), caches.delete(ROAD), cleared("kabinet-driver"), silent().catch(() => {})]);

// The network is back while no page is open: what the driver signed goes out; a refusal waits on his page.
self.addEventListener("sync", (event) => {
  if (event.tag === driverOutbox.SYNC) event.waitUntil(driverOutbox.flush());
});

// A notice for the lock screen: it names an area and a page of ours, nothing of a person. The same one shows once.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json(); } catch { /* what cannot be read still shows that there is something */ }
  const url = typeof told.url === "string" && /^\/[^/]/.test(told.url) ? told.url : "/cabinet/notices";
  const shown = { body: told.body || "", tag: told.tag || "notice", icon: "{{img/icon-192.png}}", badge: "{{img/icon-192.png}}", data: { url } };
  event.waitUntil(self.registration.showNotification(told.title || "Kabinet", shown));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data || {};
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => {
    const one = open.find((client) => new URL(client.url).pathname === url); // another page may hold what somebody is writing
    return one ? one.focus() : self.clients.openWindow(url);
  }));
});

// A kept page comes when the network does not, or not soon.
const page = async (request, pathname) => {
  const kept = (await Promise.all([OWN, ROAD].map(async (name) => (await caches.open(name)).match(pathname)))).find(Boolean);
  const instead = () => kept?.clone() || caches.match(pathname.startsWith("/verify") ? CHECK : OFFLINE);
  const answer = fetch(request).catch(instead);
  return kept ? Promise.race([answer, new Promise((done) => { setTimeout(() => done(kept.clone()), PATIENCE); })]) : answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "POST" && new URL(request.url).pathname === "/auth/logout") event.waitUntil(leave());
  if (request.method !== "GET" || !request.url.startsWith(self.location.origin)) return;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") {
    if (pathname === "/auth/login") event.waitUntil(forget());
    const shown = page(request, pathname);
    event.respondWith(shown);
    event.waitUntil(shown.then(follow).catch(() => {})); // without a network the pages stay as they are
  } else if (LISTS.includes(pathname)) {
    event.respondWith(fetch(request).then((answer) => newest(request, answer)).catch(() => caches.match(request)));
  } else if (request.url.includes("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
