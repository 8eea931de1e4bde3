// On a touch screen the device's own picker is quicker than typing a day; elsewhere typing is.
if (matchMedia("(pointer: coarse)").matches) {
  $$("input[data-picker]").forEach((field) => {
    const [, day, month, year, time] = field.value.match(/^(\d{2})\.(\d{2})\.(\d{4})(?: (\d{2}:\d{2}))?$/) || [];
    if (field.value && !day) return;
    const clock = field.dataset.picker === "date" ? "" : `T${time || "00:00"}`;
    const value = day ? `${year}-${month}-${day}${clock}` : "";
    field.type = field.dataset.picker;
    field.value = value;
  });
}
