// Ties allauth's passkey script to the buttons of the page, and says in words what went wrong.
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

  const tie = () => {
    for (const { dataset } of document.querySelectorAll("[data-webauthn]")) {
      const ids = Object.fromEntries(dataset.ids.split(" ").map((pair) => pair.split(":")));
      window.allauth.webauthn.forms[dataset.webauthn]({ ids });
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (window.PublicKeyCredential) {
      tie();
      return;
    }
    for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = true;
    say("absent");
  });
})();
