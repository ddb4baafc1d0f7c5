// Runs before the first paint, so that no name and no wrong colour flashes up.
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
})();
