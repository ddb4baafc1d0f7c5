// <form data-plan>: what is chosen is looked at while it moves, and saved a moment later. What is
// not saved yet stays in this page alone: a tablet must not keep anything about a person.
"use strict";
(() => {
  const form = document.querySelector("form[data-plan]");
  if (!form) return;
  const REST = 350;
  const SLOW = 20_000;

  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
  let inputs = JSON.parse(form.elements.inputs.value);

  const ask = (url, body, more = {}) => {
    const headers = { "Content-Type": "application/json", "X-Percuta": "1", "X-CSRFToken": csrf() };
    return fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(SLOW), ...more });
  };

  // A wall, or that there is no line: one line in the bar that is always in sight.

  const said = () => document.querySelector("[data-said]");

  const say = (text, kind = "wall") => {
    const box = said();
    box.hidden = !text;
    box.dataset.kind = kind;
    const line = box.querySelector("[data-words]");
    if (line.textContent !== text) line.textContent = text;
  };

  const hush = (kind) => {
    if (said().dataset.kind === kind) say("", kind);
  };

  // Choices: a path like zones/cheek_left/depth_mm/2; null is as proposed, * is every place.

  const choose = (path, value) => {
    const steps = path.split("/");
    const last = steps.pop();
    let at = inputs;
    for (const step of steps) at = at[step] ??= {};
    if (value === null) delete at[last];
    else at[last] = value;
  };

  const pathsOf = (path) => {
    if (!path.startsWith("*/")) return [path];
    const all = [...form.querySelectorAll("[data-cell]")].map((cell) => cell.dataset.cell);
    return all.filter((one) => one.endsWith(path.slice(1)));
  };

  const change = (path, value) => {
    for (const one of pathsOf(path)) choose(one, value);
    changed();
  };

  const changed = () => {
    form.elements.inputs.value = JSON.stringify(inputs);
    draw();
    saving.changed();
  };

  // Drawing: one look at a time, always at the newest choices.

  let looking = null;
  let wanted = false;
  let failed = false;
  let resting = null;

  const draw = () => {
    wanted = true;
    clearTimeout(resting);
    looking ??= look().finally(() => {
      looking = null;
      if (wanted && !failed) draw();
      else resting = setTimeout(compare, REST);
    });
  };

  const look = async () => {
    wanted = false;
    try {
      const answer = await ask(form.dataset.look, JSON.stringify({ inputs }));
      if (answer.status === 401) return saving.signedOut();
      if (answer.redirected || !answer.ok) return unseen(answer);
      put(await answer.text());
      failed = false;
      hush("line");
    } catch {
      failed = true;
      say(form.dataset.noLine, "line");
    }
  };

  const unseen = async (answer) => {
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    say(isTold ? (await answer.json()).words : form.dataset.noLine, "line");
  };

  // What was drawn for older choices must not write over a newer number.

  const put = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const here = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (here && !(wanted && part.hasAttribute("data-typed"))) window.patchPart(here, part);
    }
    document.dispatchEvent(new CustomEvent("plan:drawn"));
  };

  // The ways beside this one take longer: they follow once the hand rests.

  const compare = async () => {
    if (failed || !document.querySelector('[data-part="others"]')) return;
    const asked = JSON.stringify({ inputs });
    try {
      const answer = await ask(form.dataset.others, asked);
      if (answer.ok && !answer.redirected && asked === JSON.stringify({ inputs })) put(await answer.text());
    } catch {
      // The next look says that there is no line.
    }
  };

  const saving = window.planSaving({ form, ask, inputs: () => inputs });
  window.planSteps({ form, change, say, hush });

  // Everything else that can be chosen.

  const stays = () =>
    [...form.querySelectorAll("[data-stay]")]
      .map((row) => [...row.querySelectorAll("input, select")].map((one) => one.value))
      .filter(([first, last]) => first && last)
      .map(([first, last, sun]) => ({ first, last, sun: sun === "sun" }));

  const targets = () =>
    [...form.querySelectorAll("input[name=target]:checked")].map((one) => {
      const [kind, zone] = one.value.split("|");
      return { kind, zone };
    });

  const aim = (field) => {
    const found = targets();
    if (found.length) return change("targets", found);
    field.checked = true;
    say(form.dataset.lastTarget);
  };

  const add = () => {
    const [kind, zone] = ["add_kind", "add_zone"].map((name) => form.elements[name].value);
    if (!kind || !zone) return say(form.dataset.chooseBoth);
    hush("wall");
    const found = targets().filter((one) => one.kind !== kind || one.zone !== zone);
    form.elements.add_kind.value = form.elements.add_zone.value = "";
    change("targets", [...found, { kind, zone }]);
  };

  const event = () => {
    choose("event", form.elements.event.value.trim());
    change("event_on", form.elements.event_on.value || null);
  };

  // Places by the series that their visits are of; those of the lowest have no visits of their own.
  const inSeries = () => {
    const numbers = new Map((inputs.apart || []).flatMap((group, at) => group.map((zone) => [zone, `${at + 2}`])));
    for (const one of form.querySelectorAll("[data-series]")) numbers.set(one.dataset.series, one.value);
    const by = new Map();
    for (const [zone, number] of numbers) by.set(number, [...(by.get(number) || []), zone]);
    const groups = [...by].sort(([a], [b]) => a - b).map(([, zones]) => zones);
    change("apart", groups.length > 1 ? groups.slice(1) : null);
  };

  const OWN = {
    numbing: (field) => change("numbing", { yes: true, no: false }[field.value] ?? null),
    cream: (field) => change("cream", field.value || null),
    start_on: (field) => change("start_on", field.value || null),
    event,
    event_on: event,
    target: aim,
  };

  const slide = (slider) => {
    const { value, min, max, dataset } = slider;
    slider.closest("[data-slider]").querySelector("output").textContent = value;
    if (value === min) say(dataset.lowSays);
    else if (value === max) say(dataset.highSays);
    else hush("wall");
    change(dataset.slides, Number(value));
  };

  form.addEventListener("input", ({ target }) => {
    if (target.dataset.slides) slide(target);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.closest("[data-stay]")) change("away", stays());
    else if (target.dataset.series) inSeries();
    else if (!target.dataset.slides && !target.closest("[data-cell]")) OWN[target.name]?.(target);
  });
  form.addEventListener("keydown", (happened) => {
    if (happened.key !== "Enter" || !happened.target.matches("input")) return;
    happened.preventDefault();
    happened.target.dispatchEvent(new Event("change", { bubbles: true }));
  });

  const reset = (zone) => {
    const measured = ({ area_cm2 = null }) => ({ area_cm2 });
    for (const [key, one] of Object.entries(inputs.zones || {})) {
      if (!zone || key === zone) inputs.zones[key] = measured(one);
    }
    if (!zone) {
      delete inputs.interval_days;
      delete inputs.apart;
    }
    hush("wall");
    changed();
  };

  const take = (button) => {
    inputs = JSON.parse(button.dataset.inputs);
    hush("wall");
    changed();
  };

  const ACTS = { add, reset: (button) => reset(button.value.split(":")[1]), take };

  form.addEventListener("click", (happened) => {
    const button = happened.target.closest("button[name=do]");
    if (!button) return;
    happened.preventDefault();
    ACTS[button.value.split(":")[0]]?.(button);
  });

  // Proposing waits until the last choice is safe, and sends the choices alone.

  let over = false;
  form.addEventListener("submit", async (happened) => {
    if (over) return;
    happened.preventDefault();
    const { submitter } = happened;
    if (!submitter || !(await saving.settle())) return;
    over = true;
    saving.end();
    for (const field of form.querySelectorAll("[data-field]")) field.disabled = true;
    form.requestSubmit(submitter);
  });

  document.addEventListener("session:back", draw);
  addEventListener("online", () => {
    if (failed) draw();
  });
})();
