// Zones in order, each with one cartridge that passed the gate.
import { html, useEffect, useRef, useState } from "../../../vendor/htm-preact-3.1.1.js";
import { AskFirst, Changed, Undone, asksFirst } from "../before.js";
import { Gate, InUse, Missing, foundSince, openOnes, wasOpened } from "../cartridge.js";
import { Zone, blank } from "../needled.js";
import { named, zonesOf as zonesIn } from "../numb-form.js";
import { Big, Icon } from "../parts.js";
import { Had } from "../problem.js";
import { newId } from "../sync.js";

export const title = "Needle";
export const icon = "syringe";

// Those of the session, then whatever else was needled.
const zonesOf = (pack, said) => {
  const planned = zonesIn(pack);
  const known = new Set(planned.map((one) => one.zone));
  const beside = said.items("zone").filter(([zone]) => !known.has(zone));
  return [...planned, ...beside.map(([zone]) => ({ zone, name: named(zone) }))];
};

const isOver = (value) => Boolean(value && (value.done || value.left_out));

// Every place that is done names a cartridge; treatment/completeness.py asks the same.
const withWhich = (said) => said.items("zone").every(([zone, one]) =>
  [one, ...said.items(`zone/${zone}/more`).map(([, more]) => more)].every((each) => !each.done || wasOpened(said, each.cartridge)));

// Problems of today whose protocol allows no more needling.
const endedBy = (pack, said) => {
  const ended = said.items("problem").filter(([item]) => (said.get(`problem/${item}/end`)?.outcome || "settled") !== "settled");
  const kinds = new Set(ended.map(([, one]) => one.kind));
  return (pack.problems || []).filter((one) => one.ends_needling && kinds.has(one.key)).map((one) => one.title);
};

export const done = (said, pack) => {
  const zones = zonesOf(pack, said);
  if (!withWhich(said)) return false;
  return Boolean(said.get("stop")?.why) || (zones.length > 0 && zones.every(({ zone }) => isOver(said.get(`zone/${zone}`))));
};

export const Stage = ({ pack, said, say, clock, room, go }) => {
  const zones = zonesOf(pack, said);
  const [chosen, choose] = useState("");
  const next = zones.find(({ zone }) => !isOver(said.get(`zone/${zone}`)));
  const here = zones.find(({ zone }) => zone === chosen) || next || zones[0];
  const stopped = foundSince(room, said).map(([item]) => item);
  const cartridge = openOnes(said).findLast(([item]) => !stopped.includes(item))?.[0] || "";
  const used = said.items("cartridge").length > 0;
  const mirror = here && zones.find(({ zone }) => zone === here.other_side);
  const value = here && said.get(`zone/${here.zone}`);
  const going = useRef(false);
  // Done goes away with its place: the keyboard stands at the next one, where a stray Enter does no harm.
  useEffect(() => {
    if (!going.current || document.activeElement !== document.body) return;
    going.current = false;
    document.querySelector(".room-zones [aria-pressed=true]")?.focus({ preventScroll: true });
  }, [here?.zone]);
  // The next place comes with its name in sight, and not under the finger that was at Done.
  const goOn = () => {
    going.current = true;
    choose("");
    document.querySelector(".room-zones")?.scrollIntoView({ block: "start" });
  };
  const more = here ? said.items(`zone/${here.zone}/more`) : [];
  return html`
    <${Undone} said=${said} pack=${pack} go=${go} />
    <${Changed} said=${said} /><${Had} pack=${pack} said=${said} /><${Missing} said=${said} />
    ${endedBy(pack, said).map((one) => html`<p class="room-note stop" role="alert" key=${one}><strong>${one}: no more needling today.</strong> Whatever is needled after it is for a doctor to decide.</p>`)}
    ${pack.limits?.map((one) => html`<p class="room-note warn" key=${one}>${one}</p>`)}
    ${cartridge ? html`<${InUse} said=${said} say=${say} room=${room} />` : html`<${Gate} pack=${pack} said=${said} say=${say} clock=${clock} room=${room} />`}
    ${(cartridge || used) && here && asksFirst(said, pack) && html`<${AskFirst} said=${said} say=${say} pack=${pack} />`}
    ${(cartridge || used) && here && !asksFirst(said, pack) && html`
      <div class="room-zones" role="group" aria-label="Zones">${zones.map(({ zone, name }) => {
        const one = said.get(`zone/${zone}`);
        const over = isOver(one);
        return html`<button type="button" key=${zone} aria-pressed=${zone === here.zone} class=${over ? "is-done" : ""} onClick=${() => choose(zone)}>
          <${Icon} name=${over ? (one.left_out ? "x" : "circle-check") : "circle-dashed"} /><span>${name}${over ? (one.left_out ? ", left out" : ", done") : ""}</span></button>`;
      })}</div>
      <${Zone} key=${here.zone} zone=${here} slot=${`zone/${here.zone}`} said=${said} say=${say} pack=${pack} cartridge=${cartridge} onDone=${goOn}>
        ${value?.done && mirror && !isOver(said.get(`zone/${mirror.zone}`)) && html`<${Big} icon="git-compare" onClick=${() => say(`zone/${mirror.zone}`, { ...value, pain: null, cartridge: cartridge || value.cartridge })}>The same on ${mirror.name}<//>`}
        ${value?.done && html`<${Big} icon="plus" onClick=${() => say(`zone/${here.zone}/more/${newId()}`, { ...blank(), cartridge })}>Another depth in this zone<//>`}
      <//>
      ${more.map(([item]) => html`<${Zone} key=${item} zone=${{ ...here, name: `${here.name}, another depth`, planned: {}, last: null }} place=${here} slot=${`zone/${here.zone}/more/${item}`}
        said=${said} say=${say} pack=${pack} cartridge=${cartridge} onDone=${() => {}} />`)}`}
  `;
};
