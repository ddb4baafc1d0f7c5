// Two pictures that zoom and move as one: side by side, or one over the other with a line between.
"use strict";
(() => {
  const page = document.querySelector("[data-compare]");
  if (!page) return;
  const lenses = [...page.querySelectorAll(".lens")];
  const layers = [...page.querySelectorAll(".layer")];
  const sides = page.querySelector(".sides");
  const range = page.querySelector("[data-wipe] input");
  const MOST = 8;
  const STEP = 1.25;
  const MOVE = 0.05;
  const now = { zoom: 1, x: 0, y: 0, mode: "side" };
  const line = document.createElement("div");
  line.className = "line-of-wipe";

  const within = (value, most) => Math.min(most, Math.max(-most, value));

  const draw = () => {
    const most = (now.zoom - 1) / 2;
    now.x = within(now.x, most);
    now.y = within(now.y, most);
    for (const layer of layers) {
      layer.firstElementChild.style.transform = `translate(${now.x * 100}%, ${now.y * 100}%) scale(${now.zoom})`;
    }
    const wiping = now.mode === "wipe";
    page.classList.toggle("wiping", wiping);
    layers[1].style.clipPath = wiping ? `inset(0 0 0 ${range.value}%)` : "";
    line.style.left = `${range.value}%`;
    range.setAttribute("aria-valuetext", `${range.value} % left picture, ${100 - range.value} % right picture`);
    page.querySelector("[data-zoomed]").textContent = `${Math.round(now.zoom * 100)} %`;
  };

  // The pictures are moved, never fetched again: each opening is in the log.

  const arrange = (mode) => {
    now.mode = mode;
    const wiping = mode === "wipe";
    lenses[wiping ? 0 : 1].append(layers[1]);
    if (wiping) {
      lenses[0].append(line);
      lenses[0].classList.add("wide");
      sides.prepend(lenses[0]);
    } else {
      line.remove();
      lenses[0].classList.remove("wide");
      sides.querySelector("figure").prepend(lenses[0]);
    }
    lenses[1].hidden = wiping;
    page.querySelector("[data-wipe]").hidden = !wiping;
    for (const one of page.querySelectorAll("[data-mode]")) {
      one.setAttribute("aria-pressed", String(one.dataset.mode === mode));
    }
    draw();
  };

  const zoom = (factor) => {
    const before = now.zoom;
    now.zoom = Math.min(MOST, Math.max(1, now.zoom * factor));
    now.x *= now.zoom / before;
    now.y *= now.zoom / before;
    draw();
  };

  const fit = () => {
    Object.assign(now, { zoom: 1, x: 0, y: 0 });
    draw();
  };

  const move = (x, y) => {
    now.x += x;
    now.y += y;
    draw();
  };

  page.addEventListener("click", (event) => {
    const mode = event.target.closest("[data-mode]");
    if (mode) arrange(mode.dataset.mode);
    const by = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (by === "0") fit();
    else if (by) zoom(STEP ** Number(by));
  });
  range.addEventListener("input", draw);

  const KEYS = {
    ArrowLeft: () => move(MOVE, 0),
    ArrowRight: () => move(-MOVE, 0),
    ArrowUp: () => move(0, MOVE),
    ArrowDown: () => move(0, -MOVE),
    "+": () => zoom(STEP),
    "=": () => zoom(STEP),
    "-": () => zoom(1 / STEP),
    0: fit,
  };

  // One finger moves, two zoom; the wheel zooms with Ctrl, so that the page still scrolls.

  const fingers = new Map();
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };

  for (const lens of lenses) {
    lens.tabIndex = 0;
    lens.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
      event.preventDefault();
      KEYS[event.key]();
    });
    lens.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP);
    }, { passive: false });
    lens.addEventListener("pointerdown", (event) => {
      lens.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    lens.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      const before = spread();
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const place = lens.getBoundingClientRect();
      if (before) zoom(spread() / before || 1);
      else move((event.clientX - last.x) / place.width, (event.clientY - last.y) / place.height);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      lens.addEventListener(end, (event) => fingers.delete(event.pointerId));
    }
  }

  for (const one of ["[data-tools]", "[data-tools-help]"]) page.querySelector(one).hidden = false;
  const shape = layers[0].firstElementChild;
  for (const lens of lenses) lens.style.aspectRatio = `${shape.getAttribute("width")} / ${shape.getAttribute("height")}`;
  arrange("side");
})();
