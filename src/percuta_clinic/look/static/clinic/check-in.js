// A check-in: one press says no to every question of a part that is still open. It is an answer
// like any other; what was answered before stays.
"use strict";
(() => {
  const shown = () => {
    for (const button of document.querySelectorAll("[data-none][hidden]")) button.hidden = false;
  };
  shown();
  const form = document.querySelector("form[data-answers]");
  if (form) new MutationObserver(shown).observe(form, { childList: true });  // parts that come later
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

  // A sign that cannot wait: what to do stands beside it before anything is saved.

  document.addEventListener("change", (event) => {
    const call = event.target.closest?.("[data-item]")?.querySelector("[data-call-now]");
    if (!call || event.target.type !== "radio") return;
    call.hidden = event.target.value !== "yes";
    if (!call.hidden) call.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("answers:kept", (event) => {
    const box = document.querySelector("[data-alerted]");
    if (!box || !event.detail.alerted) return;
    box.querySelector("[data-alerted-at]").textContent = event.detail.alerted;
    box.hidden = false;
  });
})();
