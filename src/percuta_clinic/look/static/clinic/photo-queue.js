// Pictures on their way into the record. Each says where it stands; "Saved" comes from the server.
// They wait in this page alone: a tablet must not keep pictures of a person.
"use strict";
(() => {
  const RETRY = [1000, 2000, 4000, 8000, 15_000, 30_000];
  const SLOW = 120_000;
  const LOOKS = {
    ready: ["idle", "circle-dashed", "Not sent yet"],
    waiting: ["idle", "clock", "Waiting"],
    sending: ["info", "upload", "Sending"],
    saved: ["ok", "circle-check", "Saved"],
    failed: ["warn", "cloud-off", "Not saved, trying again"],
    gone: ["warn", "lock", "Not saved: sign in again, then it is sent"], // or as the page says it
    refused: ["stop", "octagon-x", "Not saved"],
  };
  const OVER = new Set(["saved", "dropped"]);

  const box = document.querySelector("[data-queue]");
  const url = box?.dataset.to ?? document.querySelector("[data-take]")?.dataset.take;
  if (!box || !url) return;
  const list = box.querySelector("ol");
  const mould = box.querySelector("template");
  const summary = box.querySelector("[data-summary]");
  const all = box.querySelector("[data-send-all]");
  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    || document.querySelector("[name=csrfmiddlewaretoken]").value;

  const newKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  };

  const items = [];
  let busy = null;

  class Item {
    constructor({ blob, view, name, how, taken, device, uses, ask }) {
      Object.assign(this, { blob, view, how, taken, device, uses, key: newKey(), tries: 0 });
      this.node = mould.content.firstElementChild.cloneNode(true);
      this.part = (what) => this.node.querySelector(`[data-${what}]`);
      this.image = this.node.querySelector("img");
      this.image.src = URL.createObjectURL(blob);
      this.image.addEventListener("error", () => {
        this.image.hidden = true;
      });
      this.select = this.node.querySelector("select");
      this.select.value = view;
      this.node.querySelector("[data-item-view]").hidden = !ask;
      this.name(name);
      this.select.addEventListener("change", () => {
        this.view = this.select.value;
        this.name(this.select.selectedOptions[0].textContent);
      });
      this.part("send").addEventListener("click", () => this.wait());
      this.part("retry").addEventListener("click", () => this.again());
      this.part("drop-item").addEventListener("click", () => this.drop());
      list.prepend(this.node);
      this.show(ask ? "ready" : "waiting");
    }

    name(words) {
      this.called = words;
      this.part("item-name").textContent = words;
      this.image.alt = words;
      for (const one of ["send", "retry", "drop-item", "saved"]) {
        this.part(one).setAttribute("aria-label", `${this.part(one).textContent}: ${words}`);
      }
    }

    show(state, more = "") {
      this.state = state;
      const [tone, icon, usual] = LOOKS[state];
      const words = (state === "gone" && box.dataset.gone) || usual;
      const chip = this.part("item-state");
      chip.className = `chip ${tone}`;
      chip.querySelector("use").setAttribute("href", `${box.dataset.icons}#${icon}`);
      chip.querySelector("span").textContent = more ? `${words} ${more}` : words;
      this.part("send").hidden = state !== "ready";
      this.part("retry").hidden = !["failed", "refused", "gone"].includes(state);
      this.part("drop-item").hidden = !["ready", "failed", "refused"].includes(state);
      this.part("item-why").hidden = state !== "refused" && state !== "failed";
      this.node.querySelector("[data-item-view]").hidden = !["ready", "refused"].includes(state);
      this.node.querySelector("progress").hidden = state !== "sending";
      tell();
    }

    wait() {
      this.show("waiting");
      next();
    }

    again() {
      clearTimeout(this.timer);
      if (this.state === "refused") this.key = newKey();
      this.wait();
    }

    drop() {
      clearTimeout(this.timer);
      this.state = "dropped";
      URL.revokeObjectURL(this.image.src);
      this.node.remove();
      tell();
    }

    body() {
      const data = new FormData();
      const given = { key: this.key, view: this.view, how: this.how, taken: this.taken, device: this.device };
      for (const [name, value] of Object.entries(given)) data.append(name, value || "");
      for (const use of this.uses) data.append("uses", use);
      data.append("picture", this.blob, "picture");
      return data;
    }

    send() {
      this.show("sending", "0 %");
      return new Promise((done) => {
        const wire = new XMLHttpRequest();
        wire.open("POST", url);
        wire.timeout = SLOW;
        wire.setRequestHeader("X-Percuta", "1");
        wire.setRequestHeader("X-CSRFToken", csrf());
        wire.upload.addEventListener("progress", (event) => this.moved(event));
        wire.addEventListener("loadend", () => {
          this.heard(wire);
          done();
        });
        wire.send(this.body());
      });
    }

    moved({ loaded, total }) {
      if (this.state !== "sending" || !total) return;
      const part = Math.floor((100 * loaded) / total);
      this.node.querySelector("progress").value = part;
      this.part("item-state").querySelector("span").textContent = `Sending ${part} %`;
    }

    heard(wire) {
      let told = {};
      try {
        told = JSON.parse(wire.responseText || "{}");
      } catch {
        // A page, not an answer of ours: it was not saved.
      }
      if (wire.status === 200 && told.saved) return this.kept(told);
      if (wire.status === 401 || (wire.status === 403 && box.dataset.gone)) return this.signedOut();
      if (wire.status === 422 && told.why) return this.refuse(told.why);
      if (wire.status === 404 || (wire.status === 200 && wire.responseURL !== new URL(url, location.href).href)) {
        return this.refuse(box.dataset.shut || "This chart is not open to you any more. Open it again, then try again.");
      }
      this.fail(wire.status ? `The clinic answered ${wire.status}.` : "No answer from the clinic.");
    }

    kept({ saved, url: there }) {
      this.tries = 0;
      this.part("saved").href = there;
      this.part("saved").hidden = false;
      this.blob = null;
      this.show("saved", saved);
      document.dispatchEvent(new CustomEvent("photo:saved", { detail: { view: this.view, node: this.node } }));
    }

    refuse(why) {
      this.part("item-why").textContent = why;
      this.show("refused");
    }

    fail(why) {
      this.tries += 1;
      this.part("item-why").textContent = `${why} It is kept on this page and sent again by itself.`;
      this.show("failed");
      this.timer = setTimeout(() => this.wait(), RETRY[Math.min(this.tries, RETRY.length) - 1]);
    }

    signedOut() {
      this.show("gone");
      document.dispatchEvent(new CustomEvent("session:lost", { detail: {} }));
    }
  }

  const next = () => {
    if (busy) return;
    const item = items.find((one) => one.state === "waiting");
    if (!item) return;
    busy = item.send().finally(() => {
      busy = null;
      next();
    });
  };

  const open = () => items.filter((one) => !OVER.has(one.state));

  const tell = () => {
    const saved = items.filter((one) => one.state === "saved").length;
    const left = open().length;
    box.dataset.left = left;
    if (all) all.hidden = items.filter((one) => one.state === "ready").length < 2;
    if (box.dataset.notYet) summary.textContent = left ? box.dataset.notYet : "";
    else if (!saved && !left) summary.textContent = "None yet. What you take or choose stands here until it is saved.";
    else summary.textContent = left ? `${saved} saved, ${left} not yet. Stay on this page until all are saved.` : `All ${saved} saved.`;
  };

  const resume = (states) => {
    for (const item of items) if (states.includes(item.state)) item.again();
  };

  document.addEventListener("photo:add", (event) => {
    items.push(new Item(event.detail));
    tell();
    next();
  });
  document.addEventListener("photo:drop-all", () => {
    for (const item of open()) item.drop();
  });
  all?.addEventListener("click", () => resume(["ready"]));
  for (const one of ["session:back", "photo:resume"]) {
    document.addEventListener(one, () => resume(["gone", "failed"]));
  }
  addEventListener("online", () => resume(["failed"]));
  addEventListener("beforeunload", (event) => {
    if (open().length || document.querySelector("[data-take] [data-keep]:not([hidden])")) event.preventDefault();
  });
})();
