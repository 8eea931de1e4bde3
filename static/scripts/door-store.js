// What a device at the door keeps: lists of trips, its own key (which cannot be taken out), what it has yet to tell.
"use strict";
{
  const store = phoneStore("kabinet-door", ["trips", "device", "outbox"]);

  globalThis.doorStore = {
    ...store,
    // The device as it is registered for this person and carrier; a new one is registered when there is a network.
    async device(owner, address, token, name) {
      const kept = await store.get("device", owner);
      if (phoneKey.stands(kept)) return kept;
      const made = await phoneKey.register(address, token, name);
      if (made) await store.put("device", owner, made);
      return made || kept || null;
    },
    // Sends one batch under the device's signature; gives the answers, or the status that refused it (0: no network).
    async send(device, address, entries) {
      const batch = { sent_at: new Date().toISOString(), scans: [], counts: [], sales: [] };
      entries.forEach(({ kind, entry }) => batch[kind].push(entry));
      const body = new TextEncoder().encode(JSON.stringify(batch));
      const signature = await phoneKey.sign(device.key, body);
      const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Device": device.id, "X-Signature": signature };
      const answer = await fetch(address, { method: "POST", headers, body }).catch(() => null);
      return answer?.ok ? { answers: (await answer.json()).answers } : { status: answer ? answer.status : 0 };
    },
  };
}
