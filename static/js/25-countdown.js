// The clock of held seats: counts down to the instant that the server gave (by its seconds: a phone's clock may be wrong), says aloud when two minutes are left and at the end.
$$("[data-hold-seconds]").forEach((place) => {
  const ends = Date.now() + place.dataset.holdSeconds * 1000;
  const clock = $("[data-clock]", place);
  const notice = $("[data-hold-notice]");
  let told = Infinity;
  const tell = (text, tone) => {
    notice.hidden = false;
    notice.className = `banner tone-${tone}`;
    notice.textContent = text;
  };
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0) {
      clearInterval(timer);
      tell(place.dataset.over, "danger");
    } else if (left <= 120 && told > 120) tell(place.dataset.warn, "warning");
    told = left;
  };
  const timer = setInterval(tick, 1000);
  tick();
});
