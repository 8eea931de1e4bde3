// Drafts save themselves: on leaving a field and five seconds after the last key. The version number keeps two windows
// from overwriting each other; 409 brings both versions into the page.
const IDLE = 5000;

function autosave(form) {
  const line = $("[data-autosave-status]", form);
  const say = (kind, time, aloud) => {
    line.textContent = line.dataset[kind].replace("{time}", time || "");
    if (aloud) announce(line.textContent);
  };
  let timer = null;
  let dirty = false;
  let running = null;
  let passing = false;

  async function save() {
    clearTimeout(timer);
    if (!dirty || running || form.dataset.sent) return;
    dirty = false;
    running = send();
    const went = await running;
    running = null;
    if (dirty) timer = setTimeout(save, went ? 0 : 4 * IDLE);
  }

  async function send() {
    say("saving");
    try {
      await accept(await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), redirect: "manual",
        headers: { "X-Autosave": "1", Accept: "application/json, text/html;q=0.5" },
      }));
      return true;
    } catch {
      dirty = true;
      say("failed", "", true);
      return false;
    }
  }

  // A form sent while a save is under way would carry the version before it, and meet itself as somebody else.
  async function submitted(event) {
    clearTimeout(timer);
    if (!running || passing) return;
    event.preventDefault();
    await Promise.race([running, new Promise((done) => { setTimeout(done, IDLE); })]);
    passing = true;
    form.requestSubmit(event.submitter);
    passing = false;
  }

  async function accept(answer) {
    if (answer.ok) {
      const { version, saved_at: time } = await answer.json();
      if (form.elements.version) form.elements.version.value = version;
      say("saved", time, true);
      document.dispatchEvent(new Event("kabinet:answered"));
    } else if (answer.status === 409) {
      const place = $("[data-autosave-conflict]", form);
      line.textContent = "";
      if (answer.headers.get("Content-Type").includes("html")) place.innerHTML = await answer.text();
      else say("failed", "", true);
      $("[data-focus]", place)?.focus();
    } else if (answer.status === 401 || answer.type === "opaqueredirect") {
      document.dispatchEvent(new Event("kabinet:ended"));
      say("ended", "", true);
    } else if (answer.status === 422) {
      say("invalid");
    } else {
      throw new Error(answer.status);
    }
  }

  form.addEventListener("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, IDLE); });
  form.addEventListener("change", save);
  form.addEventListener("submit", submitted);
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
}

$$("form[data-autosave]").forEach((form) => { if ($("[data-autosave-status]", form)) autosave(form); });
