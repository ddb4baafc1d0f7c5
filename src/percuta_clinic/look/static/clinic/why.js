// Shows why a number is what it is over the page it was asked from. Without it the link is a page.
(() => {
  "use strict";

  const box = document.createElement("dialog");
  box.className = "why-box";
  box.setAttribute("aria-labelledby", "why-title");
  let asked = null;

  async function open(link) {
    asked = link;
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== link) return;
    box.replaceChildren(...page.body.childNodes);
    if (!box.isConnected) document.body.append(box);
    box.showModal();
    box.scrollTop = 0;
    box.querySelector("#why-title")?.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target === box) box.close();
    const link = event.target.closest?.('a[href*="/why/?at="]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !isPlain || event.defaultPrevented || box.contains(link)) return;
    event.preventDefault();
    open(link).catch(() => location.assign(link.href));
  });

  box.addEventListener("close", () => asked?.focus());
})();
