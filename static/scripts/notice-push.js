// A browser that can be woken: the person taps, the browser asks, and its address goes to the portal with the form.
"use strict";
(() => {
  const form = document.querySelector("[data-push-form]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in globalThis) || !isSecureContext) return;
  const hint = (name, shown) => { const found = document.querySelector(name); if (found) found.hidden = !shown; };
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const subscribed = async () => {
    const { pushManager } = await navigator.serviceWorker.ready;
    const known = await pushManager.getSubscription();
    const ours = known?.options?.applicationServerKey;
    if (ours && text(ours) === form.dataset.key) return known;
    await known?.unsubscribe(); // it was for a key that the portal has no more: nothing of ours would be taken
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) });
  };
  hint("[data-push-off]", false);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // it is sent only when the browser agreed
    if (await Notification.requestPermission() !== "granted") { hint("[data-push-denied]", true); return; }
    const found = await subscribed().catch(() => null);
    if (!found) { hint("[data-push-off]", true); return; }
    form.elements.endpoint.value = found.endpoint;
    for (const name of ["p256dh", "auth"]) form.elements[name].value = text(found.getKey(name));
    form.requestSubmit();
  }, true);
})();
