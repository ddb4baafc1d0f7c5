// Runs before the first paint, so that no name and no wrong colour flashes up, and before all other
// scripts, so that a page to which one of them did not come says so.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (sessionStorage.getItem("private")) root.dataset.private = "";
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }

  let torn = false;

  const say = () => {
    const mould = document.getElementById("torn");
    if (!mould) return;
    const note = mould.content.firstElementChild.cloneNode(true);
    note.setAttribute("role", "alert");
    document.getElementById("main").prepend(note);
  };

  const missed = (event) => {
    if (torn || !(event.target instanceof HTMLScriptElement)) return;
    torn = true;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
    else say();
  };

  addEventListener("error", missed, true);
})();
