// Who it is, what changed, and what was put on the skin at home.
import { html, useState } from "../../../vendor/htm-preact-3.1.1.js";
import { creamNamed } from "../numbing.js";
import { Big, Choice, Stepper, Text, Tick, at } from "../parts.js";
import { ONCE, keepReason, reasonOf } from "../reasons.js";

export const title = "Arrive";
export const icon = "user-check";

// Of cream put on at home, what nobody has said; that it is not known is an answer.
const homeOpen = (said) => {
  const home = said.get("arrive/home");
  if (home?.used !== "yes" || reasonOf(said, ONCE.home)) return [];
  const { name, area_cm2: area, grams, at: put } = home;
  return [!name && "which cream", area === null && "on how much skin", grams === null && "how many grams", !put && "when"].filter(Boolean);
};

// Words alone judge nothing: somebody has to say that it may go on.
export const unjudged = (said) => {
  const changed = said.get("arrive/changed");
  return changed?.changed === "yes" && !changed.judged?.trim();
};

export const missing = (said) => {
  const changed = said.get("arrive/changed");
  const open = homeOpen(said);
  return [
    !said.get("arrive/identity")?.checked && "name and birth date",
    !changed && "whether anything changed",
    changed?.changed === "yes" && !changed.what.trim() && "what changed",
    unjudged(said) && "who judged what changed",
    !said.get("arrive/home") && "cream put on at home",
    open.length > 0 && `of the cream at home ${open.join(", ")}`,
  ].filter(Boolean);
};
export const done = (said) => missing(said).length === 0;

const USED = [
  ["no", "No cream at home", "circle-check"],
  ["yes", "Yes, cream at home", "droplets"],
  ["unknown", "Does not know", "circle-help"],
];
const CHANGED = [
  ["no", "Nothing changed", "circle-check"],
  ["yes", "Something changed", "triangle-alert"],
];
const OTHER = "other";

const born = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const HomeCream = ({ pack, home, put }) => {
  const known = creamNamed(pack, home.name);
  const [other, setOther] = useState(Boolean(home.name) && !known);
  const options = [...(pack.creams || []).map((one) => [one.key, one.name]), [OTHER, "Another, or not known"]];
  if (options.length === 1) return html`<${Text} label="Which cream" rows=${1} value=${home.name} onSave=${(name) => put({ name })} />`;
  return html`<${Choice} name="home-cream" legend="Which cream at home" options=${options}
      value=${other || (home.name && !known) ? OTHER : known?.key}
      onChange=${(key) => { setOther(key === OTHER); put({ name: pack.creams.find((one) => one.key === key)?.name || "" }); }} />
    ${(other || (home.name && !known)) && html`<${Text} label="What it is called" rows=${1} value=${known ? "" : home.name} onSave=${(name) => put({ name })} />`}`;
};

const AtHome = ({ pack, home, put, clock, said, say }) => {
  const open = homeOpen(said);
  const unknown = reasonOf(said, ONCE.home);
  const ago = home.at ? Math.round(((clock.now() - Date.parse(home.at)) / 3600000) * 2) / 2 : null;
  return html`<${HomeCream} pack=${pack} home=${home} put=${put} />
    <div class="room-pair">
      <${Stepper} label="Area" unit="cm²" step=${10} max=${2000} value=${home.area_cm2} onChange=${(area_cm2) => put({ area_cm2 })} />
      <${Stepper} label="Amount" unit="g" step=${1} max=${100} value=${home.grams} onChange=${(grams) => put({ grams })} />
      <div><${Stepper} label="Put on" unit="h ago" step=${0.5} max=${24} value=${ago}
        onChange=${(hours) => put({ at: new Date(clock.now() - hours * 3600000).toISOString() })} />
        ${home.at && html`<p class="room-was">At about ${at(home.at)}</p>`}</div>
    </div>
    ${unknown && html`<p class="room-note warn">${unknown}</p>`}
    ${open.length > 0 && html`<p class="room-note warn" role="status">Not said yet: ${open.join(", ")}.</p>
      <${Big} icon="circle-help" onClick=${() => keepReason(say, ONCE.home, `Cream at home: the patient does not know ${open.join(", ")}.`)}>They do not know: ${open.join(", ")}<//>`}
    ${home.area_cm2 === null && html`<p class="room-note warn">How much skin it covered is not known yet: what a label leaves for 24 hours cannot be counted.</p>`}
    <p class="room-note">Look whether any of it is still on the skin, and take it off.</p>`;
};

export const Stage = ({ pack, said, say, clock }) => {
  const home = said.get("arrive/home");
  const changed = said.get("arrive/changed");
  const put = (more) => say("arrive/home", { name: "", area_cm2: null, grams: null, at: null, ...home, used: "yes", ...more });
  return html`
    <${Tick} checked=${said.get("arrive/identity")?.checked}
      onChange=${(checked) => say("arrive/identity", { checked })}>
      Asked for name and birth date: <strong class="private">${pack.patient.name}</strong>${pack.patient.born && `, born ${born(pack.patient.born)}`}
    <//>
    <${Choice} name="changed" legend="Since the questions were answered" options=${CHANGED} value=${changed?.changed}
      onChange=${(value) => say("arrive/changed", { judged: "", what: "", ...changed, changed: value })} />
    ${changed?.changed === "yes" && html`
      <p class="room-note warn">Stop here if it speaks against needling: ask a doctor, and enter it in the answers.</p>
      <${Text} label="What changed" value=${changed.what}
        onSave=${(what) => say("arrive/changed", { judged: "", ...changed, changed: "yes", what })} />
      <${Text} label="Who judged it, and what they said" rows=${1} value=${changed.judged || ""}
        onSave=${(judged) => say("arrive/changed", { ...changed, changed: "yes", judged })} />
      ${!changed.what.trim() && html`<p class="room-note warn" role="status">Say what changed: without words nobody can judge it.</p>`}`}
    <${Choice} name="home" legend="Numbing cream put on at home in the last 24 hours" options=${USED} value=${home?.used}
      onChange=${(used) => say("arrive/home", { used, name: "", area_cm2: null, grams: null, at: null })} />
    ${home?.used === "yes" && html`<${AtHome} pack=${pack} home=${home} put=${put} clock=${clock} said=${said} say=${say} />`}
    ${home?.used === "unknown" && html`
      <p class="room-note warn">Not known is not “no”: the label’s limits for 24 hours cannot be counted. A doctor decides on cream.</p>`}
  `;
};
