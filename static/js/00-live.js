// What the other files share. Everything here improves pages that already work without it.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// Say a sentence in the polite live region; the pause lets screen readers notice that the text changed.
function announce(text) {
  const region = $("#live");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 100);
}

function toast(selector, milliseconds) {
  const element = $(selector);
  if (!element) return;
  element.hidden = false;
  announce($("span", element).textContent);
  if (milliseconds) setTimeout(() => { element.hidden = true; }, milliseconds);
}

const token = () => $("input[name=csrf_token]")?.value || "";
