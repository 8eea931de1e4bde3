// Reads and proves the code of a ticket without a network: webapp/tickets/boarding/code.py says how it is made.
"use strict";
{
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const SINCE = Date.UTC(2020, 0, 1), MINUTE = 60_000;
  const RIDERS = { 1: "adult", 2: "child", 3: "lap", 4: "benefit" };
  const PAYLOAD = 48, WHOLE = 112, FLAGS = 7;
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  // Base45 (RFC 9285): three letters for two bytes. Null for what no encoder writes.
  const bytesOf = (text) => {
    const out = [];
    for (let at = 0; at < text.length; at += 3) {
      const digits = [...text.slice(at, at + 3)].map((letter) => LETTERS.indexOf(letter));
      const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
      if (digits.includes(-1) || digits.length === 1 || value >= (digits.length === 3 ? 65536 : 256)) return null;
      if (digits.length === 3) out.push(value >> 8);
      out.push(value & 255);
    }
    return new Uint8Array(out);
  };
  const contentsOf = (bytes) => {
    const view = new DataView(bytes.buffer, 0, PAYLOAD);
    const name = bytes.slice(36, PAYLOAD);
    const end = name.indexOf(0) < 0 ? name.length : name.indexOf(0);
    const departs = SINCE + view.getUint32(14) * MINUTE;
    const said = {
      keyId: view.getUint8(1), ticket: Number(view.getBigUint64(2)), trip: view.getUint32(10), departs,
      until: departs + view.getUint16(18) * MINUTE, from: view.getUint16(20), to: view.getUint16(22), seat: view.getUint8(24),
      rider: RIDERS[view.getUint8(25)], flags: view.getUint8(26), issue: view.getUint8(27), document: bytes.slice(30, 36),
      name: new TextDecoder("utf-8", { fatal: true }).decode(name.slice(0, end)),
    };
    const odd = view.getUint8(0) !== 1 || !said.rider || said.flags & ~FLAGS || name.slice(end).some(Boolean);
    return odd ? null : said;
  };
  const proved = async (point, signature, content) => {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("raw", point, algorithm, false, ["verify"]);
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, content);
  };

  globalThis.ticketCode = {
    fromBase64,
    // What a signed list of ours says ({form, list, signature}), its rows as parts; null when no key of `keys` signed it.
    async listOf(published, form, keys) {
      if (!published?.list) return null;
      const rows = published.list.split("\n").map((line) => line.split("|"));
      const [mark, keyId, made] = rows[0];
      const own = form === "TK1" ? rows.slice(1).find((row) => row[0] === keyId)?.[1] : null;
      const point = keys?.get(Number(keyId)) || (own && fromBase64(own));
      const signature = fromBase64(published.signature);
      if (mark !== form || !point || !(await proved(point, signature, new TextEncoder().encode(published.list)))) return null;
      return { made, rows: rows.slice(1) };
    },
    // { problem } (unreadable, unknown_key, forged) or { said }.
    async read(text, keys) {
      const bytes = text.startsWith("KT1:") && text.length < 400 ? bytesOf(text.slice(4)) : null;
      if (bytes?.length !== WHOLE) return { problem: "unreadable" };
      let said;
      try { said = contentsOf(bytes); } catch { said = null; }
      if (!said) return { problem: "unreadable" };
      const point = keys.get(said.keyId);
      if (!point) return { problem: "unknown_key", said };
      return (await proved(point, bytes.slice(PAYLOAD), bytes.slice(0, PAYLOAD))) ? { said } : { problem: "forged", said };
    },
    // Whether the document that somebody shows is the one of the ticket: its mark is keyed for the trip.
    async isDocument(typed, mark, key) {
      const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      const plain = typed.toLocaleUpperCase("az").replace(/\s+/g, "");
      const digest = new Uint8Array(await crypto.subtle.sign("HMAC", imported, new TextEncoder().encode(plain)));
      return mark.every((byte, at) => byte === digest[at]);
    },
  };
}
