// <form data-draft="note" data-subject="id">: saved on the server as typed. What is not saved yet
// stays in this page alone: a tablet must not keep words about a person.
"use strict";
(() => {
  const WAIT = 800;
  const RETRY = [1000, 2000, 4000, 8000, 15_000, 30_000];
  const SLOW = 20_000;
  const KEEPALIVE_MOST = 60_000;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "version", "note"]);

  // The page's session script hears these, and answers once its owner is back.

  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  class Draft {
    constructor(form) {
      this.form = form;
      this.card = form.closest(".card, section") || form;
      this.url = `/drafts/${form.dataset.draft}/${form.dataset.subject}/`;
      this.version = Number(form.elements.version?.value || form.dataset.version || 0);
      this.saved = JSON.stringify(this.values());
      this.tries = 0;
      this.busy = null;
      this.clash = null;
      this.over = false;
    }

    values() {
      const fields = [...new FormData(this.form)];
      return Object.fromEntries(fields.filter(([name, v]) => !SKIPPED.has(name) && typeof v === "string"));
    }

    get dirty() {
      return !this.over && JSON.stringify(this.values()) !== this.saved;
    }

    get idle() {
      return !this.dirty || this.over || this.clash || this.refused;
    }

    show(state, at) {
      const box = this.card.querySelector("[data-draft-state]");
      if (!box) return;
      for (const one of box.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== state;
      if (at) box.querySelector("[data-at]").textContent = at;
    }

    rest() {
      if (!this.clash && !this.refused && !this.busy) this.show(this.version ? "saved" : "fresh");
    }

    typed() {
      this.over = false;
      if (this.idle) return this.rest();
      if (!this.tries) this.show("saving");
      this.later(this.tries ? undefined : WAIT);
    }

    later(ms) {
      if (ms === undefined && this.timer) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), ms ?? RETRY[Math.min(this.tries, RETRY.length) - 1]);
    }

    // One save at a time; what was typed meanwhile is saved right after.
    save({ leaving = false } = {}) {
      clearTimeout(this.timer);
      this.timer = null;
      if (this.idle) return this.busy || Promise.resolve();
      this.busy ??= this.send(leaving).finally(() => {
        this.busy = null;
        if (!this.idle) this.later(this.tries ? undefined : WAIT);
      });
      return this.busy;
    }

    async send(leaving) {
      const values = this.values();
      const body = JSON.stringify({ version: this.version, values });
      const headers = { "Content-Type": "application/json", "X-Percuta": "1", "X-CSRFToken": csrf() };
      const keepalive = leaving && body.length < KEEPALIVE_MOST;
      const signal = leaving ? undefined : AbortSignal.timeout(SLOW);
      try {
        const answer = await fetch(this.url, { method: "POST", body, headers, keepalive, signal });
        await this.heard(answer, values);
      } catch {
        this.failed();
      }
    }

    async heard(answer, values) {
      if (answer.redirected) return this.refuse();
      if (answer.ok) return this.kept(await answer.json(), values);
      if (answer.status === 409) return this.clashed(await answer.json());
      if (answer.status === 401) return this.signedOut();
      if (answer.status === 404) return this.refuse();
      this.failed();
    }

    kept(told, values) {
      this.tries = 0;
      this.version = told.version;
      this.saved = JSON.stringify(values);
      if (this.form.elements.version) this.form.elements.version.value = told.version;
      if (this.form.elements.note) this.form.elements.note.value = told.id;
      const discard = this.form.querySelector("[data-discard]");
      if (discard) discard.hidden = false;
      this.show(this.dirty ? "saving" : "saved", told.saved_at);
    }

    failed() {
      this.tries += 1;
      this.show("failed");
    }

    signedOut() {
      this.tries = RETRY.length;
      this.show("signed-out");
      document.dispatchEvent(new CustomEvent("session:lost", { detail: {} }));
    }

    refuse() {
      this.refused = true;
      this.show("refused");
    }

    again() {
      if (this.idle) return;
      this.tries = 0;
      this.save();
    }

    // Two texts: the person chooses, nothing is overwritten.

    clashed({ kept }) {
      const mine = this.values();
      if (JSON.stringify(kept.values) === JSON.stringify(mine)) return this.kept(kept, mine);
      this.clash = kept;
      this.tries = 0;
      this.show("clash");
      const box = this.form.querySelector("[data-draft-clash]");
      box.querySelector("[data-mine]").textContent = this.told(mine, kept.values);
      box.querySelector("[data-theirs]").textContent = this.told(kept.values, mine);
      box.querySelector("[data-kept-at]").textContent = kept.saved_at;
      box.hidden = false;
      box.focus();
    }

    label(name) {
      return this.form.elements[name]?.labels?.[0]?.firstChild?.textContent.trim() || name;
    }

    told(values, others) {
      const differ = Object.keys(values).filter((name) => values[name] !== others[name]);
      if (differ.length < 2) return differ.map((name) => values[name]).join("");
      return differ.map((name) => `${this.label(name)}: ${values[name]}`).join("\n");
    }

    put(values) {
      for (const [name, text] of Object.entries(values)) {
        const field = this.form.elements[name];
        if (field && "value" in field) field.value = text;
      }
    }

    joined(kept) {
      const both = {};
      for (const field of this.form.querySelectorAll("textarea")) {
        const other = kept[field.name] || "";
        if (other !== field.value) both[field.name] = `${field.value}\n\n${other}`.trim();
      }
      return both;
    }

    choose(what) {
      const kept = this.clash;
      this.clash = null;
      this.form.querySelector("[data-draft-clash]").hidden = true;
      const mine = this.values();
      this.kept(kept, kept.values);
      if (what === "theirs") this.put(kept.values);
      else this.put(what === "both" ? { ...mine, ...this.joined(kept.values) } : mine);
      this.show(this.dirty ? "saving" : "saved", kept.saved_at);
      this.form.querySelector("textarea")?.focus();
      return this.save();
    }

    // What ends a draft waits until the last words are safe.

    // A form that is being sent cannot be sent again at once, hence the pause.

    async settle() {
      await pause(0);
      await this.busy;
      await this.save();
      return !this.dirty && !this.clash && !this.refused;
    }

    async submit(event) {
      if (this.over) return;
      event.preventDefault();
      if (!(await this.settle())) return;
      this.over = true;
      this.form.requestSubmit(event.submitter);
    }

    async ended(event) {
      if (this.over) return;
      event.preventDefault();
      this.over = true;
      clearTimeout(this.timer);
      await Promise.race([this.busy || pause(0), pause(3000)]);
      event.target.requestSubmit(event.submitter);
    }
  }

  const drafts = new Map();
  const each = (act) => drafts.forEach((draft) => act(draft));

  const enlist = () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (!drafts.has(form)) drafts.set(form, new Draft(form));
    }
  };

  const freshToken = () => {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = csrf();
  };

  const of = (node) => drafts.get(node?.closest?.("form[data-draft]"));

  document.addEventListener("input", (event) => of(event.target)?.typed());
  document.addEventListener("change", (event) => of(event.target)?.typed());
  document.addEventListener("click", (event) => {
    const what = event.target.closest?.("[data-keep]");
    if (what) of(what)?.choose(what.dataset.keep);
  });
  document.addEventListener("submit", (event) => {
    const ends = document.getElementById(event.target.dataset.draftEnds);
    if (ends) drafts.get(ends)?.ended(event);
    else drafts.get(event.target)?.submit(event);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") each((draft) => draft.save({ leaving: true }));
  });
  document.addEventListener("session:back", () => {
    freshToken();
    each((draft) => draft.again());
  });
  addEventListener("online", () => each((draft) => draft.again()));
  addEventListener("pagehide", () => each((draft) => draft.save({ leaving: true })));
  const unsaved = () => [...drafts.values()].some((draft) => draft.dirty);
  addEventListener("pageshow", (event) => {
    if (event.persisted && !unsaved()) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (!unsaved()) return;
    event.preventDefault();
    each((draft) => draft.save({ leaving: true }));
  });
  document.addEventListener("htmx:load", enlist);
  enlist();
})();
