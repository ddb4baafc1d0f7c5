// What events come to: any order, any repetition, the same. treatment/folding.py is its twin, and
// both pass tests/clinic/treatment/folding.json.

const SOFT = ["stage", "pause", "note/"];

const stable = (value) =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const replaces = (later, earlier) => {
  if (later.device === earlier.device) return later.n > earlier.n;
  const knew = (later.seen[earlier.device] || 0) >= earlier.n;
  return knew && (earlier.seen[later.device] || 0) < later.n;
};

const inTime = (a, b) =>
  Date.parse(a.at) - Date.parse(b.at) || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.n - b.n);

export const fold = (events) => {
  const newest = new Map();
  for (const event of events) {
    if (!newest.has(event.slot)) newest.set(event.slot, new Map());
    const mine = newest.get(event.slot);
    if (!mine.has(event.device) || mine.get(event.device).n < event.n) mine.set(event.device, event);
  }
  const standing = new Map();
  for (const [slot, mine] of newest) {
    const found = [...mine.values()];
    const left = found.filter((one) => !found.some((other) => replaces(other, one)));
    standing.set(slot, left.sort(inTime));
  }
  return {
    standing,
    // The value of a slot; in a conflict the latest. Undefined if nobody said one.
    get: (slot) => standing.get(slot)?.at(-1).value,
    said: (slot) => standing.get(slot)?.at(-1),
    // The things directly under a prefix, in the order of time: [[name, value, event], …].
    items: (prefix) =>
      [...standing]
        .filter(([slot]) => slot.startsWith(`${prefix}/`) && !slot.slice(prefix.length + 1).includes("/"))
        .map(([slot, some]) => [slot.slice(prefix.length + 1), some.at(-1).value, some.at(-1)])
        .sort(([, , a], [, , b]) => inTime(a, b)),
    conflicts: () =>
      [...standing]
        .filter(([slot]) => !SOFT.some((one) => slot.startsWith(one)))
        .filter(([, some]) => some.some((one) => stable(one.value) !== stable(some[0].value)))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
  };
};
