// A check-in: one press says no to every question of a part that is still open. It is an answer
// like any other; what was answered before stays.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-none]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-none]");
    if (!button) return;
    for (const item of button.closest("section").querySelectorAll("[data-item]")) {
      const no = item.querySelector("input[type=radio][value=no]");
      if (!no || item.querySelector("input:checked")) continue;
      no.checked = true;
      no.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
