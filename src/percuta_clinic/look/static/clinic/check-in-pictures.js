// Pictures of a check-in: chosen or taken, sent by photo-queue.js, shown as the clinic keeps them.
// Answers never wait for a picture.
"use strict";
(() => {
  const box = document.querySelector("form [data-queue]");
  if (!box) return;
  const form = box.closest("form");
  const place = box.querySelector("select[name=zone]");
  const waits = form.querySelector("[data-waits]");
  const news = document.querySelector("[data-news]");
  const back = document.getElementById("back");
  let asked = false;

  box.querySelector("[data-plain]").remove();
  box.querySelector("[data-choosing]").hidden = false;

  const add = (field) => {
    const name = place.value ? place.selectedOptions[0].textContent : "Your picture";
    for (const blob of field.files) {
      const detail = { blob, how: "file", view: place.value, name, uses: [] };
      document.dispatchEvent(new CustomEvent("photo:add", { detail }));
    }
    field.value = "";
  };

  const renew = async (words) => {
    const answer = await fetch(location.pathname, { headers: { "X-Percuta": "1" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-kept]");
    if (!fresh) return;
    box.querySelector("[data-kept]").replaceWith(document.importNode(fresh, true));
    news.textContent = words;
  };

  const leave = async (button) => {
    const csrf = form.querySelector("[name=csrfmiddlewaretoken]").value;
    button.disabled = true;
    try {
      const headers = { "X-Percuta": "1", "X-CSRFToken": csrf };
      const answer = await fetch(button.dataset.leave, { method: "POST", headers });
      if (!answer.ok || answer.redirected) throw new Error("not left out");
      await renew("Left out. The picture is deleted.");
      box.querySelector("h2").focus();
    } catch {
      button.disabled = false;
      news.textContent = "Not left out: the clinic cannot be reached. Try again.";
      button.textContent = "Not left out yet. Try again";
    }
  };

  const left = () => Number(box.dataset.left || 0);
  const send = () => form.querySelector("button[name=go]");

  form.addEventListener("submit", (event) => {
    if (!left()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waits.hidden = false;
    waits.querySelector("button").focus();
  }, { capture: true });

  box.addEventListener("change", (event) => event.target.matches("[data-files]") && add(event.target));
  form.addEventListener("click", (event) => {
    const hit = (what) => event.target.closest?.(`[data-${what}]`);
    if (hit("leave")) {
      event.preventDefault();
      leave(hit("leave"));
    }
    if (hit("without")) {
      document.dispatchEvent(new CustomEvent("photo:drop-all"));
      waits.hidden = true;
      form.requestSubmit(send());
    }
    if (hit("wait-on")) {
      waits.hidden = true;
      send().focus();
    }
    if (hit("retry")) asked = false;
  });
  document.addEventListener("photo:saved", async ({ detail }) => {
    await renew("The picture is added.").catch(() => {});
    detail.node.remove();
    if (!left()) waits.hidden = true;
  });

  // The page was open too long: its owner shows who it is, and what waits is sent then.

  document.addEventListener("session:lost", () => {
    if (asked || !back || back.open) return;
    asked = true;
    back.showModal();
    back.querySelector("input")?.focus();
  });
  back?.addEventListener("close", () => document.dispatchEvent(new CustomEvent("photo:resume")));
})();
