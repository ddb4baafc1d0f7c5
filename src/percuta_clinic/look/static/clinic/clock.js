// <time data-since="instant">, <time data-countdown="instant">, <time data-clock>
"use strict";
(() => {
  const MINUTE = 60_000;
  const words = (key, fallback) => document.body.dataset[key] || fallback;

  // A tablet's clock may be wrong: the server's, sent with the page, counts.
  const served = Date.parse(document.body.dataset.now || "");
  const ahead = Number.isNaN(served) ? 0 : Date.now() - served;
  const now = () => Date.now() - ahead;

  const span = (ms) => {
    const minutes = Math.floor(ms / MINUTE);
    if (minutes < 100) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  };

  const left = (ms) => {
    if (ms <= 0) return `${span(-ms)} ${words("over", "over")}`;
    if (ms < MINUTE) return `${Math.ceil(ms / 1000)} s ${words("left", "left")}`;
    return `${span(ms + MINUTE - 1)} ${words("left", "left")}`;
  };

  const put = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  const countDown = (node) => {
    const rest = Date.parse(node.dataset.countdown) - now();
    if (Number.isNaN(rest)) return;
    put(node, left(rest));
    if (rest > 0 || node.classList.contains("over")) return;
    node.classList.add("over");
    node.dispatchEvent(new CustomEvent("countdown:over", { bubbles: true }));
  };

  const tick = () => {
    for (const node of document.querySelectorAll("time[data-since]")) {
      const gone = now() - Date.parse(node.dataset.since);
      if (!Number.isNaN(gone)) put(node, span(Math.max(0, gone)));
    }
    for (const node of document.querySelectorAll("time[data-countdown]")) countDown(node);
    for (const node of document.querySelectorAll("time[data-clock]")) {
      const options = { hour: "2-digit", minute: "2-digit", timeZone: node.dataset.clock || undefined };
      put(node, new Intl.DateTimeFormat(document.documentElement.lang, options).format(now()));
    }
  };

  tick();
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  document.addEventListener("htmx:load", tick);
})();
