// Signs people in again over an open page, so that nothing they typed is lost.
"use strict";
(() => {
  const dialog = document.getElementById("session");
  if (!dialog) return;
  const { ask, door } = dialog.dataset;
  let { account } = dialog.dataset;
  const calm = dialog.hasAttribute("data-calm"); // its page asks for the door itself
  const idle = Number(dialog.dataset.idle) * 1000;
  const frame = dialog.querySelector("iframe");
  const channel = new BroadcastChannel("percuta-session");
  const MINUTE = 60000;
  const LOOK_EVERY = 15000;

  let waiting = [];
  let acted = 0;
  let known = Date.now();
  let warned = false;

  const toast = (text, tone) =>
    document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));

  const show = (which) => {
    for (const part of dialog.querySelectorAll("[data-when]")) {
      part.hidden = part.dataset.when !== which;
    }
    dialog.setAttribute("aria-labelledby", `session-${which}`);
    if (!dialog.open) dialog.showModal();
  };

  // Somebody has to sign in: the door opens in a frame over the page.

  const openDoor = () => {
    if (!dialog.open || frame.closest("[hidden]")) {
      show("gone");
      frame.src = door;
    }
  };

  const renew = (token) => {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      field.value = token;
    }
    const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    document.body.setAttribute("hx-headers", JSON.stringify({ ...headers, "X-CSRFToken": token }));
  };

  // Answers "mine", "gone", "stranger", "offline" or "unclear".

  const look = async (quiet) => {
    const headers = { "X-Percuta": "1" };
    if (quiet) headers["X-Percuta-Quiet"] = "1";
    let answer;
    try {
      answer = await fetch(ask, { headers, cache: "no-store" });
    } catch {
      return "offline";
    }
    if (answer.status === 401) return "gone";
    if (!answer.ok || answer.redirected) return "unclear";
    const found = await answer.json();
    if (found.account !== account) return "stranger";
    renew(found.token);
    known = Date.now() - Math.max(0, idle - found.left * 1000);
    if (found.left * 1000 > MINUTE) warned = false;
    return "mine";
  };

  const settle = async (quiet, leaving) => {
    const found = await look(quiet);
    if (found === "gone" && !leaving && !calm) openDoor();
    if (found === "stranger") show("stranger");
    return found;
  };

  // Does something now, or once the page's owner is back.

  const later = (action) => {
    waiting.push(action);
    openDoor();
  };

  channel.addEventListener("message", async () => {
    const found = await settle(false);
    if (found === "stranger" && calm) document.dispatchEvent(new CustomEvent("session:back"));
    if (found !== "mine") return;
    if (dialog.open) dialog.close();
    frame.removeAttribute("src");
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
    document.dispatchEvent(new CustomEvent("session:back"));
  });

  frame.addEventListener("load", () => {
    frame.contentDocument?.querySelector("[autofocus]")?.focus();
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-afresh]")) location.reload();
  });

  // Other scripts: document.dispatchEvent(new CustomEvent("session:lost", { detail: { retry } }))

  document.addEventListener("session:lost", (event) => later(event.detail?.retry || (() => {})));

  // A page that goes on for whoever is signed in now says so: { id, name }.

  document.addEventListener("session:owner", (event) => {
    account = event.detail.id;
  });

  // htmx: what was refused is sent again.

  const sendAgain = (config) => {
    const values = new FormData();
    for (const [name, value] of config.formData || []) {
      if (name !== "csrfmiddlewaretoken") values.append(name, value);
    }
    const { elt: source, target } = config;
    window.htmx.ajax(config.verb, config.path, { source, target, values });
  };

  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status === 401) later(() => sendAgain(requestConfig));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const acts = Date.now() - acted < MINUTE;
    if (acts) known = Date.now();
    else event.detail.headers["X-Percuta-Quiet"] = "1";
  });

  // Plain forms: nothing is sent before its owner is known to be signed in.

  const passed = new WeakSet();
  const asking = new WeakSet();
  const OWN_WAY = "[hx-post], [hx-put], [hx-patch], [hx-delete]";

  const isOurs = (form) =>
    form.getAttribute("method")?.toLowerCase() === "post" && !form.matches(OWN_WAY);

  const send = (form, submitter) => {
    passed.add(form);
    form.requestSubmit(submitter?.isConnected ? submitter : null);
    passed.delete(form);
  };

  const check = async (form, submitter) => {
    asking.add(form);
    const leaving = form.hasAttribute("data-leaving");
    const found = await settle(false, leaving);
    asking.delete(form);
    if (found === "mine" || found === "unclear" || (found === "gone" && leaving)) {
      send(form, submitter);
    } else if (found === "gone") waiting.push(() => send(form, submitter));
    if (found === "offline") toast(dialog.dataset.offline, "stop");
  };

  window.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!isOurs(form) || passed.has(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!asking.has(form)) check(form, event.submitter);
    },
    true,
  );

  // Whoever does something stays signed in; whoever went away is asked again.

  const mark = () => {
    acted = Date.now();
  };
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    window.addEventListener(kind, mark, { passive: true, capture: true });
  }

  setInterval(() => {
    if (dialog.open) return;
    const silent = Date.now() - known;
    if (acted > known && silent > MINUTE) settle(false);
    else if (silent > idle + MINUTE) settle(true);
    else if (silent > idle - MINUTE && !warned) {
      warned = true;
      toast(dialog.dataset.soon, "warn");
    }
  }, LOOK_EVERY);
})();
