// Makes this phone's key and has it registered; the page before proved who the person is.
"use strict";
{
  const box = document.querySelector("[data-phone-new]");
  const { register, token, owner, name } = box.dataset;
  const show = (what, on = true) => { box.querySelector(`[data-phone-${what}]`).hidden = !on; };
  const able = globalThis.crypto?.subtle && globalThis.indexedDB;
  show(able ? "begin" : "old");
  box.querySelector("[data-phone-begin] button").addEventListener("click", async () => {
    show("failed", false);
    const made = await phoneKey.register(register, token, name).catch(() => null);
    if (made) await ownKeys.put("keys", owner, made);
    show(made ? "done" : "failed");
    show("begin", !made);
    box.querySelector(made ? "[data-phone-done] a" : "[data-phone-begin] button").focus();
  });
}
