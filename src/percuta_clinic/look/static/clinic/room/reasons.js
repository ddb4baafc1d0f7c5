// Reasons that are asked for at once: large choices, or free words. Each stands in the record as a
// note, under the key of what it is about.
import { html, useState } from "../../vendor/htm-preact-3.1.1.js";
import { Big } from "./parts.js";

// What a session has once is no thing with a key of its own.
export const ONCE = {
  undone: "00000000-0000-4000-8000-000000000001",
  home: "00000000-0000-4000-8000-000000000002",
};
const MOST = 300;

export const reasonOf = (said, item) => said.get(`note/${item}`)?.text || "";

// What somebody else said of it stays beside it: a reason replaces only that of its own tablet.
export const keepReason = (say, item, text) => say(`note/${item}`, { text }, { knew: {} });

// Whether a note is such a reason, and not somebody's own words.
export const isReason = (said, item) =>
  Object.values(ONCE).includes(item) || Boolean(said.get(`numb/${item}`) || said.get(`cartridge/${item}`));

// `onSay` gets the words once they are chosen or kept; `leave` shows a way back.
export const Ask = ({ legend, choices, onSay, leave, away = "Leave it", other = "Another reason, in your own words" }) => {
  const [own, setOwn] = useState("");
  const [asked, setAsked] = useState(false);
  const keep = () => {
    setAsked(true);
    if (own.trim()) onSay(own.trim());
  };
  return html`<div class="room-note warn room-ask" role="group" aria-label=${legend} ref=${(here) => here && !here.dataset.seen && (here.dataset.seen = "1", here.scrollIntoView({ block: "nearest" }))}>
    <p class="room-label">${legend}</p>
    <div class="room-tiles">${choices.map((one) => html`<${Big} key=${one} onClick=${() => onSay(one)}>${one}<//>`)}</div>
    <label class="room-text"><span>${other}</span>
      <textarea rows="1" maxlength=${MOST} value=${own} onInput=${(event) => setOwn(event.target.value)}></textarea></label>
    <div role="alert">${asked && !own.trim() && html`<p>Say it: it stands in the record with this.</p>`}</div>
    <div class="room-tiles"><${Big} icon="check" onClick=${keep}>Keep this${other.endsWith("words") ? " reason" : ""}<//>
      ${leave && html`<${Big} icon="x" onClick=${leave}>${away}<//>`}</div></div>`;
};
