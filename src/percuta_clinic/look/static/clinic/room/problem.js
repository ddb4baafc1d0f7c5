// Behind the Problem button: what it is, then its steps, one tap each, with the time of each tap.
// A timer rings early rather than late: it counts the most time that may have passed.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact-3.1.1.js";
import { Big, Icon, Text, Timer, at, minutes, ring, toTheSecond, useAwake, useSecond } from "./parts.js";
import { Ask } from "./reasons.js";
import { newId } from "./sync.js";

const SIGNS = {
  bleeding: "droplets", faint: "user", allergy: "triangle-alert",
  toxicity: "syringe", too_deep: "scan-line", staff_needle: "users", something_else: "circle-help",
};
const OUTCOMES = [
  ["settled", "Settled, treatment goes on", "circle-check"],
  ["stopped", "Treatment stopped", "octagon-x"],
  ["doctor", "A doctor took over", "stethoscope"],
  ["emergency", "The ambulance took over", "phone"],
];
// Where the protocol allows no more needling, no answer here says that it goes on.
const NO_MORE = [["stopped", "Settled: no more needling today", "octagon-x"], ...OUTCOMES.slice(2)];
const WRONG = ["Tapped by mistake", "Not done after all"];
const RING_AGAIN = 10; // seconds
const NUMBER = /\+?\d(?:[\d ()/.-]*\d)+/;

// The number in what the clinic entered; without one, what reaches help from most mobile phones.
const Call = ({ text }) => {
  const number = text?.match(NUMBER)?.[0] || "112";
  const known = NUMBER.test(text || "");
  return html`<div class="problem-call">
    <a href=${`tel:${number.replace(/[^+\d]/g, "")}`}><${Icon} name="phone" /><span class="sr">Call </span><strong>${number}</strong></a>
    <p>${known ? text !== number && text : "No emergency number is entered in the clinic’s settings. This one reaches help from most mobile phones."}</p>
  </div>`;
};

const List = ({ title, items, tone = "" }) =>
  items.length > 0 && html`<section class=${`problem-list ${tone}`}><h3>${title}</h3><ul>${items.map((one) => html`<li key=${one}>${one}</li>`)}</ul></section>`;

const Tiles = ({ problems, choose, back }) => html`
  <h2 class="room-title" tabindex="-1" ref=${(here) => here?.focus()}>What is it?</h2>
  <div class="problem-tiles">${problems.map((one) => html`<${Big} key=${one.key} icon=${SIGNS[one.key]} tone="stop" onClick=${() => choose(one.key)}>${one.title}<//>`)}</div>
  <${Big} icon="arrow-left" onClick=${back}>Back<//>`;

// What the timer of a step comes to: seconds left, below 0 once it is due.
const left = (step, value, clock, doubt) =>
  step.minutes && value && !value.struck ? step.minutes * 60 - clock.elapsed(value.at, doubt).atMost : null;

const TakeBack = ({ strike, leave }) =>
  html`<${Ask} legend="Why is it taken back? What was entered stays in the record." choices=${WRONG} onSay=${strike} leave=${leave} away="Leave it: it was done" />`;

const Step = ({ step, number, value, seconds, notes, mark, strike, note }) => {
  const [asking, ask] = useState(false);
  const done = value && !value.struck;
  const tap = () => (done ? ask(!asking) : mark());
  return html`<li class=${done ? "problem-step is-done" : "problem-step"}>
    <button type="button" onClick=${tap} aria-expanded=${done ? String(asking) : undefined}>
      <span class="problem-number" aria-hidden="true">${done ? html`<${Icon} name="check" />` : number}</span>
      <span class="problem-words"><strong>${step.words}</strong>
        ${step.who && html`<small class="problem-only"><${Icon} name="lock" /> Only ${step.who}</small>`}
        ${step.doses.map((one) => html`<small key=${one}>${one}</small>`)}
        ${step.note && html`<small>${step.note}</small>`}
        ${done && html`<b>${toTheSecond(value.at)} done</b>`}
        ${value?.struck && html`<small>Taken back: ${value.struck}</small>`}</span>
      ${seconds !== null && html`<span class=${seconds > 0 ? "problem-left" : "problem-left due"}>${minutes(Math.abs(seconds))}<small>${seconds > 0 ? "left" : "over"}</small></span>`}
    </button>
    ${asking && done && html`<${TakeBack} leave=${() => ask(false)} strike=${(why) => {
      ask(false);
      strike(why);
    }} />`}
    ${done && notes && html`<details class="problem-note"><summary>Note${value.note && ": "}${value.note}</summary><${Text} label="Note to this step" rows=${1} value=${value.note} onSave=${note} /></details>`}
  </li>`;
};

