// Saves the choices of a plan a moment after they were made, one save at a time. Another page's
// choices are shown beside these; nothing is written over.
"use strict";
(() => {
  const WAIT = 800;
  const RETRY = [1000, 2000, 4000, 8000, 15_000, 30_000];
  const KEEPALIVE_MOST = 60_000;

  // ``page``: form, ask(url, body, more), inputs(): what is chosen now.

  window.planSaving = (page) => {
    const { form } = page;
    const words = (inputs) => JSON.stringify(inputs);
    const now = () => words(page.inputs());
    let version = Number(form.elements.version.value);
    let saved = now();
    let tries = 0;
    let timer = null;
    let busy = null;
    let clash = null;
    let refused = false;
    let over = false;
    const unheard = new Set();

    const show = (state, { at, why } = {}) => {
      const box = document.querySelector("[data-plan-state]");
      for (const one of box.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== state;
      if (at) box.querySelector("[data-at]").textContent = at;
      if (why) box.querySelector("[data-why]").textContent = why;
    };

    const dirty = () => !over && (now() !== saved || unheard.size > 0);
    const held = () => clash || refused;

    const later = (ms) => {
      if (ms === undefined && timer) return;
      clearTimeout(timer);
      timer = setTimeout(() => save(), ms ?? RETRY[Math.min(tries, RETRY.length) - 1]);
    };

    const changed = () => {
      refused = false;
      if (clash) return;
      if (!dirty()) {
        if (!busy) show("saved");
        return;
      }
      if (!tries) show("saving");
      later(tries ? undefined : WAIT);
    };

    const save = ({ leaving = false } = {}) => {
      clearTimeout(timer);
      timer = null;
      if (!dirty() || held()) return busy || Promise.resolve();
      busy ??= send(leaving).finally(() => {
        busy = null;
        if (dirty() && !held()) later(tries ? undefined : WAIT);
      });
      return busy;
    };

    const send = async (leaving) => {
      const mine = now();
      unheard.add(mine);
      const body = words({ version, inputs: JSON.parse(mine) });
      const keepalive = leaving && new TextEncoder().encode(body).length < KEEPALIVE_MOST;
      try {
        await heard(await page.ask(form.dataset.keep, body, { keepalive }), mine);
      } catch {
        lost();
      }
    };

    const heard = async (answer, mine) => {
      if (answer.redirected) return lost();
      const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
      const told = isTold ? await answer.json() : {};
      if (answer.ok) return kept(told, mine);
      if (answer.status === 401) return signedOut();
      if (answer.status === 409 && told.kept) return met(told.kept);
      if (answer.status >= 500) return lost();
      refuse(told.words || form.dataset.notYours);
    };

    const kept = (told, mine) => {
      tries = 0;
      unheard.clear();
      saved = mine;
      version = told.version;
      form.elements.version.value = version;
      show(dirty() ? "saving" : "saved", { at: told.saved_at });
    };

    const lost = () => {
      tries += 1;
      show("failed");
    };

    const signedOut = () => {
      tries = RETRY.length;
      show("signed-out");
      document.dispatchEvent(new CustomEvent("session:lost", { detail: {} }));
    };

    const refuse = (why) => {
      refused = true;
      unheard.clear();
      show("refused", { why });
    };

    // Somebody else's choices; or our own, whose answer got lost: that is no clash.

    const sorted = (one) => {
      if (!one || typeof one !== "object" || Array.isArray(one)) return one;
      const names = Object.keys(one).filter((name) => one[name] !== null && words(one[name]) !== "{}");
      return Object.fromEntries(names.sort().map((name) => [name, sorted(one[name])]));
    };
    const same = (one, other) => words(sorted(one)) === words(sorted(other));

    const met = (told) => {
      const own = [...unheard].some((one) => same(JSON.parse(one), told.inputs));
      if (own || same(page.inputs(), told.inputs)) {
        kept(told, same(page.inputs(), told.inputs) ? now() : "");
        return dirty() ? later(0) : undefined;
      }
      clash = told;
      tries = 0;
      unheard.clear();
      show("clash");
      const box = document.querySelector("[data-plan-clash]");
      box.querySelector("tbody").replaceChildren(...told.lines.map(row));
      box.querySelector("[data-kept-at]").textContent = told.saved_at;
      box.hidden = false;
      box.focus();
    };

    const cell = (name, text) => {
      const made = document.createElement(name);
      made.textContent = text;
      return made;
    };

    const row = ({ label, mine, theirs }) => {
      const line = document.createElement("tr");
      line.append(cell("th", label), cell("td", mine || "none"), cell("td", theirs || "none"));
      line.firstChild.scope = "row";
      return line;
    };

    const resolve = (what) => {
      if (what === "theirs") {
        over = true;
        return location.reload();
      }
      version = clash.version;
      clash = null;
      saved = "";
      document.querySelector("[data-plan-clash]").hidden = true;
      return save();
    };

    // Whether everything is safe.

    const settle = async () => {
      while (busy) await busy;
      await save();
      return !dirty() && !held();
    };

    const again = () => {
      tries = 0;
      save();
    };

    document.addEventListener("click", (event) => {
      const choice = event.target.closest?.("[data-keep-choices]");
      if (choice && clash) resolve(choice.dataset.keepChoices);
    });
    addEventListener("online", again);
    document.addEventListener("session:back", () => {
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
        field.value = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
      }
      again();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save({ leaving: true });
    });
    addEventListener("pagehide", () => save({ leaving: true }));
    addEventListener("pageshow", (event) => {
      if (event.persisted && !dirty()) location.reload();
    });
    addEventListener("beforeunload", (event) => {
      if (!dirty()) return;
      event.preventDefault();
      save({ leaving: true });
    });

    const end = () => {
      over = true;
    };
    return { changed, save, settle, signedOut, end };
  };
})();
