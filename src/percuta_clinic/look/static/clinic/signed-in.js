// Inside the sign-in dialog: tells every open page of this browser that somebody is back.
"use strict";
(() => {
  const channel = new BroadcastChannel("percuta-session");
  channel.postMessage("signed in");
  if (window.top === window) location.replace("/");
})();