const Ringing = ({ due, again, heard }) => {
  const last = useRef(0);
  useEffect(() => {
    if (!due.length) last.current = 0;
    else if (performance.now() - last.current > RING_AGAIN * 1000 || !last.current) {
      last.current = performance.now();
      ring();
    }
  });
  return html`<div role="alert">${due.map((step) => html`<section class="problem-due" key=${step.key}>
    <h3><${Icon} name="bell" /> ${step.ring}</h3>
    <div class="room-tiles">${!step.who && html`<${Big} icon="refresh-cw" onClick=${() => again(step)}>Done again: start anew<//>`}
      <${Big} icon="check" onClick=${() => heard(step)}>Seen: stop ringing<//></div>
  </section>`)}</div>`;
};

const BY_MISTAKE = "Opened by mistake:";
const MISTAKEN = ["The button was touched", "The wrong problem was chosen", "It was no problem after all"];

// What happened today stands where needling goes on, and what it asks for where the patient leaves.
export const Had = ({ pack, said, leaving = false }) => said.items("problem").map(([item, one]) => {
  const end = said.get(`problem/${item}/end`);
  const problem = (pack.problems || []).find((some) => some.key === one.kind);
  if (!end || !problem?.notes || MISTAKEN.some((why) => end.note.startsWith(`${BY_MISTAKE} ${why}`))) return null;
  return html`<div class="room-note warn" key=${item}><p><strong>${problem.title} at ${at(one.at)}.</strong> ${end.note}</p>
    ${leaving && problem.after.length > 0 && html`<ul>${problem.after.map((words) => html`<li key=${words}>${words}</li>`)}</ul>`}</div>`;
});

