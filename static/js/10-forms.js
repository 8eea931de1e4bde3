// Sending a form once, and taking people to what they must correct.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "many" in form.dataset || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) setTimeout(() => { button.setAttribute("aria-disabled", "true"); button.setAttribute("aria-busy", "true"); });
  if (!form.hasAttribute("hx-post")) setTimeout(() => release(form), 15000);
});

function release(form) {
  delete form.dataset.sent;
  $$("[aria-busy]", form).forEach((button) => { button.removeAttribute("aria-disabled"); button.removeAttribute("aria-busy"); });
}

// The back button brings the page as it was left: the form must be usable again.
addEventListener("pageshow", () => $$("form[data-sent]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => { if (event.target.dataset?.sent) release(event.target); });

$("[data-focus]")?.focus();

// A link of the error summary leads to the control itself.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  (field.closest(".field, fieldset") || field).scrollIntoView({ block: "start" });
});
