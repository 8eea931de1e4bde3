// Dialogs, tabs, copying, and the warning before a session ends.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  const dialog = opener && document.getElementById(opener.dataset.dialogOpen);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    dialog.addEventListener("close", () => opener.focus(), { once: true });
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer?.closest("dialog")?.open) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
  const copier = event.target.closest("[data-copy]");
  if (copier) navigator.clipboard?.writeText(copier.dataset.copy).then(() => announce(copier.dataset.copied || "✓"));
});

function tabs(box) {
  const links = $$(".tabs-list a", box);
  const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
  const show = (chosen, focus) => links.forEach((link, number) => {
    const on = number === chosen;
    link.setAttribute("aria-selected", on);
    link.tabIndex = on ? 0 : -1;
    panels[number].hidden = !on;
    if (on && focus) link.focus();
  });
  $("nav", box).removeAttribute("aria-label");
  $(".tabs-list", box).setAttribute("role", "tablist");
  links.forEach((link, number) => {
    link.parentElement.setAttribute("role", "presentation");
    link.setAttribute("role", "tab");
    link.id ||= `${panels[number].id}-tab`;
    link.setAttribute("aria-controls", panels[number].id);
    link.removeAttribute("aria-current");
    panels[number].setAttribute("role", "tabpanel");
    panels[number].setAttribute("aria-labelledby", link.id);
    panels[number].firstElementChild.hidden = true;
    link.addEventListener("click", (event) => { event.preventDefault(); show(number); });
    link.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) show((number + step + links.length) % links.length, true);
    });
  });
  show(Math.max(0, links.findIndex((link) => link.hash === location.hash)));
}
$$("[data-tabs]").forEach(tabs);

function watchSession(dialog) {
  const { sessionSeconds, warnSeconds, extendUrl } = dialog.dataset;
  let ends = 0;
  const prolong = () => { ends = Date.now() + sessionSeconds * 1000; };
  prolong();
  ["htmx:afterRequest", "kabinet:answered"].forEach((name) => document.addEventListener(name, prolong));
  // Until the answer is there the wish counts as granted: on a slow line the warning would come back and stay.
  $("[data-session-extend]", dialog).addEventListener("click", async () => {
    const before = ends;
    prolong();
    dialog.close();
    const answer = await fetch(extendUrl, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (!answer?.ok) ends = before;
  });
  setInterval(() => {
    const left = Math.round((ends - Date.now()) / 1000);
    if (left <= warnSeconds && left > 0 && !dialog.open) dialog.showModal();
    if (dialog.open) $("[data-session-left]", dialog).textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left <= 0 && dialog.open) { document.dispatchEvent(new Event("kabinet:ended")); location.reload(); }
  }, 1000);
}
const sessionDialog = $("[data-session-seconds]");
if (sessionDialog?.showModal) watchSession(sessionDialog);
