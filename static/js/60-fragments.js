// Parts of a page that come later: focus and speech after htmx, and waiting for somebody's answer elsewhere.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  (target.matches("[data-focus]") ? target : $("[data-focus]", target))?.focus();
  $$("[data-poll-url]", target.parentElement || document).forEach(poll);
});
document.addEventListener("announce", (event) => announce(event.detail.value));
document.addEventListener("htmx:sendError", () => toast("[data-failed]", 8000));
// A refusal does not replace what one asked for: it stands above the page's content.
document.addEventListener("htmx:responseError", (event) => {
  const place = $("[data-refusal]");
  if (!place || !event.detail.xhr.getResponseHeader("Content-Type")?.includes("html")) { toast("[data-failed]", 8000); return; }
  place.innerHTML = event.detail.xhr.responseText;
  $("[data-focus]", place)?.focus();
});

// Asks until the answer says stop (286), the element is gone, or it was replaced by one that waits for nothing.
function poll(element) {
  if (element.dataset.polling) return;
  element.dataset.polling = "1";
  const again = () => setTimeout(ask, (element.dataset.pollEvery || 2) * 1000);
  async function ask() {
    if (!element.isConnected) return;
    if (document.hidden) { again(); return; }
    const answer = await fetch(element.dataset.pollUrl, { headers: { "HX-Request": "true", "HX-Target": element.id } }).catch(() => null);
    const to = answer?.headers.get("HX-Redirect");
    if (to) { location.assign(to); return; }
    if (answer?.ok && answer.status !== 204) {
      const text = await answer.text();
      if (text !== element.lastAnswer) element.innerHTML = text;
      element.lastAnswer = text;
      globalThis.htmx?.process(element);
      // The news itself is spoken, not the whole list that it came with.
      if (answer.status === 286) { announce(($("[role=status], [role=alert], .panel", element) || element.firstElementChild || element).textContent.trim()); return; }
    }
    again();
  }
  again();
}
$$("[data-poll-url]").forEach(poll);
