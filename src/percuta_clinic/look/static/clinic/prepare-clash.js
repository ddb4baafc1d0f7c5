// Two devices wrote in one question of <form data-answers>: both are shown, and one is chosen.
// A question is one with all that its answer opens. prepare.js saves what is chosen.
"use strict";
window.clashesIn = (form, fields, saved) => {
  const { same, itemOf, controls, isTick, read, put, fit } = fields;
  const open = new Set();
  const stale = new Set();

  const unitOf = (name) => itemOf(name)?.closest("section[data-part] > [data-item]");
  const within = (unit) => [...unit.querySelectorAll("input[name=shown]")].map((field) => field.value);
  const isTyped = (unit) => within(unit).some((name) => !same(read(name), saved.get(name)));
  const isHeld = (name) => open.has(unitOf(name)?.dataset.item);
  const boxOf = (key) => form.querySelector(`.clash[data-of="${CSS.escape(key)}"]`);
  const there = (name) => fit(name, saved.get(name) ?? "");

  // What counts of a question: fields that its answer does not open are left out.

  const brings = (name, value) => controls(name).some((field) => field.value === value && "opens" in field.dataset);
  const counting = (unit, valueAt) => {
    const [outer, ...inner] = within(unit);
    const opened = brings(outer, valueAt(outer)) ? inner : [];
    return [outer, ...opened].map((name) => [name, valueAt(name)]);
  };

  const dayOf = (value) => {
    const day = new Date(`${value}T12:00`);
    return Number.isNaN(day.getTime()) ? value : day.toLocaleDateString("en-GB", { dateStyle: "long" });
  };
  const wordsOf = ([name, value]) => {
    const isDay = controls(name).some((field) => field.type === "date");
    const ticks = new Map(controls(name).filter(isTick).map((field) => [field.value, field.closest("label")]));
    const label = (key) => ticks.get(key)?.textContent.trim() || (ticks.size ? key.replaceAll("_", " ") : key);
    return [value].flat().filter(Boolean).map(isDay ? dayOf : label).join(", ");
  };
  const inWords = (counts) => {
    const [outer, ...inner] = counts.map(wordsOf);
    return [outer, inner.filter(Boolean).join("; ")].filter(Boolean).join(": ") || "nothing";
  };

  // One box for a question, at its outermost; where both say the same, there is nothing to choose.

  const draw = (key) => {
    const unit = itemOf(key);
    const [theirs, mine] = [counting(unit, there), counting(unit, read)];
    if (same(theirs, mine)) return choose(key, true);
    const box = boxOf(key) || place(unit);
    write(box.querySelector("[data-theirs]"), inWords(theirs));
    write(box.querySelector("[data-mine]"), inWords(mine));
  };

  const write = (place, words) => {
    if (place.textContent !== words) place.textContent = words;
  };

  const place = (unit) => {
    const box = document.getElementById("clash").content.firstElementChild.cloneNode(true);
    box.dataset.of = unit.dataset.item;
    if (unit.matches("details")) unit.before(box);
    else unit.prepend(box);
    return box;
  };

  const choose = (key, theirs) => {
    open.delete(key);
    boxOf(key)?.remove();
    if (theirs) for (const name of within(itemOf(key))) show(name, there(name));
  };

  // What this page cannot show as it is stored, it fetches anew.

  const show = (name, value) => {
    if (!same(read(name), value)) put(name, value);
    saved.set(name, read(name));
    if (!same(read(name), value)) stale.add(unitOf(name).dataset.item);
  };

  // What others wrote is shown, question by question; where something is typed here, it is a choice.

  const byUnit = (found) => {
    const units = new Map();
    for (const [name, value] of found) {
      const unit = unitOf(name);
      if (!unit) saved.set(name, value);
      else units.set(unit, [...(units.get(unit) || []), [name, fit(name, value)]]);
    }
    return units;
  };

  const tell = (found, { met = false } = {}) => {
    for (const [unit, told] of byUnit(found)) {
      const key = unit.dataset.item;
      const news = told.filter(([name, value]) => !same(read(name), value));
      if (met || (news.length && isTyped(unit))) open.add(key);
      for (const [name, value] of told) saved.set(name, value);
      if (open.has(key)) draw(key);
      else for (const [name, value] of news) show(name, value);
    }
  };

  return { open, stale, unitOf, within, isTyped, isHeld, draw, choose, tell };
};
