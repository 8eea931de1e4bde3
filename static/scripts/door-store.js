// What a device at the door keeps: lists of trips, its own key (which cannot be taken out), what it has yet to tell.
"use strict";
{
  const NAME = "kabinet-door", STORES = ["trips", "device", "outbox"];
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  let opened;
  const open = () => (opened ||= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  }));
  const store = async (name, mode) => (await open()).transaction(name, mode).objectStore(name);
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

  globalThis.doorStore = {
    get: async (name, key) => asked((await store(name, "readonly")).get(key)),
    put: async (name, key, value) => asked((await store(name, "readwrite")).put(value, key)),
    remove: async (name, key) => asked((await store(name, "readwrite")).delete(key)),
    clear: async (name) => asked((await store(name, "readwrite")).clear()),
    all: async (name) => asked((await store(name, "readonly")).getAll()),

    // The device as it is registered for this person and carrier; a new one is registered when there is a network.
    async device(owner, address, token, name) {
      const kept = await this.get("device", owner);
      if (kept && Date.parse(kept.expires) > Date.now() + 3600e3) return kept;
      const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
      const point = base64(await crypto.subtle.exportKey("raw", keys.publicKey));
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" };
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ name, public_key: point }) }).catch(() => null);
      if (!answer?.ok) return kept || null;
      const { device, expires_at: expires } = await answer.json();
      const made = { id: device, key: keys.privateKey, expires };
      await this.put("device", owner, made);
      return made;
    },
    // Sends one batch under the device's signature; gives the answers, or the status that refused it (0: no network).
    async send(device, address, entries) {
      const batch = { sent_at: new Date().toISOString(), scans: [], counts: [], sales: [] };
      entries.forEach(({ kind, entry }) => batch[kind].push(entry));
      const body = new TextEncoder().encode(JSON.stringify(batch));
      const signature = base64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, device.key, body));
      const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Device": device.id, "X-Signature": signature };
      const answer = await fetch(address, { method: "POST", headers, body }).catch(() => null);
      return answer?.ok ? { answers: (await answer.json()).answers } : { status: answer ? answer.status : 0 };
    },
  };
}
