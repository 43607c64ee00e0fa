// Codes of badges: by the camera, typed, or by a scanner that types.
const LOOKS_LIKE = { O: "0", I: "1", L: "1", U: "V" };

export const asOnBadge = (text) =>
  text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[OILU]/g, (letter) => LOOKS_LIKE[letter]);

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

const WIDEST = 640;

// Returns what reads the codes in the picture as it stands: the browser itself, or our own decoder.
async function reader(video, decoder) {
  const formats = (await window.BarcodeDetector?.getSupportedFormats?.().catch(() => [])) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(video)).map((code) => code.rawValue);
  }
  if (!window.readCode) await load(decoder);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const text = window.readCode(pen.getImageData(0, 0, canvas.width, canvas.height));
    return text ? [text] : [];
  };
}

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

// Shows the camera in `video` and tells each code once in a while; returns what stops it.
export async function watch(video, decoder, tell) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  await video.play();
  const read = await reader(video, decoder);
  const seen = new Map();
  let isOn = true;
  const look = async () => {
    if (!isOn) return;
    try {
      for (const text of await read()) {
        const isAgain = Date.now() - (seen.get(text) ?? 0) < 4000;
        seen.set(text, Date.now());
        if (!isAgain) tell(text);
      }
    } catch {
      // The camera has no picture yet.
    }
    setTimeout(look, 150);
  };
  look();
  return () => {
    isOn = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
