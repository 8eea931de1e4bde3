"use strict";
// A page whose texts are outlined: each outlined text leads to its editor, by click, by Enter, by tap.
// Links and buttons under a text do not act meanwhile; Escape gives the plain page back.
(() => {
  const bar = document.querySelector("[data-tr-editor]");
  if (!bar) return;
  const open = (text) => location.assign(bar.dataset.trEditor.replace("KEY", text.dataset.tr));
  const textAt = (event) => event.target.closest("[data-tr]");

  for (const text of document.querySelectorAll("[data-tr]")) {
    text.tabIndex = 0;
    text.classList.add("tr-outlined");
  }
  document.addEventListener("click", (event) => {
    const text = textAt(event);
    if (!text || bar.contains(text)) return;
    event.preventDefault();
    event.stopPropagation();
    open(text);
  }, true);
  document.addEventListener("keydown", (event) => {
    const text = event.key === "Enter" && textAt(event);
    if (text && event.target === text) {
      event.preventDefault();
      open(text);
    }
    if (event.key === "Escape") bar.querySelector(".tr-deeds a").click();
  }, true);
})();
