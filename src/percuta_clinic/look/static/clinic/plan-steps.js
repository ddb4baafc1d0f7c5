// Steppers: [data-cell] with low, high and step stops at a wall and says which; a button that is
// held down goes on.
"use strict";
(() => {
  const HOLD = 420;
  const REPEAT = 110;

  // ``page``: form, change(path, value), say(words), hush(kind).

  window.planSteps = (page) => {
    const { form } = page;
    const edges = (cell) => ({
      low: Number(cell.dataset.low),
      high: Number(cell.dataset.high),
      step: Number(cell.dataset.step),
    });
    const decimals = (step) => (String(step).split(".")[1] || "").length;
    const rounded = (value, step) => Number((Math.round(value / step) * step).toFixed(decimals(step)));

    const within = (cell, value) => {
      const { low, high } = edges(cell);
      if (value < low) page.say(cell.dataset.lowSays);
      else if (value > high) page.say(cell.dataset.highSays);
      else page.hush("wall");
      return Math.min(Math.max(value, low), high);
    };

    const set = (cell, value) => {
      const field = cell.querySelector("input");
      field.value = value.toFixed(decimals(edges(cell).step));
      page.change(cell.dataset.cell, value);
    };

    // Answers whether it moved.

    const move = (cell, way) => {
      const text = cell.querySelector("input").value.replace(",", ".");
      const { step } = edges(cell);
      const now = text.trim() === "" ? null : Number(text);
      const next = within(cell, now === null ? Number(cell.dataset.from) : rounded(now + way * step, step));
      if (next === now) return false;
      set(cell, next);
      return true;
    };

    const typed = (field, { done = false } = {}) => {
      const cell = field.closest("[data-cell]");
      const text = field.value.replace(",", ".").trim();
      if (text === "") return done && !field.validity.badInput ? page.change(cell.dataset.cell, null) : undefined;
      const value = Number(text);
      const { low, high, step } = edges(cell);
      if (!Number.isFinite(value) || (!done && (value < low || value > high))) return;
      const next = within(cell, rounded(value, step));
      if (done) set(cell, next);
      else page.change(cell.dataset.cell, next);
    };

    let held = null;
    let passed = null;

    const hold = (button) => {
      const again = () => {
        held = { button, moved: true, timer: setTimeout(again, REPEAT) };
        if (!move(button.closest("[data-cell]"), Number(button.dataset.way))) release();
      };
      held = { button, moved: false, timer: setTimeout(again, HOLD) };
    };

    const release = () => {
      if (held?.moved) passed = held.button;
      clearTimeout(held?.timer);
      held = null;
    };

    form.addEventListener("pointerdown", (event) => {
      const button = event.target.closest?.("[data-way]");
      passed = null;
      if (button && event.button === 0) hold(button);
    });
    for (const kind of ["pointerup", "pointercancel", "blur"]) addEventListener(kind, release);
    form.addEventListener("contextmenu", (event) => {
      if (event.target.closest?.("[data-way]")) event.preventDefault();
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest?.("[data-way]");
      if (!button) return;
      event.preventDefault();
      if (passed !== button) move(button.closest("[data-cell]"), Number(button.dataset.way));
      passed = null;
    });
    form.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!way || !event.target.matches("[data-cell] input")) return;
      event.preventDefault();
      move(event.target.closest("[data-cell]"), way);
    });
    form.addEventListener("input", ({ target }) => {
      if (target.closest("[data-cell]")) typed(target);
    });
    form.addEventListener("change", ({ target }) => {
      if (target.closest("[data-cell]")) typed(target, { done: true });
    });
  };
})();
