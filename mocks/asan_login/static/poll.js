// Watches a sign-in that goes on at the phone: redraws the QR code each second, reloads when the state changes.
// Without this script the page reloads itself by a refresh element.
const panel = document.querySelector("[data-poll]");
const picture = document.querySelector("[data-redraw]");
const address = picture?.getAttribute("src");

async function look() {
  try {
    const answer = await fetch(panel.dataset.poll, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 429) return;
    const { status } = await answer.json();
    if (status !== panel.dataset.pollState) location.reload();
  } catch {
    // the network will be back, or the person reloads
  }
}

if (panel) setInterval(look, 2000);
if (picture) {
  setInterval(() => { if (!document.hidden) picture.src = `${address}?t=${Date.now()}`; }, 1000);
  picture.addEventListener("error", look); // nothing to draw any more: a phone has scanned
}
