// Says in words that a passkey was not used: allauth's own script only tells the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of document.querySelectorAll("[data-passkey-fault]")) {
    note.hidden = false;
    note.focus();
  }
});
