// The camera, opened here alone and only when asked; the earlier picture lies over what it sees.
"use strict";
(() => {
  const page = document.querySelector("[data-take]");
  const plain = document.querySelector("[data-plain]");
  if (!page || !plain || !window.FormData) return;
  const part = (what) => page.querySelector(`[data-${what}]`);
  const video = page.querySelector("video");
  const still = page.querySelector("img.still");
  const ghost = page.querySelector("img.ghost");
  const WANTED = { audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1920 } } };
  const WHY = {
    NotAllowedError: "The browser was not allowed to use the camera. Allow it beside the address, or choose a file.",
    NotFoundError: "This device has no camera that can be used. Choose a file.",
    NotReadableError: "Another program uses the camera. Close it there and open it again, or choose a file.",
  };

  let stream = null;
  let shot = null;
  let here = null;

  const views = () => [...page.querySelectorAll("[data-view]")];
  const uses = () => [...page.querySelectorAll("[data-uses] input:checked")].map((one) => one.value);

  // A mouse and no finger means a desk; a small screen means a phone.
  const device = () => {
    if (!matchMedia("(pointer: coarse)").matches) return "webcam";
    return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
  };

  const say = (words) => {
    part("why").textContent = words;
    part("why").hidden = !words;
  };

  const show = () => {
    const live = Boolean(stream) && !shot;
    part("finder").hidden = !stream && !shot;
    video.hidden = !live;
    still.hidden = !shot;
    part("open-camera").hidden = Boolean(stream || shot) || !here;
    part("shoot").hidden = !live;
    part("keep").hidden = !shot;
    part("again").hidden = !shot;
    part("close-camera").hidden = !live;
    const over = Boolean(here?.dataset.ghost) && live;
    part("ghosting").hidden = !over;
    part("aligning").hidden = !over;
    const on = part("ghost-on").getAttribute("aria-pressed") === "true";
    ghost.hidden = !over || !on;
    ghost.style.opacity = String(part("strength").value / 100);
    for (const one of views()) one.querySelector(".tick-mark").hidden = !("done" in one.dataset);
  };

  const choose = (view) => {
    if (!view) return show();
    here = view;
    for (const one of views()) one.setAttribute("aria-pressed", String(one === view));
    part("title").textContent = view.dataset.name;
    part("caption").textContent = view.dataset.name;
    part("how-to").textContent = view.dataset.how;
    part("ghost-day").textContent = view.dataset.day || "before";
    if (view.dataset.ghost && stream) ghost.src = view.dataset.ghost;
    show();
  };

  const close = () => {
    for (const track of stream?.getTracks() || []) track.stop();
    stream = null;
    video.srcObject = null;
    show();
  };

  const openCamera = async () => {
    say("");
    if (!navigator.mediaDevices?.getUserMedia) {
      return say("This browser gives no camera to this page. Choose a file, or open the clinic by its https address.");
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (fault) {
      return say(WHY[fault.name] || "The camera could not be opened. Choose a file.");
    }
    video.srcObject = stream;
    await video.play().catch(() => {});
    choose(here);
    part("finder").scrollIntoView({ block: "start" });
    part("shoot").focus({ preventScroll: true });
  };

  const shoot = () => {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    if (!canvas.width) return say("The camera shows nothing yet. Wait a moment and take again.");
    canvas.getContext("2d").drawImage(video, 0, 0);
    const taken = new Date().toISOString();
    canvas.toBlob((blob) => {
      if (!blob) return say("The picture could not be made. Take it again.");
      shot = { blob, taken, url: URL.createObjectURL(blob) };
      still.src = shot.url;
      say("");
      show();
      part("keep").focus();
    }, "image/jpeg", 0.94);
  };

  const add = (detail) => document.dispatchEvent(new CustomEvent("photo:add", { detail }));

  const drop = () => {
    if (shot) URL.revokeObjectURL(shot.url);
    shot = null;
    still.removeAttribute("src");
  };

  const keep = () => {
    if (!shot) return;
    const { blob, taken } = shot;
    add({ blob, taken, how: "taken", device: device(), view: here.dataset.view, name: here.dataset.name, uses: uses() });
    here.dataset.kept = "";
    drop();
    choose(views().find((one) => !("done" in one.dataset) && !("kept" in one.dataset)) || here);
    (stream ? part("shoot") : part("open-camera")).focus();
  };

  const again = () => {
    drop();
    show();
    (stream ? part("shoot") : part("open-camera")).focus();
  };

  const files = (field) => {
    const view = here || { dataset: { view: "", name: "Choose what it shows" } };
    for (const blob of field.files) {
      add({ blob, how: "file", view: view.dataset.view, name: view.dataset.name, uses: uses(), ask: true });
    }
    field.value = "";
  };

  page.addEventListener("click", (event) => {
    const hit = (what) => event.target.closest(`[data-${what}]`);
    if (hit("view")) choose(hit("view"));
    if (hit("open-camera")) openCamera();
    if (hit("shoot")) shoot();
    if (hit("keep")) keep();
    if (hit("again")) again();
    if (hit("close-camera")) close();
    const on = hit("ghost-on");
    if (on) {
      on.setAttribute("aria-pressed", String(on.getAttribute("aria-pressed") !== "true"));
      show();
    }
  });
  page.addEventListener("input", (event) => event.target.closest("[data-strength]") && show());
  page.addEventListener("change", (event) => event.target.matches("[data-files]") && files(event.target));
  document.addEventListener("photo:saved", ({ detail }) => {
    const view = views().find((one) => one.dataset.view === detail.view);
    if (view) view.dataset.done = "";
    show();
  });
  document.addEventListener("visibilitychange", () => document.hidden && close());
  addEventListener("pagehide", close);

  plain.hidden = true;
  page.hidden = false;
  choose(views().find((one) => one.getAttribute("aria-pressed") === "true") || views()[0]);
})();
