// The check at the door: judges tickets on the device, keeps what was seen, tells it when there is a network.
"use strict";
{
  const box = document.querySelector("[data-door]");
  const $ = (selector) => box.querySelector(selector);
  const { file: FILE, batches: BATCHES, devices: DEVICES, trip: TRIP, owner: OWNER, token: TOKEN, deviceName: NAME, jsqr: JSQR } = box.dataset;
  const MINUTE = 60_000, HOUR = 60 * MINUTE, AT_ONCE = 100;
  let kept = null, keys = new Map(), ended = new Map(), device = null, sending = false;

  const show = (element, on) => { if (element) element.hidden = !on; };
  const text = (name, value) => box.querySelectorAll(`[data-door-${name}]`).forEach((each) => { each.textContent = value; });
  const clock = (instant) => new Date(instant).toLocaleTimeString("az", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Baku" });
  const now = () => Date.now() + (kept?.offset || 0);
  const stopName = (id) => kept.file.stops.find((one) => one.id === id)?.name || "";

  // The clock cannot be believed when it stands before the moment of the list, or two days after the trip.
  const clockIsWrong = () => Date.now() < kept.at - MINUTE || now() > Date.parse(kept.file.trip.departs_at) + 48 * HOUR;

  const judge = (said, scanned) => {
    const trip = kept.file.trip, ticket = kept.file.tickets.find((one) => one.id === said?.ticket);
    if (!said) return { verdict: "not_on_list" };
    if (scanned && said.trip !== trip.id) {
      return { verdict: Math.abs(said.departs - Date.parse(trip.departs_at)) > 18 * HOUR ? "other_day" : "other_trip", said };
    }
    if (scanned && (said.issue <= (ended.get(said.ticket) || 0) || (ticket && said.issue < ticket.issue))) return { verdict: "revoked", said, ticket };
    if (clockIsWrong()) return { verdict: "wrong_clock", said, ticket };
    if (scanned && now() > said.until + (kept.file.trip.delay_minutes || 0) * MINUTE) return { verdict: "other_day", said, ticket };
    if (!ticket) return { verdict: (kept.file.unplaced || []).includes(said.ticket) ? "no_seat" : "not_on_list", said };
    return { verdict: ticket.boarded_at ? "boarded" : "ok", said, ticket };
  };
  const ofCode = async (code) => {
    const { problem, said } = await ticketCode.read(code, keys);
    return problem ? { verdict: problem, said } : judge(said, true);
  };
  const ofNumber = (typed) => {
    const plain = typed.replace(/\s+/g, "").toUpperCase();
    const fits = kept.file.tickets.filter((one) => one.number === plain || (/^\d{4,7}$/.test(plain) && one.number.endsWith(plain)));
    return judge(fits.length === 1 ? { ticket: fits[0].id, number: fits[0].number } : null, false);
  };

  // One word, one colour, one sound, one shake.
  let audio;
  const sound = (good) => {
    navigator.vibrate?.(good ? 80 : [200, 80, 200]);
    try {
      audio ||= new AudioContext();
      const tone = audio.createOscillator(), volume = audio.createGain();
      tone.frequency.value = good ? 880 : 220;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + (good ? 0.15 : 0.5));
    } catch { /* a device without sound still has colour, word and shake */ }
  };
  let last = null;
  const tell = (result) => {
    last = result;
    box.querySelectorAll("[data-door-verdict]").forEach((each) => { each.hidden = each.dataset.doorVerdict !== result.verdict; });
    const { said, ticket } = result, one = ticket || (["unknown_key", "forged"].includes(result.verdict) ? null : said);
    show($("[data-door-facts]"), one);
    if (one) {
      text("name", one.name || ticket?.name || "");
      text("seat", one.seat || "—");
      text("way", `${stopName(one.from)} – ${stopName(one.to)}`);
      show($("[data-door-when]"), result.verdict === "boarded");
      if (ticket?.boarded_at) text("since", clock(ticket.boarded_at));
      text("where", box.dataset[ticket?.here ? "here" : "elsewhere"]);
    }
    show($("[data-door-anyway]"), ["not_on_list", "wrong_clock"].includes(result.verdict) && said);
    show($("[data-door-document]"), said?.document?.some(Boolean));
    $("[data-door-judged]").dataset.doorJudged = result.verdict;
    requestAnimationFrame(() => setTimeout(sound, 0, result.verdict === "ok")); // first what is seen, a sound may take long to begin
  };
  const waiting = async () => {
    const many = (await doorStore.all("outbox")).length;
    text("waiting", many);
    show($("[data-door-outbox]"), many);
  };
  const later = async (kind, entry) => {
    const nonce = crypto.randomUUID();
    await doorStore.put("outbox", nonce, { kind, owner: OWNER, entry: { nonce, trip: TRIP, at: new Date().toISOString(), ...entry } });
    await waiting();
    flush();
  };
  const seen = async (result, means, what, letIn = result.verdict === "ok") => {
    tell(result);
    if (letIn && result.ticket) Object.assign(result.ticket, { boarded_at: new Date(now()).toISOString(), here: true });
    await doorStore.put("trips", TRIP, kept);
    draw();
    await later("scans", { means, said: result.verdict, let_in: letIn, ...what });
  };
  const scanned = async (code) => {
    if (!kept) return;
    const what = { code: code.slice(0, 400) };
    await seen(await ofCode(code), "camera", what);
    last = { ...last, what };
  };
  const typed = async (value) => {
    if (value.startsWith("KT1:")) return scanned(value);
    const result = ofNumber(value);
    await seen(result, "typed", { number: result.said?.number || value.slice(0, 40) });
    last = { ...last, what: { number: result.said?.number || value } };
  };

  // Counts, who is missing, the list with a button for each.
  const draw = () => {
    const tickets = kept.file.tickets, missing = tickets.filter((one) => !one.boarded_at);
    text("all", tickets.length);
    text("boarded", tickets.length - missing.length);
    text("missing", missing.filter((one) => one.seat).map((one) => one.seat).join(", ") || "—");
    const list = $("[data-door-list]"), row = $("[data-door-row]");
    list.replaceChildren(...tickets.map((one) => {
      const made = row.content.cloneNode(true), button = made.querySelector("button");
      made.querySelector("[data-row-name]").textContent = `${one.seat || "—"} · ${one.name}`;
      made.querySelector("[data-row-way]").textContent = `${stopName(one.from)} – ${stopName(one.to)} · ${one.number}`;
      made.querySelector("[data-row-boarded]").hidden = !one.boarded_at;
      if (one.boarded_at) made.querySelector("[data-row-time]").textContent = clock(one.boarded_at);
      button.hidden = Boolean(one.boarded_at);
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${one.seat || ""} ${one.name}`);
      button.addEventListener("click", () => seen(judge({ ticket: one.id, number: one.number }, false), "list", { number: one.number }));
      return made;
    }));
    drawSale();
  };

  // A seat sold on board: free on the whole way by the list, priced by the fares that came with it.
  const drawSale = () => {
    const form = $("[data-door-sale]"), { from, to, rider, seat } = form.elements;
    if (!from.options.length) kept.file.stops.forEach((one) => [from, to].forEach((each) => each.add(new Option(one.name, one.position))));
    if (to.selectedIndex <= 0) to.selectedIndex = to.options.length - 1;
    const start = Number(from.value), end = Number(to.value);
    const taken = new Set(kept.file.taken.filter(([, piece]) => piece >= start && piece < end).map(([number]) => number));
    const before = seat.value;
    seat.replaceChildren(...Array.from({ length: kept.file.trip.seats }, (_, at) => at + 1).filter((one) => !taken.has(one)).map((one) => new Option(one)));
    if ([...seat.options].some((one) => one.value === before)) seat.value = before;
    const fare = kept.file.fares.find((one) => one.start === start && one.end === end && one.rider === rider.value);
    text("price", fare ? (fare.qepik / 100).toFixed(2).replace(".", ",") : "—");
    return fare && { seat: Number(seat.value), start, end, rider: rider.value, qepik: fare.qepik };
  };
  const sell = async (form) => {
    const sale = drawSale();
    if (!sale?.seat) return;
    for (let piece = sale.start; piece < sale.end; piece += 1) kept.file.taken.push([sale.seat, piece]);
    await doorStore.put("trips", TRIP, kept);
    await later("sales", { ...sale, name: form.elements.name.value.trim().slice(0, 120) });
    form.elements.name.value = "";
    drawSale();
    show($("[data-door-sold]"), true);
  };

  // Everything that waits, in batches; what the server refuses as unreadable is asked one by one and then let go.
  const flush = async () => {
    if (sending || !kept) return;
    sending = true;
    try {
      device ||= await doorStore.device(OWNER, DEVICES, TOKEN, NAME);
      let entries = (await doorStore.all("outbox")).filter((one) => one.owner === OWNER);
      let some = AT_ONCE;
      while (device && entries.length) {
        const part = entries.slice(0, some), { answers, status } = await doorStore.send(device, BATCHES, part);
        if (status === 422 && some > 1) { some = 1; continue; }
        if (!answers && status !== 422) { show($("[data-door-refused]"), status === 401); break; }
        answers?.filter((one) => one.conflict).forEach(clashed);
        for (const { entry } of part) await doorStore.remove("outbox", entry.nonce);
        entries = entries.slice(part.length);
      }
    } finally {
      sending = false;
      await waiting();
    }
  };
  const clashed = (answer) => {
    const word = $(`[data-door-clash="${answer.conflict}"]`);
    const line = document.createElement("li");
    line.textContent = word ? word.textContent : answer.conflict;
    $("[data-door-clashes]").append(line);
    show($("[data-door-clashed]"), true);
  };

  const use = async (record) => {
    kept = record;
    const published = await ticketCode.listOf(record.file.keys, "TK1", keys.size ? keys : null);
    if (published) keys = new Map(published.rows.map(([id, point]) => [Number(id), ticketCode.fromBase64(point)]));
    const list = await ticketCode.listOf(record.file.endings, "TE1", keys);
    ended = new Map((list?.rows || []).map(([ticket, issue]) => [Number(ticket), Number(issue)]));
    text("made", clock(record.at + record.offset));
    show($("[data-door-clock]"), Math.abs(record.offset) > 5 * MINUTE || clockIsWrong());
    show($("[data-door-empty]"), false);
    show($("[data-door-ready]"), true);
    draw();
  };
  // The list as the server has it now; what this device saw and could not tell yet stays seen.
  const refresh = async () => {
    const before = Date.now(), answer = await fetch(FILE, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || !answer.headers.get("Content-Type")?.includes("json")) return false;
    const file = await answer.json(), at = Date.now();
    const own = new Map((kept?.file.tickets || []).filter((one) => one.here).map((one) => [one.id, one.boarded_at]));
    file.tickets.forEach((one) => { if (own.has(one.id)) Object.assign(one, { here: true, boarded_at: one.boarded_at || own.get(one.id) }); });
    const record = { file, at, offset: Date.parse(file.made_at) - (before + at) / 2, owner: OWNER };
    await doorStore.put("trips", TRIP, record);
    await use(record);
    return true;
  };
  // The page itself and its files, for a start without a network; the service worker gives them, and forgets at sign-out.
  const keepPage = async () => {
    if (!globalThis.caches) return;
    const files = [...document.querySelectorAll("script[src]")].map((one) => one.src);
    await (await caches.open("kabinet-own")).addAll([location.pathname, JSQR, ...files]).catch(() => null);
  };

  // The camera: the browser's own reader, else jsQR, loaded when it is first wanted.
  let stream = null;
  const reader = async () => {
    if (globalThis.BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await own.detect(video))[0]?.rawValue;
    }
    if (!globalThis.jsQR) {
      await new Promise((done, failed) => {
        const script = Object.assign(document.createElement("script"), { src: JSQR, onload: done, onerror: failed });
        document.head.append(script);
      });
    }
    const canvas = document.createElement("canvas"), surface = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      if (!canvas.width) return null;
      surface.drawImage(video, 0, 0);
      const picture = surface.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
    };
  };
  const stop = () => { stream?.getTracks().forEach((track) => track.stop()); stream = null; show($("[data-door-video]"), false); };
  const film = async () => {
    if (stream) return stop();
    const video = $("[data-door-video]");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch { show($("[data-door-blind]"), true); return null; }
    video.srcObject = stream;
    show(video, true);
    await video.play();
    const look = await reader();
    let before = "", at = 0;
    while (stream) {
      const found = await look(video).catch(() => null);
      if (found && (found !== before || Date.now() - at > 3000)) { [before, at] = [found, Date.now()]; await scanned(found); }
      await new Promise((again) => { setTimeout(again, 120); });
    }
    return null;
  };

  const start = async () => {
    const known = await doorStore.get("trips", TRIP);
    if (known && known.owner !== OWNER) await doorStore.clear("trips");
    else if (known) await use(known);
    if (!(await refresh()) && !kept) show($("[data-door-empty]"), true);
    await waiting();
    await flush();
    await keepPage();
    box.dataset.doorStarted = "1";
  };
  $("[data-door-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const field = event.target.elements.number, value = field.value.startsWith("KT1:") ? field.value : field.value.trim();
    field.value = "";
    field.focus();
    if (value && kept) typed(value);
  }, true);
  $("[data-door-camera]").addEventListener("click", film);
  $("[data-door-anyway]").addEventListener("click", () => {
    if (!last) return;
    const means = last.what?.code ? "camera" : "typed";
    later("scans", { means, said: last.verdict, let_in: true, ...last.what });
    show($("[data-door-anyway]"), false);
  });
  $("[data-door-document]").addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const same = await ticketCode.isDocument(event.target.elements.document.value, last.said.document, ticketCode.fromBase64(kept.file.document_key));
    show($("[data-document-same]"), same);
    show($("[data-document-other]"), !same);
  }, true);
  $("[data-door-sale]").addEventListener("change", drawSale);
  $("[data-door-sale]").addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); sell(event.target); }, true);
  $("[data-door-count]").addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const counted = Number(event.target.elements.counted.value), boarded = kept.file.tickets.filter((one) => one.boarded_at).length;
    if (!Number.isInteger(counted) || counted < 0 || counted > 200) return;
    await later("counts", { counted, boarded });
    show($("[data-door-counted]"), true);
  }, true);
  addEventListener("online", () => refresh().then(flush));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  addEventListener("pagehide", stop);
  start();
}
