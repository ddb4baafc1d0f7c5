// One zone: what was planned stands pale, what was done is entered over it, a difference asks why.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact-3.1.1.js";
import { wasOpened } from "./cartridge.js";
import { asksReason, differences, opensIncident } from "./differences.js";
import { knewThen, seenNow } from "./drawn.js";
import { dayWords } from "./numbing.js";
import { Big, Choice, Stepper, Text } from "./parts.js";
import { Ask } from "./reasons.js";
import { newId } from "./sync.js";
import { clock } from "./time.js";

const REASONS = ["Endpoint came sooner", "Endpoint did not come", "Skin more tender than thought", "Pain", "The patient's wish"];
const LEFT_OUT = ["The patient's wish", "Skin not fit today", "No time left", "A problem"];
const NOTHING = { depth_mm: null, passes: null, speed: "", endpoint: "", pain: null, cartridge: "", why: "", left_out: "", done: false };

export const blank = () => ({ ...NOTHING });

// A span leaves the setting to whoever needles: what is tapped is named, not called the plan.
const isOne = (span) => Boolean(span) && (span.value !== null || span.low === span.high);

const first = (span) => span?.value ?? span?.low ?? null;

export const spanOf = (span, unit) => {
  if (!span || (span.value === null && span.low === null && span.high === null)) return "";
  if (span.value !== null) return `${span.value} ${unit}`;
  if (span.low === null || span.high === null || span.low === span.high) return `${span.low ?? span.high} ${unit}`;
  return `${span.low} to ${span.high} ${unit}`;
};

const Reasons = ({ legend, reasons, value, onChange }) => html`<div class="room-reasons" role="group" aria-label=${legend}>
  <p class="room-label">${legend}</p>
  <div class="room-tiles">${reasons.map((one) => html`<${Big} key=${one} tone=${value === one ? "go" : ""} aria-pressed=${value === one} onClick=${() => onChange(one)}>${one}<//>`)}</div>
  <${Text} label="In your own words" rows=${1} value=${value} onSave=${onChange} />
</div>`;

const PARTS = { depth: "the depth", passes: "the passes", endpoint: "what the skin showed", zone: "the place" };

// What it got when it was last needled, and where that is not today's plan.
const Last = ({ last, zone, place, pack, onCopy }) => {
  const told = [last, ...(last.more || [])].map((one) => [`${one.depth_mm} mm`, one.passes === null ? "passes not entered" : `${one.passes} passes`, one.endpoint, one.pain === null || one.pain === undefined ? "" : `pain ${one.pain}`].filter(Boolean).join(", "));
  const entries = [last, ...(last.more || [])].map((one, n) => [n ? `more/${n}` : `zone/${zone.zone}`, { ...one, done: true }]);
  const other = [...new Set(differences(zone.zone, place, entries, pack).filter(asksReason).map((one) => PARTS[one.what]))];
  return html`<div class="room-plan"><p>Last time${last.said_on ? `, on ${/^\d{4}-/.test(last.said_on) ? dayWords(last.said_on) : last.said_on}` : ""}${last.signed === false ? " (not signed)" : ""}: ${told.join("; also ")}.
      ${other.length > 0 && ` Otherwise than planned today: ${other.join(", ")}.`}${last.amended && " The record was amended: read it first."}</p>
    <${Big} icon="history" onClick=${onCopy}>As last time<//></div>`;
};

