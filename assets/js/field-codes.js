// Reads a QR code from a picture, for browsers that cannot do it themselves: those of iPhones among them.
// Loaded when the camera is opened for the first time.
import jsQR from "jsqr";

window.readCode = ({ data, width, height }) => jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
