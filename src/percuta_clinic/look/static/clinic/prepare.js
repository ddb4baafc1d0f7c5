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

  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const itemOf = (name) => form.querySelector(`[data-item="${CSS.escape(name)}"]`);
  const controls = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const names = () => [...form.querySelectorAll("input[name=shown]")].map((field) => field.value);
  const isTick = (field) => field.type === "radio" || field.type === "checkbox";

  // Values: as they are now, and as the server sent them with the page.

  const valueOf = (name, ticked, text) => {
    const found = controls(name)
      .filter((field) => !isTick(field) || ticked(field))
      .map((field) => (isTick(field) ? field.value : text(field)));
    const many = itemOf(name)?.hasAttribute("data-many");
    return many ? found.filter((one) => one.trim()) : (found[0] ?? "");
  };
  const read = (name) => valueOf(name, (field) => field.checked, (field) => field.value);
  const first = (name) => valueOf(name, (field) => field.defaultChecked, (field) => field.defaultValue);

  const put = (name, value) => {
    const list = [value].flat();
    const fields = controls(name);
    const lines = fields.filter((field) => !isTick(field));
    for (const field of fields) if (isTick(field)) field.checked = list.includes(field.value);
    while (lines.length && lines.length < list.length) lines.push(addLine());
    lines.forEach((field, i) => {
      field.value = list[i] ?? "";
    });
    count(itemOf(name));
  };

  const wordsOf = (name, value) => {
    const label = (key) => {
      const field = controls(name).find((one) => isTick(one) && one.value === key);
      return field?.closest("label")?.textContent.trim() || key;
    };
    return [value].flat().filter(Boolean).map(label).join(", ") || "nothing";
  };

  const count = (item) => {
    for (const both of item?.querySelectorAll("[data-both]") || []) {
      both.setAttribute("aria-pressed", String(sidesOf(both).every((field) => field.checked)));
    }
    const box = item?.querySelector("[data-count]");
    if (!box) return;
    const number = item.querySelectorAll(":checked").length;
    box.hidden = !number;
    box.querySelector("[data-number]").textContent = number;
  };

  // Places with two sides: both at once.

  const sidesOf = (both) => [...both.parentElement.querySelectorAll("input[type=checkbox]")];
  const showBoth = () => {
    for (const both of form.querySelectorAll("[data-both]")) both.hidden = false;
  };

  const tickBoth = (both) => {
    const ticked = both.getAttribute("aria-pressed") === "true";
    for (const field of sidesOf(both)) field.checked = !ticked;
    typed(both);
  };

  // Lines of medicines.

  const addLine = () => {
    const list = form.querySelector("[data-lines]");
    const number = list.children.length + 1;
    const line = list.lastElementChild.cloneNode(true);
    const field = line.querySelector("input");
    line.querySelector("label").textContent = `Medicine ${number}`;
    line.querySelector("label").htmlFor = `i-medicine-${number}`;
    line.querySelector("[role=listbox]").replaceChildren();
    line.querySelector("[role=listbox]").id = `l-medicine-${number}`;
    line.querySelector("[role=status]").id = `i-medicine-${number}-said`;
    field.id = `i-medicine-${number}`;
    field.value = field.defaultValue = "";
    field.setAttribute("aria-controls", `l-medicine-${number}`);
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("hx-target", `#l-medicine-${number}`);
    field.setAttribute("hx-vals", JSON.stringify({ list: `l-medicine-${number}` }));
    list.append(line);
    window.htmx?.process(line);
    return field;
  };

  const take = (option) => {
    const list = option.closest("[role=listbox]");
    const field = form.querySelector(`[aria-controls="${list.id}"]`);
    field.value = option.textContent.trim();
    list.replaceChildren();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    field.focus();
    typed(field);
  };

  // Saving: one at a time; what was typed meanwhile is saved right after.

  const saved = new Map();
  const clashes = new Map();
  const known = () => {
    for (const name of names()) if (!saved.has(name)) saved.set(name, first(name));
  };
  let version = Number(form.elements.version.value);
  let tries = 0;
  let timer = null;
  let busy = null;
  let refused = false;
  let over = false;
  let waiting = null;

  const changed = () => {
    const found = names().filter((name) => !clashes.has(name) && !same(read(name), saved.get(name)));
    return Object.fromEntries(found.map((name) => [name, read(name)]));
  };
  const dirty = () => !over && Object.keys(changed()).length > 0;

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
    count(field?.closest?.("[data-item]"));
    if (!dirty()) return;
    if (!tries) show("saving");
    later(tries ? undefined : WAIT);
  };

  const save = ({ leaving = false, always = false } = {}) => {
    clearTimeout(timer);
    timer = null;
    if (over || refused || (!always && !dirty())) return busy || Promise.resolve();
    busy ??= send(leaving).finally(() => {
      busy = null;
      if (dirty() && !refused) later(tries ? undefined : WAIT);
    });
    return busy;
  };

  // The places that a question names on this page: its answer is about no others.

  const placesOf = (values) => {
    const keys = Object.keys(values).map((name) => name.match(/^[qzd]-(.+)$/)?.[1]);
    const found = keys.filter(Boolean).map((key) => [key, controls(`at-${key}`).map((field) => field.value)]);
    return Object.fromEntries(found.filter(([, places]) => places.length));
  };

  const send = async (leaving) => {
    const values = changed();
    const body = JSON.stringify({ version, values, at: placesOf(values) });
    const headers = { "Content-Type": "application/json", "X-Percuta": "1", "X-CSRFToken": csrf() };
    const keepalive = leaving && body.length < KEEPALIVE_MOST;
    const signal = leaving ? undefined : AbortSignal.timeout(SLOW);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body, headers, keepalive, signal });
      await heard(answer, values);
    } catch {
      failed();
    }
  };

  const heard = async (answer, values) => {
    if (answer.redirected) return failed();
    if (answer.ok) return kept(await answer.json(), values);
    if (answer.status === 401 || answer.status === 403) return gone();
    if (answer.status === 404) return refuse(form.dataset.notYours);
    if (answer.status < 500) return refuse((await answer.json()).words);
    failed();
  };

  const failed = () => {
    tries += 1;
    show("failed");
  };

  const refuse = (words) => {
    refused = true;
    show("refused", { words });
  };

  const kept = (told, values) => {
    tries = 0;
    version = told.version;
    form.elements.version.value = version;
    for (const [name, value] of Object.entries(values)) if (!(name in told.clash)) saved.set(name, value);
    clash(Object.entries(told.clash));
    for (const [name, value] of Object.entries(told.news)) hear(name, value);
    for (const [name, words] of Object.entries(told.read)) hint(name, words);
    if (clashes.size) show("clash");
    else if (dirty()) show("saving");
    else if (told.saved_at) show("saved", { at: told.saved_at });
    tally(told.answered[form.dataset.step]);
    return follow(told.asked[form.dataset.step] || []);
  };

  const hint = (name, words) => {
    const box = itemOf(name)?.querySelector("[data-read]");
    if (box) box.textContent = words === read(name) ? "" : `We read: ${words}`;
  };

  // Somebody else wrote meanwhile: where nothing was typed here, theirs is shown.

  const hear = (name, value) => {
    if (!itemOf(name) || same(read(name), value)) return saved.set(name, value);
    if (!same(read(name), saved.get(name))) return clash([[name, value]]);
    put(name, value);
    saved.set(name, read(name));
  };

  // An answer and the fields it opens are chosen together: one box, at the outermost.

  const within = (name) => [...clashes.keys()].filter((one) => one !== name && itemOf(name)?.contains(itemOf(one)));
  const isWithin = (name) => [...clashes.keys()].some((one) => within(one).includes(name));
  const opens = (name, value) => controls(name).some((field) => field.value === value && "opens" in field.dataset);
  const whole = (name, valueAt) => {
    const value = valueAt(name);
    const inner = opens(name, value) ? within(name).map((one) => wordsOf(one, valueAt(one))) : [];
    return [wordsOf(name, value), ...inner].join(": ");
  };

  const clash = (found) => {
    for (const [name, theirs] of found) {
      if (same(read(name), theirs)) saved.set(name, theirs);
      else clashes.set(name, theirs);
    }
    for (const name of clashes.keys()) if (!isWithin(name)) draw(name);
  };

  const draw = (name) => {
    const box = document.getElementById("clash").content.firstElementChild.cloneNode(true);
    box.dataset.of = name;
    box.querySelector("[data-theirs]").textContent = whole(name, (one) => clashes.get(one));
    box.querySelector("[data-mine]").textContent = whole(name, read);
    for (const old of itemOf(name)?.querySelectorAll(".clash") || []) old.remove();
    itemOf(name)?.prepend(box);
  };

  const choose = (button) => {
    const box = button.closest(".clash");
    const name = box.dataset.of;
    box.remove();
    for (const one of [name, ...within(name)]) decide(one, button.dataset.keep === "theirs");
    controls(name)[0]?.focus();
    if (dirty()) later(0);
    else if (!clashes.size) show("saved");
  };

  const decide = (name, takeTheirs) => {
    const theirs = clashes.get(name);
    clashes.delete(name);
    if (takeTheirs) put(name, theirs);
    saved.set(name, takeTheirs ? read(name) : theirs);
  };

  // Questions that an answer brings or takes away; what is there already is not touched.

  const questions = (inside) => [...inside.querySelectorAll("section[data-part] > [data-item]")];

  const tally = (answered) => {
    const box = document.querySelector("[data-answered]");
    if (box && answered) box.textContent = `${answered[0]} of ${answered[1]} answered`;
  };

  const follow = async (asked) => {
    const here = questions(form).map((item) => item.dataset.item).filter((name) => name.startsWith("q-"));
    if (same([...here].sort(), [...asked].sort())) return;
    const answer = await fetch(location.pathname, { headers: { "X-Percuta": "1" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    merge(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  const merge = (fresh) => {
    const wanted = new Set(questions(fresh).map((item) => item.dataset.item));
    for (const item of questions(form)) {
      if (!wanted.has(item.dataset.item) && !item.contains(document.activeElement)) item.remove();
    }
    let before = null;
    for (const part of fresh.querySelectorAll("section[data-part]")) before = join(part, before);
    for (const part of form.querySelectorAll("section[data-part]")) {
      if (!part.querySelector("[data-item]")) part.remove();
    }
    known();
    showBoth();
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
    await busy;
    await save({ always: true });
    return !dirty() && !clashes.size && !refused && !tries;
  };

  const submit = async (submitter) => {
    if (!(await settle())) {
      if (tries === RETRY.length) waiting = submitter;
      form.querySelector(".clash")?.focus();
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
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
  addEventListener("online", () => {
    if (!dirty()) return;
    tries = 0;
    save();
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
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const wrong = form.querySelector("[data-wrong] :is(input:not([type=hidden]), textarea)");
  const wanted = asked || wrong || form.querySelector("#faults, #clashes");
  if (wanted) {
    focus(wanted);
    addEventListener("load", () => setTimeout(() => focus(document.activeElement)), { once: true });
  }
})();
