// <form data-answers>: saved on the server as typed. What is not saved yet stays in this page
// alone: nothing about a person is kept on the device.
"use strict";
(() => {
  const form = document.querySelector("form[data-answers]");
  if (!form) return;
  const WAIT = 700;
  const RETRY = [1000, 2000, 4000, 8000, 15_000, 30_000];
  const SLOW = 20_000;
  const KEEPALIVE_MOST = 60_000;

  const fields = window.answersIn(form, (field) => typed(field));
  const { same, itemOf, controls, names, read, first, count, showBoth, tickBoth, addLine, take, placesOf } = fields;
  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";

  // Saving: one at a time; what was typed meanwhile is saved right after. Each is numbered, so that
  // the server knows this page again though an answer got lost.

  const saved = new Map();
  const unheard = new Set();
  const clashes = window.clashesIn(form, fields, saved);
  const known = () => {
    for (const name of names()) if (!saved.has(name)) saved.set(name, first(name));
  };
  const page = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");
  let turn = 0;
  let asked = -1;
  let version = Number(form.elements.version.value);
  let tries = 0;
  let timer = null;
  let busy = null;
  let flight = null;
  let refused = false;
  let over = false;
  let waiting = null;

  const isOpen = (name) => unheard.has(name) || !same(read(name), saved.get(name));
  const changed = () => {
    const found = names().filter((name) => !clashes.isHeld(name) && isOpen(name));
    return Object.fromEntries(found.map((name) => [name, read(name)]));
  };
  const dirty = () => !over && Object.keys(changed()).length > 0;
  const unsafe = () => dirty() || (!over && clashes.open.size > 0);
  const due = () => dirty() || asked >= 0;

  const show = (state, { at, words } = {}) => {
    const box = form.querySelector("[data-state]");
    for (const one of box.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== state;
    if (at) box.querySelector("[data-at]").textContent = at;
    if (words) box.querySelector("[data-words]").textContent = words;
  };

  const later = (ms) => {
    if (ms === undefined && timer) return;
    clearTimeout(timer);
    timer = setTimeout(save, ms ?? RETRY[Math.min(tries, RETRY.length) - 1] ?? WAIT);
  };

  const typed = (field) => {
    if (over) return;
    refused = false;
    const item = field?.closest?.("[data-item]");
    count(item);
    if (item && clashes.isHeld(item.dataset.item)) return redraw(clashes.unitOf(item.dataset.item).dataset.item);
    if (!dirty()) return;
    if (!tries) show("saving");
    later(tries ? undefined : WAIT);
  };

  const save = ({ always = false } = {}) => {
    clearTimeout(timer);
    timer = null;
    if (busy) return busy;
    if (over || refused || !(always || due())) return Promise.resolve();
    return start();
  };

  const start = ({ leaving = false } = {}) => {
    const mine = send(leaving).finally(() => {
      if (busy !== mine) return;
      busy = flight = null;
      if (!over && !refused && due()) later(tries ? undefined : WAIT);
    });
    busy = mine;
    return mine;
  };

  // A page that goes away may be killed: what is not on its way for certain is sent beside it.

  const leave = () => {
    if (refused || !dirty()) return;
    if (flight?.keepalive && same(flight.values, changed())) return;
    clearTimeout(timer);
    timer = null;
    start({ leaving: true });
  };

  // Asks the server how things stand, after a choice: others may have written on meanwhile.

  const ask = () => {
    refused = false;
    asked = turn;
    if (!tries) show("saving");
    later(0);
  };

  const send = async (leaving) => {
    turn += 1;
    const mine = turn;
    const values = changed();
    const body = JSON.stringify({ version, values, at: placesOf(values), page, turn });
    const headers = { "Content-Type": "application/json", "X-Percuta": "1", "X-CSRFToken": csrf() };
    const keepalive = leaving && new TextEncoder().encode(body).length < KEEPALIVE_MOST;
    flight = { keepalive, values };
    for (const name of Object.keys(values)) unheard.add(name);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body, headers, keepalive, signal: AbortSignal.timeout(SLOW) });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (mine === turn) await heard(answer, told, values);
    } catch {
      if (mine === turn) failed();
    }
  };

  const heard = (answer, told, values) => {
    if (answer.redirected) return failed();
    if (answer.ok) return kept(told, values);
    if (answer.status === 401 || answer.status === 403) return gone();
    if (answer.status === 404) return refuse(form.dataset.notYours);
    if (answer.status < 500 && told.words) return refuse(told.words);
    failed();
  };

  const failed = () => {
    tries += 1;
    asked = turn;
    show("failed");
  };

  const refuse = (words) => {
    refused = true;
    show("refused", { words });
  };

  const kept = async (told, values) => {
    tries = 0;
    if (asked < turn) asked = -1;
    version = Math.max(version, told.version);
    form.dispatchEvent(new CustomEvent("answers:kept", { detail: told, bubbles: true }));
    form.elements.version.value = version;
    unheard.clear();
    for (const [name, value] of Object.entries(values)) if (!(name in told.clash)) saved.set(name, value);
    clashes.tell(Object.entries(told.clash), { met: true });
    clashes.tell(Object.entries(told.news));
    for (const [name, words] of Object.entries(told.read)) hint(name, words);
    if (!clashes.stale.size) stand(told);
    tally(told.answered[form.dataset.step]);
    await follow(told.asked[form.dataset.step] || []);
    if (clashes.stale.size && !dirty()) return failed();
    stand(told);
  };

  const stand = (told) => {
    if (clashes.open.size) show("clash");
    else if (due()) show("saving");
    else if (told.saved_at) show("saved", { at: told.saved_at });
  };

  const hint = (name, words) => {
    const box = itemOf(name)?.querySelector("[data-read]");
    if (box) box.textContent = words === read(name) ? "" : `We read: ${words}`;
  };

  // Two answers to one question: drawn again as typing goes on, until one is chosen.

  const redraw = (key) => {
    clashes.draw(key);
    if (!clashes.open.has(key)) ask();
  };

  const choose = (button) => {
    const key = button.closest(".clash").dataset.of;
    clashes.choose(key, button.dataset.keep === "theirs");
    (itemOf(key).querySelector(":scope > summary") || controls(key)[0])?.focus();
    ask();
  };

  // Questions that an answer brings or takes away; what is there already is not touched.

  const questions = (inside) => [...inside.querySelectorAll("section[data-part] > [data-item]")];

  const tally = (answered) => {
    const box = document.querySelector("[data-answered]");
    if (box && answered) box.textContent = `${answered[0]} of ${answered[1]} answered`;
  };

  const follow = async (wanted) => {
    const here = questions(form).map((item) => item.dataset.item).filter((name) => name.startsWith("q-"));
    if (!clashes.stale.size && same([...here].sort(), [...wanted].sort())) return;
    const answer = await fetch(location.pathname, { headers: { "X-Percuta": "1" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  const merge = (fresh) => {
    const wanted = new Set(questions(fresh).map((item) => item.dataset.item));
    for (const item of questions(form)) if (!wanted.has(item.dataset.item) && !isInUse(item)) item.remove();
    for (const item of questions(fresh)) if (clashes.stale.has(item.dataset.item)) renew(item);
    for (const key of clashes.stale) if (!wanted.has(key)) clashes.stale.delete(key);
    let before = null;
    for (const part of fresh.querySelectorAll("section[data-part]")) before = join(part, before);
    for (const part of form.querySelectorAll("section[data-part]")) {
      if (!part.querySelector("[data-item]")) part.remove();
    }
    known();
    showBoth();
  };

  const isInUse = (item) =>
    item.contains(document.activeElement) || clashes.isHeld(item.dataset.item) || clashes.within(item).some(isOpen);

  const renew = (fresh) => {
    const key = fresh.dataset.item;
    const item = itemOf(key);
    if (item && clashes.within(item).some(isOpen)) return;
    const focused = item?.contains(document.activeElement) && document.activeElement.id;
    item?.replaceWith(document.importNode(fresh, true));
    if (item) window.htmx?.process(itemOf(key));
    for (const name of item ? clashes.within(itemOf(key)) : []) saved.set(name, first(name));
    if (focused) document.getElementById(focused)?.focus();
    clashes.stale.delete(key);
  };

  const join = (part, before) => {
    const here = form.querySelector(`section[data-part="${CSS.escape(part.dataset.part)}"]`);
    if (!here) {
      const made = document.importNode(part, true);
      const heading = made.querySelector("h2");
      if (heading) {
        heading.id = `p-${CSS.escape(part.dataset.part)}`;
        made.setAttribute("aria-labelledby", heading.id);
      }
      if (before) before.after(made);
      else form.querySelector(".onward").before(made);
      say(made);
      return made;
    }
    let last = here.querySelector(":scope > header");
    for (const item of questions(part.parentElement).filter((one) => part.contains(one))) {
      const there = itemOf(item.dataset.item) || say(document.importNode(item, true));
      if (!there.isConnected && last) last.after(there);
      else if (!there.isConnected) here.prepend(there);
      last = there;
    }
    return here;
  };

  const say = (added) => {
    const asks = added.querySelector("legend, h2")?.textContent.trim();
    document.querySelector("[data-news]").textContent = `A new question: ${asks}`;
    return added;
  };

  // The session has ended: its owner shows who it is, over the page.

  const dialog = document.getElementById("back");

  const gone = () => {
    tries = RETRY.length;
    show("gone");
    open();
  };

  const open = () => {
    if (!dialog) document.dispatchEvent(new CustomEvent("session:lost", { detail: {} }));
    else if (!dialog.open) {
      dialog.showModal();
      dialog.querySelector("input")?.focus();
    }
  };

  const complain = (words) => {
    const box = dialog.querySelector("[data-back-words]");
    box.textContent = words;
    box.hidden = !words;
    dialog.querySelector("input")?.focus();
  };

  const prove = async (asked) => {
    complain("");
    try {
      if (!csrf()) await fetch(dialog.dataset.token, { cache: "no-store" });
      const body = new FormData(asked);
      body.append("page", dialog.dataset.page);
      const headers = { "X-Percuta": "1", "X-CSRFToken": csrf() };
      const answer = await fetch(dialog.dataset.url, { method: "POST", body, headers });
      if (answer.status === 204) return back();
      complain((await answer.json()).words);
    } catch {
      complain(dialog.dataset.offline);
    }
  };

  const back = async () => {
    dialog?.close();
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = csrf();
    tries = 0;
    const submitter = waiting;
    waiting = null;
    await save({ always: true });
    if (submitter) submit(submitter);
  };

  // Next: only once everything is safe.

  const settle = async () => {
    while (busy) await busy;
    await save({ always: true });
    return !unsafe() && !refused && !tries;
  };

  const submit = async (submitter) => {
    if (!(await settle())) {
      if (tries === RETRY.length) waiting = submitter;
      if (clashes.open.size) focus(form.querySelector(".clash"));
      return;
    }
    over = true;
    form.requestSubmit(submitter?.isConnected ? submitter : null);
  };

  form.addEventListener("submit", (event) => {
    if (over) return;
    event.preventDefault();
    submit(event.submitter);
  });
  form.addEventListener("input", (event) => typed(event.target));
  form.addEventListener("change", (event) => typed(event.target));
  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    if (hit("[data-more]")) {
      event.preventDefault();
      addLine().focus();
    }
    if (hit("[data-both]")) tickBoth(hit("[data-both]"));
    if (hit("[data-take]")) take(hit("[data-take]"));
    if (hit("[data-keep]")) choose(hit("[data-keep]"));
    if (hit("[data-reopen]")) open();
    if (hit("[data-choose]")) focus(form.querySelector(".clash"));
    const fault = hit(".faults a[href^='#'], #clashes a[href^='#']");
    if (fault) {
      event.preventDefault();
      focus(document.getElementById(fault.hash.slice(1)));
    }
  });
  dialog?.addEventListener("submit", (event) => {
    event.preventDefault();
    prove(event.target);
  });
  document.addEventListener("session:back", back);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  addEventListener("online", () => {
    if (!due()) return;
    tries = 0;
    save();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted && !unsafe()) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (!unsafe()) return;
    event.preventDefault();
    leave();
  });

  // A page that came back with something missing goes there: the whole question is seen.

  const focus = (field) => {
    field?.closest("details:not([open])")?.setAttribute("open", "");
    field?.focus({ preventScroll: true });
    (field?.closest("section > .ask") || field)?.scrollIntoView({ block: "start" });
    field?.scrollIntoView({ block: "nearest" });
  };

  // What was typed before this script came is saved too.

  known();
  showBoth();
  typed();
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const wrong = form.querySelector("[data-wrong] :is(input:not([type=hidden]), textarea)");
  const wanted = named || wrong || form.querySelector("#faults, #clashes, #unasked");
  if (wanted) {
    focus(wanted);
    addEventListener("load", () => setTimeout(() => focus(document.activeElement)), { once: true });
  }
})();
