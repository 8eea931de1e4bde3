// Why the file was not taken, in the words of the answer (RFC 9457).
function refusal(answer) {
  try {
    const problem = JSON.parse(answer);
    return problem.errors?.[0]?.detail || problem.title;
  } catch { return ""; }
}

// A chosen file is sent at once and its way is shown; without this the form sends it.
function send(box, file) {
  const line = document.createElement("li");
  const label = document.createElement("span");
  const bar = document.createElement("progress");
  label.textContent = file.name;
  bar.max = 1;
  bar.setAttribute("aria-label", file.name);
  line.append(label, bar);
  $(".upload-list", box).append(line);
  const finish = (text) => { bar.remove(); label.textContent = `${file.name}: ${text}`; announce(label.textContent); };
  if (file.size > box.dataset.maxMb * 1048576) return finish(box.dataset.tooLarge);
  const body = new FormData();
  body.append($("input[type=file]", box).name, file);
  const request = new XMLHttpRequest();
  request.open("POST", box.dataset.upload);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / event.total; });
  request.addEventListener("loadend", () => {
    const ok = request.status >= 200 && request.status < 300;
    finish(ok ? box.dataset.done : refusal(request.responseText) || box.dataset.failed);
    if (ok) box.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: request.responseText }));
  });
  request.send(body);
  return undefined;
}

document.addEventListener("change", (event) => {
  const box = event.target.type === "file" && event.target.closest("[data-upload]");
  if (!box) return;
  [...event.target.files].forEach((file) => send(box, file));
  event.target.value = "";
});
