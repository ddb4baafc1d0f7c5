// Drawing one's name in [data-signature]: the strokes go into a hidden field as plain numbers.
"use strict";
(() => {
  const WIDE = 600;
  const HIGH = 200;
  const MOST = 5500;

  class Signature {
    constructor(box) {
      this.box = box;
      this.canvas = box.querySelector("canvas");
      this.field = box.querySelector("input[name=drawn]");
      this.said = box.querySelector("[data-said]");
      this.pen = this.canvas.getContext("2d");
      this.strokes = [];
      this.current = null;
      box.hidden = false;
      this.again();
      for (const words of document.querySelectorAll("[data-or]")) words.hidden = false;
      this.canvas.addEventListener("pointerdown", (event) => this.down(event));
      this.canvas.addEventListener("pointermove", (event) => this.move(event));
      for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, () => this.up());
      box.querySelector("[data-undo]").addEventListener("click", () => this.keep(this.strokes.slice(0, -1), "One line taken away."));
      box.querySelector("[data-clear]").addEventListener("click", () => this.keep([], "The field is empty."));
    }

    // A form that came back brings what was drawn.
    again() {
      try {
        this.strokes = JSON.parse(this.field.value || "[]");
      } catch {
        this.strokes = [];
      }
      this.draw();
    }

    at(event) {
      const place = this.canvas.getBoundingClientRect();
      const within = (value, most) => Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
      return [
        within(((event.clientX - place.left) / place.width) * WIDE, WIDE),
        within(((event.clientY - place.top) / place.height) * HIGH, HIGH),
      ];
    }

    down(event) {
      if (this.current || (event.pointerType === "mouse" && event.button !== 0)) return;
      event.preventDefault();
      this.canvas.setPointerCapture(event.pointerId);
      this.pointer = event.pointerId;
      this.current = [this.at(event)];
    }

    move(event) {
      if (!this.current || event.pointerId !== this.pointer) return;
      const here = this.at(event);
      const last = this.current.at(-1);
      if (Math.hypot(here[0] - last[0], here[1] - last[1]) < 1.5) return;
      if (this.points() < MOST) this.current.push(here);
      this.draw();
    }

    up() {
      if (!this.current) return;
      const stroke = this.current;
      this.current = null;
      this.keep([...this.strokes, stroke], "Drawn. You need not type your name as well.");
    }

    points() {
      return this.strokes.reduce((sum, one) => sum + one.length, this.current?.length || 0);
    }

    keep(strokes, words) {
      this.strokes = strokes;
      this.field.value = strokes.length ? JSON.stringify(strokes) : "";
      this.said.textContent = words;
      this.draw();
    }

    draw() {
      this.pen.clearRect(0, 0, WIDE, HIGH);
      this.pen.lineWidth = 3;
      this.pen.lineCap = this.pen.lineJoin = "round";
      this.pen.strokeStyle = "#1f2937";
      for (const stroke of [...this.strokes, this.current].filter(Boolean)) {
        this.pen.beginPath();
        stroke.forEach(([x, y], n) => (n ? this.pen.lineTo(x, y) : this.pen.moveTo(x, y)));
        if (stroke.length === 1) this.pen.lineTo(stroke[0][0], stroke[0][1]);
        this.pen.stroke();
      }
    }
  }

  for (const box of document.querySelectorAll("[data-signature]")) new Signature(box);

  // What is ticked and typed is kept on the server a moment later; a drawn name stays in the page.

  const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
  const forms = [...document.querySelectorAll("form[data-typed], form[data-typed-too]")];
  const main = forms.find((form) => form.dataset.typed);
  if (!main) return;
  const state = document.querySelector("[data-typed-state]");
  let timer = null;
  let busy = false;
  let again = false;
  let over = false;
  let tries = 0;

  const values = () => {
    const sent = new URLSearchParams();
    for (const form of forms) {
      for (const [name, value] of new FormData(form)) {
        if (!["csrfmiddlewaretoken", "drawn", "seen", "key"].includes(name)) sent.append(name, value);
      }
    }
    sent.append("version", main.dataset.version);
    return sent;
  };

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };

  const heard = async (answer) => {
    if (answer.status === 409) {
      over = true;
      state.textContent = "This page was changed on another device. Load it again to go on.";
      return;
    }
    if (answer.status === 401) {
      over = true;
      state.textContent = "You were signed out. What is ticked up to then is kept: sign in again.";
      document.dispatchEvent(new CustomEvent("session:lost", { detail: {} }));
      return;
    }
    if (!answer.ok) throw new Error(`${answer.status}`);
    main.dataset.version = (await answer.json()).version;
    tries = 0;
    state.textContent = "Kept as typed.";
  };

  async function save({ keepalive = false } = {}) {
    clearTimeout(timer);
    timer = null;
    if (over) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const headers = { "X-CSRFToken": csrf(), "X-Percuta": "1" };
      await heard(await fetch(main.dataset.typed, { method: "POST", headers, body: values(), keepalive, redirect: "error" }));
    } catch {
      tries += 1;
      state.textContent = "Not kept yet: no answer from the clinic. Trying again.";
      later(Math.min(30_000, 1000 * 2 ** tries));
    }
    busy = false;
    if (again) {
      again = false;
      later(300);
    }
  }

  const typed = () => {
    if (!over) later(700);
  };
  for (const form of forms) {
    form.addEventListener("input", typed);
    form.addEventListener("submit", () => {
      if (timer) save({ keepalive: true });
      over = true;
      clearTimeout(timer);
    });
  }
  addEventListener("pagehide", () => timer && save({ keepalive: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && timer && save({ keepalive: true }));
  document.addEventListener("session:back", () => {
    over = false;
    save();
  });
})();
