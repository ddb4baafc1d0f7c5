// The skin is soothed and looked at, and the patient goes home knowing what to do and when to come.
import { html, useState } from "../../../vendor/htm-preact-3.1.1.js";
import { dayWords } from "../numbing.js";
import { Missing } from "../cartridge.js";
import { Had } from "../problem.js";
import { Big, Choice, Chip, Icon, Text, Tick } from "../parts.js";

export const title = "Finish";
export const icon = "flag";
const SLOTS = ["soothing", "skin", "photo", "aftercare", "next"];
// "Taken" and "booked" need the picture or the visit behind them, or where else it is.
const pictured = (photo, pack) => Boolean(!pack.photos || pack.photos.taken_today || photo.why);
const isBooked = (next, pack) => Boolean(!pack.next || pack.next.booked || next.why);

export const done = (said, pack) => {
  const all = Object.fromEntries(SLOTS.map((slot) => [slot, said.get(`finish/${slot}`)]));
  if (SLOTS.some((slot) => !all[slot])) return false;
  return Boolean(all.soothing.what && (all.skin.look.length || all.skin.note)
    && (all.photo.photo === "taken" ? pictured(all.photo, pack) : all.photo.photo !== "not taken" || all.photo.why)
    && (all.aftercare.handed !== "no" || all.aftercare.why)
    && (all.next.booked ? isBooked(all.next, pack) : all.next.why));
};

const OTHER = "other";
const SOOTHING = ["Hydrogel", "Cold packs", "Nothing"];

// Tiles for what is usual, and words for anything else; `onChange` gets the words.
const OneOf = ({ name, legend, usual, value, other, ask, onChange }) => {
  const known = usual.includes(value);
  const [own, setOwn] = useState(Boolean(value) && !known);
  const chosen = own || (value && !known) ? OTHER : value;
  return html`<${Choice} name=${name} legend=${legend} options=${[...usual.map((one) => [one, one]), [OTHER, other]]} value=${chosen}
      onChange=${(key) => { setOwn(key === OTHER); onChange(key === OTHER ? "" : key); }} />
    ${chosen === OTHER && html`<${Text} label=${ask} rows=${1} value=${known ? "" : value || ""} onSave=${onChange} />`}`;
};

const Soothing = ({ said, say }) => {
  const value = said.get("finish/soothing");
  const put = (more) => say("finish/soothing", { what: "", lot_number: "", ...value, ...more });
  return html`<section class="finish-part" aria-label="Soothing">
    <${OneOf} name="soothing" legend="Put on the skin afterwards" usual=${SOOTHING} value=${value?.what} other="Something else"
      ask="What" onChange=${(what) => put({ what })} />
    ${value && value.what !== "Nothing" && html`<${Text} label="Its lot" rows=${1} value=${value.lot_number} onSave=${(lot_number) => put({ lot_number })} />`}
  </section>`;
};

const LOOKS = ["Even redness", "Some swelling", "Pinpoint bleeding, stopped", "Dry and calm", "A bruise"];
const TROUBLE = ["Still bleeding", "Weals or hives", "Pale or grey patches", "Blisters", "Much pain"];

