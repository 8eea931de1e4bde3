// Checks the code of a document without a network: webapp/documents/offline.py says how it is made. Loaded on /verify only.
"use strict";
{
  const box = document.querySelector("[data-verify]");
  const addresses = ["/api/v1/verify/keys", "/api/v1/verify/revoked"];
  // The service worker keeps the newest answers: they are fetched whenever somebody who checks has a network.
  const fetched = Promise.all(addresses.map((address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))));
  fetched.catch(() => null);

  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const packed = (bytes) => {
    let out = "", held = 0, bits = 0;
    for (const byte of bytes) {
      held = (held << 8) | byte; bits += 8;
      while (bits >= 5) { bits -= 5; out += letters[(held >>> bits) & 31]; }
      held &= (1 << bits) - 1;
    }
    return bits ? out + letters[(held << (5 - bits)) & 31] : out;
  };
  const unpacked = (code) => {
    const out = [];
    let held = 0, bits = 0;
    for (const letter of code) {
      held = (held << 5) | letters.indexOf(letter); bits += 5;
      if (bits >= 8) { bits -= 8; out.push((held >>> bits) & 255); held &= (1 << bits) - 1; }
    }
    return new Uint8Array(out);
  };
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const proved = async (key, signature, bytes) => {
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, bytes);
  };
  const parts = (line) => line.split("|").map(decodeURIComponent);
  const day = (text) => (text === "-" ? "—" : `${text.slice(6)}.${text.slice(4, 6)}.${text.slice(0, 4)}`);
  const stamp = (instant) => new Date(instant).toISOString().replace(/[-:]/g, "").slice(0, 13);
  const today = () => new Date(Date.now() + 4 * 3600e3).toISOString().slice(0, 10).replaceAll("-", "");

  const notValid = async (list, keys) => {
    if (!list.list) return null;
    const lines = list.list.split("\n");
    const [mark, keyId, made] = parts(lines[0]);
    const key = keys.get(keyId);
    if (mark !== "L1" || !key || !(await proved(key, fromBase64(list.signature), new TextEncoder().encode(list.list)))) return null;
    return { made, rows: lines.slice(1).map(parts) };
  };
  const judged = async (code) => {
    const [published, list] = await fetched;
    const keys = new Map(published.keys.map((key) => [key.key_id, fromBase64(key.public_key)]));
    if (!/^[A-Z2-7]{110,1000}$/.test(code)) return { result: "forged" };
    const content = unpacked(code);
    if (packed(content) !== code || content[content.length - 65] !== 0) return { result: "forged" };
    const line = content.slice(0, -65);
    const said = parts(new TextDecoder("utf-8", { fatal: true }).decode(line));
    const [mark, keyId, kind, number, copy, subject, first, to, issued] = said, from = first || issued.slice(0, 8);
    const key = keys.get(keyId);
    const whole = mark === "K1" ? said.length === 9 : mark === "K2" && said.length > 9 && said.length < 18;
    if (!whole || !key || !(await proved(key, content.slice(-64), line))) return { result: "forged" };
    const ended = await notValid(list, keys);
    const row = ended?.rows.find((each) => each[0] === kind && each[1] === number && each[2] === issued);
    const void_ = row && (row[3] !== "duplicate" || Number(copy) < Number(row[4]));
    const over = today() < from || (to !== "-" && today() > to);
    const names = published.kinds[kind] || {};
    const facts = { kind: names[document.documentElement.lang] || kind, number, subject, copy, from: day(from), to: day(to) };
    const fresh = ended && ended.made >= stamp(Date.now() - 24 * 3600e3);
    // Papers of the road (K2) end with the ride, and are not in this list: the inspectors' page has theirs.
    return { result: mark === "K2" ? "road" : void_ ? row[3] : over ? "ended" : fresh ? "genuine" : "unsure", facts, made: ended?.made };
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
