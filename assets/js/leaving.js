// Signing out wipes what the field page kept on this device, after a warning where marks would be lost.
import { countUnsent, wipe } from "./field/store.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.wipes || form.dataset.isWiped) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const leave = () => {
    form.dataset.isWiped = "yes";
    form.submit();
  };
  (async () => {
    const unsent = await countUnsent().catch(() => 0);
    if (unsent && !window.confirm(`${form.dataset.wipes} ${unsent}`)) return;
    await wipe().catch(() => {});
    leave();
  })();
});
