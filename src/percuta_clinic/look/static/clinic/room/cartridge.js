// The gate before the first needle: which cartridge, from which lot, and whether it may be used.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact-3.1.1.js";
import { readCode, unitKey } from "./codes.js";
import { dayWords } from "./numbing.js";
import { Big, Chip, Icon, at, dayAt, ring } from "./parts.js";
import { Ask, keepReason } from "./reasons.js";
import { camera, onScan, readsAlone } from "./scan.js";
import { newId } from "./sync.js";

const BROKE = "Broke during the session.";
const ALL_THERE = "All needles are there.";
const NEEDLES = [ALL_THERE, "Not all are there.", "It cannot be seen."];

const STATES = {
  ok: ["ok", "circle-check", "Good"],
  "not checked": ["warn", "circle-help", "Not checked: only the clinic's server knows whether it was used before"],
  "used before": ["stop", "octagon-x", "Used before: take another one"],
  expired: ["stop", "octagon-x", "Expired: take another one"],
  recalled: ["stop", "octagon-x", "Recalled: take another one and put this lot aside"],
  "other device": ["stop", "octagon-x", "For another device: take another one"],
  "device not known": ["warn", "circle-help", "Not checked: not known for which device"],
  unknown: ["warn", "triangle-alert", "This lot is not in the clinic's stock"],
};

const STRANGE_WHYS = ["Its delivery is not entered yet", "The lot was typed as printed, and checked", "Lent by another clinic"];
const USED_WHYS = ["Seen only afterwards", "A doctor decided so", "The label was read wrongly"];

// Whether a cartridge was opened in this session, and was not struck.
export const wasOpened = (said, item) => said.items("cartridge").some(([one, value]) => one === item && !value.struck);

// Cartridges that were opened and have not ended: [[item, value], …].
export const openOnes = (said) =>
  said.items("cartridge").filter(([item, one]) => !one.struck && !said.get(`cartridge/${item}/end`));

const FOUND = /^cartridge:([0-9a-f-]{36}):(used before|expired|recalled|other device)$/;
const TOLD = {
  "used before": "Used in another session",
  "other device": "For another device",
  expired: "Expired",
  recalled: "Recalled",
};

// What the server found of cartridges that nobody knew when they were opened: [[item, word, words], …].
export const foundSince = (room, said) =>
  room.incidents.flatMap(({ cause, words }) => {
    const [, item, word] = cause.match(FOUND) || [];
    const one = item && said.get(`cartridge/${item}`);
    return one && !one.struck && STATES[one.checked][0] !== "stop" ? [[item, word, words]] : [];
  });

