// The skin is cleansed before anything is put on it.
import { html } from "../../../vendor/htm-preact-3.1.1.js";
import { Text, Tick } from "../parts.js";

export const title = "Cleanse";
export const icon = "droplets";
export const done = (said) => Boolean(said.get("cleanse")?.done);

export const Stage = ({ pack, said, say }) => {
  const value = said.get("cleanse") || { done: false, how: "" };
  return html`
    ${pack.places && html`<p class="room-note">${pack.places}</p>`}
    ${pack.limits?.map((one) => html`<p class="room-note warn" key=${one}>${one}</p>`)}
    <${Tick} checked=${value.done} onChange=${(done) => say("cleanse", { ...value, done })}>
      Make-up off, skin cleansed and dry
    <//>
    <${Text} label="With what, if other than usual" rows=${1} value=${value.how}
      onSave=${(how) => say("cleanse", { ...value, how })} />
  `;
};