const Skin = ({ said, say }) => {
  const value = said.get("finish/skin") || { look: [], note: "" };
  const flip = (one, on) => say("finish/skin", { ...value, look: [...LOOKS, ...TROUBLE].filter((some) => (some === one ? on : value.look.includes(some))) });
  const trouble = value.look.filter((one) => TROUBLE.includes(one));
  return html`<section class="finish-part" aria-label="The skin">
    <fieldset class="room-choice"><legend>How the skin looks</legend><div class="room-tiles">
      ${[...LOOKS, ...TROUBLE].map((one) => html`<${Tick} key=${one} checked=${value.look.includes(one)} onChange=${(on) => flip(one, on)}>
        ${TROUBLE.includes(one) && html`<${Icon} name="triangle-alert" /> `}${one}<//>`)}
    </div></fieldset>
    ${trouble.length > 0 && html`<p class="room-note stop" role="status"><strong>${trouble.join(", ")}: not to be sent home with it.</strong> Press Problem, which says what to do, or get a doctor to look first.</p>`}
    <${Text} label="A note on the skin" rows=${2} value=${value.note} onSave=${(note) => say("finish/skin", { ...value, note })} />
  </section>`;
};

// A page of the clinic that only the server has.
const Away = ({ room, href, icon: sign, children }) =>
  room.line === "open"
    ? html`<a class="room-big" href=${href}><${Icon} name=${sign} /><span>${children}</span></a>`
    : html`<p class="room-note warn"><${Icon} name="cloud-off" /> ${children}: this needs the line, which is down. All else here goes on without it.</p>`;

const PHOTO = [["taken", "Taken", "camera"], ["refused", "Refused", "x"], ["not taken", "Not taken", "circle-dashed"]];
const NO_PHOTOS = { refused: "This patient refused photographs", withdrawn: "The consent to photographs was withdrawn" };
const NOT_TAKEN = ["Forgotten", "No time", "The camera did not work", "Not wanted for this session"];

const Photo = ({ pack, said, say, room }) => {
  const value = said.get("finish/photo");
  const { taken_today: taken, consent } = pack.photos || {};
  const barred = Boolean(consent) && consent !== "signed";
  const put = (photo, why = "") => say("finish/photo", { photo, why });
  const asked = value && value.photo !== "taken";
  return html`<section class="finish-part" aria-label="Photograph">
    ${taken && html`<p><${Chip} tone="ok" icon="image">A photograph of today is in the record<//></p>`}
    ${barred && html`<p class="room-note warn">${NO_PHOTOS[consent] || "No consent to photographs is signed"}: take none. The patient can sign one under Consents.</p>`}
    <${Choice} name="photo" legend="Photograph after the needling" options=${PHOTO} value=${value?.photo} onChange=${(photo) => put(photo)} />
    ${value?.photo === "taken" && pack.photos && !taken && html`<p class="room-note warn" role="status">None found: no photograph of today is in the record. Take one below, or say where else it is.</p>
      <${Text} label="Taken elsewhere: where" rows=${1} value=${value.why} onSave=${(why) => put("taken", why)} />`}
    ${asked && value.photo === "refused" && html`<${Text} label="Why, in the patient’s words" rows=${1} value=${value.why} onSave=${(why) => put("refused", why)} />`}
    ${asked && value.photo === "not taken" && html`<${OneOf} name="photo-why" legend="Why not" usual=${NOT_TAKEN} value=${value.why}
      other="Another reason" ask="The reason" onChange=${(why) => put("not taken", why)} />`}
    ${pack.patient_key && !barred && html`<${Away} room=${room} icon="camera" href=${`/patients/${pack.patient_key}/photos/add/`}>Take a photograph<//>`}
  </section>`;
};

const AFTERCARE = [["paper", "On paper", "file-text"], ["phone", "On the phone", "smartphone"], ["both", "Both", "circle-check"], ["no", "Not handed over", "x"]];

const Aftercare = ({ said, say }) => {
  const value = said.get("finish/aftercare");
  return html`<section class="finish-part" aria-label="Aftercare">
    <${Choice} name="aftercare" legend="Aftercare explained and handed over" options=${AFTERCARE} value=${value?.handed}
      onChange=${(handed) => say("finish/aftercare", { handed, why: "" })} />
    ${value?.handed === "no" && html`<${Text} label="Why not, and who does it" rows=${1} value=${value.why} onSave=${(why) => say("finish/aftercare", { handed: "no", why })} />`}
  </section>`;
};

const NEXT = [["yes", "Booked", "calendar"], ["no", "Not booked", "x"]];
const NO_DATE = ["This was the last session", "The patient books later", "A doctor decides first"];

const Next = ({ pack, said, say, room }) => {
  const value = said.get("finish/next");
  const { planned = "", booked = "" } = pack.next || {};
  const put = (more) => say("finish/next", { booked: false, day: "", why: "", ...value, ...more });
  return html`<section class="finish-part" aria-label="Next date">
    ${planned && html`<p class="room-note">Planned from <strong>${dayWords(planned)}</strong>${booked ? html`; booked for <strong>${dayWords(booked)}</strong>` : "; nothing is booked yet"}.</p>`}
    ${!planned && booked && html`<p class="room-note">Booked for <strong>${dayWords(booked)}</strong>.</p>`}
    <${Choice} name="next" legend="The next date" options=${NEXT} value=${value && (value.booked ? "yes" : "no")}
      onChange=${(key) => put({ booked: key === "yes", day: key === "yes" ? value?.day || booked : "", why: "" })} />
    ${value?.booked && html`<label class="room-text"><span>On</span><input type="date" value=${value.day}
      onChange=${(event) => put({ day: event.target.value })} /></label>`}
    ${value?.booked && pack.next && !booked && html`<p class="room-note warn" role="status">None found: no visit to come is booked here. Book it below, or say where else it is.</p>
      <${Text} label="Booked elsewhere: where" rows=${1} value=${value.why} onSave=${(why) => put({ why })} />`}
    ${value?.booked && value.day && planned && value.day < planned && html`<p class="room-note warn">Sooner than planned: the skin has from ${dayWords(planned)} on had its days to heal. Ask whoever planned it.</p>`}
    ${value && !value.booked && html`<${OneOf} name="next-why" legend="Why not" usual=${NO_DATE} value=${value.why}
      other="Another reason" ask="The reason" onChange=${(why) => put({ why })} />`}
    ${pack.patient_key && html`<${Away} room=${room} icon="calendar-plus" href=${`/visits/new/?patient=${pack.patient_key}${pack.service_key ? `&service=${pack.service_key}` : ""}`}>Book the next date<//>`}
  </section>`;
};

const STOPS = ["Too much pain", "A reaction of the skin", "Felt faint", "The patient wished it", "A device or cartridge failed"];

const Stopped = ({ said, say }) => {
  const why = said.get("stop")?.why || "";
  const [open, setOpen] = useState(false);
  if (!open && !why) {
    return html`<${Big} icon="octagon-x" onClick=${() => setOpen(true)}>It was stopped early<//>`;
  }
  return html`<section class="finish-part" aria-label="Stopped early">
    ${why && html`<p class="room-note warn" role="status"><strong>Stopped early: ${why}.</strong> What was not needled stays in the plan.</p>`}
    <${OneOf} name="stop" legend="Stopped early because" usual=${STOPS} value=${why} other="Another reason" ask="The reason"
      onChange=${(told) => told && say("stop", { why: told })} />
    <${Big} icon="undo-2" onClick=${() => { setOpen(false); if (why) say("stop", { why: "" }); }}>It was not stopped early<//>
  </section>`;
};

export const Stage = ({ pack, said, say, room }) => html`
  <${Had} pack=${pack} said=${said} leaving /><${Missing} said=${said} />
  <${Soothing} said=${said} say=${say} />
  <${Skin} said=${said} say=${say} />
  <${Photo} pack=${pack} said=${said} say=${say} room=${room} />
  <${Aftercare} said=${said} say=${say} />
  <${Next} pack=${pack} said=${said} say=${say} room=${room} />
  <${Stopped} said=${said} say=${say} />
`;