// A red stop on every stage, as when it is scanned with a line.
export const Found = ({ room, said, say }) => {
  const found = foundSince(room, said);
  const which = found.map(([item, word]) => `${item}${word}`).join();
  useEffect(() => { if (which) ring(); }, [which]);
  return found.map(([item, word, words]) => html`<section class="room-note stop room-found" role="alert" key=${`${item}${word}`} aria-label="Stop: cartridge">
    <h2><${Icon} name="octagon-x" /> Stop. ${TOLD[word]}: do not needle with this cartridge</h2>
    <p><strong>${words}</strong> Take it away, open another; tell a doctor.</p>
    ${openOnes(said).some(([one]) => one === item)
      ? html`<div class="room-tiles"><${Big} icon="check" onClick=${() => say(`cartridge/${item}/end`, { how: "used", why: `taken away: ${word}` })}>It is taken away<//></div>`
      : html`<p>It is not in use any more. A doctor has to know what was done with it.</p>`}
  </section>`);
};

// The chip of one in use; what was not checked without a line is, once the server has it.
const standing = (one, event, word) => {
  if (word) return STATES[word];
  if (one.checked === "not checked" && event.number) return ["ok", "circle-check", "Checked now: not used before"];
  return [STATES[one.checked][0], STATES[one.checked][1], one.checked === "ok" ? "Good" : one.checked];
};

const MOST = 200; // signs of a lot number

const whole = (gtin) => gtin.padStart(14, "0");

// The clinic's day: near midnight it is another one than that of UTC.
const day = (clock) => dayAt(clock.now());

// What is printed on the blister and typed by hand is its lot; a code read in part is none.
const lotIn = (read) => read.lot || (read.system === "text" && !read.flags.length ? read.raw.trim().slice(0, MOST) : "");

// What is known here of a code; the server looks again when it hears of it.
export const judge = (read, { pack, said, clock, line }) => {
  const lots = pack.cartridges || [];
  const number = lotIn(read);
  const lot = lots.find((one) => number && one.number.toUpperCase() === number.toUpperCase());
  const kin = lot || lots.find((one) => read.item && one.gtin && whole(one.gtin) === whole(read.item));
  const expires = read.expires || lot?.expires || "";
  const unit = read.unit || unitKey(read.item || "", read.lot || "", read.serial || "");
  const here = said.items("cartridge").some(([, one]) => {
    const other = unitKey(one.gtin, one.lot, one.serial);
    return unit && other === unit && !one.struck;
  });
  let checked = "ok";
  if (here || (unit && (pack.used || []).includes(unit))) checked = "used before";
  else if (lot?.state === "recalled") checked = "recalled";
  else if ((expires && expires < day(clock)) || lot?.state === "expired") checked = "expired";
  else if (kin?.fit === "other device") checked = kin.fit;
  else if (line !== "open") checked = "not checked";
  else if (!lot) checked = "unknown";
  else if (lot.fit) checked = lot.fit;
  return {
    code: read.raw.slice(0, 300), gtin: read.item || "", name: kin?.name || "", lot: lot?.number || number,
    expires, serial: read.serial || "", stock_lot: lot?.lot || "", checked, more: kin?.fit_words || "",
  };
};

// What the server knows of it besides: a piece used a minute ago in another room, a recall of today.
const asked = async (room, found) => {
  // What this tablet knows better, as a piece opened a moment ago; for which device, the server does.
  const stops = ["used before", "expired", "recalled"];
  try {
    const headers = { "X-CSRFToken": room.csrf, "Content-Type": "application/json" };
    const body = JSON.stringify({ code: found.code });
    const answer = await fetch(`${room.base}code/`, { method: "POST", headers, body, credentials: "same-origin" });
    if (!answer.ok) return found;
    const [told] = (await answer.json()).codes;
    if (stops.includes(found.checked) && !stops.includes(told.checked)) return found;
    const { checked, words: more, stock_lot, name } = told;
    return { ...found, checked, more, name: name || found.name, stock_lot: stock_lot || found.stock_lot, lot: found.lot || told.number, expires: found.expires || told.until };
  } catch {
    return found.checked === "ok" ? { ...found, checked: "not checked" } : found;
  }
};

const Camera = ({ room, onCode, close }) => {
  const video = useRef(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    let stop = () => {};
    camera(video.current, `${room.base}code/`, ([text]) => onCode(text, "camera"), { csrf: () => room.csrf })
      .then((end) => { stop = end; })
      .catch(() => setTrouble("This tablet gives no camera to the page: it has none, or the browser was told to keep it. Scan, or type what is printed on the blister."));
    return () => stop();
  }, []);
  const blind = !trouble && room.line !== "open" && !readsAlone();
  return html`<div class="room-camera"><video class=${trouble ? "is-dark" : ""} ref=${video} muted playsinline></video>
    <div role="status">${trouble && html`<p class="room-note warn">${trouble}</p>`}
    ${blind && html`<p class="room-note warn">Without a line this tablet cannot read a picture. Type what is printed on the blister.</p>`}</div><${Big} icon="x" onClick=${close}>Close the camera<//></div>`;
};

