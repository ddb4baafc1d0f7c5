"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  const remember = (store, key, value) => {
    try {
      if (value === null) store.removeItem(key);
      else store.setItem(key, value);
    } catch {
      // Not remembered; it still holds for this page.
    }
  };

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // Menus: a button with data-menu="id of the panel".

  const panelOf = (button) => document.getElementById(button.dataset.menu);

  const setMenu = (button, open) => {
    const panel = panelOf(button);
    if (!panel) return;
    button.setAttribute("aria-expanded", String(open));
    if (panel.classList.contains("folds")) panel.classList.toggle("open", open);
    else panel.hidden = !open;
  };

  const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
  const menus = () => all("[data-menu]").filter(isOpen);

  const closeOthers = (target) => {
    // A folded list pushes the page down: closing it under a click would move the target away.
    for (const button of menus()) {
      if (panelOf(button)?.classList.contains("folds")) continue;
      if (!button.contains(target) && !panelOf(button)?.contains(target)) setMenu(button, false);
    }
  };

  document.addEventListener("focusin", (event) => closeOthers(event.target));

  // Dialogs: data-open="id" opens, data-close closes the one around it.

  const openDialog = (id) => {
    const dialog = document.getElementById(id);
    if (dialog?.showModal && !dialog.open) dialog.showModal();
  };

  // Theme: light, dark, or what the system says.

  const isDark = () =>
    root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;

  const showTheme = () => {
    for (const button of all("[data-toggle-theme]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  const toggleTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(localStorage, "theme", root.dataset.theme);
    showTheme();
  };

  // Privacy: names leave the screen, the title and what a screen reader speaks.

  const title = document.title;

  const showPrivacy = () => {
    const hidden = "private" in root.dataset;
    document.title = hidden ? document.body.dataset.clinic || "Percuta" : title;
    for (const button of all("[data-toggle-privacy]")) {
      button.setAttribute("aria-pressed", String(hidden));
    }
  };

  const togglePrivacy = () => {
    const hide = !("private" in root.dataset);
    if (hide) root.dataset.private = "";
    else delete root.dataset.private;
    remember(sessionStorage, "private", hide ? "1" : null);
    showPrivacy();
    const words = document.body.dataset;
    toast(hide ? words.hidden || "Names are hidden" : words.shown || "Names are shown", "info");
  };

  // Toasts: HX-Trigger: {"toast": {"text": "...", "tone": "ok"}}

  const STAYS_MS = 8000;
  const ICONS = { ok: "circle-check", warn: "triangle-alert", stop: "octagon-x", info: "info" };

  // It waits while somebody points at it or is in it; then it goes and moves nothing on the page.
  const fade = (item) => {
    let left = STAYS_MS;
    let since = 0;
    let timer = 0;
    const go = () => {
      if (item.matches(":hover, :focus-within")) return;
      since = Date.now();
      timer = setTimeout(() => item.classList.add("over"), left);
    };
    const hold = () => {
      clearTimeout(timer);
      if (since) left = Math.max(2000, left - (Date.now() - since));
      since = 0;
    };
    for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, hold);
    for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, () => setTimeout(go));
    go();
  };

  // The newest message by keyboard, and back to where one was.
  let left = null;
  const toNewest = () => {
    const button = all("#toasts .toast:not(.over) button").at(-1);
    if (!button) return;
    if (!document.activeElement.closest("#toasts")) left = document.activeElement;
    button.closest(".toast").querySelector("button").focus();
  };

  const drop = (item) => {
    if (!item) return;
    const inside = item.contains(document.activeElement);
    item.remove();
    if (inside) (left?.isConnected ? left : document.getElementById("main"))?.focus();
  };

  const actOf = (item, { label, run }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn low";
    button.textContent = label;
    button.addEventListener("click", () => {
      drop(item);
      run();
    });
    return button;
  };

  // On a page that was scrolled the browser keeps the words still: then they lie under the message.
  const makeRoom = (put) => {
    const main = document.getElementById("main");
    const before = main?.getBoundingClientRect().top;
    const height = put();
    const moved = main ? main.getBoundingClientRect().top - before : height;
    if (scrollY && moved < height) scrollBy({ top: moved - height, behavior: "instant" });
  };

  const toast = (text, tone = "ok", act = null) => {
    const region = document.getElementById("toasts");
    const mould = document.getElementById("toast");
    if (!region || !mould) return;
    const item = mould.content.firstElementChild.cloneNode(true);
    item.classList.add(tone in ICONS ? tone : "info");
    item.querySelector("p").textContent = text;
    const use = item.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[tone] || "info"}`));
    if (act) item.querySelector("p").after(actOf(item, act));
    makeRoom(() => {
      for (const gone of all(".toast.over", region)) gone.remove();
      region.append(item);
      return item.offsetHeight;
    });
    if (tone !== "stop" && tone !== "warn" && !act) fade(item);
  };

  document.addEventListener("toast", (event) => {
    const { text, value, tone, act } = event.detail;
    toast(text || value || "", tone, act);
  });

  // Nobody sent what a page asks for by itself.
  const lost = (event) => {
    if (event.target?.closest?.("#urgent")) return;
    toast(document.body.dataset.lost || "Not sent. Please try again.", "stop");
  };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);

  // One place for clicks and one for keys, so that swapped-in content needs no set-up.

  document.addEventListener("click", (event) => {
    closeOthers(event.target);
    const hit = (selector) => event.target.closest(selector);
    const menu = hit("[data-menu]");
    if (menu) setMenu(menu, !isOpen(menu));
    const opener = hit("[data-open]");
    if (opener) {
      event.preventDefault();
      openDialog(opener.dataset.open);
    }
    if (hit("[data-close]")) hit("dialog")?.close();
    if (hit("[data-drop]")) drop(hit(".toast"));
    if (hit("[data-toggle-theme]")) toggleTheme();
    if (hit("[data-toggle-privacy]")) togglePrivacy();
    if (hit("[data-print]")) print();
  });

  const escape = () => {
    const [button] = menus();
    if (!button) return;
    setMenu(button, false);
    button.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") escape();
    if (event.altKey && event.shiftKey && event.code === "KeyP") {
      event.preventDefault();
      togglePrivacy();
    }
    if (event.altKey && event.shiftKey && event.code === "KeyM") {
      event.preventDefault();
      toNewest();
    }
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.querySelector("[data-find]");
    if (!field || typing(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const ready = () => {
    showTheme();
    showPrivacy();
    for (const button of all("[data-menu]")) setMenu(button, isOpen(button));
    for (const item of all("#toasts .toast:not(.stop, .warn, .error, .warning)")) fade(item);
    const wrong = document.querySelector("[data-focus-error] [aria-invalid='true']");
    wrong?.focus();
  };

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
