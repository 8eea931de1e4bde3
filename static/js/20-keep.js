// What was typed survives a change of language or appearance, and a session that ended: kept in this tab for half an
// hour, by path and field; never passwords, codes, files or hidden fields.
const KEPT = "kabinet-kept";
const HALF_HOUR = 30 * 60 * 1000;
const WAY_IN = /^\/(auth\/|cabinet\/act-as$)/;
const forms = () => $$("form").filter((form) => form.method === "post" && form.dataset.keep !== "off");
const typed = (field) => field.name && field.dataset.keep !== "off"
  && !["password", "hidden", "file", "submit", "button"].includes(field.type);

const isBox = (field) => field.matches("[type=checkbox], [type=radio]");

function changed(field) {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function keep(reason) {
  const fields = forms().flatMap((form, number) => [...form.elements].filter(typed).map((field) => ({ field, number })));
  if (!fields.some(({ field }) => changed(field))) return;
  const values = fields.map(({ field, number }) => [number, field.name, field.value, isBox(field) ? field.checked : null]);
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, reason, at: Date.now(), values }));
}

// After sending, the text returns only to somebody who comes back from the sign-in service, not after a success. What was
// never sent returns when nothing but the way in, the choice of whom one acts for included, lay between.
function wanted(kept) {
  if (!kept || kept.path !== location.pathname || Date.now() - kept.at > HALF_HOUR) return false;
  return kept.reason !== "sent" || !document.referrer.startsWith(location.origin);
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (WAY_IN.test(location.pathname)) return;
  sessionStorage.removeItem(KEPT);
  if (!wanted(kept)) return;
  const present = forms();
  kept.values.forEach(([number, name, value, checked]) => {
    const fields = [...(present[number]?.elements || [])].filter((field) => field.name === name && typed(field));
    const field = fields.find((one) => checked === null || one.value === value);
    if (!field) return;
    if (isBox(field)) field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

restore();
document.addEventListener("click", (event) => { if (event.target.closest("a[data-keep-form]")) keep("switch"); });
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("data-keep-form")) keep("switch");
  else if (event.target.getAttribute("action") === "/auth/logout") sessionStorage.removeItem(KEPT);
  else if (event.target.method === "post") keep("sent");
});
document.addEventListener("kabinet:ended", () => keep("ended"));
document.addEventListener("htmx:beforeOnLoad", (event) => { if (event.detail.xhr.status === 401) keep("ended"); });