export const Gate = ({ pack, said, say, clock, room }) => {
  const [found, setFound] = useState(null);
  const [typed, setTyped] = useState("");
  const [asking, setAsking] = useState(false);
  const [seen, setSeen] = useState(false);

  const read = (text, how) => {
    const code = readCode(text);
    setSeen(false);
    setAsking(false);
    const here = { ...judge(code, { pack, said, clock, line: room.line }), how, flags: code.flags };
    setFound(here);
    if (room.line === "open") asked(room, here).then((told) => setFound((now) => (now === here ? told : now)));
  };
  useEffect(() => onScan((text) => read(text, "scanner")), [room.line]);

  const take = (told) => {
    const { flags, more, ...value } = found;
    const item = newId();
    say(`cartridge/${item}`, { ...value, opened_at: clock.iso(), struck: "" });
    if (told) keepReason(say, item, `Cartridge ${found.lot || found.code} used in spite of “${found.checked}”: ${told}`);
    setFound(null);
    setAsking(false);
  };
  const [tone, icon, words] = found ? STATES[found.checked] : [];
  const stops = found && tone === "stop";
  const asks = found && (stops || found.checked === "unknown");
  return html`<section class="room-gate" aria-label="Cartridge">
    <h3>Scan the cartridge</h3>
    <p>Hold the code on the blister before the scanner, or type what is printed on it.</p>
    <form class="room-code" onSubmit=${(event) => { event.preventDefault(); if (typed.trim()) read(typed.trim(), "typed"); }}>
      <label><span>Code or lot</span><input value=${typed} maxlength="300" autocomplete="off" autocapitalize="characters"
        onInput=${(event) => setTyped(event.target.value)} /></label>
      <button class="room-big">Read it</button>
      <${Big} icon="camera" onClick=${() => setSeen(true)}>Camera<//>
    </form>
    ${seen && html`<${Camera} room=${room} onCode=${read} close=${() => setSeen(false)} />`}
    ${found && html`<div class=${`room-note ${tone}`} role="alert">
      <h3><${Chip} tone=${tone} icon=${icon}>${words}<//></h3>
      ${found.name && html`<p><strong>${found.name}</strong></p>`}
      <p>${found.lot ? `Lot ${found.lot}` : "No lot read"}${found.expires ? `, good until ${dayWords(found.expires)}` : ", no expiry read"}${found.serial ? `, number ${found.serial}` : ""}</p>
      ${found.more && html`<p>${found.more}</p>`}
      ${found.flags.map((one) => html`<p key=${one}>${one}</p>`)}
      ${stops && html`<p>Nobody needles with it. If it was used already, say why: it stays in the record and a doctor hears of it.</p>`}
      <div class="room-tiles">
        ${!asking && html`<${Big} tone=${stops ? "stop" : tone === "warn" ? "warn" : "go"} icon=${tone === "ok" ? "check" : "triangle-alert"}
          onClick=${() => (asks ? setAsking(true) : take(""))}>${stops ? "It was used" : "Open this cartridge"}<//>`}
        <${Big} icon="x" onClick=${() => setFound(null)}>Another one<//>
      </div></div>`}
    ${found && asking && html`<${Ask} legend=${stops ? "Why was it used in spite of that?" : "It is not in the clinic’s stock. Why open it?"}
      choices=${stops ? USED_WHYS : STRANGE_WHYS} onSay=${take} leave=${() => setAsking(false)} />`}
  </section>`;
};

// A needle that may be in the skin stays in sight. A house rule of our own: no source was read for it.
export const Missing = ({ said }) => said.items("cartridge").map(([item, one]) => {
  const end = said.get(`cartridge/${item}/end`);
  if (one.struck || end?.how !== "broken" || end.why === `${BROKE} ${ALL_THERE}`) return null;
  return html`<p class="room-note stop" role="alert" key=${item}><strong>A needle may have stayed in the skin. ${end.why}</strong> Look with light and a lens where it broke. Do not press or dig. Count the needles, keep the cartridge, and call a doctor before you go on; Problem writes it down.</p>`;
});

export const InUse = ({ said, say, room }) => {
  const [ends, setEnds] = useState("");
  const [broke, setBroke] = useState("");
  const words = new Map(foundSince(room, said).map(([item, word]) => [item, word]));
  return openOnes(said).map(([item, one, event]) => [item, one, standing(one, event, words.get(item))]).map(([item, one, [tone, icon, told]]) => html`<section class="room-used" key=${item} aria-label="Cartridge in use">
    <p><strong>${[one.name, one.lot ? `Lot ${one.lot}` : one.code].filter(Boolean).join(", ")}</strong> opened ${at(one.opened_at)} <${Chip} tone=${tone} icon=${icon}>${told}<//></p>
    ${ends === item
      ? html`<div class="room-tiles">
          <${Big} onClick=${() => say(`cartridge/${item}/end`, { how: "used", why: "" })}>Used up<//>
          <${Big} onClick=${() => setBroke(item)}>It broke<//>
          <${Big} onClick=${() => say(`cartridge/${item}/end`, { how: "unused", why: "opened and not used" })}>Not used<//>
        </div>
        ${broke === item && html`<${Ask} legend="Are all its needles there?" choices=${NEEDLES} other="What was seen, in your own words" leave=${() => setBroke("")} away="It did not break"
          onSay=${(seen) => say(`cartridge/${item}/end`, { how: "broken", why: `${BROKE} ${seen}` })} />`}`
      : html`<${Big} icon="refresh-cw" onClick=${() => setEnds(item)}>Done with it, or broken<//>`}
  </section>`);
};
