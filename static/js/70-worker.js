// The service worker: the offline page. A new version is offered, never forced.
if ("serviceWorker" in navigator && isSecureContext) {
  addEventListener("load", async () => {
    const registration = await navigator.serviceWorker.register("/sw.js").catch(() => null);
    if (!registration) return;
    const offer = () => { if (registration.waiting && navigator.serviceWorker.controller) toast("[data-update]"); };
    offer();
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", offer));
    let agreed = false;
    $("[data-update] button")?.addEventListener("click", () => { agreed = true; registration.waiting?.postMessage("update"); });
    navigator.serviceWorker.addEventListener("controllerchange", () => { if (agreed) location.reload(); });
  });
}
