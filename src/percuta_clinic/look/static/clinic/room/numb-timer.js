// What is on the skin, in sight and in hearing until it is off; then what the skin is like.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact-3.1.1.js";
import { Form, today, zonesOf } from "./numb-form.js";
import { applied, creamOf, dayWords, isOn, lotStands, shortly, tidy, timing, worn } from "./numbing.js";
import { Big, Chip, Choice, Icon, Text, Timer, at, minutes, ring, useAwake, useSecond } from "./parts.js";
import { Ask, keepReason, reasonOf } from "./reasons.js";
import { newId } from "./sync.js";

const AGAIN = 5000; // milliseconds between two alarms

export const off = (one, say, clock) =>
  say(`numb/${one.item}/off`, { off_at: clock.iso(), clean: null, intact: null, look: "" });

const LOOKS = {
  wait: ["", "timer", "Waiting"],
  ready: ["ok", "circle-check", "Ready"],
  soon: ["warn", "triangle-alert", "Take it off soon"],
  late: ["stop", "octagon-x", "Take it off now"],
  unknown: ["warn", "circle-help", "No label known here"],
};

const shown = ({ name }, time, cream) => ({
  wait: [Math.ceil(time.wait), `until ${at(time.readyAt)}, the earliest start`, `${shortly(name)}: earliest start at ${at(time.readyAt)}.`],
  ready: [time.left, `left until it has to be off, by ${at(time.removeBy)}`, `${shortly(name)} has been on long enough. Remove by ${at(time.removeBy)}.`],
  soon: [time.left, `left: remove by ${at(time.removeBy)}`, `Remove ${shortly(name)} by ${at(time.removeBy)}.`],
  late: [-time.left, `over the label’s ${cream?.minutes_most} minutes`, `Take ${shortly(name)} off now.`],
  unknown: [time.atMost, "on the skin: its label is not known here", `${shortly(name)} is on. Read its label for the times.`],
})[time.phase];

const Times = ({ one, time, cream }) => html`<dl class="numb-times">
  <div><dt>On since</dt><dd>${at(one.on_at)}</dd></div>
  ${cream && html`<div><dt>Earliest start</dt><dd>${at(time.readyAt)}<small>after ${cream.minutes_fewest} min</small></dd></div>
  <div><dt>Remove by</dt><dd>${at(time.removeBy)}<small>${cream.minutes_most} min at most</small></dd></div>`}
</dl>`;

const OnSkin = ({ one, cream, say, clock }) => {
  const time = timing(one, cream, clock);
  const [tone, icon, word] = LOOKS[time.phase];
  const [seconds, words, spoken] = shown(one, time, cream);
  return html`<p class="numb-state"><${Chip} tone=${tone || "idle"} icon=${icon}>${word}<//></p>
    <${Timer} seconds=${seconds} words=${words} tone=${tone} spoken=${spoken} />
    <${Times} one=${one} time=${time} cream=${cream} />
    <${Big} tone=${time.phase === "late" ? "numb-loud" : "go"} icon="check" onClick=${() => off(one, say, clock)}>Cream off<//>`;
};

const CLEAN = [[true, "Clean: nothing is left", "circle-check"], [false, "Some is left", "triangle-alert"]];
const INTACT = [[true, "Intact", "circle-check"], [false, "Not intact", "triangle-alert"]];

const Worn = ({ one, cream }) => {
  const { atLeast, atMost } = worn(one);
  if (cream && atMost > cream.minutes_most) {
    return html`<p class="room-note stop">It was on for up to ${Math.ceil(atMost)} minutes; the label says at most ${cream.minutes_most}. Watch the skin and the person; tell the doctor.</p>`;
  }
  if (cream && atLeast < cream.minutes_fewest) {
    return html`<p class="room-note warn">It was surely on for ${Math.floor(atLeast)} minutes; the label says at least ${cream.minutes_fewest}. Ask whether the skin is numb before it is needled.</p>`;
  }
  return null;
};

const EARLY = ["The skin reacts: weals, burning, pale", "The patient wished it off", "Put on for too short a time by plan", "A doctor decides so"];

