// What an inspector's phone keeps: the list of this morning, and acts that wait for the network. Acts outlive a sign-out: they are
// shown to nobody but their writer (`owner`), and lost they would be lost for good.
"use strict";
{
  const NAME = "kabinet-road", STORES = ["kept", "outbox"];
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  let opened;
  const open = () => (opened ||= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  }));
  const store = async (name, mode) => (await open()).transaction(name, mode).objectStore(name);

  globalThis.roadStore = {
    get: async (name, key) => asked((await store(name, "readonly")).get(key)),
    put: async (name, key, value) => asked((await store(name, "readwrite")).put(value, key)),
    remove: async (name, key) => asked((await store(name, "readwrite")).delete(key)),
    all: async (name) => asked((await store(name, "readonly")).getAll()),
    // A photo as it leaves the phone: smaller, and drawn anew, so that nothing of place and maker is in it.
    async drawn(file) {
      const picture = await createImageBitmap(file), scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.8); });
    },
  };
}
