// A photo made small on the phone: drawn anew, so that nothing goes along of where, when and with what it was taken.
"use strict";
{
  const LONGEST_SIDE = 1600, QUALITIES = [0.8, 0.6, 0.4], MOST = 1.5e6, MOST_FILE = 40e6;
  const encoded = (canvas, quality) => new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });

  // Gives {digest, blob, canvas}; throws "video" or "unreadable".
  globalThis.smallPhoto = async (file) => {
    if (file.type.startsWith("video/") || file.size > MOST_FILE) throw new Error("video");
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => { throw new Error("unreadable"); });
    const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * share), height: Math.round(picture.height * share) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    let blob;
    for (const quality of QUALITIES) {
      blob = await encoded(canvas, quality);
      if (blob && blob.size <= MOST) break;
    }
    if (!blob) throw new Error("unreadable");
    const digest = driverOutbox.hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    return { digest, blob, canvas };
  };
}
