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

  const fade = (item) => {
    const go = () => (item.matches(":hover, :focus-within") ? setTimeout(go, 2000) : item.remove());
    setTimeout(go, STAYS_MS);
  };

  const actOf = (item, { label, run }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn low";
    button.textContent = label;
    button.addEventListener("click", () => {
      item.remove();
      run();
    });
    return button;
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
    region.append(item);
    if (tone !== "stop" && tone !== "warn" && !act) fade(item);
  };

  document.addEventListener("toast", (event) => {
    const { text, value, tone, act } = event.detail;
    toast(text || value || "", tone, act);
  });

  const lost = () => toast(document.body.dataset.lost || "Not sent. Please try again.", "stop");
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
    if (hit("[data-drop]")) hit(".toast")?.remove();
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
