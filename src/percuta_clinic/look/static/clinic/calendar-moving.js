// Moving a visit on the calendar by mouse, finger or keys. What moves is an outline; the visit
// stays where it is until the server said otherwise ("calendar:drop" is heard in calendar.js).
"use strict";
(() => {
  const page = document.getElementById("calendar");
  const said = document.getElementById("cal-said");
  if (!page || !said) return;
  const STEP = 15;
  const UNIT = 5;
  const NEAR_PX = 6;
  const EDGE_PX = 36;

  let now = null; // what is being moved: block, col, row, ghost, bar, byPointer
  let press = null; // a pointer that is down and may become a drag

  const grid = () => page.querySelector("[data-calendar]");
  const columns = () => [...page.querySelectorAll("[data-col]")];
  const colOf = (element) => columns().indexOf(element.closest("[data-col]"));
  const clock = (minutes) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const say = (words) => {
    said.textContent = words;
  };

  const nameOf = (block) => {
    const hidden = "private" in document.documentElement.dataset;
    return hidden ? "The visit" : block.querySelector(".private b").textContent;
  };

  const minutesAt = (row) => Number(now.block.dataset.minutes) + (row - now.from.row) * UNIT;
  const length = () => Number(now.block.dataset.high) - Number(now.block.dataset.low);
  const rowFor = (minutes) => now.from.row + (minutes - Number(now.block.dataset.minutes)) / UNIT;
  const snapped = (row) => rowFor(Math.round(minutesAt(row) / STEP) * STEP);

  const place = (col, row) => {
    const most = Number(grid().dataset.rows) - length();
    const fixed = "fixed" in now.block.dataset;
    now.col = fixed ? now.from.col : Math.min(Math.max(col, 0), columns().length - 1);
    now.row = Math.min(Math.max(row, 0), Math.max(most, 0));
    const body = columns()[now.col];
    now.ghost.className = `ghost at-${now.row} to-${now.row + length()}`;
    now.ghost.textContent = `${clock(minutesAt(now.row))} ${body.dataset.name}`;
    body.append(now.ghost);
    now.bar.querySelector("p").textContent = `Move to ${now.ghost.textContent}`;
  };

  const sayPlace = () => say(`${clock(minutesAt(now.row))}, ${columns()[now.col].dataset.name}`);

  const button = (words, kind, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${kind}`;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const barMade = () => {
    const bar = document.createElement("div");
    bar.className = "moving-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Moving a visit");
    bar.append(document.createElement("p"), button("Move here", "go low", drop), button("Leave it", "low", cancel));
    return bar;
  };

  const begin = (block, byPointer) => {
    if (now) cancel();
    const from = { col: colOf(block), row: Number(block.dataset.low) };
    now = { block, from, ghost: document.createElement("div"), bar: barMade(), byPointer };
    now.ghost.setAttribute("aria-hidden", "true");
    block.classList.add("moving");
    grid().classList.add("is-moving");
    if (!byPointer) document.body.append(now.bar);
    place(from.col, from.row);
    const where = `${clock(minutesAt(now.row))}, ${columns()[now.col].dataset.name}`;
    say(`Moving ${nameOf(block)}, ${where}. Arrows choose time and column, Enter drops, Escape leaves it.`);
  };

  const end = () => {
    now.ghost.remove();
    now.bar.remove();
    now.block.classList.remove("moving");
    grid().classList.remove("is-moving");
    const was = now;
    now = null;
    return was;
  };

  const focusOn = (block) => block.querySelector("a")?.focus();

  const cancel = () => {
    if (!now) return;
    const { block, byPointer } = end();
    say("Not moved.");
    if (!byPointer) focusOn(block);
  };

  const drop = () => {
    const minutes = minutesAt(now.row);
    const { block, from, col, row, byPointer } = now;
    if (col === from.col && row === from.row) return cancel();
    const { day, room, chair, specialist } = columns()[col].dataset;
    end();
    const fields = { day, begins: clock(minutes), version: block.dataset.version };
    const own = "fixed" in block.dataset ? {} : { room, chair, specialist };
    for (const [name, value] of Object.entries(own)) if (value) fields[name] = value;
    say("Asking whether that is free.");
    const detail = { url: block.dataset.shift, fields, key: block.dataset.visit, byPointer };
    document.dispatchEvent(new CustomEvent("calendar:drop", { detail }));
  };

  // By keys.

  const step = (way) => {
    const at = minutesAt(now.row) / STEP;
    const next = way > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1;
    place(now.col, rowFor(next * STEP));
  };

  const KEYS = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => place(now.col + 1, now.row),
    ArrowLeft: () => place(now.col - 1, now.row),
  };

  document.addEventListener(
    "keydown",
    (event) => {
      if (!now) return;
      if (event.key === "Escape") cancel();
      else if (event.key === "Enter" && !event.target.closest(".moving-bar")) drop();
      else if (KEYS[event.key]) {
        KEYS[event.key]();
        now.ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
        sayPlace();
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  document.addEventListener("calendar:move", (event) => begin(event.detail.block, false));

  // By mouse or finger.

  const under = (event) => {
    const all = columns();
    const boxes = all.map((one) => one.getBoundingClientRect());
    let col = boxes.findIndex((box) => event.clientX >= box.left && event.clientX < box.right);
    if (col < 0) col = event.clientX < boxes[0].left ? 0 : all.length - 1;
    const unit = boxes[col].height / Number(grid().dataset.rows);
    return { col, row: Math.floor((event.clientY - boxes[col].top) / unit) };
  };

  const scrollNear = (event) => {
    const box = grid().getBoundingClientRect();
    const pull = (at, low, high) => (at < low + EDGE_PX ? -12 : at > high - EDGE_PX ? 12 : 0);
    grid().scrollBy(pull(event.clientX, box.left, box.right), pull(event.clientY, box.top, box.bottom));
  };

  page.addEventListener("pointerdown", (event) => {
    const block = event.target.closest("article[data-shift]");
    const handle = event.target.closest("[data-move]");
    if (!block || event.button !== 0 || (event.pointerType !== "mouse" && !handle)) return;
    if (now && !now.byPointer) return;
    press = { block, x: event.clientX, y: event.clientY, id: event.pointerId, grab: 0 };
    press.grab = under(event).row - Number(block.dataset.low);
  });

  const pull = (event) => {
    if (!press || event.pointerId !== press.id) return;
    if (!now) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < NEAR_PX) return;
      begin(press.block, true);
      try {
        page.setPointerCapture(press.id);
      } catch {
        // The pointer is gone already.
      }
    }
    event.preventDefault();
    scrollNear(event);
    const { col, row } = under(event);
    place(col, snapped(row - press.grab));
  };

  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  const letGo = (event, act) => {
    if (!press || event.pointerId !== press.id) return;
    const dragged = now?.byPointer;
    press = null;
    if (!dragged) return;
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    act();
  };

  document.addEventListener("pointermove", pull);
  document.addEventListener("pointerup", (event) => letGo(event, drop));
  document.addEventListener("pointercancel", (event) => letGo(event, cancel));

  // A tap on the handle begins without a drag; the next tap chooses the place.

  page.addEventListener("click", (event) => {
    const handle = event.target.closest("[data-move]");
    if (now && !now.byPointer && event.target.closest("[data-col]")) {
      swallow(event);
      const { col, row } = under(event);
      place(col, snapped(row));
      sayPlace();
    } else if (handle) begin(handle.closest("article"), false);
  }, true);

  // What is being moved must not be swapped away.
  page.addEventListener("htmx:beforeRequest", (event) => now && event.preventDefault());
})();
