// What is otherwise than planned in one place, as percuta/treatment/deviation.py says it.
// tests/clinic/treatment/differences.json holds vectors that both pass.
const NEAR = 1e-6;
const ENOUGH = "redness"; // every plan goes at least so far

export const asksReason = (one) => one.standing !== "within";
export const opensIncident = (one) => one.standing === "beyond" || one.standing === "forbidden";

const spanOf = (span) => {
  const { value = null, low = null, high = null } = span || {};
  return value === null ? [low, high] : [value, value];
};

const off = ([low, high], value) => {
  if (low === null || high === null) return 0;
  return Number((value < low ? value - low : Math.max(value - high, 0)).toFixed(6));
};

const isNeedled = (value) => value.depth_mm !== null && value.depth_mm !== undefined && !value.left_out;

const lowest = (walls) => walls.reduce((one, other) => (other.at_mm < one.at_mm ? other : one));

// Where a depth stands; what it goes beyond, and why the limit is there. A soft wall that the plan
// itself passes was agreed on.
const depthStands = (place, depth, pack) => {
  const most = pack.device?.max_mm ?? null;
  if (most !== null && depth > most + NEAR) return ["forbidden", `Deeper than this device reaches (${most} mm).`];
  const over = (place?.walls || []).filter((wall) => depth > wall.at_mm + NEAR);
  const hard = over.filter((wall) => wall.hard);
  if (hard.length) return ["forbidden", `${depth} mm is beyond ${lowest(hard).at_mm} mm, a limit.`, lowest(hard).why];
  const span = spanOf(place?.planned?.depth_mm);
  const soft = over.filter((wall) => !wall.hard && (span[1] ?? 0) <= wall.at_mm + NEAR);
  if (soft.length) return ["beyond", `${depth} mm is deeper than ${lowest(soft).at_mm} mm, where a doctor decides.`, lowest(soft).why];
  const apart = Math.abs(off(span, depth));
  if (apart <= NEAR) return ["", ""];
  const tolerance = pack.device?.tolerance_mm ?? null;
  return [tolerance !== null && apart <= tolerance + NEAR ? "within" : "different", ""];
};

const passesStand = (place, needled, pack) => {
  const counts = needled.map(([, value]) => value.passes ?? null);
  if (!counts.length || counts.includes(null)) return ["", ""];
  const passes = counts.reduce((one, other) => one + other, 0);
  const most = pack.passes_most ?? Infinity;
  if (passes > most) return ["forbidden", `More than ${most} passes is beyond every protocol read.`];
  return [off(spanOf(place?.planned?.passes), passes) ? "different" : "", ""];
};

const endpointStands = (place, needled, pack) => {
  const known = pack.endpoints || [];
  const order = (said) => known.findIndex((one) => one.key === said || one.words === said);
  const wanted = order(place?.planned?.endpoint || NaN);
  const found = Math.max(-1, ...needled.map(([, value]) => order(value.endpoint || NaN)));
  if (wanted < 0 || found < 0) return "";
  return order(ENOUGH) <= found && found <= wanted ? "" : "different";
};

// `place` is null where no plan speaks of it; `entries` are [slot, value], the place's own first.
export const differences = (zone, place, entries, pack) => {
  const needled = entries.filter(([, value]) => isNeedled(value));
  const slot = `zone/${zone}`;
  const found = [];
  const add = (where, what, standing, why = "", because = "") =>
    standing && found.push({ slot: where, what, standing, why, because });
  if (place && !needled.length) return [{ slot, what: "zone", standing: "different", why: "", because: "" }];
  for (const [where, value] of needled) {
    if (!place && pack.plan) add(slot, "zone", "beyond");
    add(where, "depth", ...depthStands(place, value.depth_mm, pack));
  }
  if (!place) return found;
  if (needled.some(([, value]) => !value.done)) add(slot, "zone", "different");
  add(slot, "passes", ...passesStand(place, needled, pack));
  add(slot, "endpoint", endpointStands(place, needled, pack));
  return found;
};
