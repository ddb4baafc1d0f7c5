// The public pages work without this: it adds a way through the pictures in time, and printing.
"use strict";
(() => {
  const PACE = 1400;

  class Living {
    constructor(box) {
      this.box = box;
      this.moments = [...box.querySelectorAll("[data-moment]")];
      this.lines = [...box.querySelectorAll("[data-now]")];
      this.slider = box.querySelector("[data-slider]");
      this.button = box.querySelector("[data-play]");
      this.said = box.querySelector("[data-said]");
      this.at = 0;
      box.querySelector("[data-player]").hidden = false;
      box.classList.add("playing");
      this.slider.addEventListener("input", () => this.chosen(Number(this.slider.value)));
      for (const one of box.querySelectorAll("[data-step]")) {
        one.addEventListener("click", () => this.chosen(this.at + Number(one.dataset.step)));
      }
      this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
      this.show(1);
    }

    chosen(step) {
      this.stop();
      this.show(step);
      this.said.textContent = this.moments[this.at].querySelector("figcaption").textContent;
    }

    show(step) {
      this.at = Math.max(0, Math.min(step, this.moments.length - 1));
      const now = this.moments[this.at];
      this.moments.forEach((one) => (one.hidden = one !== now));
      const places = now.dataset.at.split(" ");
      this.lines.forEach((line, n) => {
        line.toggleAttribute("hidden", Number(places[n]) < 0);
        line.setAttribute("x1", places[n]);
        line.setAttribute("x2", places[n]);
      });
      this.slider.value = this.at;
      this.slider.setAttribute("aria-valuetext", now.querySelector("strong").textContent);
    }

    play() {
      if (this.at === this.moments.length - 1) this.show(0);
      this.button.setAttribute("aria-pressed", "true");
      this.button.textContent = "Pause";
      this.timer = setInterval(() => {
        this.show(this.at + 1);
        if (this.at === this.moments.length - 1) this.stop();
      }, PACE);
    }

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.button.setAttribute("aria-pressed", "false");
      this.button.textContent = "Play";
    }
  }

  for (const box of document.querySelectorAll("[data-living]")) new Living(box);
  for (const one of document.querySelectorAll("[data-print]")) {
    one.hidden = false;
    one.addEventListener("click", () => print());
  }
})();
