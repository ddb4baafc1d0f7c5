// Puts a placeholder where somebody is writing: <form data-insert-here> <button data-insert="{name}">
"use strict";
(() => {
  const place = new WeakMap();

  document.addEventListener("focusin", (event) => {
    const form = event.target.closest("[data-insert-here]");
    if (form && event.target.matches("textarea, input[type='text']")) place.set(form, event.target);
  });

  const fieldOf = (form, button) => {
    const last = place.get(form);
    const body = form.querySelector("textarea");
    return last && !("bodyOnly" in button.dataset) ? last : body;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const form = button?.closest("[data-insert-here]");
    if (!form) return;
    const field = fieldOf(form, button);
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
