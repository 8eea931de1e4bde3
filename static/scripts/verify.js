// Checks the code of a document without a network, read by document-code.js. Loaded on /verify only.
"use strict";
{
  const box = document.querySelector("[data-verify]");
  const addresses = ["/api/v1/verify/keys", "/api/v1/verify/revoked"];
  // The service worker keeps the newest answers: they are fetched whenever somebody who checks has a network.
  const fetched = Promise.all(addresses.map((address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))));
  fetched.catch(() => null);

  const day = (text) => (text === "-" ? "—" : `${text.slice(6)}.${text.slice(4, 6)}.${text.slice(0, 4)}`);
  const stamp = (instant) => new Date(instant).toISOString().replace(/[-:]/g, "").slice(0, 13);
  const today = () => new Date(Date.now() + 4 * 3600e3).toISOString().slice(0, 10).replaceAll("-", "");

  const judged = async (code) => {
    const [published, list] = await fetched;
    const keys = documentCode.keysOf(published), said = await documentCode.read(code, keys);
    if (!said) return { result: "forged" };
    const ended = await documentCode.listOf(list, "L1", keys);
    const row = ended?.rows.map(documentCode.parts).find((each) => each[0] === said.kind && each[1] === said.number && each[2] === said.issued);
    const void_ = row && (row[3] !== "duplicate" || said.copy < Number(row[4]));
    const over = today() < said.from || (said.to !== "-" && today() > said.to);
    const names = published.kinds[said.kind] || {};
    const { number, subject, copy } = said;
    const facts = { kind: names[document.documentElement.lang] || said.kind, number, subject, copy, from: day(said.from), to: day(said.to) };
    const fresh = ended && ended.made >= stamp(Date.now() - 24 * 3600e3);
    // Papers of the road (K2) end with the ride, and are not in this list: the inspectors' page has theirs.
    return { result: said.road ? "road" : void_ ? row[3] : over ? "ended" : fresh ? "genuine" : "unsure", facts, made: ended?.made };
  };
  const show = ({ result, facts, made }) => {
    box.querySelectorAll("[data-verify-result]").forEach((each) => { each.hidden = each.dataset.verifyResult !== result; });
    box.querySelector("[data-verify-facts]").hidden = !facts;
    Object.entries(facts || {}).forEach(([name, value]) => { box.querySelector(`[data-fact="${name}"]`).textContent = value; });
    box.querySelector("[data-verify-made]").hidden = !made;
    if (made) box.querySelector("[data-verify-made-at]").textContent = `${day(made.slice(0, 8))} ${made.slice(9, 11)}:${made.slice(11, 13)}`;
  };
  const check = async (typed) => {
    const code = typed.slice(typed.lastIndexOf("#") + 1).trim();
    const ready = crypto.subtle && (await fetched.then(([published]) => published.keys.length, () => 0));
    if (!ready) return show({ result: "unable" });
    show(await judged(code).catch((error) => ({ result: error.name === "NotSupportedError" ? "unable" : "forged" })));
  };
  if (box) {
    const form = box.querySelector("[data-verify-form]");
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); check(form.querySelector("textarea").value); });
    if (location.hash.length > 1) check(location.hash);
  }
}
