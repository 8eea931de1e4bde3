// Films until it is stopped and gives what QR codes say: the browser's own reader, else jsQR, loaded when it is first wanted.
"use strict";
globalThis.qrCamera = (video, jsqr, found) => {
  let stream = null;
  const reader = async () => {
    if (globalThis.BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await own.detect(video))[0]?.rawValue;
    }
    if (!globalThis.jsQR) {
      await new Promise((done, failed) => { document.head.append(Object.assign(document.createElement("script"), { src: jsqr, onload: done, onerror: failed })); });
    }
    const canvas = document.createElement("canvas"), surface = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      if (!canvas.width) return null;
      surface.drawImage(video, 0, 0);
      const picture = surface.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" })?.data;
    };
  };
  const stop = () => { stream?.getTracks().forEach((track) => track.stop()); stream = null; video.hidden = true; };
  // Says whether there is a camera that may be used.
  const start = async () => {
    try { stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }); } catch { return false; }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    (async () => {
      const look = await reader().catch(() => null);
      while (stream && look) {
        const text = await look().catch(() => null);
        if (text) { stop(); found(text); }
        await new Promise((again) => { setTimeout(again, 120); });
      }
    })();
    return true;
  };
  return { start, stop, running: () => Boolean(stream) };
};
