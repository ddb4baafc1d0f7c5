// Says in words what went wrong with a passkey, and hides the button where there are none.
"use strict";
(() => {
  const say = (name) => {
    for (const note of document.querySelectorAll("[data-passkey-note]")) {
      note.hidden = note.dataset.passkeyNote !== name;
    }
  };

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const { exception } = event.detail;
    if (exception?.name === "InvalidStateError") say("known");
    else say(exception?.name === "NotAllowedError" ? "refused" : "failed");
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (window.PublicKeyCredential) return;
    for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = true;
    say("absent");
  });
})();
