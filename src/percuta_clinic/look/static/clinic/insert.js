// Puts a placeholder where somebody is writing: <form data-insert-here> <button data-insert="{name}">
"use strict";
(() => {
  const place = new WeakMap();
  const visited = new WeakSet();

  document.addEventListener("focusin", (event) => {
    const form = event.target.closest("[data-insert-here]");
    if (!form || !event.target.matches("textarea, input[type='text']")) return;
    place.set(form, event.target);
    visited.add(event.target);
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
    const [from, to] = visited.has(field)
      ? [field.selectionStart, field.selectionEnd]
      : [field.value.length, field.value.length];
    field.setRangeText(button.dataset.insert, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