// Off before its label's earliest start, and nobody said why.
export const asksEarly = (pack, said, one) => {
  const cream = creamOf(pack, one.cream);
  return Boolean(cream && !isOn(one) && worn(one).atLeast < cream.minutes_fewest && !reasonOf(said, one.item));
};

const Early = ({ pack, said, say, one }) => {
  const why = reasonOf(said, one.item);
  if (why) return html`<p class="room-was">${why}</p>`;
  if (!asksEarly(pack, said, one)) return null;
  const { minutes_fewest: fewest } = creamOf(pack, one.cream);
  return html`<${Ask} legend="Off before the earliest start. Why?" choices=${EARLY}
    onSay=${(words) => keepReason(say, one.item, `${one.name}: off after ${Math.floor(worn(one).atLeast)} minutes, the label says at least ${fewest}. Why: ${words}`)} />`;
};

// Taken for off by mistake: the old entry is struck, and the same cream goes on counting as another.
const stillOn = async (one, say, clock) => {
  const { item, doubt, off: _, offDoubt, offCame, ...value } = one;
  await say(`numb/${newId()}`, value, { doubt: Math.max(doubt, clock.doubt()) });
  await say(`numb/${item}`, { ...value, struck: "Said to be off by mistake; it goes on as another entry" });
};

const Gone = ({ pack, said, one, cream, say, clock }) => {
  // Two quick taps: the second keeps what the first said, before it is drawn.
  const mine = useRef({});
  useEffect(() => { mine.current = {}; }, [one.off]);
  const put = (more) => {
    mine.current = { ...mine.current, ...more };
    say(`numb/${one.item}/off`, { ...one.off, ...mine.current }, { doubt: one.offDoubt });
  };
  const { clean, intact, look } = one.off;
  return html`<p class="numb-state"><${Chip} tone="ok" icon="check">Off at ${at(one.off.off_at)}, after ${Math.round(worn(one).atLeast)} min<//></p>
    <${Worn} one=${one} cream=${cream} /><${Early} pack=${pack} said=${said} say=${say} one=${one} />
    <div class="room-pair">
      <${Choice} name=${`clean-${one.item}`} legend="Before needling: is the skin clean?" options=${CLEAN} value=${clean} onChange=${(some) => put({ clean: some })} />
      <${Choice} name=${`intact-${one.item}`} legend="Is it intact?" options=${INTACT} value=${intact} onChange=${(some) => put({ intact: some })} />
    </div>
    ${clean === false && html`<p class="room-note stop">Take all of it off, look again, then say that it is clean. No needle goes through cream.</p>`}
    ${intact === false && html`<p class="room-note stop"><strong>Do not needle these zones.</strong> Leave them out, say what the skin looks like, and tell the doctor. With swelling, weals or trouble breathing press Problem.</p>`}
    ${(intact === false || look) && html`<${Text} label="What it looks like" rows=${2} most=${300} value=${look} onSave=${(some) => put({ look: some })} />`}
    <${Big} icon="undo-2" onClick=${() => stillOn(one, say, clock)}>Not off yet: tapped by mistake<//>`;
};

const facts = (pack, one) => {
  const names = new Map(zonesOf(pack).map((zone) => [zone.zone, zone.name]));
  const where = one.zones.map((zone) => names.get(zone) || zone).join(", ");
  const lot = one.lot_number ? `lot ${one.lot_number}${one.expires ? `, to ${dayWords(one.expires)}` : ""}` : "no lot";
  return `${tidy(one.grams)} g on ${tidy(one.area_cm2)} cm²${where ? `: ${where}` : ""}; ${lot}`;
};

const NEVER_WAS = ["Entered by mistake", "Entered twice", "Another patient’s tube", "It never went on"];

const Strike = ({ one, say, close }) => {
  const { item, doubt, off: _, offDoubt, offCame, ...value } = one;
  const strike = (struck) => {
    say(`numb/${item}`, { ...value, struck });
    close();
  };
  return html`<${Ask} legend="Strike it: why it never was" choices=${NEVER_WAS} onSay=${strike} leave=${close} />`;
};

