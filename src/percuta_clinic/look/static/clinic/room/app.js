// The treatment room: one stage per screen; pause and problem always in the same place.
import { html, render, useEffect, useState } from "../../vendor/htm-preact-3.1.1.js";
import { Found, foundSince } from "./cartridge.js";
import { Big, Chip, Icon, Text, at, clockOf, dayAt } from "./parts.js";
import { named } from "./numb-form.js";
import * as problem from "./problem.js";
import { isReason } from "./reasons.js";
import * as arrive from "./stages/arrive.js";
import * as cleanse from "./stages/cleanse.js";
import * as finish from "./stages/finish.js";
import * as needle from "./stages/needle.js";
import * as numb from "./stages/numb.js";
import { newId, openRoom } from "./sync.js";
import { clock } from "./time.js";

// Each stage: title, icon, done(said, pack), Stage; `Always` is shown on every stage and beside a
// problem.
const STAGES = { arrive, cleanse, numb, needle, finish };
const ORDER = ["arrive", "cleanse", "numb", "needle", "finish"].filter((one) => STAGES[one]);

const lineOf = (room) => {
  const n = room.waiting().length + room.keeping.size;
  const time = room.lastSync ? at(new Date(room.lastSync).toISOString()) : "";
  const last = time && ` · last sync ${time}`;
  if (room.stuck().length) return ["stop", "octagon-x", `${room.stuck().length} could not be sent`];
  if (room.line === "gone") return ["warn", "lock", `Sign in again${n ? ` · ${n} waiting` : ""}`];
  if (room.line === "open" && !n && room.late.length) return ["warn", "triangle-alert", `${room.late.length} came after the signing`];
  if (room.line === "open") return n ? ["info", "cloud-check", "Saving"] : ["ok", "cloud-check", `Saved ${time}`];
  if (n && !room.store) return ["stop", "cloud-off", `${n} waiting, kept in this page only${last}`];
  if (n) return ["warn", "cloud-off", `${n} waiting${last}`];
  if (room.line === "starting") return ["info", "cloud-check", "Looking for the line"];
  return ["warn", "cloud-off", `No line${last}`];
};

const BESIDE_A_NAME = 14; // letters: on a phone, more of them stand in a line of their own

const Line = ({ room }) => {
  const [tone, icon, words] = lineOf(room);
  const long = words.length > BESIDE_A_NAME ? "is-long" : "";
  if (room.line !== "gone") return html`<span role="status" class=${long}><${Chip} tone=${tone} icon=${icon}>${words}<//></span>`;
  return html`<span role="status" class=${long}><${Big} tone="low" icon=${icon} onClick=${() => room.signIn()}>${words}<//></span>`;
};

const MINUTES_APART = 2;

const Apart = () => {
  const apart = clock.apart();
  if (Math.abs(apart) <= MINUTES_APART) return null;
  return html`<p class="room-apart"><${Icon} name="timer" /> The clock of this tablet is ${Math.abs(apart)} minutes ${apart > 0 ? "ahead" : "behind"}. The record uses the clinic’s time: ${at(clock.iso())}.</p>`;
};

const Head = ({ room, stage, go }) => {
  const { pack, said } = room;
  return html`<header class="room-head">
    <div class="room-who"><a class="room-back" href=${`/visits/${pack.visit}/`}><${Icon} name="arrow-left" /><span class="sr">To the visit</span></a>
      <h1><span class="private">${pack.patient.name}</span></h1><span>${pack.service}${pack.session_number ? `, session ${pack.session_number}` : ""}</span></div>
    <${Line} room=${room} /><${Apart} />
    <nav aria-label="Stages"><ol>${ORDER.map((name) => {
      const { title, icon: sign, done } = STAGES[name];
      const ready = done(said, pack);
      return html`<li key=${name}><button type="button" aria-current=${name === stage ? "step" : undefined}
        class=${ready ? "is-done" : ""} onClick=${() => go(name)}>
        <${Icon} name=${ready ? "circle-check" : sign} /><span>${title}</span>${ready && html`<span class="sr">, done</span>`}</button></li>`;
    })}<li><a href=${`/records/${pack.session}/`}><${Icon} name="signature" /><span>Sign</span></a></li></ol></nav>
  </header>`;
};

const KEY = /^[0-9a-f-]{32,36}$/;
const easy = (word) => word.replaceAll("_", " ");

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const plain = (value) => {
  if (typeof value === "string" && MOMENT.test(value)) return `${dayAt(value)} ${at(value)}`;
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(plain).join(" and ");
  if (!value || typeof value !== "object") return easy(String(value ?? ""));
  return Object.entries(value)
    .filter(([, one]) => one !== "" && one !== null && !KEY.test(one))
    .map(([key, one]) => `${easy(key)}: ${plain(one)}`)
    .join(", ");
};

