// Cream on the skin: what, how much, where and for how long; or why none.
import { html, useState } from "../../../vendor/htm-preact-3.1.1.js";
import { Form, Notices } from "../numb-form.js";
import { Card, asksEarly } from "../numb-timer.js";
import { applications, applied, isOn, notices } from "../numbing.js";
import { Big, Choice, Text, useSecond } from "../parts.js";
import { newId } from "../sync.js";

export { Always } from "../numb-timer.js";
export const title = "Numb";
export const icon = "timer";
export const done = (said, pack) => {
  const none = said.get("numb/none");
  const all = applied(said);
  if (!all.length) return Boolean(none?.none && none.why);
  return all.every((one) => !isOn(one) && one.off.clean === true && typeof one.off.intact === "boolean" && !asksEarly(pack, said, one));
};

// What is open here, beside what no needle may go through.
export const open = (said, pack) => {
  const early = applied(said).filter((one) => asksEarly(pack, said, one));
  return early.length ? `Not said yet: why ${early.map((one) => one.name).join(", ")} came off before the earliest start.` : "Neither numbed, nor said why not.";
};

const ON_CARDS = ["numbing.too_long", "numbing.too_short"];
const WHYS = ["Shallow: not needed", "The patient wants none", "A label or a doctor speaks against it"];

const None = ({ none, say }) => {
  const known = WHYS.includes(none.why);
  const [other, setOther] = useState(Boolean(none.why) && !known);
  return html`<section class="numb-card" aria-label="Without numbing"><h3>Without numbing cream</h3>
    <${Choice} name="none" legend="Why" options=${[...WHYS.map((one) => [one, one]), ["other", "Another reason"]]}
      value=${other ? "other" : none.why}
      onChange=${(why) => { setOther(why === "other"); say("numb/none", { none: true, why: why === "other" ? "" : why }); }} />
    ${other && html`<${Text} label="The reason" rows=${1} value=${known ? "" : none.why} onSave=${(why) => say("numb/none", { none: true, why })} />`}
    <${Big} icon="undo-2" onClick=${() => say("numb/none", { none: false, why: "" })}>Cream after all<//>
  </section>`;
};

export const Stage = ({ pack, said, say, clock, room }) => {
  useSecond();
  const [first] = useState(newId);
  const [adding, setAdding] = useState("");
  const all = applications(said);
  const live = all.filter((one) => !one.struck);
  const none = said.get("numb/none");
  const some = live.length ? notices({ pack, said, clock }).filter((one) => !ON_CARDS.includes(one.key)) : [];
  const about = { pack, said, say, clock, room };
  if (none?.none && !live.length) return html`<${None} none=${none} say=${say} />`;
  const close = () => setAdding("");
  return html`
    ${all.map((one) => html`<${Card} key=${one.item} ...${about} one=${one} />`)}
    ${live.length > 0 && html`<${Notices} some=${some} />`}
    ${(adding || !live.length) && html`<${Form} key="form" ...${about} item=${adding || first} close=${close} first=${!live.length} />`}
    ${live.length > 0 && !adding && html`<${Big} icon="plus" onClick=${() => setAdding(newId())}>Another application<//>`}
    ${!live.length && html`<${Big} icon="x" onClick=${() => say("numb/none", { none: true, why: "" })}>Without numbing cream<//>`}
  `;
};
