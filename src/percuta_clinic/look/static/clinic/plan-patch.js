// Makes one part of the page what the server says now, touching only what differs: a button that
// is held down and a field that is typed in stay where they are.
"use strict";
(() => {
  const KEPT = new Set(["open", "hidden"]);
  const keyOf = (node) => node.id || node.dataset?.key || "";

  const isAlike = (old, fresh) =>
    old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);

  const attributes = (old, fresh) => {
    for (const { name, value } of fresh.attributes) {
      if (!KEPT.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!KEPT.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
  };

  const field = (old) => {
    if (old === document.activeElement && old.type !== "checkbox" && old.type !== "radio") return;
    if (old.type === "checkbox" || old.type === "radio") old.checked = old.hasAttribute("checked");
    else old.value = old.getAttribute("value") ?? "";
  };

  const children = (old, fresh) => {
    const wanted = [...fresh.childNodes];
    const there = [...old.childNodes];
    wanted.forEach((node, n) => {
      const here = there[n];
      if (!here) old.append(document.importNode(node, true));
      else if (isAlike(here, node)) patch(here, node);
      else here.replaceWith(document.importNode(node, true));
    });
    for (const node of there.slice(wanted.length)) node.remove();
  };

  const patch = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    attributes(old, fresh);
    if (old.nodeName === "INPUT") field(old);
    else children(old, fresh);
  };

  window.patchPart = patch;
})();
