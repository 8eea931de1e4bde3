// The driver's outbox: acts signed on the phone, sent in their order when there is a network, each once by its key. The page and
// the service worker (background sync) use the same code, one at a time. What the server refuses stays here until the driver
// has looked at it.
"use strict";
{
  const CONFIG = "config", SYNC = "driver-outbox";
  const store = phoneStore("kabinet-driver", ["trips", "config", "outbox", "photos"]);
  const told = globalThis.BroadcastChannel ? new BroadcastChannel("kabinet-driver") : null;

  // The one byte form that is signed (RFC 8785): sorted members, no spaces. Numbers here are whole.
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  };
  const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
  const bytes = (text) => new TextEncoder().encode(text);
  const waiting = (entry) => entry.state === "waiting";
  const mine = async (owner) => (await store.all("outbox")).filter((one) => one.owner === owner).sort((a, b) => a.n - b.n);
  const post = (address, key, body, signature, type) => fetch(address, {
    method: "POST", body, credentials: "omit",
    headers: { "Content-Type": type, Accept: "application/json", "X-Device": key.id, "X-Signature": signature, "X-Clock": new Date().toISOString() },
  }).catch(() => null);

  // Every photo of the act that has not been taken yet; false when the network is gone, a text when one is refused.
  const photosSent = async (config, key, entry) => {
    for (const digest of entry.photos) {
      const photo = await store.get("photos", digest);
      if (!photo || photo.sent) continue;
      const signature = await phoneKey.sign(key.key, bytes(`waybill-photo ${entry.waybill} ${digest}`));
      const answer = await post(`${config.photos}/${entry.waybill}/${digest}`, key, await photo.blob.arrayBuffer(), signature, "image/jpeg");
      if (!answer || answer.status >= 500 || answer.status === 429) return false;
      if (!answer.ok) return (await answer.json().catch(() => ({}))).title || String(answer.status);
      await store.put("photos", digest, { ...photo, sent: true });
    }
    return true;
  };
  const settled = async (entry, answer) => {
    const trip = await store.get("trips", entry.waybill);
    if (trip && answer.head) await store.put("trips", entry.waybill, { ...trip, state: answer.state, number: answer.number, head: answer.head, open: null });
    if (answer.outcome === "refused") {
      await store.put("outbox", entry.id, { ...entry, state: "refused", answer });
      return;
    }
    await store.remove("outbox", entry.id);
    for (const digest of entry.photos) await store.remove("photos", digest);
  };
  // Sends one act. True: settled, false: the network is gone, null: not yet.
  const sent = async (config, key, entry) => {
    const photos = await photosSent(config, key, entry);
    if (photos === false) return false;
    if (photos !== true) return settled(entry, { outcome: "refused", code: "photo", text: photos }).then(() => true);
    const answer = await post(config.acts, key, bytes(entry.body), entry.signature, "application/json");
    if (!answer || answer.status >= 500 || answer.status === 429) return false;
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && said.outcome === "later") return null;
    await settled(entry, answer.ok ? said : { outcome: "refused", code: said.code || String(answer.status), text: said.title || "" });
    return true;
  };
  const sendAll = async () => {
    const config = await store.get("config", CONFIG);
    const key = config && await ownKeys.get("keys", config.owner);
    if (!key) return 0;
    const held = new Set();
    let changed = 0;
    for (const entry of (await mine(config.owner)).filter(waiting)) {
      if (held.has(entry.waybill)) continue;
      const done = await sent(config, key, entry);
      if (done === false) break;
      if (done) changed += 1;
      else held.add(entry.waybill);
      if (done) told?.postMessage("changed");
    }
    return changed;
  };

  // One at a time, whoever asks.
  const alone = (work) => (globalThis.navigator?.locks ? navigator.locks.request(SYNC, work) : work());

  globalThis.driverOutbox = {
    ...store, hex, mine, waiting, told, SYNC,
    configure: (config) => store.put("config", CONFIG, config),
    // Signs an act against the head that the phone knows, after its own acts that wait; gives the entry that is kept.
    async add(owner, key, trip, { action, said, reason, photos }) {
      const entries = await mine(owner);
      const before = entries.filter((one) => waiting(one) && one.waybill === trip.id).at(-1);
      const id = crypto.randomUUID(), digests = photos.map(({ digest }) => digest);
      const body = canonical({
        v: 1, id, device: key.id, waybill: trip.id, action, head: trip.head, after: before?.id || "",
        at: new Date().toISOString(), said, reason, photos: digests,
      });
      const signature = await phoneKey.sign(key.key, bytes(body));
      for (const { digest, blob } of photos) await store.put("photos", digest, { blob });
      const entry = { id, n: (entries.at(-1)?.n || 0) + 1, owner, waybill: trip.id, action, said, reason, photos: digests, body, signature, state: "waiting", at: Date.now(), which: [trip.number, `${trip.loading.name} – ${trip.unloading.name}`, trip.plates[0]] };
      await store.put("outbox", id, entry);
      return entry;
    },
    async forget(entry) {
      await store.remove("outbox", entry.id);
      for (const digest of entry.photos) await store.remove("photos", digest);
    },
    // Never while it is on its way: what was sent cannot be taken back.
    takeBack(entry) { return alone(() => this.forget(entry)); },
    flush: () => alone(sendAll),
  };
}