// As treatment/late_words.py says them.
const SLOTS = {
  stop: "Stopped early", pause: "Pause", "arrive/identity": "Name and birth date", "arrive/home": "Cream at home",
  "arrive/changed": "Since the questions", "cleanse": "Skin cleansed", "numb/none": "Without cream", numb: "Numbing cream",
  "numb/off": "Numbing cream taken off", cartridge: "Cartridge", "cartridge/end": "End of a cartridge",
  "finish/soothing": "Put on the skin", "finish/skin": "Skin afterwards", "finish/photo": "Photograph",
  "finish/aftercare": "Aftercare", "finish/next": "Next date", note: "Note",
};

const slotWords = (slot, pack) => {
  const parts = slot.split("/").filter((one) => !KEY.test(one));
  const zone = (key) => pack.zones?.find((one) => one.zone === key)?.name || named(key);
  if (parts[0] === "zone") return `${zone(parts[1])}${parts.length > 2 ? ", another depth" : ""}`;
  return SLOTS[parts.join("/")] || parts.map(easy).join(", ");
};

const whose = (event, room) =>
  event.by_name || (event.device === room.device ? "this tablet" : "another tablet");

const Conflicts = ({ room, said, say }) =>
  said.conflicts().map(([slot, events]) => html`<section class="room-note stop" key=${slot} aria-label="Two entries differ" role="alert">
    <h2>Two tablets differ: ${slotWords(slot, room.pack)}</h2>
    <p>Neither had seen the other. Choose what is right; both stay in the record.</p>
    <div class="room-tiles">${events.map((one) => html`<${Big} key=${one.id} onClick=${() => say(slot, one.value, { chosen: events.map(({ id }) => id) })}>
      ${plain(one.value)} <small>${whose(one, room)}, ${at(one.at)}</small><//>`)}</div>
  </section>`);

const Stuck = ({ room }) =>
  room.stuck().map((one) => html`<section class="room-note stop" key=${one.id}>
    <h2>Not in the record: ${slotWords(one.slot, room.pack)}</h2>
    <p>${one.stuck} What was entered: ${plain(one.value)}. Enter it again, then take this away.</p>
    <${Big} icon="check" onClick=${() => room.dismiss(one.id)}>Entered again, or not needed<//></section>`);

// Kept here under a key that is gone: whoever entered them has to be asked.
const Unread = ({ room }) => {
  const n = room.unread.length;
  if (!n) return null;
  return html`<section class="room-note stop" aria-label="Cannot be read here"><h2>${n} ${n > 1 ? "entries" : "entry"} cannot be read here any more</h2>
    <p>${n > 1 ? "They were" : "It was"} entered on this tablet, not sent, and the browser has lost the key. Look through the stages for what is missing, and enter it again.</p>
    <${Big} icon="check" onClick=${() => room.dropUnread()}>Looked through: take this away<//></section>`;
};

// What came too late stands here in words, for it stands in no stage.
const Signed = ({ room }) => {
  if (!room.signed) return null;
  const amend = html`<a href=${`/records/${room.session}/#amend`}>Amend the record</a>`;
  if (!room.late.length) return html`<p class="room-note ok">This record is signed. What is entered now comes too late for it and asks for an amendment. ${amend}</p>`;
  return html`<section class="room-note warn" aria-label="Came after the signing"><h2>Came after the signing: not in the record</h2>
    <ul>${room.late.map((one) => html`<li key=${one.at + one.words}>${one.words} <small>${one.by}, ${at(one.at)}</small></li>`)}</ul><p>${amend}</p></section>`;
};

const Notes = ({ room, said, say }) => {
  const [item] = useState(() => {
    const mine = said.items("note").find(([name, , event]) => event.device === room.device && !isReason(said, name));
    return mine ? mine[0] : newId();
  });
  const others = said.items("note").filter(([name]) => name !== item);
  return html`<details class="room-notes"><summary>Notes${others.length ? ` (${others.length} from elsewhere)` : ""}</summary>
    <${Text} label="Typed or dictated; kept as you go" rows=${4} most=${5000} value=${said.get(`note/${item}`)?.text || ""}
      onSave=${(text) => say(`note/${item}`, { text })} />
    ${others.flatMap(([name]) => said.standing.get(`note/${name}`)).map((one) => html`<p key=${one.id}><small>${whose(one, room)}, ${at(one.at)}</small><br />${one.value.text}</p>`)}
  </details>`;
};

// Until there is a patient to name.
const Title = () => html`<h1 class="sr">Treatment room</h1>`;

const Room = ({ room }) => {
  const [, again] = useState(0);
  const [inProblem, setProblem] = useState(false);
  useEffect(() => room.subscribe(() => again((n) => n + 1)), []);
  const { said, pack } = room;
  const say = (slot, value, more) => room.say(slot, value, more);
  if (room.line === "shut") return html`<${Title} /><p class="room-wait">This session cannot be opened by you. Ask whoever treats, or a doctor. <a href="/today/">Today</a></p>`;
  if (!pack) return html`<${Title} /><p class="room-wait" role="status">${room.line === "cut"
    ? "No line, and this tablet has not opened this session before. It opens as soon as the line is back."
    : "Opening the treatment room…"}</p>`;
  clockOf(pack.time_zone);
  const stage = ORDER.includes(said.get("stage")) ? said.get("stage") : ORDER[0];
  const paused = said.get("pause")?.on;
  const open = (said.items("problem") || []).filter(([name]) => !said.get(`problem/${name}/end`));
  const go = (name) => {
    say("stage", name);
    document.querySelector(".room-body")?.scrollTo(0, 0);
    // The next Enter is not to press what now stands where this button stood.
    requestAnimationFrame(() => document.querySelector(".room-title")?.focus());
  };
  const index = ORDER.indexOf(stage);
  const { Stage, title } = STAGES[stage];
  const always = ORDER.filter((name) => STAGES[name].Always).map((name) =>
    html`<${STAGES[name].Always} key=${name} pack=${pack} said=${said} say=${say} clock=${clock} stage=${stage} go=${go} />`);
  if (foundSince(room, said).length) always.unshift(html`<${Found} key="found" room=${room} said=${said} say=${say} />`);
  if (problem && (inProblem || open.length)) {
    return html`${always.length > 0 && html`<div class="room-always">${always}</div>`}<${problem.Stage} pack=${pack} said=${said} say=${say} clock=${clock} close=${() => setProblem(false)}
      line=${html`<${Line} room=${room} />`} />`;
  }
  return html`<${Head} room=${room} stage=${stage} go=${go} />
    <div class="room-body">
      ${always}
      ${!room.store && html`<p class="room-note stop">This tablet cannot keep entries while the line is down: the browser stores nothing here (a private window, a full disk, or an address without https). Leave this page open until all is saved.</p>`}
      ${clock.unsure() && html`<p class="room-note warn">The clock of this tablet jumped or nobody knows how long it was off. Times are counted on the safe side until the line is back; use a clock on the wall.</p>`}
      <${Signed} room=${room} />
      <${Conflicts} room=${room} said=${said} say=${say} /><${Stuck} room=${room} /><${Unread} room=${room} />
      ${paused && html`<section class="room-note warn" role="status"><h2>Paused</h2>
        <${Text} label="Why" rows=${1} value=${said.get("pause").why} onSave=${(why) => say("pause", { on: true, why })} />
        <div class="room-tiles"><${Big} tone="go" icon="check" onClick=${() => say("pause", { on: false, why: "" })}>Go on<//>
        ${STAGES.finish && stage !== "finish" && html`<${Big} icon="octagon-x" onClick=${() => go("finish")}>Stop here and finish<//>`}</div></section>`}
      <h2 class="room-title" tabindex="-1">${title}</h2>
      <${Stage} key=${stage} pack=${pack} said=${said} say=${say} clock=${clock} room=${room} go=${go} />
      <${Notes} room=${room} said=${said} say=${say} />
    </div>
    <footer class="room-foot">
      <${Big} icon="circle-pause" onClick=${() => say("pause", { on: !paused, why: "" })}>${paused ? "Go on" : "Pause"}<//>
      ${problem && html`<${Big} tone="stop" icon="triangle-alert" onClick=${() => setProblem(true)}>Problem<//>`}
      ${index < ORDER.length - 1
        ? html`<${Big} tone="go" icon="arrow-right" onClick=${() => go(ORDER[index + 1])}>${STAGES[ORDER[index + 1]].title}<//>`
        : html`<a class="room-big go" href=${`/records/${pack.session}/`}><${Icon} name="signature" /><span>To the record</span></a>`}
    </footer>`;
};

const begin = async () => {
  const session = location.pathname.split("/")[2];
  const room = await openRoom(session);
  const main = document.getElementById("main");
  main.replaceChildren();
  render(html`<${Room} room=${room} />`, main);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(document.body.dataset.worker, { scope: "/room/" }).catch(() => {});
  }
};

begin();
