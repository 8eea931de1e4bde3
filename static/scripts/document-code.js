// Reads and proves the code of a document without a network: webapp/documents/offline.py says how it is made.
"use strict";
{
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CODE = /^[A-Z2-7]{110,1000}$/;
  const packed = (bytes) => {
    let out = "", held = 0, bits = 0;
    for (const byte of bytes) {
      held = (held << 8) | byte; bits += 8;
      while (bits >= 5) { bits -= 5; out += LETTERS[(held >>> bits) & 31]; }
      held &= (1 << bits) - 1;
    }
    return bits ? out + LETTERS[(held << (5 - bits)) & 31] : out;
  };
  const unpacked = (code) => {
    const out = [];
    let held = 0, bits = 0;
    for (const letter of code) {
      held = (held << 5) | LETTERS.indexOf(letter); bits += 5;
      if (bits >= 8) { bits -= 8; out.push((held >>> bits) & 255); held &= (1 << bits) - 1; }
    }
    return new Uint8Array(out);
  };
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const proved = async (key, signature, bytes) => {
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, bytes);
  };
  const bakuDay = (stamp) => {
    const [, year, month, day, hour] = stamp.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)/).map(Number);
    return new Date(Date.UTC(year, month - 1, day, hour + 4)).toISOString().slice(0, 10).replaceAll("-", "");
  };
  const parts = (line) => line.split("|").map(decodeURIComponent);

  globalThis.documentCode = {
    keysOf: (published) => new Map(published.keys.map((key) => [key.key_id, fromBase64(key.public_key)])),
    // The rows of a list of ours ({list, signature}) with the moment in which it was made; null when no key of ours signed it.
    async listOf(list, mark, keys) {
      if (!list?.list) return null;
      const lines = list.list.split("\n"), [own, keyId, made] = parts(lines[0]), key = keys.get(keyId);
      if (own !== mark || !key || !(await proved(key, fromBase64(list.signature), new TextEncoder().encode(list.list)))) return null;
      return { made, rows: lines.slice(1) };
    },
    // What a code states, null for a forged or damaged one. Throws NotSupportedError where the browser lacks Ed25519.
    async read(code, keys) {
      if (!CODE.test(code)) return null;
      const content = unpacked(code);
      if (packed(content) !== code || content[content.length - 65] !== 0) return null;
      const line = content.slice(0, -65);
      let said;
      try { said = parts(new TextDecoder("utf-8", { fatal: true }).decode(line)); } catch { return null; }
      const [mark, keyId, kind, number, copy, subject, from, to, issued, ...more] = said, key = keys.get(keyId);
      const whole = mark === "K1" ? said.length === 9 : mark === "K2" && more.length > 0 && more.length < 9;
      if (!whole || !key || !(await proved(key, content.slice(-64), line))) return null;
      return { road: mark === "K2", kind, number, copy: Number(copy), subject, from: from || bakuDay(issued), to, issued, more };
    },
    parts,
  };
}
