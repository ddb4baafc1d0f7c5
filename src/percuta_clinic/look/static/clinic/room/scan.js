// Codes come in: from a scanner that types like a very fast keyboard, or from the camera.

const FAST = 50; // milliseconds between two signs; nobody types so fast for so long
const FEWEST = 6; // signs of a code; shorter ones are typed by hand
const EVERY = 400; // milliseconds between two pictures
const WIDEST = 1600; // pixels of a picture on its way to the server

// What scanners press for the separator of GS1: Ctrl+], F8, or the sign itself.
const SEPARATORS = new Set(["]", "F8", "GroupSeparator"]);

const signOf = (event) => {
  if (event.key === "\x1d" || event.key === "\u241d" || event.key === "F8") return "\x1d";
  if (event.ctrlKey && SEPARATORS.has(event.key)) return "\x1d";
  if (event.altKey || event.metaKey || event.ctrlKey) return "";
  return event.key.length === 1 ? event.key : "";
};

const undo = (field, before) => {
  if (!field || !("value" in field)) return;
  // The code was typed into whatever had the focus: that field is put back as it was.
  field.value = before;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

// Calls back with the text of each code scanned anywhere on the page. Returns what ends it.
export const onScan = (callback) => {
  let signs = "";
  let last = 0;
  let field = null;
  let before = "";

  const begin = () => {
    signs = "";
    field = document.activeElement;
    before = field && "value" in field ? field.value : "";
  };

  const press = (event) => {
    const now = event.timeStamp;
    if (now - last > FAST) begin();
    last = now;
    if (event.key === "Enter" || event.key === "Tab") {
      if (signs.length >= FEWEST) {
        event.preventDefault();
        event.stopPropagation();
        undo(field, before);
        callback(signs);
      }
      signs = "";
      return;
    }
    const sign = signOf(event);
    if (!sign) return;
    signs += sign;
    if (sign === "\x1d") event.preventDefault();
  };

  addEventListener("keydown", press, true);
  return () => removeEventListener("keydown", press, true);
};

const pictureOf = (video) => {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
};

// Whether pictures are read here; the server reads them for all other browsers.
export const readsAlone = () => "BarcodeDetector" in globalThis;

const detector = async () => {
  if (!readsAlone()) return null;
  const formats = ["data_matrix", "qr_code", "code_128"];
  const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.every((one) => known.includes(one)) ? new BarcodeDetector({ formats }) : null;
};

const asked = async (video, url, csrf) => {
  const body = await pictureOf(video);
  if (!body) return [];
  const headers = { "X-CSRFToken": csrf(), "Content-Type": "image/jpeg" };
  const answer = await fetch(url, { method: "POST", headers, body, credentials: "same-origin" });
  return answer.ok ? (await answer.json()).codes : [];
};

// Shows the camera in `video` and calls back with [text, answer of the server or null] of the
// first code seen. `csrf()` gives the token. Returns what ends it; throws where there is no camera.
export const camera = async (video, url, callback, { csrf = () => "" } = {}) => {
  const wish = { video: { facingMode: "environment", width: { ideal: 1920 } }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(wish);
  let over = false;
  let timer;
  const end = () => {
    over = true;
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  if (!video.isConnected) end(); // it was closed while somebody was asked
  if (over) return end;
  video.srcObject = stream;
  await video.play();
  const here = await detector();

  const look = async () => {
    try {
      const found = here
        ? (await here.detect(video)).map((one) => ({ raw: one.rawValue }))
        : await asked(video, url, csrf);
      if (!over && found.length) callback([found[0].raw, here ? null : found[0]]);
    } catch {
      // The line is down, or this picture was not sharp: the next one may be better.
    }
    if (!over) timer = setTimeout(look, EVERY);
  };
  look();
  return end;
};