export const Card = ({ pack, said, say, clock, room, one }) => {
  const [doing, setDoing] = useState("");
  const cream = creamOf(pack, one.cream);
  const close = () => setDoing("");
  if (one.struck) {
    return html`<section class="numb-card" aria-label=${`${one.name}, struck`}><h3><s>${one.name}</s></h3>
      <p class="room-was"><s>${facts(pack, one)}, on at ${at(one.on_at)}</s><br />Struck: ${one.struck}</p></section>`;
  }
  if (doing === "correct") {
    return html`<${Form} pack=${pack} said=${said} say=${say} clock=${clock} room=${room} given=${one} item=${one.item} close=${close} />`;
  }
  const lots = (pack.creams || []).flatMap((some) => some.lots || []);
  const lot = lots.find((some) => some.id === one.lot) || { number: one.lot_number, expires: one.expires };
  const bad = lotStands(lot, today(clock)).words;
  return html`<section class=${`numb-card ${isOn(one) ? "is-on" : ""}`} aria-label=${`${one.name}, ${isOn(one) ? "on the skin" : "off"}`}>
    <h3>${one.name}</h3><p class="room-was">${facts(pack, one)}</p>
    ${bad && html`<p class="room-note stop">${bad}</p>`}
    ${isOn(one) ? html`<${OnSkin} one=${one} cream=${cream} say=${say} clock=${clock} />`
      : html`<${Gone} pack=${pack} said=${said} one=${one} cream=${cream} say=${say} clock=${clock} />`}
    ${doing === "strike" ? html`<${Strike} one=${one} say=${say} close=${close} />`
      : html`<div class="numb-do"><${Big} icon="pencil" onClick=${() => setDoing("correct")}>Correct<//>
        <${Big} icon="trash-2" onClick=${() => setDoing("strike")}>Strike<//></div>`}
  </section>`;
};

// Rings once as the wait is over and as the end comes near, and again and again once it is late.
const useAlarm = (phases) => {
  const before = useRef(null);
  const rang = useRef(0);
  useEffect(() => {
    const was = before.current;
    before.current = new Map(phases);
    const turned = was && phases.some(([item, phase]) => was.get(item) && was.get(item) !== phase && phase !== "unknown");
    const late = phases.some(([, phase]) => phase === "late");
    if (turned || (late && performance.now() - rang.current >= AGAIN)) {
      rang.current = performance.now();
      ring();
    }
  });
};

// On every stage, and beside a problem: the screen stays on, and nobody forgets the cream.
export const Always = ({ pack, said, say, clock, stage, go }) => {
  useSecond();
  const on = applied(said).filter(isOn);
  const timed = on.map((one) => [one, timing(one, creamOf(pack, one.cream), clock)]);
  useAwake(on.length > 0);
  useAlarm(timed.map(([one, { phase }]) => [one.item, phase]));
  const late = timed.filter(([, { phase }]) => phase === "late");
  if (late.length) {
    return html`<section class="numb-alarm" role="alert">${late.map(([one, time]) => html`<div key=${one.item}>
      <h2><${Icon} name="octagon-x" /> Take ${shortly(one.name)} off now</h2>
      <p>On since ${at(one.on_at)}, for up to ${Math.ceil(time.atMost / 60)} minutes. The label says at most ${creamOf(pack, one.cream).minutes_most}.</p>
      <${Big} tone="numb-loud" icon="check" onClick=${() => { off(one, say, clock); go("numb"); }}>Cream off<//></div>`)}</section>`;
  }
  if (stage === "numb" || !on.length) return null;
  return html`<section class="numb-strip" aria-label="Cream on the skin">${timed.map(([one, time]) => {
    const [tone, icon] = LOOKS[time.phase];
    const words = { wait: `ready in ${minutes(Math.ceil(time.wait))}`, unknown: `on for ${minutes(time.atMost)}` }[time.phase]
      || `remove by ${at(time.removeBy)}`;
    return html`<button type="button" class=${`numb-chip ${tone}`} key=${one.item} onClick=${() => go("numb")}>
      <${Icon} name=${icon} /><span>${shortly(one.name)}: <strong>${words}</strong></span></button>`;
  })}</section>`;
};
