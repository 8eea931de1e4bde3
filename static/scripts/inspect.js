// The inspector's scanner: a verdict from the signed code alone, acts kept until there is a network.
"use strict";
{
  const box = document.querySelector("[data-inspect]");
  const $ = (selector) => box.querySelector(selector);
  const { list: LIST, sync: SYNC, owner: OWNER, jsqr: JSQR, photos: PHOTOS } = box.dataset;
  const MINUTE = 60_000, DAY = 86_400_000, SLACK = 2 * MINUTE, AT_ONCE = 20;
  const OVER = { d: "over", c: "revoked", s: "stopped" };
  let kept = null, keys = new Map(), ended = null, over = null, last = null, sending = false, reached = true, pictures = [];

  const show = (element, on) => { if (element) element.hidden = !on; };
  const text = (name, value) => box.querySelectorAll(`[data-fact="${name}"]`).forEach((each) => { each.textContent = value || "—"; });
  const now = () => Date.now() + (kept?.offset || 0);
  const day = (written) => (/^\d{8}$/.test(written) ? `${written.slice(6)}.${written.slice(4, 6)}.${written.slice(0, 4)}` : "—");
  // 22.11.2026 14:05 by the clock of Baku (UTC+4, no summer time), whatever the browser knows of languages.
  const clock = (instant) => {
    const written = new Date(new Date(instant).getTime() + 4 * 3600e3).toISOString();
    return `${day(written.slice(0, 10).replaceAll("-", ""))} ${written.slice(11, 16)}`;
  };
  const instantOf = (stamp) => Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:00Z"));
  const today = () => new Date(now() + 4 * 3600e3).toISOString().slice(0, 10).replaceAll("-", "");
  const plain = (plate) => plate.toUpperCase().replaceAll("İ", "I").replace(/[^0-9A-Z]/g, "");
  const markOf = async (number) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(number)));
    return [...digest.slice(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const judge = async (scanned) => {
    const typed = scanned.trim(), code = typed.slice(typed.lastIndexOf("#") + 1).trim();
    if (typed.startsWith("KT1:")) return { verdict: "ticket" };
    if (!typed.includes("#") && code.length < 110) return { verdict: "online_only" };
    if (!kept || !keys.size || !crypto.subtle) return { verdict: "unable" };
    const said = await documentCode.read(code, keys);
    if (!said) return { verdict: "forged" };
    const row = ended?.rows.map(documentCode.parts).find((each) => each[0] === said.kind && each[1] === said.number && each[2] === said.issued);
    if (row && (row[3] !== "duplicate" || said.copy < Number(row[4]))) return { verdict: row[3], said };
    const how = over?.get(await markOf(said.number));
    if (said.road && how) return { verdict: OVER[how], said };
    if (today() < said.from) return { verdict: "ended", said };
    if (said.to !== "-" && today() > said.to) return { verdict: said.road ? "late" : "ended", said };
    const fresh = ended && over && now() - instantOf(ended.made) < DAY;
    return { verdict: fresh ? "genuine" : "unsure", said };
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
  const tell = (result) => {
    last = result;
    const { said } = result, names = kept?.file.keys.kinds[said?.kind] || {};
    box.querySelectorAll("[data-verdict]").forEach((each) => { each.hidden = each.dataset.verdict !== result.verdict; });
    show($("[data-facts]"), said);
    show($("[data-compare]"), said?.subject);
    show($("[data-more]"), true);
    box.querySelectorAll("[data-same]").forEach((each) => { each.hidden = true; });
    if (said) {
      const firms = said.kind === "waybill" ? said.more : [said.more[0], "", ""];
      text("kind", names[document.documentElement.lang] || said.kind);
      text("number", said.number);
      text("subject", said.subject);
      text("since", clock(instantOf(said.issued)));
      text("from", day(said.from));
      text("to", day(said.to));
      ["carrier", "consignor", "consignee"].forEach((name, place) => { text(name, firms[place]); show($(`[data-row="${name}"]`), firms[place] && firms[place] !== "-"); });
      text("way", said.kind === "journey_form" ? said.more.slice(1, 3).join(" – ") : "");
      show($('[data-row="way"]'), said.kind === "journey_form");
    }
    $("[data-judged]").dataset.judged = result.verdict;
    $("[data-judged]").scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => setTimeout(sound, 0, result.verdict === "genuine"));
  };
  const check = async (typed) => tell(await judge(typed).catch((error) => ({ verdict: error.name === "NotSupportedError" ? "unable" : "forged" })));

  // Acts.
  const form = $("[data-act-form]");
  const field = (name) => form.elements[name];
  const checkedOf = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((each) => each.value);
  const fill = () => {
    const said = last?.said, before = field("place").value, region = field("region").value;
    form.reset();
    [field("place").value, field("region").value] = [before, region];
    if (said) {
      field("plate").value = said.subject.split(" ")[0];
      field("paper_kind").value = ["waybill", "journey_form"].includes(said.kind) ? said.kind : "permit_card";
      field("paper_number").value = said.number;
      field("carrier_name").value = said.more[0] && said.more[0] !== "-" ? said.more[0] : "";
    }
    field("begun_at").value = clock(now());
    pictures = [];
    outcomes();
    drawPictures();
    box.querySelectorAll("[data-wrong]").forEach((each) => each.remove());
    show($("[data-act]"), true);
    show($("[data-act-kept]"), false);
    field("place").focus();
  };
  const missing = () => {
    const wanted = ["region", "place", "plate"].filter((name) => !field(name).value.trim());
    if (!checkedOf("outcome").length) wanted.push("outcome");
    if (!checkedOf("checked").length) wanted.push("checked");
    if ((checkedOf("outcome")[0] === "violations") !== checkedOf("violations").length > 0) wanted.push("violations");
    return wanted;
  };
  const written = () => {
    const one = { key: crypto.randomUUID(), begun_at: new Date().toISOString(), offline: !navigator.onLine || !reached, verdict: last?.verdict || "" };
    ["region", "place", "plate", "paper_kind", "paper_number", "carrier_name", "carrier_number", "driver_name", "words", "driver_words", "latitude", "longitude"].forEach((name) => { one[name] = field(name).value; });
    const typed = field("begun_at").value.match(/^(\d\d)\.(\d\d)\.(\d{4})\s+(\d\d):(\d\d)$/);
    const said = typed && Date.parse(`${typed[3]}-${typed[2]}-${typed[1]}T${typed[4]}:${typed[5]}:00+04:00`);
    if (said) one.begun_at = new Date(said - (kept?.offset || 0)).toISOString();
    return { ...one, checked: checkedOf("checked"), violations: checkedOf("violations"), outcome: checkedOf("outcome")[0], subject: checkedOf("subject")[0] || "driver", repeated: field("repeated").checked };
  };
  const keep = async () => {
    const wanted = missing();
    box.querySelectorAll("[data-need]").forEach((each) => { each.hidden = !wanted.includes(each.dataset.need); });
    show($("[data-needed]"), wanted.length);
    if (wanted.length) return $("[data-needed]").focus();
    const act = written();
    await roadStore.put("outbox", act.key, { owner: OWNER, act, photos: pictures, at: now() });
    show($("[data-act]"), false);
    show($("[data-act-kept]"), true);
    await drawOutbox();
    return flush();
  };
  const mine = async () => (await roadStore.all("outbox")).filter((one) => one.owner === OWNER).sort((one, other) => one.at - other.at);
  const drawOutbox = async () => {
    const waiting = await mine();
    box.querySelectorAll("[data-waiting]").forEach((each) => { each.textContent = waiting.length; });
    show($("[data-outbox]"), waiting.length);
    $("[data-outbox-list]").replaceChildren(...waiting.map((one) => {
      const row = $("[data-outbox-row]").content.firstElementChild.cloneNode(true);
      row.querySelector("[data-row-plate]").textContent = one.act.plate;
      row.querySelector("[data-row-at]").textContent = clock(one.at);
      row.querySelector("[data-row-why]").textContent = one.why || "";
      show(row.querySelector("[data-row-drop]"), one.why);
      row.querySelector("[data-row-drop]").addEventListener("click", async () => { await roadStore.remove("outbox", one.act.key); drawOutbox(); });
      return row;
    }));
  };
  const sendPhotos = async (answer, photos) => {
    for (const [place, photo] of photos.entries()) {
      const body = new FormData();
      body.append("csrf_token", kept.token);
      body.append("files", photo, `${place + 1}.jpg`);
      const sent = await fetch(PHOTOS.replace("REF", answer.ref), { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
      if (!sent || sent.status >= 500 || [401, 403].includes(sent.status)) return false; // again later; the act is the same one
    }
    return true;
  };
  const filed = (answer) => {
    const line = $("[data-filed-row]").content.firstElementChild.cloneNode(true), link = line.querySelector("a");
    link.textContent = answer.number;
    link.href = answer.href;
    $("[data-filed-list]").append(line);
    show($("[data-filed]"), true);
  };
  // What waits, when there is a network: each act is answered by itself, and goes from the phone only with its answer.
  const flush = async () => {
    if (sending || !navigator.onLine || !kept) return;
    sending = true;
    try {
      const waiting = (await mine()).filter((one) => !one.why).slice(0, AT_ONCE);
      if (!waiting.length) return;
      if (!(await refresh())) return await Promise.all(waiting.map((one) => roadStore.put("outbox", one.act.key, { ...one, act: { ...one.act, offline: true } })));
      const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": kept.token };
      const body = JSON.stringify({ sent_at: new Date().toISOString(), acts: waiting.map((one) => one.act) });
      const answer = await fetch(SYNC, { method: "POST", headers, body }).catch(() => null);
      show($("[data-signed-out]"), answer && [401, 403].includes(answer.status));
      if (!answer?.ok) return;
      for (const one of (await answer.json()).answers) {
        const entry = waiting.find((each) => each.act.key === one.key);
        if (one.status === "wrong") await roadStore.put("outbox", one.key, { ...entry, why: [one.why, ...Object.values(one.fields)].join(" ") });
        else if (await sendPhotos(one, entry.photos)) { await roadStore.remove("outbox", one.key); filed(one); }
      }
    } finally {
      sending = false;
      await drawOutbox();
    }
  };
  const drawPictures = () => { $("[data-photo-count]").textContent = pictures.length; };

  // The list.
  const use = async (record) => {
    kept = record;
    keys = documentCode.keysOf(record.file.keys);
    ended = await documentCode.listOf(record.file.revoked, "L1", keys).catch(() => null);
    const gone = await documentCode.listOf(record.file.over, "W1", keys).catch(() => null);
    over = gone && new Map(gone.rows.map((row) => [row.slice(0, 10), row.slice(10)]));
    const made = Date.parse(record.file.made_at), sameDay = clock(made).slice(0, 10) === clock(now()).slice(0, 10);
    text("made", sameDay ? clock(made).slice(11) : clock(made));
    show($("[data-made-today]"), sameDay);
    show($("[data-made]"), true);
    show($("[data-old]"), now() - made > DAY);
    show($("[data-clock]"), Math.abs(record.offset) > SLACK);
    show($("[data-empty]"), false);
  };
  const refresh = async () => {
    const before = Date.now(), answer = await fetch(LIST, { headers: { Accept: "application/json" } }).catch(() => null);
    reached = Boolean(answer);
    show($("[data-signed-out]"), answer && [401, 403].includes(answer.status));
    if (!answer?.ok || !answer.headers.get("Content-Type")?.includes("json")) return false;
    const { token, owner, ...file } = await answer.json();
    const record = { file, token, offset: Date.parse(file.made_at) - (before + Date.now()) / 2 };
    if (owner === OWNER) await roadStore.put("kept", OWNER, { file, offset: record.offset });
    await use(record);
    return true;
  };
  // The page itself and its files, for a start without a network; the service worker gives them, and forgets at sign-out.
  const keepPage = async () => {
    if (!globalThis.caches) return;
    const files = [...document.querySelectorAll("script[src]")].map((one) => one.src);
    await (await caches.open("kabinet-own")).addAll([location.pathname, JSQR, ...files]).catch(() => null);
  };
  const network = () => box.querySelectorAll("[data-offline]").forEach((each) => { each.hidden = navigator.onLine; });

  const camera = qrCamera($("[data-video]"), JSQR, (found) => { $("[data-look-form]").elements.q.value = found; check(found); });
  $("[data-camera]").addEventListener("click", async () => {
    if (camera.running()) camera.stop();
    else show($("[data-blind]"), !(await camera.start()));
  });
  // A signed code is judged at once, whatever the network; a number or a plate is asked. Radio without a network is no network.
  const ask = async (asking) => {
    const answer = navigator.onLine ? await fetch(asking.action, { method: "POST", body: new FormData(asking) }).catch(() => null) : null;
    reached = Boolean(answer);
    if (answer?.redirected) location.assign(answer.url);
    else if (answer) asking.submit();
    else tell({ ...last, verdict: "online_only", said: last?.said });
  };
  $("[data-look-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const typed = event.target.elements.q.value.trim(), signed = typed.includes("#") || /^[A-Z2-7]{110,}$/.test(typed);
    if (!typed) return;
    if (signed && !event.submitter?.hasAttribute("data-online")) check(typed);
    else ask(event.target);
  }, true);
  $("[data-compare]").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const same = last.said.subject.split(" ").some((plate) => plain(plate) === plain(event.target.elements.seen.value));
    box.querySelectorAll("[data-same]").forEach((each) => { each.hidden = (each.dataset.same === "yes") !== same; });
    sound(same);
  }, true);
  $("[data-begin-act]").addEventListener("click", fill);
  $("[data-location]").addEventListener("click", () => navigator.geolocation?.getCurrentPosition(({ coords }) => {
    [field("latitude").value, field("longitude").value] = [coords.latitude.toFixed(5), coords.longitude.toFixed(5)];
    show($("[data-located]"), true);
  }, () => show($("[data-unlocated]"), true), { timeout: 15_000 }));
  $("[data-photos]").addEventListener("change", async (event) => {
    for (const file of [...event.target.files].slice(0, 6 - pictures.length)) pictures.push(await roadStore.drawn(file).catch(() => null));
    pictures = pictures.filter(Boolean);
    event.target.value = "";
    drawPictures();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); keep(); }, true);
  const outcomes = () => show($("[data-violations]"), checkedOf("outcome")[0] === "violations");
  form.addEventListener("change", outcomes);
  $("[data-sun]").addEventListener("click", () => {
    const root = document.documentElement, on = root.dataset.contrast !== "more";
    if (on) root.dataset.contrast = "more"; else delete root.dataset.contrast;
    try { localStorage.setItem("contrast", on ? "more" : ""); } catch { /* it lasts until the page is left */ }
  });
  addEventListener("online", () => { network(); refresh().then(flush); });
  addEventListener("offline", network);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  addEventListener("pagehide", camera.stop);
  const start = async () => {
    try { if (localStorage.getItem("contrast")) document.documentElement.dataset.contrast = "more"; } catch { /* as it comes */ }
    box.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
    network();
    const known = await roadStore.get("kept", OWNER).catch(() => null);
    if (known) await use(known);
    if (!(await refresh()) && !kept) show($("[data-empty]"), true);
    await drawOutbox();
    await flush();
    await keepPage();
    box.dataset.started = "1";
  };
  start();
}