// `slot` is where it is said; `onDone` is called once the zone is done or left out. `place` is the
// zone with its plan where `zone` shows none of it: another depth is held against the same plan.
export const Zone = ({ zone, place = zone, slot, said, say, pack, cartridge, onDone, children }) => {
  const kept = said.get(slot);
  const [draft, setDraft] = useState(kept || NOTHING);
  const [leaving, setLeaving] = useState(false);
  const [asking, setAsking] = useState(false);
  const timer = useRef(null);
  const mine = useRef(JSON.stringify(kept));
  const waits = useRef(null);
  const knew = useRef(null);

  // Entries of another tablet come in while nobody is entering something here.
  useEffect(() => {
    const now = JSON.stringify(kept);
    if (now !== mine.current && !timer.current) {
      mine.current = now;
      setDraft(kept || NOTHING);
    }
  }, [kept]);
  useEffect(() => {
    if (!timer.current) knew.current = seenNow();
  });
  const send = (value) => {
    clearTimeout(timer.current);
    timer.current = null;
    waits.current = null;
    mine.current = JSON.stringify(value);
    say(slot, value, { knew: knew.current || undefined });
  };
  useEffect(() => {
    const keep = () => { if (waits.current) send(waits.current); };
    addEventListener("pagehide", keep);
    return () => { removeEventListener("pagehide", keep); keep(); };
  }, []);
  const put = (more, now = false) => {
    const named = wasOpened(said, draft.cartridge) ? draft.cartridge : cartridge || draft.cartridge;
    const value = { ...draft, cartridge: named || "", left_out: "", ...more };
    setDraft(value);
    knew.current = knewThen() || knew.current;
    clearTimeout(timer.current);
    if (now) send(value);
    else {
      waits.current = value;
      timer.current = setTimeout(() => send(value), 500);
    }
    return value;
  };
  const plan = zone.planned || {};
  const seen = plan.endpoint || "";
  // What is otherwise than planned says why before it is done.
  const asPlanned = (why = draft.why) => {
    const given = {
      depth_mm: draft.depth_mm ?? first(plan.depth_mm),
      passes: draft.passes ?? (first(plan.passes) === null ? null : Math.round(first(plan.passes))),
      why,
    };
    const asks = !why && differs({ ...draft, ...given, done: true }).some(asksReason);
    setAsking(asks);
    const value = put({ ...given, done: !asks }, true);
    if (!asks && value.depth_mm !== null && value.passes !== null) onDone();
  };
  const ready = (draft.depth_mm ?? first(plan.depth_mm)) !== null && (draft.passes ?? first(plan.passes)) !== null;
  const told = [spanOf(plan.depth_mm, "mm"), spanOf(plan.passes, "passes")].filter(Boolean).join(", ");
  const pale = { depth_mm: first(plan.depth_mm), passes: first(plan.passes) };
  const now = { ...draft, depth_mm: draft.depth_mm ?? pale.depth_mm, passes: draft.passes ?? pale.passes };
  const own = `zone/${zone.zone}`;
  const entries = [[own, said.get(own) || NOTHING], ...said.items(`${own}/more`).map(([item, value]) => [`${own}/more/${item}`, value])];
  const planned = (pack.zones || []).some((one) => one.zone === zone.zone) ? place : null;
  const differs = (mine) => differences(zone.zone, planned, entries.map(([where, value]) => [where, where === slot ? mine : value]), pack)
    .filter((one) => one.slot === slot && (one.what !== "zone" || !planned));
  const other = differs(now);
  const over = draft.depth_mm === null && draft.passes === null ? [] : other.filter((one) => opensIncident(one) && one.why);
  const endpoints = pack.endpoints || [];
  const bleeds = draft.endpoint && endpoints.find((one) => one.words === draft.endpoint)?.key === "bleeding"
    && !said.items("problem").some(([, one]) => one.kind === "bleeding");
  const untouched = draft.depth_mm === null && draft.passes === null;
  const exact = isOne(plan.depth_mm) && isOne(plan.passes);
  const doneWords = !untouched ? "Done" : exact ? "Done as planned" : `Done: ${pale.depth_mm} mm, ${Math.round(pale.passes)} passes`;
  const soft = (zone.walls || []).map((one) => ({ at: one.at_mm, hard: false, why: `Deeper than ${one.at_mm} mm` }));
  return html`<section class="room-zone" aria-label=${zone.name}>
    <h3>${zone.name}</h3>
    <p class="room-plan">${told ? `Planned: ${told}${plan.endpoint_words ? `, until ${plan.endpoint_words}` : ""}` : "Nothing is planned here: a doctor says how deep and how often. Enter what was done."}</p>
    ${plan.why && html`<details class="room-source"><summary>Why</summary><p>${plan.why}</p></details>`}
    ${zone.last && html`<${Last} last=${zone.last} zone=${zone} place=${planned} pack=${pack}
      onCopy=${() => put({ depth_mm: zone.last.depth_mm, passes: zone.last.passes, speed: zone.last.speed || "", done: false })} />`}
    <div class="room-pair">
      <${Stepper} label="Depth" unit="mm" step=${0.05} min=${0} max=${5} value=${draft.depth_mm} planned=${first(plan.depth_mm)}
        walls=${soft} onChange=${(depth_mm) => put({ depth_mm, done: false })} />
      <${Stepper} label="Passes" unit="" step=${1} min=${0} max=${30} value=${draft.passes} planned=${first(plan.passes) === null ? null : Math.round(first(plan.passes))}
        onChange=${(passes) => put({ passes, done: false })} />
    </div>
    ${over.length > 0 && html`<p class="room-note stop" role="alert"><strong>${over.map((one) => one.why).join(" ")} Stop, and ask a doctor.</strong> What happened is kept; a doctor is told by an incident.</p>
      ${over.some((one) => one.because) && html`<details class="room-source"><summary>Why the limit is there</summary><p>${over.map((one) => one.because).filter(Boolean).join(" ")}</p></details>`}`}
    ${other.some(asksReason) && !asking && html`<${Reasons} legend="Otherwise than planned. Why?" reasons=${REASONS} value=${draft.why} onChange=${(why) => put({ why }, true)} />`}
    ${draft.done && !wasOpened(said, draft.cartridge) && html`<p class="room-note warn" role="status">No cartridge that was opened here stands with this place. Open the one it was done with, then press Done again.</p>`}
    ${endpoints.length > 0 && html`<${Choice} name=${`endpoint-${slot}`} legend="What the skin shows" value=${draft.endpoint}
      options=${endpoints.map((one) => [one.words, one.key === seen ? `${one.words} (planned)` : one.words])} onChange=${(endpoint) => put({ endpoint })} />`}
    ${bleeds && html`<p class="room-note stop" role="alert"><strong>Stop needling here, and press on it.</strong></p>
      <${Big} tone="stop" icon="triangle-alert" onClick=${() => say(`problem/${newId()}`, { kind: "bleeding", at: clock.iso() })}>Bleeding: what to do<//>`}
    <fieldset class="room-choice room-pain"><legend>Pain, 0 none to 10 the worst</legend><div>${Array.from({ length: 11 }, (_, n) => html`
      <label class="room-tile" key=${n}><input type="radio" name=${`pain-${slot}`} checked=${draft.pain === n} onChange=${() => put({ pain: n })} /><span>${n}</span></label>`)}</div></fieldset>
    <${Text} label="Speed" rows=${1} value=${draft.speed} onSave=${(speed) => put({ speed })} />
    ${children}
    <div class="room-tiles">
      <${Big} icon="x" onClick=${() => setLeaving(!leaving)}>Leave this zone out<//>
      ${ready && html`<${Big} tone="go" icon="check" onClick=${() => asPlanned()}>${doneWords}<//>`}
    </div>
    ${asking && html`<${Ask} legend="Otherwise than planned. Say why before it is done" choices=${REASONS} onSay=${asPlanned} leave=${() => setAsking(false)} away="Not done yet" />`}
    ${(leaving || draft.left_out) && html`<${Reasons} legend="Not needled. Why?" reasons=${LEFT_OUT} value=${draft.left_out}
      onChange=${(left_out) => { if (left_out) { put({ ...NOTHING, left_out }, true); onDone(); } }} />`}
  </section>`;
};
