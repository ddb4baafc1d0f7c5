// <input role="combobox" aria-controls="id"> over a list box of links that the server fills.
"use strict";
(() => {
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const choices = (input) => [...(listOf(input)?.querySelectorAll("[role='option']") || [])];
  const at = (input) => choices(input).findIndex((item) => item.getAttribute("aria-selected") === "true");

  const select = (input, index) => {
    const items = choices(input);
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = items[index];
    if (!item) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };

  const show = (input, open) => {
    const list = listOf(input);
    if (!list) return;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open && choices(input).length > 0));
    if (!open) select(input, -1);
  };

  const MOVES = {
    ArrowDown: (i, n) => (i + 1) % n,
    ArrowUp: (i, n) => (i <= 0 ? n - 1 : i - 1),
  };

  const move = (input, event) => {
    const items = choices(input);
    if (!items.length) return;
    event.preventDefault();
    show(input, true);
    select(input, MOVES[event.key](at(input), items.length));
  };

  const enter = (input, event) => {
    const item = choices(input)[at(input)];
    if (!item || listOf(input).hidden) return;
    event.preventDefault();
    item.click();
  };

  const leave = (input, event) => {
    if (listOf(input)?.hidden !== false) return;
    event.preventDefault();
    show(input, false);
  };

  document.addEventListener("keydown", (event) => {
    const input = event.target.closest?.("[role='combobox']");
    if (!input) return;
    if (event.key in MOVES) move(input, event);
    else if (event.key === "Enter") enter(input, event);
    else if (event.key === "Escape") leave(input, event);
  });

  document.addEventListener("focusin", (event) => {
    for (const input of document.querySelectorAll("[role='combobox']")) {
      const inside = input === event.target || listOf(input)?.contains(event.target);
      if (!inside) show(input, false);
      else if (choices(input).length) show(input, true);
    }
  });

  document.addEventListener("pointerdown", (event) => {
    for (const input of document.querySelectorAll("[role='combobox']")) {
      if (input !== event.target && !listOf(input)?.contains(event.target)) show(input, false);
    }
  });

  const speak = (input) => {
    const said = document.getElementById(`${input.id}-said`);
    if (said) said.textContent = `${choices(input).length} ${said.dataset.words}`;
  };

  document.addEventListener("htmx:afterSwap", (event) => {
    for (const input of document.querySelectorAll("[role='combobox']")) {
      if (listOf(input) !== event.target) continue;
      show(input, document.activeElement === input);
      speak(input);
    }
  });
})();
