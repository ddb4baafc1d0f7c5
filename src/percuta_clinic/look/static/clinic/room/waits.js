// Outside the room: what waits on this tablet is said, sent, and not signed over.
import { NONE, asked, letter } from "./handing.js";
import { openStore, waitsHere } from "./store.js";

const MOST = 100;
const note = document.querySelector("[data-waits]");
const { session, door, room } = note?.dataset || {};
const words = (n) => (n === 1 ? "1 entry" : `${n} entries`);
let waiting = new Map();

// No room was ever open in this browser: then there is nothing to look for.
const treated = () => {
  try {
    return localStorage.getItem("percuta-room-time");
  } catch {
    return null;
  }
};

const of = (found) => [...found].reduce((sum, [, n]) => sum + n, 0);

const tell = (more) => {
  const n = of(waiting);
  note.hidden = !n;
  if (!n) return;
  const these = session ? "of this session " : "of the treatment room ";
  note.querySelector("[data-said]").textContent = `${words(n)} ${these}${n === 1 ? "waits" : "wait"} on this tablet`;
  note.querySelector("[data-more]").textContent = more;
  const links = door !== undefined ? [] : [...waiting.keys()].map((one, index) => {
    const link = document.createElement("a");
    link.href = room.replace("00000000-0000-0000-0000-000000000000", one);
    link.textContent = `Open the treatment room${waiting.size > 1 ? ` (${index + 1})` : ""}`;
    return link;
  });
  note.querySelector("[data-links]").replaceChildren(...links);
};

const count = async () => {
  const found = await waitsHere();
  waiting = new Map([...found].filter(([one]) => !session || one === session));
};

const token = () => {
  try {
    return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  } catch {
    return "";
  }
};

// True once the server has taken something.
const send = async () => {
  const store = await openStore("");
  let taken = false;
  for (const [one, events] of (await store?.elsewhere()) || []) {
    if (!waiting.has(one)) continue;
    for (let from = 0; from < events.length; from += MOST) {
      const { told } = await asked(`/room/${one}/events/`, letter(events.slice(from, from + MOST), NONE, token()));
      if (!told?.accepted) break;
      await store.acknowledge(told.accepted);
      taken ||= told.accepted.length > 0;
      if (told.signed) await store.of(one).forget();
    }
  }
  return taken;
};

const look = async () => {
  await count();
  if (!of(waiting)) return tell("");
  if (door !== undefined) return tell("Not in the record yet. Sign in on this tablet: what waits is sent then.");
  tell("Not in the record yet. It is being sent.");
  const taken = await send();
  await count();
  // What is to be signed has changed by what came.
  if (taken && session && !of(waiting)) return location.reload();
  tell(`Not in the record yet, and could not be sent from here. The treatment room sends what waits, or says why not.${session ? " Sign after that." : ""}`);
};

const again = () => look().catch(() => {});

if (note && treated()) {
  again();
  document.addEventListener("visibilitychange", () => !document.hidden && again());
  window.addEventListener("online", again);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-signs]") || !of(waiting)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    note.focus();
    note.scrollIntoView({ block: "center" });
    again();
  }, true);
}
