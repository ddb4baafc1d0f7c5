// The calendar: arrows from visit to visit, what is dropped is asked of the server, and said.
"use strict";
(() => {
  const page = document.getElementById("calendar");
  if (!page) return;
  const dialog = document.getElementById("cal-dialog");
  const said = document.getElementById("cal-said");
  const SLOW = 20_000;
  const LINE_PX = 96;
  let current = "";
  let wanted = "";
  let scrolled = null;

  const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";
  const grid = () => page.querySelector("[data-calendar]");
  const blocks = (inside = page) => [...inside.querySelectorAll("article[data-visit]")];
  const toast = (detail) => document.dispatchEvent(new CustomEvent("toast", { detail }));
  const say = (words) => {
    if (said) said.textContent = words;
  };

  // One visit at a time is in the order of the Tab key.

  const settle = () => {
    const all = blocks();
    if (!all.length) return;
    const chosen = all.find((one) => one.dataset.visit === current) || all[0];
    for (const one of all) {
      for (const part of one.querySelectorAll("a, button")) part.tabIndex = one === chosen ? 0 : -1;
    }
  };

  const choose = (block) => {
    if (!block) return;
    current = block.dataset.visit;
    settle();
    const link = block.querySelector("a");
    link.tabIndex = 0;
    link.focus();
    block.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const low = (block) => Number(block.dataset.low);
  const inOrder = (column) => blocks(column).sort((a, b) => low(a) - low(b));

  const beside = (block, way) => {
    const all = [...page.querySelectorAll("[data-col]")];
    for (let n = all.indexOf(block.closest("[data-col]")) + way; all[n]; n += way) {
      const there = inOrder(all[n]);
      const far = (one) => Math.abs(low(one) - low(block));
      if (there.length) return there.reduce((best, one) => (far(one) < far(best) ? one : best));
    }
    return null;
  };

  const along = (block, way) => {
    const all = inOrder(block.closest("[data-col]"));
    return all[all.indexOf(block) + way];
  };

  const MOVES = {
    ArrowDown: (block) => along(block, 1),
    ArrowUp: (block) => along(block, -1),
    ArrowRight: (block) => beside(block, 1),
    ArrowLeft: (block) => beside(block, -1),
  };

  const begin = (block) => {
    if (block.dataset.shift) {
      document.dispatchEvent(new CustomEvent("calendar:move", { detail: { block } }));
    } else say(`${block.dataset.word}: this visit cannot be moved.`);
  };

  page.addEventListener("keydown", (event) => {
    const block = event.target.closest("article[data-visit]");
    if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
    if (MOVES[event.key]) {
      event.preventDefault();
      choose(MOVES[event.key](block));
    } else if (event.key.toLowerCase() === "m" && said) {
      event.preventDefault();
      begin(block);
    }
  });

  page.addEventListener("focusin", (event) => {
    const block = event.target.closest("article[data-visit]");
    if (block && block.dataset.visit !== current) {
      current = block.dataset.visit;
      settle();
    }
  });

  // The grid is fetched anew; it stays scrolled, and the visit stays chosen.

  const again = (key = "") => {
    wanted = key;
    htmx.trigger(page, "calendar:again");
  };

  page.addEventListener("htmx:beforeRequest", (event) => dialog?.open && event.preventDefault());
  page.addEventListener("htmx:beforeSwap", () => {
    const there = grid();
    scrolled = there && { left: there.scrollLeft, top: there.scrollTop };
    const held = there?.contains(document.activeElement) && document.activeElement.closest("article");
    if (held) wanted = wanted || held.dataset.visit;
  });
  page.addEventListener("htmx:afterSwap", () => {
    if (scrolled) grid()?.scrollTo(scrolled);
    const there = blocks().find((one) => one.dataset.visit === wanted);
    if (there) choose(there);
    else settle();
    if (wanted && !there) grid()?.focus({ preventScroll: true }); // it lies on another day now
    wanted = "";
  });

  // What was dropped.

  const mark = (key, on) => {
    for (const one of blocks()) {
      if (one.dataset.visit === key) one.classList.toggle("sending", on);
    }
  };

  const moved = ({ said: text, undo }, url, key) => {
    const back = () => send({ url, fields: undo, key });
    toast({ text, tone: "ok", act: { label: "Undo", run: back } });
    if (dialog.open) dialog.close(); // which looks again
    else again(key);
  };

  const explain = (html, url, key) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const box = document.getElementById("cal-refused");
    box.replaceChildren(...parsed.body.childNodes);
    dialog.dataset.key = key;
    dialog.dataset.url = url;
    if (!dialog.open) dialog.showModal();
    box.querySelector("h2")?.focus();
  };

  const refused = (status) => {
    toast({ text: `Not moved: the clinic answered ${status}. Please try again.`, tone: "stop" });
  };

  // An answer that did not arrive says nothing: the calendar is looked at again until it comes.

  const lost = (key, wait = 500) => {
    if (wait === 500) {
      const text = "We do not know whether it was moved: the answer was lost. Looking again.";
      toast({ text, tone: "stop" });
    }
    setTimeout(async () => {
      const here = await fetch(location.href, { signal: AbortSignal.timeout(SLOW) }).catch(() => null);
      if (!here?.ok) return void lost(key, Math.min(wait * 2, SLOW));
      if (dialog?.open) dialog.close();
      else again(key);
      say("The calendar shows how it is now.");
    }, wait);
  };

  const send = async ({ url, fields, key }) => {
    mark(key, true);
    const headers = { "X-Percuta": "1", "X-CSRFToken": csrf() };
    try {
      const body = new URLSearchParams(fields);
      const answer = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(SLOW) });
      if (answer.status === 401) {
        const retry = () => send({ url, fields, key });
        document.dispatchEvent(new CustomEvent("session:lost", { detail: { retry } }));
      } else if (answer.ok) moved(await answer.json(), url, key);
      else if (answer.status === 409 || answer.status === 422) explain(await answer.text(), url, key);
      else if (answer.status < 500) refused(answer.status);
      else lost(key);
    } catch {
      lost(key);
    } finally {
      mark(key, false);
    }
  };

  document.addEventListener("calendar:drop", (event) => send(event.detail));

  dialog?.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target, event.submitter));
    send({ url: dialog.dataset.url, fields, key: dialog.dataset.key });
  });
  dialog?.addEventListener("close", () => again(dialog.dataset.key));

  // At first the hour that matters is in sight.

  const there = grid();
  const now = there?.querySelector(".cal-now") || blocks()[0];
  if (now) there.scrollTop = Math.max(0, now.offsetTop - LINE_PX);
  settle();
})();
