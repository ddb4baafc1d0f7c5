// One application of cream as it goes on, or as it is put right afterwards.
import { html, useEffect, useState } from "../../vendor/htm-preact-3.1.1.js";
import { creamOf, dayWords, keptFree, leftBy, lotStands, notices, tidy } from "./numbing.js";
import { Big, Choice, Icon, Stepper, Text, Tick, at, dayAt } from "./parts.js";

const OTHER = "other";
const EMPTY = { chosen: "", name: "", lot: "", lot_number: "", expires: "", typed: false, grams: null, area_cm2: null, zones: [], ago: null };

export const named = (key) => (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll("_", " ");
export const zonesOf = (pack) => pack.zones || (pack.zones_open || []).map((zone) => ({ zone, name: named(zone) }));

// Of a span the least: more can be put on, and less cannot be taken back.
const number = (one) => (one && typeof one === "object" ? one.value ?? one.low : one) ?? null;

export const today = (clock) => dayAt(clock.now());

const draftOf = (one) => ({
  ...EMPTY, ...one, chosen: one.cream || OTHER, typed: !one.lot, ago: null,
});

const lotOf = (pack, draft) => {
  const lots = creamOf(pack, draft.chosen)?.lots || [];
  const told = draft.lot_number.trim().toLowerCase();
  return lots.find((one) => (draft.typed ? told && one.number.toLowerCase() === told : one.id === draft.lot));
};

// What this draft says once it is an event's value.
const valueOf = (pack, draft, onAt) => {
  const cream = creamOf(pack, draft.chosen);
  const lot = lotOf(pack, draft);
  return {
    cream: cream?.key || "",
    name: cream?.name || draft.name.trim() || "Another cream",
    lot: lot?.id || "",
    lot_number: lot?.number || draft.lot_number.trim(),
    expires: lot?.expires || draft.expires,
    grams: draft.grams,
    area_cm2: draft.area_cm2,
    zones: draft.zones,
    on_at: onAt,
    struck: "",
  };
};

const missing = (pack, draft) => [
  !draft.chosen && "which cream",
  draft.chosen === OTHER && !draft.name.trim() && "the cream’s name",
  draft.area_cm2 === null && "how much skin",
  draft.grams === null && "how many grams",
  zonesOf(pack).some((one) => !keptFree(one)) && !draft.zones.length && "where",
].filter(Boolean);

const Creams = ({ pack, draft, put }) => {
  const planned = pack.numbing_planned?.cream;
  const options = (pack.creams || []).map((one) => [one.key, one.barred
    ? html`${one.name}<small class="numb-bar"><${Icon} name="octagon-x" /> Not for this patient: ${one.barred}</small>`
    : html`${one.name}<small>${one.key === planned ? "Planned; at" : "At"} least ${one.minutes_fewest} min, at most ${one.minutes_most}</small>`]);
  return html`
    ${!options.length && html`<p class="room-note warn">This tablet knows no label of a cream: times and amounts are read off the tube.</p>`}
    <${Choice} name="cream" legend="Cream" options=${[...options, [OTHER, "Another cream"]]} value=${draft.chosen}
      onChange=${(chosen) => put({ chosen, name: "", lot: "", lot_number: "", expires: "", typed: false })} />
    ${draft.chosen === OTHER && html`<${Text} label="Its name, as on the tube" rows=${1} value=${draft.name} onSave=${(name) => put({ name })} />`}`;
};

const Lots = ({ pack, draft, put, clock }) => {
  const cream = creamOf(pack, draft.chosen);
  if (!draft.chosen) return null;
  const day = today(clock);
  const options = (cream?.lots || []).map((one) => {
    const stands = lotStands(one, day);
    const words = { recalled: "recalled", expired: "expired" }[stands.state];
    return [one.id, html`Lot ${one.number}<small class=${words ? "numb-bar" : ""}>
      ${words && html`<${Icon} name="octagon-x" /> ${words}, `}to ${dayWords(one.expires)}${one.left === undefined ? "" : `, ${one.left} left`}</small>`];
  });
  const typed = draft.typed || !options.length;
  const lot = lotOf(pack, { ...draft, typed });
  const stands = lotStands(lot || { number: draft.lot_number, expires: draft.expires }, day);
  return html`
    ${options.length > 0 && html`<${Choice} name="lot" legend="Lot and expiry" options=${[...options, [OTHER, "Another lot"]]}
      value=${draft.typed ? OTHER : draft.lot}
      onChange=${(key) => put(key === OTHER ? { typed: true, lot: "" } : { typed: false, lot: key, lot_number: "", expires: "" })} />`}
    ${typed && html`<div class="room-pair">
      <${Text} label="Lot on the tube" rows=${1} value=${draft.lot_number} onSave=${(lot_number) => put({ lot_number, typed: true })} />
      <label class="room-text"><span>Expires on</span><input type="date" value=${draft.expires}
        onChange=${(event) => put({ expires: event.target.value, typed: true })} /></label></div>`}
    ${stands.words && html`<p class="room-note stop" role="status"><strong>${stands.words}</strong> If it is on the skin already, say so: it is kept as it happened.</p>`}`;
};

const Label = ({ cream, left }) => {
  if (!cream) return null;
  const most = cream.grams_most ? ` and ${cream.grams_most} g` : "";
  return html`<div class="numb-label" role="status">
    ${left.why
      ? html`<p class="room-note warn">What the label leaves cannot be said: ${left.why}. Unknown is not “no”: ask again at Arrive, or a doctor decides.</p>`
      : html`<p><span>The label leaves for 24 hours</span><strong>${tidy(left.area_cm2)} cm²</strong><strong>${tidy(left.grams)} g</strong></p>`}
    <p class="room-was">Label: at most ${cream.area_most_cm2} cm²${most}; ${cream.grams_low === cream.grams_high ? cream.grams_high : `${cream.grams_low} to ${cream.grams_high}`} g on each 10 cm².</p>
  </div>`;
};

const Amounts = ({ pack, draft, put, room }) => {
  const cream = creamOf(pack, draft.chosen);
  const left = cream ? leftBy(cream, room) : { why: "", area_cm2: null, grams: null };
  const plan = pack.numbing_planned || {};
  const planned = { area: number(plan.area_cm2), grams: number(plan.grams) };
  const sizes = draft.zones.map((zone) => number((pack.zones || []).find((one) => one.zone === zone)?.area_cm2));
  const chosen = sizes.length && !sizes.includes(null) ? Math.round(sizes.reduce((sum, one) => sum + one, 0)) : null;
  const thick = cream && draft.area_cm2 ? (draft.area_cm2 * cream.grams_high) / 10 : null;
  const asPlanned = draft.area_cm2 === null || draft.area_cm2 === planned.area ? planned.grams : null;
  const thin = thick === null ? null : (draft.area_cm2 * cream.grams_low) / 10;
  const areas = left.area_cm2 === null ? [] : [{ at: left.area_cm2, hard: false,
    why: `More than the label leaves: ${tidy(left.area_cm2)} cm² of ${cream.area_most_cm2} in 24 hours.` }];
  const grams = [
    ...(thick === null ? [] : [{ at: thick, hard: false, why: `Thicker than the label says: up to ${tidy(thick)} g on ${draft.area_cm2} cm².` }]),
    ...(left.grams === null ? [] : [{ at: left.grams, hard: false, why: `More than the label leaves: ${tidy(left.grams)} g in 24 hours.` }]),
  ];
  const whole = planned.area !== null && planned.grams !== null && draft.area_cm2 === null && draft.grams === null;
  return html`<${Label} cream=${cream} left=${left} />
    <div class="room-pair">
      <${Stepper} label="Area" unit="cm²" step=${5} max=${2000} value=${draft.area_cm2} planned=${planned.area} walls=${areas} onChange=${(area_cm2) => put({ area_cm2 })} />
      <div><${Stepper} label="Amount" unit="g" step=${0.5} max=${200} value=${draft.grams} planned=${asPlanned} walls=${grams} onChange=${(some) => put({ grams: some })} />
        ${thick !== null && html`<p class="room-was">By the label for ${tidy(draft.area_cm2)} cm²: ${thin === thick ? "" : `${tidy(thin)} to `}${tidy(thick)} g</p>`}</div>
    </div>
    ${chosen !== null && chosen !== planned.area && draft.area_cm2 === null && html`<${Big} icon="scan-line" onClick=${() => put({ area_cm2: chosen })}>Proposal: ${chosen} cm², the size of the chosen zones<//>`}
    ${whole && html`<${Big} icon="check" onClick=${() => put({ area_cm2: planned.area, grams: planned.grams })}>As planned: ${tidy(planned.grams)} g on ${tidy(planned.area)} cm²<//>`}`;
};

const Where = ({ pack, draft, put }) => {
  const zones = zonesOf(pack);
  const free = zones.filter((one) => !keptFree(one)).map((one) => one.zone);
  if (!zones.length) return html`<p class="room-note">The plan names no zones: write where into the notes.</p>`;
  const flip = (zone, on) => put({ zones: free.filter((one) => (one === zone ? on : draft.zones.includes(one))) });
  return html`<fieldset class="room-choice"><legend>Where</legend><div class="room-tiles">
    ${free.length > 1 && html`<${Tick} checked=${free.every((one) => draft.zones.includes(one))} onChange=${(on) => put({ zones: on ? free : [] })}><strong>All of these</strong><//>`}
    ${zones.map((one) => (keptFree(one)
      ? html`<p class="room-tile numb-free" key=${one.zone}><${Icon} name="eye-off" /><span>${one.name}<small>${keptFree(one)}</small></span></p>`
      : html`<${Tick} key=${one.zone} checked=${draft.zones.includes(one.zone)} onChange=${(on) => flip(one.zone, on)}>${one.name}<//>`))}
  </div></fieldset>`;
};

const TONES = { wall: "stop", ask: "warn", advice: "" };

export const Notices = ({ some }) =>
  some.map((one) => html`<p class=${`room-note ${TONES[one.weight]}`} key=${one.key + one.words}>
    ${one.weight === "wall" && html`<${Icon} name="octagon-x" /> `}${one.words}</p>`);

// The draft is kept on this tablet until it is said, over a reload too.
const useDraft = (room, given) => {
  const [draft, setDraft] = useState(given ? draftOf(given) : room.numbDraft || EMPTY);
  useEffect(() => {
    if (given || room.numbDraft || !room.store) return;
    room.store.draft("numb").then((kept) => kept && setDraft((now) => (now === EMPTY ? { ...EMPTY, ...kept } : now)));
  }, []);
  const keep = (next) => {
    if (given) return;
    room.numbDraft = next;
    room.store?.keepDraft("numb", next);
  };
  const put = (more) => setDraft((now) => {
    const next = { ...now, ...more };
    keep(next);
    return next;
  });
  return [draft, put, () => keep(null)];
};

const When = ({ given, draft, put, clock }) => {
  const since = Math.max(0, Math.round((clock.now() - Date.parse(given.on_at)) / 60000));
  const ago = draft.ago ?? since;
  return html`<div><${Stepper} label="Put on" unit="min ago" step=${1} max=${1440} value=${ago} onChange=${(some) => put({ ago: some })} />
    <p class="room-was">At ${at(draft.ago === null ? given.on_at : new Date(clock.now() - ago * 60000).toISOString())}</p></div>`;
};

export const Form = ({ pack, said, say, clock, room, given = null, item, close, first = false }) => {
  const [draft, put, clear] = useDraft(room, given);
  const [asked, setAsked] = useState(false);
  const about = { pack, said, clock, but: given ? item : "" };
  const onAt = given && draft.ago === null ? given.on_at : new Date(clock.now() - (draft.ago || 0) * 60000).toISOString();
  const value = valueOf(pack, draft, onAt);
  const lot = lotOf(pack, draft);
  const lotBad = ["expired", "recalled"].includes(lotStands(lot || { number: value.lot_number, expires: value.expires }, today(clock)).state);
  const told = draft.chosen ? notices({ ...about, draft: { ...value, item: "draft", off: given?.off || null, doubt: given?.doubt || 0, offDoubt: given?.offDoubt || 0 } }) : [];
  const some = told.filter((one) => one.key !== "numbing.no_label" || draft.name.trim())
    .filter((one) => one.key !== "numbing.home" || !value.cream);
  const walls = some.some((one) => one.weight === "wall") || lotBad;
  const open = missing(pack, draft);
  const save = () => {
    setAsked(true);
    if (open.length) return;
    const doubt = given && draft.ago === null ? Math.max(given.doubt, clock.doubt()) : clock.doubt();
    clear();
    say(`numb/${item}`, value, { doubt });
    close();
  };
  const words = given ? "Keep this" : walls ? "It is on the skin already" : "Cream is on";
  return html`<section class="numb-form" aria-label=${given ? "Correct the cream" : "Cream about to go on"}>
    <${Creams} pack=${pack} draft=${draft} put=${put} />
    <${Lots} pack=${pack} draft=${draft} put=${put} clock=${clock} />
    <${Where} pack=${pack} draft=${draft} put=${put} />
    <${Amounts} pack=${pack} draft=${draft} put=${put} room=${about} />
    ${given && html`<${When} given=${given} draft=${draft} put=${put} clock=${clock} />`}
    <${Notices} some=${some} />
    ${walls && !given && html`<p class="room-note stop"><strong>Do not put it on like this.</strong> Choose less or another cream, or ask a doctor. If it is on the skin already, say so: it is kept as it happened.</p>`}
    ${draft.chosen && !value.lot_number && html`<p class="room-note warn">No lot yet: without it nobody finds this patient if the cream is recalled. It can be added afterwards.</p>`}
    <div role="alert">${asked && open.length > 0 && html`<p class="room-note stop">Say first: ${open.join(", ")}.</p>`}</div>
    <div class="numb-do">
      <${Big} tone=${walls ? "stop" : "go"} icon=${walls ? "triangle-alert" : "timer"} onClick=${save}>${words}<//>
      ${!first && html`<${Big} icon="x" onClick=${() => { clear(); close(); }}>${given ? "Leave as it was" : "Not now"}<//>`}
    </div>
  </section>`;
};
