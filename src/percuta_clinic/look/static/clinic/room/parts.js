// What the stages are built from. Everything is at least 64 px high: hands are in gloves.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact-3.1.1.js";
import { isSame, saying, seenNow } from "./drawn.js";

const icons = document.body.dataset.icons;

export const Icon = ({ name }) =>
  html`<svg class="icon" aria-hidden="true"><use href=${`${icons}#${name}`} /></svg>`;

export const Big = ({ icon, tone = "", children, ...rest }) =>
  html`<button type="button" class=${`room-big ${tone}`} ...${rest}>
    ${icon && html`<${Icon} name=${icon} />`}<span>${children}</span>
  </button>`;

export const Chip = ({ tone = "idle", icon, children }) =>
  html`<span class=${`chip ${tone}`}>${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></span>`;

// Big tiles, one of which is chosen. options: [[value, words, icon?], …]
export const Choice = ({ name, legend, options, value, onChange }) =>
  html`<fieldset class="room-choice">
    <legend>${legend}</legend>
    <div class="room-tiles">
      ${options.map(
        ([key, words, icon]) => html`<label class="room-tile" key=${key}>
          <input type="radio" name=${name} value=${key} checked=${value === key} onChange=${() => onChange(key)} />
          ${icon && html`<${Icon} name=${icon} />`}<span>${words}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;

export const Tick = ({ checked, onChange, children }) =>
  html`<label class="room-tile">
    <input type="checkbox" checked=${Boolean(checked)} onChange=${(event) => onChange(event.target.checked)} />
    <span>${children}</span>
  </label>`;

const digits = (step) => (String(step).split(".")[1] || "").length;

