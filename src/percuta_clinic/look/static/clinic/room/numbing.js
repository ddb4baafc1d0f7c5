// Numbing as it stands: what is on the skin, for how long at least and at most, and what the labels
// leave of 24 hours. percuta/treatment/numbing_now.py is its twin; both pass numbing.json.

const DAY = 24 * 3600;
const NEAR = 1e-9;
export const GROWN_UP = 18; // treatment.grown_up of the science
export const LIGHTEST = 40; // numbing.lightest of the science

const KEPT_FREE = /^(periorbital|eyelid|lips)(_|$)/;
const EYES = "No cream here: the labels keep it from eyes, eyelids and lips.";

// Why a zone gets no cream; empty for all others.
export const keptFree = (zone) => zone.no_cream || (KEPT_FREE.test(zone.zone) ? EYES : "");

export const creamOf = (pack, key) => (pack.creams || []).find((one) => one.key === key);

// What people call it: without what is in brackets.
export const shortly = (name) => name.split(" (")[0];

// A name as told at home: the whole one, or its first word.
export const creamNamed = (pack, name) => {
  const told = (name || "").trim().toLowerCase();
  const names = (one) => [one.key, one.name, one.name.split(/[\s(]/)[0]].map((some) => some.toLowerCase());
  return told ? (pack.creams || []).find((one) => names(one).includes(told)) : undefined;
};

// Every application that was said, struck ones too, in the order of time.
// When the server heard of a time that had not come then: a clock was ahead, and it was before that.
const cameOf = (event) => (event?.ahead ? Date.parse(event.at) - event.ahead * 1000 : Infinity);

export const applications = (said) =>
  said
    .items("numb")
    .filter(([name]) => name !== "none")
    .map(([item, value, event]) => {
      const off = said.said(`numb/${item}/off`);
      return { item, ...value, doubt: event.doubt || 0, off: off?.value || null, offDoubt: off?.doubt || 0, offCame: cameOf(off) };
    })
    .sort((a, b) => Date.parse(a.on_at) - Date.parse(b.on_at));

export const applied = (said) => applications(said).filter((one) => !one.struck);

export const isOn = (one) => !one.off;

// The clock of one application. The wait counts what surely passed, the removal what may have.
export const timing = (one, cream, clock) => {
  const on = clock.elapsed(one.on_at, one.doubt);
  const wait = cream ? cream.minutes_fewest * 60 - on.atLeast : null;
  const left = cream ? cream.minutes_most * 60 - on.atMost : null;
  const phase = !cream ? "unknown" : left <= 0 ? "late" : wait > 0 ? "wait" : left <= 300 ? "soon" : "ready";
  const later = (seconds) => (seconds === null ? "" : new Date(clock.now() + seconds * 1000).toISOString());
  return { ...on, wait, left, phase, readyAt: later(wait), removeBy: later(left) };
};

// Minutes on the skin once it is off: at least and at most.
export const worn = (one) => {
  const seconds = (Date.parse(one.off.off_at) - Date.parse(one.on_at)) / 1000;
  const doubt = one.doubt + one.offDoubt;
  const heard = ((one.offCame ?? Infinity) - Date.parse(one.on_at)) / 1000 + one.doubt;
  return { atLeast: Math.max(0, seconds - doubt) / 60, atMost: Math.max(0, Math.min(seconds + doubt, heard)) / 60 };
};

const atHome = (pack, said, clock) => {
  const home = said.get("arrive/home");
  if (home?.used !== "yes") return [];
  if (home.at && clock.elapsed(home.at, said.said("arrive/home").doubt || 0).atLeast > DAY) return [];
  const cream = creamNamed(pack, home.name);
  return [{ ...home, name: home.name || "a cream at home", cream: cream?.key || "", home: true, on_at: home.at, doubt: said.said("arrive/home").doubt || 0 }];
};

const stillCounts = (clock) => (one) =>
  isOn(one) || clock.elapsed(one.off.off_at, one.offDoubt).atLeast <= DAY;

// All of the last 24 hours, at home and here; `draft` is what is about to go on.
export const counted = ({ pack, said, clock, draft = null, but = "" }) => [
  ...atHome(pack, said, clock),
  ...applied(said).filter((one) => one.item !== but).filter(stillCounts(clock)),
  ...(draft ? [draft] : []),
];

const mostGrams = (one, cream) =>
  one.grams ?? (cream && one.area_cm2 !== null ? (one.area_cm2 * cream.grams_high) / 10 : null);

const known = (values) => values.reduce((sum, one) => sum + (one ?? 0), 0);
const total = (values) => (values.some((one) => one === null || one === undefined) ? null : known(values));
const down = (value) => Math.floor(Number((value * 10).toFixed(6))) / 10;
export const tidy = (value) => String(Number(Number(value).toFixed(1)));

export const unknownHome = (said) => {
  const home = said.get("arrive/home");
  if (!home) return "nobody has asked yet what was put on at home in the last 24 hours";
  if (home.used === "unknown") return "what was put on at home in the last 24 hours is not known";
  if (home.used === "yes" && home.area_cm2 === null) return "how much skin the cream at home covered is not known";
  return "";
};

// What one label leaves: area, and grams as thick as the label ever says; null where not known.
export const leftBy = (cream, room) => {
  const all = counted(room);
  const area = total(all.map((one) => one.area_cm2));
  const own = all.filter((one) => one.cream === cream.key);
  const grams = total(own.map((one) => mostGrams(one, cream)));
  const most = cream.grams_most ?? null;
  const why = unknownHome(room.said)
    || (area === null || (most !== null && grams === null) ? "area or grams of an earlier cream are not known" : "");
  if (why) return { area_cm2: null, grams: null, why };
  let left = cream.area_most_cm2 - area;
  if (most !== null) left = Math.min(left, ((most - grams) * 10) / cream.grams_high);
  left = down(Math.max(left, 0));
  return { area_cm2: left, grams: down((left * cream.grams_high) / 10), why: "" };
};

const SHARED = "the label’s is for one application; that 24 hours share it is our stricter rule";

const byLabel = (pack, all) =>
  (pack.creams || []).flatMap((cream) => {
    const own = all.filter((one) => one.cream === cream.key);
    if (!own.length) return [];
    const sums = [
      ["area", "cm²", cream.area_most_cm2, known(own.map((one) => one.area_cm2))],
      ["grams", "g", cream.grams_most ?? null, known(own.map((one) => mostGrams(one, cream)))],
    ];
    return sums
      .filter(([, , most, value]) => most !== null && value > most + NEAR)
      .map(([key, unit, most, value]) => ({
        key: `numbing.${key}`, weight: "wall",
        words: `${cream.name}: ${tidy(value)} ${unit} in the last 24 hours. The label says at most ${most} ${unit}; ${SHARED}. Put no more on; take off what is over and tell the doctor.`,
      }));
  });

const several = (pack, all) => {
  const products = new Set(all.map((one) => one.cream || one.name));
  const creams = (pack.creams || []).filter((one) => products.has(one.key));
  const smallest = creams.sort((a, b) => a.area_most_cm2 - b.area_most_cm2)[0];
  const area = known(all.map((one) => one.area_cm2));
  if (products.size < 2 || !smallest || area <= smallest.area_most_cm2 + NEAR) return [];
  return [{ key: "numbing.several", weight: "advice",
    words: `Several creams: ${tidy(area)} cm² together in the last 24 hours. ${smallest.name} alone may cover ${smallest.area_most_cm2}; no label speaks of two. Put no more on before a doctor has looked at it.` }];
};

const person = (pack) => {
  const { age, weight_kg: weight } = pack.patient;
  const does = "A doctor sets cream, area, grams and time.";
  if (age === null || age === undefined) {
    return [{ key: "numbing.age", weight: "ask", words: `The age is not known. The labels’ doses here are for adults. ${does}` }];
  }
  if (age < GROWN_UP) {
    return [{ key: "numbing.age", weight: "wall", words: `${age} years old. The doses here are for adults, from ${GROWN_UP} years. ${does}` }];
  }
  if (weight && weight < LIGHTEST) {
    return [{ key: "numbing.light", weight: "wall", words: `${weight} kg. The doses here are not taken over under ${LIGHTEST} kg. ${does}` }];
  }
  return [];
};

const barredOr = (cream) => {
  if (cream.barred) {
    return [{ key: "numbing.barred", weight: "wall", words: `${cream.name} is ruled out for this patient: ${cream.barred}. Take another cream, or ask a doctor.` }];
  }
  return cream.ask ? [{ key: "numbing.ask", weight: "ask", words: `${cream.name} is for a doctor to decide: ${cream.ask}.` }] : [];
};

const byAmount = (cream, one) => {
  const thick = one.grams && one.area_cm2 ? (one.grams * 10) / one.area_cm2 : 0;
  return thick <= cream.grams_high + NEAR ? [] : [{ key: "numbing.thick", weight: "advice",
    words: `${tidy(thick)} g on each 10 cm²; the label says up to ${cream.grams_high}. Check grams and area.` }];
};

const byPlace = (pack, one) => {
  const named = (zone) => (pack.zones || []).find((some) => some.zone === zone) || { zone };
  const near = one.zones.map(named).filter(keptFree);
  return !near.length ? [] : [{ key: "numbing.kept_free", weight: "wall",
    words: `${one.name} was put on here: ${near.map((some) => some.name || some.zone.replaceAll("_", " ")).join(", ")}. The labels keep it from eyes, eyelids and lips. Take it off there at once; rinse an eye that it got into, and tell the doctor.` }];
};

const byTime = (cream, one, clock) => {
  const spent = isOn(one) ? clock.elapsed(one.on_at, one.doubt) : null;
  const { atLeast, atMost } = spent ? { atLeast: spent.atLeast / 60, atMost: spent.atMost / 60 } : worn(one);
  if (!isOn(one) && Date.parse(one.off.off_at) + one.offDoubt * 1000 < Date.parse(one.on_at) - one.doubt * 1000) {
    return [{ key: "numbing.order", weight: "ask", words: `${one.name} was taken off before it was put on: one of the two times is wrong. Put them right.` }];
  }
  return [
    ...(atMost > cream.minutes_most ? [{ key: "numbing.too_long", weight: "wall",
      words: `${one.name}: on the skin for up to ${Math.ceil(atMost)} minutes; the label says at most ${cream.minutes_most}. ${isOn(one) ? "Take it off now." : "Watch the skin and the person; tell the doctor."}` }] : []),
    ...(!isOn(one) && atLeast < cream.minutes_fewest ? [{ key: "numbing.too_short", weight: "advice",
      words: `${one.name}: surely on for ${Math.floor(atLeast)} minutes; the label says at least ${cream.minutes_fewest}. Ask whether the skin is numb before it is needled.` }] : []),
  ];
};

const noLabel = (one) => [{ key: "numbing.no_label", weight: "ask",
  words: `No label of ${one.name || "this cream"} was read here: neither its times nor its amounts are known. Read its label and keep to it; a doctor agrees to it.` }];

const ofOne = (pack, one, clock) => {
  const cream = creamOf(pack, one.cream);
  return [
    ...(cream ? [...barredOr(cream), ...byTime(cream, one, clock), ...byAmount(cream, one)] : noLabel(one)),
    ...byPlace(pack, one),
  ];
};

// Cream from home that may still be on the skin for longer than its label says.
const oldAtHome = (pack, all, clock) =>
  all.filter((one) => one.home && one.at).flatMap((one) => {
    const cream = creamOf(pack, one.cream);
    const passed = clock.elapsed(one.at, one.doubt).atMost / 60;
    return !cream || passed <= cream.minutes_most ? [] : [{ key: "numbing.home_still_on", weight: "advice",
      words: `${one.name}: put on at home up to ${Math.ceil(passed)} minutes ago, and nobody says it came off. The label says at most ${cream.minutes_most}. Look, and take off what is left.` }];
  });

// What limits say of the day so far, with a draft as if it were on. The heaviest first.
export const notices = (room) => {
  const { pack, said, clock, draft = null, but = "" } = room;
  const all = counted(room);
  const here = [...applied(said).filter((one) => one.item !== but), ...(draft ? [draft] : [])];
  const home = unknownHome(said);
  const found = [
    ...(home ? [{ key: "numbing.home", weight: "ask", words: `At home: ${home}. Not known is not “no”: what the label leaves cannot be said. Ask what was put on, when, and on how much skin; without an answer a doctor decides.` }] : []),
    ...byLabel(pack, all),
    ...several(pack, all),
    ...(here.length ? person(pack) : []),
    ...(draft ? [draft] : here).flatMap((one) => ofOne(pack, one, clock)),
    ...oldAtHome(pack, all, clock),
  ];
  const order = ["wall", "ask", "advice"];
  return found.sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
};

export const dayWords = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

// How a lot stands: state good, expired, recalled, empty or unknown, with words.
export const lotStands = (lot, today) => {
  if (!lot) return { state: "unknown", words: "" };
  if (lot.state === "recalled" || lot.recalled) {
    return { state: "recalled", words: `Lot ${lot.number} was recalled${lot.why ? `: ${lot.why}` : ""}. Do not use it; put it aside.` };
  }
  if (lot.expires && lot.expires < today) {
    return { state: "expired", words: `Lot ${lot.number} expired on ${dayWords(lot.expires)}. Do not use it; put it aside.` };
  }
  return { state: "good", words: "" };
};

// What stands before needling one application's skin: [key, words].
const gateOf = (one) => {
  if (isOn(one)) return [["numbing.still_on", `${one.name} is still on the skin: take all of it off.`]];
  const { clean = null, intact = null } = one.off;
  const found = [];
  if (clean === null) found.push(["numbing.unseen", "Nobody has said that the skin is clean: look, and say so at Numb."]);
  else if (!clean) found.push(["numbing.not_clean", `Some ${one.name} is left on the skin: take all of it off.`]);
  if (intact === null) found.push(["numbing.unseen", "Nobody has said that the skin is intact: look, and say so at Numb."]);
  else if (!intact) found.push(["numbing.not_intact", "The skin under the cream is not intact: leave these zones out, and tell the doctor."]);
  return found;
};

const onTheWay = (said, zones) =>
  applied(said).filter((one) => !zones.length || !one.zones.length || one.zones.some((zone) => zones.includes(zone)));

// What has to be done before a zone under cream is needled, in words; of all zones where none is named.
export const beforeNeedling = (said, zone = "") =>
  onTheWay(said, zone ? [zone] : []).flatMap(gateOf).map(([, words]) => words);

// Numbing as it stands, as the science has it: times in milliseconds, null where none is known.
export const numbingNow = ({ pack, said, clock }) => {
  const zones = (pack.zones || []).map((one) => one.zone).filter((zone) => !said.get(`zone/${zone}`)?.left_out);
  const way = onTheWay(said, zones);
  const minutes = (one, what) => creamOf(pack, one.cream)?.[what] ?? null;
  const starts = way.map((one) => {
    if (!isOn(one)) return Math.min(Date.parse(one.off.off_at) + one.offDoubt * 1000, one.offCame ?? Infinity);
    const fewest = minutes(one, "minutes_fewest");
    return fewest === null ? null : Date.parse(one.on_at) + one.doubt * 1000 + fewest * 60000;
  });
  const ends = applied(said).filter((one) => isOn(one) && minutes(one, "minutes_most") !== null)
    .map((one) => Date.parse(one.on_at) - one.doubt * 1000 + minutes(one, "minutes_most") * 60000);
  const start = starts.length && !starts.includes(null) ? Math.max(...starts) : null;
  const gate = way.flatMap(gateOf);
  return {
    start, end: ends.length ? Math.min(...ends) : null,
    ready: !gate.length && (start === null || start <= clock.now()),
    gate: [...new Set(gate.map(([key]) => key))].sort(),
    left: Object.fromEntries((pack.creams || []).map((one) => [one.key, leftBy(one, { pack, said, clock }).area_cm2])),
    notices: notices({ pack, said, clock }),
  };
};