const End = ({ problem, pack, end, leave }) => {
  const [mistaken, setMistaken] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [note, setNote] = useState("");
  return html`<section class="problem-end" aria-label="How it ended">
    <h3 tabindex="-1" ref=${(here) => here && !here.dataset.seen && (here.dataset.seen = "1", here.focus())}>How did it end?</h3>
    ${problem.ends_needling && html`<p class="room-note stop"><strong>No more needling today.</strong> The session is noted as stopped early because of it.</p>`}
    <${List} title="Afterwards" items=${problem.after} /><${List} title="To be reported" items=${problem.report} />
    ${problem.notes
      ? html`<${Text} label="Anything else; kept with the end" value=${note} onSave=${setNote} />`
      : html`<p class="room-note">Nothing about the colleague’s health is entered here.</p>`}
    <div class="room-tiles">${(problem.ends_needling ? NO_MORE : OUTCOMES).map(([outcome, words, icon]) => html`<${Big} key=${outcome} icon=${icon} onClick=${() => (outcome === "settled" && problem.doctor_agrees ? setAgreed(true) : end(outcome, note))}>${words}<//>`)}</div>
    ${agreed && html`<${Ask} legend="Needling goes on only if a doctor agrees. Who has agreed?" choices=${pack.doctors || []} other="Another doctor: the name" leave=${() => setAgreed(false)} away="Nobody yet"
      onSay=${(who) => end("settled", [`${who} agreed that it goes on.`, note].filter(Boolean).join(" "))} />`}
    ${mistaken
      ? html`<${Ask} legend="Opened by mistake: how so?" choices=${MISTAKEN} leave=${() => setMistaken(false)} onSay=${(why) => end("settled", `${BY_MISTAKE} ${why}`)} />`
      : html`<${Big} icon="x" onClick=${() => (problem.notes ? setMistaken(true) : end("settled", ""))}>It was opened by mistake<//>`}
    <${Big} icon="arrow-left" onClick=${leave}>It goes on<//>
  </section>`;
};

const Protocol = ({ item, problem, pack, said, say, clock, more, over }) => {
  const [heard, setHeard] = useState([]);
  const [ending, setEnding] = useState(false);
  const began = said.said(`problem/${item}`);
  const slot = (step) => `problem/${item}/step/${step.key}`;
  const value = (step) => said.get(slot(step));
  const seconds = (step) => left(step, value(step), clock, said.said(slot(step))?.doubt || 0);
  const name = (step) => `${step.key} ${value(step)?.at}`;
  const due = problem.steps.filter((step) => seconds(step) !== null && seconds(step) <= 0 && !heard.includes(name(step)));
  const put = (step, now) => say(slot(step), { at: clock.iso(), note: "", struck: "", ...now });
  const again = (step) => {
    const before = [value(step).note, toTheSecond(value(step).at)].filter(Boolean).join(", ");
    put(step, { note: before.slice(-300) });
  };
  const end = (outcome, note) => {
    say(`problem/${item}/end`, { at: clock.iso(), outcome, note });
    if (problem.ends_needling && outcome !== "settled" && !said.get("stop")?.why) say("stop", { why: problem.title });
    over();
  };
  return html`
    <div class="problem-head">
      <h2 class="room-title" tabindex="-1" ref=${(here) => here && !here.dataset.seen && (here.dataset.seen = "1", here.focus())}>${problem.title}</h2>
      <${Timer} seconds=${clock.elapsed(began.value.at, began.doubt || 0).atMost} words=${`since ${toTheSecond(began.value.at)}`} tone="stop" />
      <${Call} text=${pack.emergency} />
    </div>
    ${problem.house_rule && html`<p class="room-was">A house rule of our own: no source was read for it.</p>`}
    <${Ringing} due=${due} again=${again} heard=${(step) => setHeard([...heard, name(step)])} />
    ${ending
      ? html`<${End} problem=${problem} pack=${pack} end=${end} leave=${() => setEnding(false)} />`
      : html`<div class="problem-columns">
        <ol class="problem-steps">${problem.steps.map((step, index) => html`<${Step} key=${step.key} step=${step} number=${index + 1}
          value=${value(step)} seconds=${seconds(step)} notes=${problem.notes} mark=${() => put(step, {})}
          strike=${(struck) => put(step, { at: value(step).at, note: value(step).note, struck })}
          note=${(note) => put(step, { at: value(step).at, note: note.slice(0, 300) })} />`)}</ol>
        <div class="problem-lists">
          <${List} title="Call the number if" items=${problem.call} tone="stop" />
          <${List} title="Call the clinic’s doctor if" items=${problem.doctor} />
          <${List} title="Never" items=${problem.never} tone="warn" />
          <${List} title="At hand" items=${problem.at_hand} />
          <${List} title="How to know it" items=${problem.signs} />
        </div>
      </div>
      <div class="problem-foot"><${Big} icon="plus" onClick=${more}>Another problem<//><${Big} tone="go" icon="check" onClick=${() => setEnding(true)}>End<//></div>`}`;
};

export const Stage = ({ pack, said, say, clock, close, line }) => {
  useSecond();
  useAwake(true);
  const [tiles, setTiles] = useState(false);
  const [chosen, setChosen] = useState("");
  const problems = pack.problems || [];
  const open = said.items("problem").filter(([item]) => !said.get(`problem/${item}/end`));
  const [item, value] = open.find(([name]) => name === chosen) || open.at(-1) || [];
  const problem = problems.find((one) => one.key === value?.kind);
  const choose = (kind) => {
    const made = newId();
    say(`problem/${made}`, { kind, at: clock.iso() });
    setChosen(made);
    setTiles(false);
  };
  return html`<div class="room-body problem">
    <div class="problem-who"><h1><span class="private">${pack.patient.name}</span></h1>${line}</div>
    ${open.length > 1 && !tiles && html`<div class="room-tiles" role="group" aria-label="Open problems">${open.map(([name, one]) => html`<${Big} key=${name} aria-pressed=${String(name === item)} icon=${SIGNS[one.kind]} onClick=${() => setChosen(name)}>${problems.find((some) => some.key === one.kind)?.title}<//>`)}</div>`}
    ${problem && !tiles
      ? html`<${Protocol} key=${item} item=${item} problem=${problem} pack=${pack} said=${said} say=${say} clock=${clock}
          more=${() => setTiles(true)} over=${close} />`
      : html`<${Tiles} problems=${problems} choose=${choose} back=${() => (open.length ? setTiles(false) : close())} />`}
  </div>`;
};
