// The translator's fields: how wide the words come out on a small screen and where they stand, and placeholders by a tap.
"use strict";
{
  const form = document.querySelector("[data-texts]");
  const fields = [...form.querySelectorAll("textarea[data-measured], .text-field")];
  const sources = [...document.querySelectorAll("[data-source]")].map((one) => one.textContent);
  const small = 288; // what a screen of 320 px leaves for text
  let last = fields[0];

  const probe = document.createElement("p");
  probe.className = "text-probe";
  probe.setAttribute("aria-hidden", "true");
  form.append(probe);
  // Words as they are read: a placeholder stands for a short value, a tag takes no room.
  const read = (text) => text.replace(/<[^>]*>/g, "").replace(/%\(\w+\)[sd]|\{\w*\}/g, "123456").replaceAll("%%", "%");
  const laid = (text, width, font = "") => {
    probe.style.font = font;
    probe.style.inlineSize = `${width}px`;
    probe.textContent = read(text);
    const line = parseFloat(getComputedStyle(probe).lineHeight) || 24;
    return { lines: Math.max(1, Math.round(probe.offsetHeight / line)), wide: probe.scrollWidth > width + 1 };
  };
  const widest = (text) => read(text).split(/\s+/).sort((a, b) => b.length - a.length)[0];
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  function measure(field) {
    const place = form.querySelector(`[data-measured="${field.id}"]`);
    const number = fields.indexOf(field);
    const source = sources[Math.min(number, sources.length - 1)] || "";
    place.dataset.hint ??= place.textContent.trim();
    const said = [place.dataset.hint];
    let warn = false;
    if (field.value.trim()) {
      const now = laid(field.value, small), original = laid(source, small);
      said.push(filled(form.dataset.sayLines, { lines: now.lines, of: original.lines }));
      warn = now.lines > original.lines + 1;
      if (now.wide) { said.push(filled(form.dataset.sayWide, { word: widest(field.value) })); warn = true; }
      const room = Number(field.dataset.room);
      if (room) {
        const fits = laid(field.value, room, field.dataset.font), stood = laid(source, room, field.dataset.font);
        said.push(filled(form.dataset.sayPlace, { lines: fits.lines, of: stood.lines }));
        warn ||= fits.wide || fits.lines > stood.lines + (stood.lines > 1);
      }
      if (field.dataset.longest) { said.push(`${[...field.value].length} / ${field.dataset.longest}`); warn ||= [...field.value].length > Number(field.dataset.longest); }
    }
    place.textContent = said.filter(Boolean).join(" · ");
    place.classList.toggle("is-long", warn);
  }

  for (const field of fields) {
    field.addEventListener("input", () => measure(field));
    field.addEventListener("focus", () => { last = field; });
    measure(field);
  }
  const tokens = form.querySelector("[data-tokens]");
  if (tokens) {
    tokens.hidden = false;
    tokens.addEventListener("click", (event) => {
      const token = event.target.closest("[data-token]")?.dataset.token;
      if (!token) return;
      last.setRangeText(token, last.selectionStart, last.selectionEnd, "end");
      last.dispatchEvent(new Event("input", { bubbles: true }));
      last.focus();
    });
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("button[name=do]"));
  });
}
