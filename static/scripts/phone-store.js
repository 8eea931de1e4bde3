// What phones keep, shared by the pages that work without a network and by the service worker: stores under keys, and the
// phone's own signing key, which cannot be taken out. Nothing here touches a page.
"use strict";
{
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  // Stores of one database, made when they are first opened.
  globalThis.phoneStore = (name, stores) => {
    let opened;
    const open = () => (opened ||= new Promise((done, failed) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => stores.forEach((one) => request.result.createObjectStore(one));
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    }));
    const store = async (one, mode) => (await open()).transaction(one, mode).objectStore(one);
    return {
      get: async (one, key) => asked((await store(one, "readonly")).get(key)),
      put: async (one, key, value) => asked((await store(one, "readwrite")).put(value, key)),
      remove: async (one, key) => asked((await store(one, "readwrite")).delete(key)),
      clear: async (one) => asked((await store(one, "readwrite")).clear()),
      all: async (one) => asked((await store(one, "readonly")).getAll()),
    };
  };

  const CURVE = { name: "ECDSA", namedCurve: "P-256" }, AN_HOUR = 3600e3;
  globalThis.phoneKey = {
    base64: (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))),
    // A new pair, and its public half as it is registered.
    async make() {
      const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
      return { key: pair.privateKey, point: this.base64(await crypto.subtle.exportKey("raw", pair.publicKey)) };
    },
    async sign(key, bytes) {
      return this.base64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytes));
    },
    // Has the public half registered at `address`; gives {id, key, expires}, or null without a network or a right.
    async register(address, token, name) {
      const { key, point } = await this.make();
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" };
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ name, public_key: point }) }).catch(() => null);
      if (!answer?.ok) return null;
      const { device, expires_at: expires } = await answer.json();
      return { id: device, key, expires };
    },
    stands: (kept) => Boolean(kept) && Date.parse(kept.expires) > Date.now() + AN_HOUR,
  };
  // The person's own key, made on /cabinet/phones/new, by the mark of its owner.
  globalThis.ownKeys = phoneStore("kabinet-keys", ["keys"]);
}
