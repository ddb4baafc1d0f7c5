// What stands in <form data-answers>: read, put, its places and its lines. prepare.js saves it.
"use strict";
window.answersIn = (form, typed) => {
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

  // What the server says of a field, as this page would say it: places in its own order.

  const fit = (name, value) => {
    if (!itemOf(name)?.hasAttribute("data-many")) return value;
    const list = [value].flat().filter((one) => one.trim());
    const offered = controls(name).filter(isTick).map((field) => field.value);
    return [...offered.filter((one) => list.includes(one)), ...list.filter((one) => !offered.includes(one))];
  };

  const put = (name, value) => {
    const list = [value].flat();
    const fields = controls(name);
    const lines = fields.filter((field) => !isTick(field));
    for (const field of fields) if (isTick(field)) field.checked = list.includes(field.value);
    while (lines.length && lines.length < list.length) lines.push(addLine());
    lines.forEach((field, i) => {
      field.value = list[i] ?? "";
    });
    for (const said of itemOf(name)?.querySelectorAll(":scope > .field > [data-read]") || []) said.textContent = "";
    if (list.some(Boolean)) itemOf(name)?.closest("details.fold")?.setAttribute("open", "");
    count(itemOf(name));
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

  // The places that a question names on this page: its answer is about no others.

  const placesOf = (values) => {
    const keys = Object.keys(values).map((name) => name.match(/^[qzd]-(.+)$/)?.[1]);
    const found = keys.filter(Boolean).map((key) => [key, controls(`at-${key}`).map((field) => field.value)]);
    return Object.fromEntries(found.filter(([, places]) => places.length));
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

  return { same, itemOf, controls, names, isTick, read, first, fit, put, count, showBoth, tickBoth, addLine, take, placesOf };
};