// A number with large plus and minus. It stops at min and max and at a hard wall, and says why;
// a soft wall lets it pass and says what is beyond. Nothing is said before somebody touches it:
// `planned` stands pale until then.
export const Stepper = ({
  label, unit = "", value, planned, min = 0, max = 1000, step = 1, walls = [], onChange, onBlocked,
}) => {
  const [why, setWhy] = useState("");
  const [typing, setTyping] = useState(null);
  const held = useRef(null);
  const moving = useRef(null);
  const here = useRef(value);
  here.current = value;
  const shown = value ?? planned;
  const show = (one) => (one === null || one === undefined ? "–" : Number(one).toFixed(digits(step)));
  const hard = walls.filter((one) => one.hard && one.at < max).sort((a, b) => a.at - b.at)[0];
  const most = hard ? hard.at : max;

  const move = (by) => {
    const from = here.current ?? planned ?? min;
    const next = Number((Math.round((from + by * step) / step) * step).toFixed(digits(step)));
    if (next > most) {
      setWhy(hard ? hard.why : `At most ${show(max)} ${unit}`);
      onBlocked?.(hard);
      return;
    }
    if (next < min) {
      setWhy(`At least ${show(min)} ${unit}`);
      return;
    }
    const beyond = walls.filter((one) => !one.hard && next > one.at).sort((a, b) => b.at - a.at)[0];
    setWhy(beyond ? beyond.why : "");
    here.current = next;
    onChange(next);
  };

  // What was typed is kept as it is, but never beyond where the buttons stop.
  const enter = (text) => {
    setTyping(null);
    if (!text.trim()) return;
    const told = Number(text.trim().replace(",", "."));
    if (Number.isNaN(told)) {
      setWhy(`“${text.trim()}” is no number: nothing was changed.`);
      return;
    }
    const next = Number(Math.min(most, Math.max(min, told)).toFixed(digits(step)));
    const beyond = walls.filter((one) => !one.hard && next > one.at).sort((a, b) => b.at - a.at)[0];
    if (told > most) setWhy(`${told} was typed: ${hard ? hard.why : `at most ${show(max)} ${unit}`}. ${show(next)} stands here.`);
    else if (told < min) setWhy(`${told} was typed: at least ${show(min)} ${unit}. ${show(next)} stands here.`);
    else setWhy(beyond ? beyond.why : "");
    here.current = next;
    onChange(next);
  };

  moving.current = move;

  const stop = () => {
    clearTimeout(held.current);
    held.current = null;
  };

  const hold = (by) => {
    move(by);
    let pause = 150;
    const again = () => {
      moving.current(by);
      pause = Math.max(30, pause * 0.9);
      held.current = setTimeout(again, pause);
    };
    held.current = setTimeout(again, 500);
  };

  useEffect(() => stop, []);

  const keys = (event) => {
    if (/^[\d.,]$/.test(event.key) || event.key === "Enter") {
      event.preventDefault();
      setTyping(event.key === "Enter" ? "" : event.key);
      return;
    }
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(by);
  };

  const press = (by) => ({
    onPointerDown: (event) => {
      if (event.button === 0) hold(by);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onClick: (event) => {
      if (event.detail === 0) move(by);
    },
    onContextMenu: (event) => event.preventDefault(),
    tabIndex: -1,
  });

  return html`<div class="room-stepper">
    <span class="room-label" aria-hidden="true">${label}</span>
    <div class="room-steps">
      <button type="button" class="room-step" aria-label=${`${label}: less`} ...${press(-1)}><${Icon} name="minus" /></button>
      ${typing !== null ? html`<input class="room-value" inputmode="decimal" aria-label=${`${label}, typed`} value=${typing} autocomplete="off"
        ref=${(box) => box && !box.dataset.seen && (box.dataset.seen = "1", box.focus())}
        onInput=${(event) => setTyping(event.target.value)} onBlur=${(event) => enter(event.target.value)}
        onKeyDown=${(event) => (event.key === "Enter" ? event.target.blur() : event.key === "Escape" && setTyping(null))} />`
      : html`<output
        class=${value === null || value === undefined ? "room-value pale" : "room-value"}
        role="spinbutton" tabindex="0" aria-label=${label}
        aria-valuemin=${min} aria-valuemax=${most} aria-valuenow=${shown ?? min}
        aria-valuetext=${shown === null || shown === undefined ? "not entered" : `${show(shown)} ${unit}${value === null || value === undefined ? ", planned" : ""}`}
        onKeyDown=${keys} onClick=${() => setTyping("")}
      >${show(shown)}<small>${unit}</small></output>`}
      <button type="button" class="room-step" aria-label=${`${label}: more`} ...${press(1)}><${Icon} name="plus" /></button>
    </div>
    ${planned !== null && planned !== undefined && value !== null && value !== undefined && value !== planned
      && html`<p class="room-was">planned ${show(planned)} ${unit}</p>`}
    <p class="room-why" role="status">${why}</p>
  </div>`;
};

// The letters a slot holds (treatment/vocabulary.py): of a single line, and of longer words.
const LINE = 300;
const WORDS = 2000;

// A text kept as it is typed or dictated; `onSave` is called as it grows, and on leaving.
export const Text = ({ label, value = "", rows = 3, onSave, hint = "", most = rows === 1 ? LINE : WORDS }) => {
  const [text, setText] = useState(value);
  const timer = useRef(null);
  const kept = useRef(value || "");
  const box = useRef(null);
  const here = useRef(text);
  const tell = useRef(onSave);
  tell.current = onSave;
  const knew = useRef(null);
  const same = (value || "") === kept.current.slice(0, most);
  if (!knew.current || same) knew.current = seenNow();
  const other = !same && !isSame(knew.current, seenNow());
  const save = () => {
    clearTimeout(timer.current);
    timer.current = null;
    if (here.current === kept.current) return;
    kept.current = here.current;
    saying(knew.current, () => tell.current(here.current.slice(0, most)));
  };
  const set = (now) => {
    here.current = now;
    setText(now);
  };
  const adopt = () => {
    clearTimeout(timer.current);
    timer.current = null;
    kept.current = value || "";
    knew.current = seenNow();
    set(kept.current);
  };
  useEffect(() => {
    if (!same && document.activeElement !== box.current) adopt();
  }, [value]);
  const left = () => {
    if (other && here.current === kept.current) adopt();
    else save();
  };
  useEffect(() => {
    const leaving = ["pagehide", "beforeunload", "visibilitychange"];
    for (const kind of leaving) addEventListener(kind, save, true);
    return () => {
      save();
      for (const kind of leaving) removeEventListener(kind, save, true);
    };
  }, []);
  const typed = (event) => {
    set(event.target.value);
    timer.current ??= setTimeout(save, 500);
  };
  return html`<label class="room-text"><span>${label}</span>${hint && html`<small>${hint}</small>`}
    <textarea ref=${box} rows=${rows} value=${text} onInput=${typed} onBlur=${left} maxlength=${most}></textarea>
  </label>
  <div role="status">${text.length > most ? html`<p class="room-note warn">At most ${most} letters; ${text.length} were entered. The first ${most} are kept: shorten it, or go on under Notes.</p>`
    : text.length > most * 0.9 && html`<small>${text.length} of at most ${most} letters</small>`}
  ${other && html`<div class="room-note warn room-meanwhile">
    <p>Somebody else changed “${label}” meanwhile${value ? html`: “${value}”` : html`: it is empty now`}. If you type on, both are kept and you are asked to choose.</p>
    <${Big} icon="check" onClick=${adopt}>Take theirs<//></div>`}</div>`;
};

const two = (number) => String(number).padStart(2, "0");

export const minutes = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ""}${hours ? two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)}:${two(whole % 60)}`;
};

// Times are those of the clinic, as in the record, whatever zone this tablet is set to.
let zone;
export const clockOf = (name) => {
  try {
    zone = new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    zone = undefined; // a name this browser does not know: its own zone
  }
};

const told = (moment, more) => {
  const time = new Date(moment);
  const asked = { timeZone: zone, hourCycle: "h23", ...more };
  return Number.isNaN(time.getTime()) ? "" : new Intl.DateTimeFormat("en-GB", asked).format(time);
};

const HOUR = { hour: "2-digit", minute: "2-digit" };
export const at = (iso) => told(iso, HOUR);
export const toTheSecond = (iso) => told(iso, { ...HOUR, second: "2-digit" });
export const dayAt = (moment) =>
  told(moment, { year: "numeric", month: "2-digit", day: "2-digit" }).split("/").reverse().join("-");

// Draws itself again each second.
export const useSecond = () => {
  const [, again] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => again((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
};

// The screen stays on while `on`.
export const useAwake = (on) => {
  useEffect(() => {
    let lock = null;
    let over = false;
    const take = async () => {
      try {
        lock = document.hidden || over ? null : await navigator.wakeLock?.request("screen");
      } catch {
        lock = null;
      }
    };
    if (on) {
      take();
      document.addEventListener("visibilitychange", take);
    }
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", take);
      lock?.release();
    };
  }, [on]);
};

let sound = null;

// Three tones and a shake. Browsers allow sound once the page was touched.
export const ring = () => {
  navigator.vibrate?.([300, 150, 300, 150, 600]);
  try {
    sound ||= new AudioContext();
    sound.resume();
    for (const after of [0, 0.4, 0.8]) {
      const tone = sound.createOscillator();
      const loud = sound.createGain();
      tone.frequency.value = 880;
      loud.gain.setValueAtTime(0.4, sound.currentTime + after);
      loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + after + 0.35);
      tone.connect(loud).connect(sound.destination);
      tone.start(sound.currentTime + after);
      tone.stop(sound.currentTime + after + 0.36);
    }
  } catch {
    // Without sound the words and the colour say it.
  }
};

// A big number. `seconds` counts up or down; `spoken` is said to screen readers when it changes.
export const Timer = ({ seconds, words, tone = "", spoken = "" }) =>
  html`<div class=${`room-timer ${tone}`} role="timer">
    <strong>${minutes(Math.abs(seconds))}</strong><span>${words}</span>
    <span class="sr" role="status">${spoken}</span>
  </div>`;
