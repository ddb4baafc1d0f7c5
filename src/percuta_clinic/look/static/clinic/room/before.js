// What is not done before the first needle: said with the way there. Whoever treats decides.
import { html } from "../../vendor/htm-preact-3.1.1.js";
import { beforeNeedling } from "./numbing.js";
import { Big } from "./parts.js";
import { Ask, ONCE, keepReason, reasonOf } from "./reasons.js";
import * as arrive from "./stages/arrive.js";
import * as cleanse from "./stages/cleanse.js";
import * as numb from "./stages/numb.js";

const WHYS = ["Done, and not entered yet", "A doctor decides so", "Not needed in these zones"];

const changedWords = (said) => {
  const what = said.get("arrive/changed")?.what.trim().replace(/[.]$/, "");
  return what ? `Changed since the answers: ${what}.` : "Something changed since the answers.";
};

// What changed and was judged stays in sight of whoever needles.
export const Changed = ({ said }) => {
  const changed = said.get("arrive/changed");
  if (changed?.changed !== "yes" || arrive.unjudged(said)) return null;
  return html`<p class="room-note warn">${changedWords(said)} Judged: ${changed.judged}</p>`;
};

// [stage, title, words, whether the first zone asks for a reason], in the order of the stages.
export const undone = (said, pack) => {
  const gate = [...new Set(beforeNeedling(said))];
  const open = arrive.missing(said);
  return [
    ...(open.length ? [["arrive", arrive.title, `Not said yet: ${open.join(", ")}.`, false]] : []),
    ...(arrive.unjudged(said) ? [["arrive", arrive.title, `${changedWords(said)} Nobody has said who judged it.`, true]] : []),
    ...(cleanse.done(said) ? [] : [["cleanse", cleanse.title, "Nobody has said that the skin is cleansed.", true]]),
    ...gate.map((words) => ["numb", numb.title, words, true]),
    ...(numb.done(said, pack) || gate.length ? [] : [["numb", numb.title, numb.open(said, pack), false]]),
  ];
};

const isBegun = (said) => said.items("zone").some(([, one]) => one.done || (one.depth_mm ?? null) !== null);

// Whether a reason is still to be said before the first zone is shown.
export const asksFirst = (said, pack) =>
  !isBegun(said) && !reasonOf(said, ONCE.undone) && undone(said, pack).some(([, , , asks]) => asks);

export const Undone = ({ said, pack, go }) => {
  const rows = undone(said, pack);
  const why = reasonOf(said, ONCE.undone);
  if (!rows.length) return null;
  return html`<section class="room-note stop room-undone" aria-label="Not done before needling">
    <h3>Not done before needling</h3>
    <ul>${rows.map(([stage, title, words]) => html`<li key=${words}><p role="alert"><strong>${words}</strong></p>
      <${Big} icon="arrow-left" onClick=${() => go(stage)}>To ${title}<//></li>`)}</ul>
    ${why && html`<p>${why}</p>`}</section>`;
};

export const AskFirst = ({ said, say, pack }) => {
  const words = undone(said, pack).filter(([, , , asks]) => asks).map((one) => one[2]);
  return html`<${Ask} legend="The first zone now, in spite of that? Say why" choices=${WHYS}
    onSay=${(why) => keepReason(say, ONCE.undone, `Needling begun in spite of this: ${words.join(" ")} Why: ${why}`)} />`;
};
