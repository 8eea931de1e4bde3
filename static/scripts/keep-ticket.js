// Lets the phone keep the page of one's own ticket, so that it opens without a network. Only for who is signed in: another
// person's tickets go first, and a ticket that ended goes too.
"use strict";
{
  const box = document.querySelector("[data-keep-ticket]");
  const OWN = "kabinet-own", WHOSE = "/kept-for/";
  const keep = async () => {
    const cache = await caches.open(OWN), mark = WHOSE + box.dataset.keepTicket;
    const marks = (await cache.keys()).map((request) => new URL(request.url).pathname).filter((path) => path.startsWith(WHOSE));
    if (marks.some((path) => path !== mark)) { await caches.delete(OWN); return keep(); }
    if ("forget" in box.dataset) return cache.delete(location.pathname);
    await cache.put(mark, new Response(""));
    await cache.addAll([location.pathname, ...[...document.querySelectorAll("script[src]")].map((one) => one.src)]);
    box.querySelector("[data-ticket-kept]").hidden = false;
    return true;
  };
  if (box && globalThis.caches && "serviceWorker" in navigator && navigator.onLine) keep().catch(() => null);
}
