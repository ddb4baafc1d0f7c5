// Where a browser is in another time zone than the clinic, each time is said in that zone too.
"use strict";
(() => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("input[data-time-zone]")) field.value = own || "";
  const say = (at, zone, options) =>
    new Intl.DateTimeFormat("en-GB", { hourCycle: "h23", timeZone: zone, ...options }).format(at);
  const CLOCK = { hour: "2-digit", minute: "2-digit" };
  const DAY = { weekday: "short", day: "numeric" };

  const there = (at, zone) => {
    try {
      if (say(at, zone, { ...DAY, ...CLOCK }) === say(at, own, { ...DAY, ...CLOCK })) return "";
      const isOneDay = say(at, zone, DAY) === say(at, own, DAY);
      return say(at, own, isOneDay ? CLOCK : { weekday: "short", ...CLOCK });
    } catch {
      return "";
    }
  };

  for (const part of own ? document.querySelectorAll("[data-zone]") : []) {
    let differs = false;
    for (const time of part.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      const words = Number.isNaN(at.getTime()) ? "" : there(at, part.dataset.zone);
      if (!words) continue;
      differs = true;
      const button = time.closest("button");
      const small = document.createElement("small");
      small.textContent = button ? words : ` (${words} where you are)`;
      time.after(small);
      const label = button?.getAttribute("aria-label");
      if (label) button.setAttribute("aria-label", `${label}, ${words} where you are`);
    }
    const note = part.querySelector("[data-own-zone]");
    if (!note || !differs) continue;
    note.hidden = false;
    note.querySelector("[data-own-zone-name]").textContent = own.replace(/_/g, " ");
  }
})();
