// The driver's day on the phone: trips kept here, acts signed here, what waits to be sent and what was not taken.
"use strict";
{
  const box = document.querySelector("[data-driver]"), plain = document.querySelector("[data-driver-plain]");
  const { file: FILE, acts: ACTS, photos: PHOTOS, owner: OWNER, waybills: WAYBILLS } = box.dataset;
  const $ = (selector, root = box) => root.querySelector(selector), $$ = (selector, root = box) => [...root.querySelectorAll(selector)];
  const MAIN = { offered: "accept", accepted: "depart", in_transit: "arrive", at_storage: "retrieve", stopped: "reload" };
  const AT_ONCE = ["depart", "arrive"], TABLES = "tables";
  const date = (instant) => (instant ? new Date(instant).toLocaleString("ru", { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Baku" }) : "");
  const put = (root, name, value) => $$(`[data-${name}]`, root).forEach((one) => { one.textContent = value; });
  const show = (element, on) => { if (element) element.hidden = !on; };
  const wordOf = (action) => $(`[data-word="${action}"]`)?.textContent || action;
  let key = null, trips = [], entries = [], tables = null;

  // How the trip stands when what waits is counted in.
  const stateOf = (trip) => entries.filter((one) => driverOutbox.waiting(one) && one.waybill === trip.id)
    .reduce((state, one) => tables.after[`${state}.${one.action}`] || state, trip.state);
  const openOf = (trip) => {
    const waits = entries.some((one) => driverOutbox.waiting(one) && one.waybill === trip.id);
    return (!waits && trip.open) || tables.acts[stateOf(trip)] || [];
  };

  const copy = (name) => $(`[data-${name}-template]`).content.firstElementChild.cloneNode(true);
  const lines = (list, texts) => list.replaceChildren(...texts.filter(Boolean).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  const buttonOf = (action, trip, kind) => {
    const made = copy(kind);
    made.querySelector("span").textContent = wordOf(action);
    made.addEventListener("click", () => begin(action, trip));
    return made;
  };
  const drawTrip = (trip) => {
    const card = copy("trip"), state = stateOf(trip), [word, tone] = tables.states[state], open = openOf(trip), main = open.includes(MAIN[state]) ? MAIN[state] : null;
    const tag = $("[data-state]", card);
    tag.textContent = word;
    tag.className = `tag tone-${tone}`;
    show($("[data-unsent]", card), state !== trip.state || entries.some((one) => driverOutbox.waiting(one) && one.waybill === trip.id));
    card.dataset.trip = trip.id;
    put(card, "number", trip.number || box.dataset.unnumbered);
    put(card, "from", trip.loading.name);
    put(card, "to", trip.unloading.name);
    put(card, "plates", trip.plates.join(", "));
    put(card, "when", box.dataset[state === "offered" ? "loading" : "unloading"]);
    put(card, "at", date(state === "offered" ? trip.loading.at : trip.unloading.at));
    put(card, "where", [state === "offered" ? trip.consignor : trip.consignee, state === "offered" ? trip.loading.address : trip.unloading.address].filter(Boolean).join(" · "));
    lines($("[data-goods]", card), trip.goods.map((one) => [one.nature, one.packages, one.gross].filter(Boolean).join(" · ")));
    lines($("[data-more]", card), [...trip.stops, trip.seals.length && `${box.dataset.seals} ${trip.seals.join(", ")}`, trip.instructions, ...trip.documents]);
    lines($("[data-warnings]", card), trip.warnings);
    if (main) $("[data-main]", card).append(buttonOf(main, trip, "main"));
    const others = open.filter((one) => one !== main);
    $("[data-others]", card).append(...others.map((one) => buttonOf(one, trip, "other")));
    show($("[data-rest]", card), others.length);
    show($("[data-countersign]", card), trip.countersign);
    show($("[data-handover]", card), state === "arrived");
    $("[data-sign]", card).href = `${WAYBILLS}/${trip.id}/acts/countersign`;
    $("[data-open]", card).href = `${WAYBILLS}/${trip.id}`;
    return card;
  };
  const drawRefused = (entry) => {
    const card = copy("refused"), trip = trips.find((one) => one.id === entry.waybill), answer = entry.answer || {};
    put(card, "what", wordOf(entry.action));
    put(card, "which", [...entry.which, date(entry.at)].filter(Boolean).join(" · "));
    put(card, "why", answer.text || box.dataset.refused);
    lines($("[data-meanwhile]", card), [...(answer.meanwhile || []).map((one) => `${one.what}: ${one.by}, ${date(one.at)}${one.reason ? `. ${one.reason}` : ""}`), ...(answer.reasons || [])]);
    lines($("[data-said]", card), [...Object.values(entry.said).flat().map((one) => (one === null ? "" : String(one))), entry.reason, entry.photos.length && `${box.dataset.photoword} ${entry.photos.length}`]);
    const redo = $("[data-redo]", card);
    show(redo, trip && openOf(trip).includes(entry.action));
    redo.addEventListener("click", () => begin(entry.action, trip, entry));
    $("[data-drop]", card).addEventListener("click", async () => { await driverOutbox.forget(entry); await draw(); });
    return card;
  };
  // What waits, in its order; the newest act of a waybill can still be taken back.
  const drawQueued = (entry, place, all) => {
    const line = copy("queued"), drop = $("[data-drop]", line);
    put(line, "what", wordOf(entry.action));
    put(line, "which", [entry.which[1], date(entry.at)].join(", "));
    show(drop, !all.slice(place + 1).some((one) => one.waybill === entry.waybill));
    drop.setAttribute("aria-label", `${drop.textContent}: ${wordOf(entry.action)}`);
    drop.addEventListener("click", async () => { await driverOutbox.takeBack(entry); await draw(); });
    return line;
  };
  const draw = async () => {
    entries = await driverOutbox.mine(OWNER);
    tables = await driverOutbox.get("config", TABLES);
    trips = (tables ? await driverOutbox.all("trips") : []).sort((a, b) => a.order - b.order);
    const queued = entries.filter(driverOutbox.waiting);
    put(box, "waiting", queued.length);
    $("[data-queue]").replaceChildren(...queued.map(drawQueued));
    show($("[data-outbox]"), queued.length);
    show($("[data-none]"), tables && !trips.length);
    show($("[data-unknown]"), !tables);
    $("[data-refusals]").replaceChildren(...entries.filter((one) => one.state === "refused").map(drawRefused));
    $("[data-trips]").replaceChildren(...trips.map(drawTrip));
    put(box, "made", tables ? date(tables.made_at) : "—");
    box.dataset.drawn = String(Number(box.dataset.drawn || 0) + 1);
  };

  // One act: at once, or by the sheet that asks what is to be said.
  let sheet = null, chosen = [], redone = null;
  const begin = (action, trip, before) => {
    redone = before || null;
    if (AT_ONCE.includes(action)) { sign(action, trip, {}, "", []); return; }
    sheet = document.getElementById(`act-${action}`);
    const form = sheet.querySelector("form");
    form.reset();
    chosen = [];
    $$("[data-photo-list]", form).forEach((one) => one.replaceChildren());
    $$("[data-photo-wrong]", form).forEach((one) => show(one, false));
    if (form.elements.seals && action === "accept") form.elements.seals.value = trip.seals.join("\n");
    if (form.elements.plate) form.elements.plate.value = trip.plates[0] || "";
    if (before) fill(form, before);
    form.onsubmit = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const { reason = "", ...said } = saidIn(form);
      sheet.close();
      sign(action, trip, said, reason, chosen);
    };
    sheet.showModal();
  };
  const saidIn = (form) => Object.fromEntries([...form.elements].filter((one) => one.name && one.type !== "file" && (one.type !== "radio" || one.checked)).map((one) => {
    const value = one.value.trim();
    if (one.dataset.lines !== undefined) return [one.name, value.split(/[\n,;]+/).map((each) => each.trim()).filter(Boolean)];
    return [one.name, one.inputMode === "numeric" ? (/^\d+$/.test(value) ? Number(value) : null) : value];
  }));
  const fill = (form, entry) => {
    Object.entries({ ...entry.said, reason: entry.reason }).forEach(([name, value]) => {
      if (form.elements[name]) form.elements[name].value = Array.isArray(value) ? value.join("\n") : value ?? "";
    });
    entry.photos.forEach(async (digest) => {
      const kept = await driverOutbox.get("photos", digest);
      if (kept) chosen.push({ digest, blob: kept.blob });
    });
  };
  const sign = async (action, trip, said, reason, photos) => {
    const entry = await driverOutbox.add(OWNER, key, trip, { action, said, reason, photos });
    if (redone) await driverOutbox.remove("outbox", redone.id);
    redone = null;
    navigator.vibrate?.(60);
    await draw();
    put(box, "done", `${wordOf(action)}: ${box.dataset.signed}`);
    flush();
    return entry;
  };

  box.addEventListener("change", async (event) => {
    const input = event.target.closest("input[type=file]");
    if (!input) return;
    const part = input.closest("[data-photos]"), list = $("[data-photo-list]", part);
    for (const file of [...input.files]) {
      $$("[data-photo-wrong]", part).forEach((one) => show(one, false));
      try {
        const { digest, blob, canvas } = await smallPhoto(file);
        if (chosen.length >= Number(part.dataset.most)) throw new Error("many");
        if (chosen.some((one) => one.digest === digest)) continue;
        const photo = { digest, blob }, line = copy("photo");
        chosen.push(photo);
        const small = line.querySelector("canvas");
        small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
        line.querySelector("[data-size]").textContent = `${Math.ceil(blob.size / 1024)} kB`;
        line.querySelector("button").addEventListener("click", () => { chosen = chosen.filter((one) => one !== photo); line.remove(); });
        list.append(line);
      } catch (error) {
        show($(`[data-photo-wrong="${error.message}"]`, part) || $("[data-photo-wrong=unreadable]", part), true);
      }
    }
    input.value = "";
  });

  // Sends what waits, then takes along how everything stands now.
  const flush = async () => {
    await driverOutbox.flush().catch(() => 0);
    await draw();
    if ((entries.some(driverOutbox.waiting)) && "serviceWorker" in navigator) {
      const registration = await Promise.race([navigator.serviceWorker.ready, new Promise((done) => { setTimeout(done, 500); })]);
      registration?.sync?.register(driverOutbox.SYNC).catch(() => null);
    }
    await refresh();
  };
  const refresh = async () => {
    const answer = await fetch(FILE, { headers: { Accept: "application/json" }, redirect: "manual" }).catch(() => null);
    const signedOut = answer && (answer.type === "opaqueredirect" || answer.status === 401);
    show($("[data-offline]"), !answer);
    show($("[data-signin]"), signedOut);
    if (!answer?.ok || !answer.headers.get("Content-Type")?.includes("application/json")) return;
    const { trips: found, ...rest } = await answer.json();
    await driverOutbox.clear("trips");
    for (const [order, trip] of found.entries()) await driverOutbox.put("trips", trip.id, { ...trip, order });
    await driverOutbox.put("config", TABLES, rest);
    await draw();
  };
  // The page and its files, for a start without a network; the service worker gives them, and forgets at sign-out.
  const keepPage = async () => {
    if (!globalThis.caches) return;
    const files = [...document.querySelectorAll("script[src]")].map((one) => one.src);
    await (await caches.open("kabinet-trips")).addAll([location.pathname, ...files]).catch(() => null);
  };
  const start = async () => {
    key = await ownKeys.get("keys", OWNER);
    if (!phoneKey.stands(key)) { show($("[data-prepare]"), true); if (!key) return; }
    const before = await driverOutbox.get("config", "config");
    if (before && before.owner !== OWNER) await driverOutbox.clear("trips"); // another driver's phone before
    await driverOutbox.configure({ owner: OWNER, acts: new URL(ACTS, location).href, photos: new URL(PHOTOS, location).href });
    show(plain, false);
    show($("[data-phone]"), true);
    await draw();
    addEventListener("online", flush);
    addEventListener("offline", () => show($("[data-offline]"), true));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
    driverOutbox.told?.addEventListener("message", draw);
    await flush();
    await keepPage();
    box.dataset.started = "";
  };
  if (globalThis.indexedDB && globalThis.crypto?.subtle) start();
}
