// What a code on a box or a blister says, without a line. stock/codes.py is its twin, and both pass
// tests/clinic/stock/codes.json. Identifiers that no medical label needs are left to the server.

export const MOST = 300;
const NO_SUCH_DAY = "The expiry date on this label does not exist. Read the print.";
const WRONG_DIGIT = "The check digit of the article number is wrong. Read the code again.";
const WRONG_SIGN =
  "The check character of this label is wrong. Read it again, or compare it with the print.";
const TOO_LONG = `Longer than any code: only the first ${MOST} signs were kept.`;
const OF_TWO = "These two labels do not fit together: they are of two boxes.";
const notRead = (system) =>
  `This looks like a ${system} code but cannot be read whole. Read it again, or type the lot.`;
const twiceSaid = (ai) => `This code says (${ai}) twice, differently. Type what the label says.`;

const GS = "\x1d";
const ASCII = /^[\x00-\x7f]*$/;
const BLANK = { item: "", lot: "", expires: "", serial: "", flags: [], link: "" };
const typed = (raw, ...flags) => ({ ...BLANK, system: "text", raw, flags });

export const unitKey = (item, lot, serial) =>
  serial.trim() ? [item, lot, serial].map((part) => part.trim().toUpperCase()).join("|") : "";

const yearOf = (two) => {
  const now = new Date().getFullYear();
  const century = now - (now % 100);
  if (two - (now % 100) > 50) return century - 100 + two;
  return century + two + (two - (now % 100) < -49 ? 100 : 0);
};

// The day as 2026-11-28, the last of the month for day 0; empty where there is none.
const dayOf = (year, month, day) => {
  if (month < 1 || month > 12) return "";
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return "";
  const two = (number) => String(number).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day || last)}`;
};

// GS1: which identifiers there are, each with the shape of its value.
const DAY = "\\d{2}(?:0\\d|1[0-2])(?:[0-2]\\d|3[01])";
const text = (most) => `[!%-?A-Z_a-z"]{1,${most}}`;
const IDENTIFIERS = [
  ["00|8018", "\\d{18}"],
  ["01|02", "\\d{14}"],
  ["1[1-3]|1[5-7]", DAY],
  ["10|2[12]|420|71[0-6]|8012", text(20)],
  ["20", "\\d{2}"],
  ["235", text(28)],
  ["24[01]|25[01]|40[01]|8004|90", text(30)],
  ["242", "\\d{1,6}"],
  ["30", "\\d{0,8}"],
  ["37", "\\d{1,8}"],
  ["41[0-7]", "\\d{13}"],
  ["422|426", "\\d{3}"],
  ["7003", "\\d{10}"],
  ["8003", '0\\d{13}[!%-?A-Z_a-z"]{0,16}'],
  ["8013|8020", text(25)],
  ["9[1-9]", text(90)],
].map(([ai, value]) => [new RegExp(`^(${ai})(${value})`), new RegExp(`^(${ai})(${value})$`)]);
const SAYS_GS1 = /^\](d2|Q3|C1|e0|J1)/;
const SYMBOLOGY = /^\][A-Za-z][0-9]/;
const SEPARATORS = /<GS>|\{GS\}|\[GS\]|\u241d|[|~^\x1e]/g;

const elements = (message) => {
  const found = [];
  let rest = message;
  while (rest) {
    const first = rest.split(GS, 1)[0];
    const match = IDENTIFIERS.map(([start]) => first.match(start)).find(Boolean);
    if (!match) return null;
    found.push([match[1], match[2]]);
    rest = rest.slice(match[0].length).replace(/^\x1d+/, "");
  }
  return found;
};

const printed = (message) => {
  const found = [];
  for (const [, ai, value] of message.replace(/\s+/g, "").matchAll(/\((\d+)\)([^(]+)/g)) {
    const match = IDENTIFIERS.map(([, whole]) => (ai + value).match(whole)).find(Boolean);
    if (!match || match[1] !== ai) return null;
    found.push([ai, value]);
  }
  return found;
};

const digitFits = (gtin) => {
  const sum = [...gtin.slice(0, -1)].reverse().reduce((so, one, n) => so + one * (n % 2 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10 === Number(gtin.at(-1));
};

// A GS1 Digital Link: the same identifiers as parts of an address, in any order.
const LINK = /^https?:\/\/[^/?#]+(?:\/[^?#]*?)?\/(01\/\d{8,14}(?:[/?#].*)?)$/i;

const ofLink = (raw, link) => {
  const [address, asked = ""] = link.split("#", 1)[0].split(/\?(.*)/);
  const parts = address.replace(/\/+$/, "").split("/");
  const pairs = parts.flatMap((ai, n) => (n % 2 || n + 1 >= parts.length ? [] : [[ai, parts[n + 1]]]));
  const said = new Map();
  for (const [ai, value] of [...pairs.map((pair) => pair.map(unescaped)), ...new URLSearchParams(asked)]) {
    if (said.has(ai) && said.get(ai) !== value) return typed(raw, twiceSaid(ai));
    said.set(ai, value);
  }
  said.set("01", said.get("01").padStart(14, "0"));
  const names = ["01", "17", "10", "21"].filter((ai) => said.has(ai));
  return { ...gs1Read(names.map((ai) => `(${ai})${said.get(ai)}`).join("")), raw };
};

const unescaped = (part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const gs1Read = (raw) => {
  const link = raw.trim().match(LINK);
  if (link) return ofLink(raw, link[1]);
  let kept = raw.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const says = SAYS_GS1.test(kept);
  kept = kept.replace(SYMBOLOGY, "").replace(SEPARATORS, GS);
  const human = /^\(\d{2,4}\)/.test(kept);
  if (!ASCII.test(kept) || !(says || human || kept.startsWith(GS) || /^01\d{14}/.test(kept))) {
    return null;
  }
  kept = kept.replace(/^\x1d+|\x1d+$/g, "");
  const found = human ? printed(kept) : elements(kept);
  if (!found) return typed(raw, notRead("GS1"));
  const said = new Map();
  for (const [ai, value] of found) {
    if (said.has(ai) && said.get(ai) !== value) return typed(raw, twiceSaid(ai));
    said.set(ai, value);
  }
  const item = said.get("01") || "";
  const until = said.get("17") || "";
  const parts = [0, 2, 4].map((place) => Number(until.slice(place, place + 2)));
  const expires = until ? dayOf(yearOf(parts[0]), parts[1], parts[2]) : "";
  const flags = [
    ...(item && !digitFits(item) ? [WRONG_DIGIT] : []),
    ...(until && !expires ? [NO_SUCH_DAY] : []),
  ];
  const rest = { lot: said.get("10") || "", serial: said.get("21") || "" };
  return { ...BLANK, system: "gs1", raw, item, expires, flags, ...rest };
};

// HIBC: the Supplier Labeling Standard.
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
const checkSign = (of) => SIGNS[[...of].reduce((sum, one) => sum + SIGNS.indexOf(one), 0) % 43];
const at = (of, place) => Number(of.slice(place, place + 2));
const calendar = (year, month, day) => (of) =>
  at(of, day) ? dayOf(yearOf(at(of, year)), at(of, month), at(of, day)) : "";
const ofMonth = (of) => dayOf(yearOf(at(of, 2)), at(of, 0), 0);
const counted = (of) => {
  const [year, day] = [yearOf(at(of, 1)), Number(of.slice(3, 6))];
  const found = new Date(Date.UTC(year, 0, day));
  return day && found.getUTCFullYear() === year ? found.toISOString().slice(0, 10) : "";
};
const DATES = {
  0: [4, ofMonth],
  1: [4, ofMonth],
  2: [7, calendar(5, 1, 3)],
  3: [7, calendar(1, 3, 5)],
  4: [9, calendar(1, 3, 5)],
  5: [6, counted],
  6: [8, counted],
};

const expiring = (code, day) =>
  day ? { ...code, expires: day } : { ...code, flags: [...code.flags, NO_SUCH_DAY] };

const withDate = (code, rest) => {
  if (rest.startsWith("7")) return [code, rest.slice(1)];
  const [length, read] = DATES[rest[0]] || [];
  const kept = length && rest.slice(0, length);
  if (!kept || kept.length < length || !/^\d+$/.test(kept)) return [code, rest];
  return [expiring(code, read(kept)), rest.slice(length)];
};

const withNumber = (code, kind, given) => {
  let rest = kind ? given : `5${given}`;
  if (!kind || kind.startsWith("$$")) {
    rest = rest.replace(/^(8\d\d|9\d{5})/, "");
    [code, rest] = withDate(code, rest);
  }
  return kind.endsWith("+") ? { ...code, serial: rest } : { ...code, lot: rest };
};

const withAdded = (code, added) => {
  if (added.startsWith("S")) return { ...code, serial: added.slice(1) };
  if (!/^14D\d{8}$/.test(added)) return code;
  const [year, month, day] = [Number(added.slice(3, 7)) || 1, at(added, 7), at(added, 9)];
  return expiring(code, day ? dayOf(year, month, day) : "");
};

const second = (code, of) => {
  const [first, ...more] = of.split("/");
  const found = first.match(/^(\$\$\+|\$\$|\$\+|\$|(?=\d{5}))(.*)$/);
  if (found) code = withNumber(code, found[1], found[2]);
  else more.unshift(first);
  code = more.reduce(withAdded, code);
  return code.lot || code.serial || code.expires || more.length ? code : null;
};

const label = (code, body) => {
  if (!/^[A-Z]/.test(body)) return second({ ...code, link: body.at(-1) }, body.slice(0, -1));
  const [article, ...rest] = body.split("/");
  if (!/^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]$/.test(article)) return null;
  const with_ = { ...code, item: article, link: rest.length ? "" : checkSign(`+${body}`) };
  return rest.length ? second(with_, rest.join("/")) : with_;
};

const hibcRead = (raw) => {
  let kept = raw.replace(/^[\t\r\n]+|[\t\r\n]+$/g, "").replace(/^ +/, "").replace(SYMBOLOGY, "");
  if (kept.startsWith("*")) kept = kept.replace(/ +$/, "").replace(/^\*+|\*+$/g, "");
  kept = kept.replace(/_$/, " ");
  if (!ASCII.test(kept)) return null;
  kept = kept.toUpperCase();
  if (!/^\+[A-Z0-9$][A-Z0-9\-. $/+%]{2,}$/.test(kept)) return null;
  const fits = () => checkSign(kept.slice(0, -1)) === kept.at(-1);
  if (!fits() && checkSign(kept) === " ") kept += " "; // a check character cut off by a form
  const flags = fits() ? [] : [WRONG_SIGN];
  return label({ ...BLANK, system: "hibc", raw, flags }, kept.slice(1, -1)) || typed(raw, notRead("HIBC"));
};

const one = (kept) => gs1Read(kept) || hibcRead(kept) || typed(kept.trim());

// Two labels of one box: the article on one of them, lot and expiry on the other.
export const joined = (first, other) => {
  if (!first.item && other.item) [first, other] = [other, first];
  let fits = first.system === other.system && !(other.item && other.item !== first.item);
  if (first.system === "hibc" && first.link !== other.link) fits = false;
  return {
    ...first,
    raw: `${first.raw}\n${other.raw}`,
    lot: first.lot || other.lot,
    expires: first.expires || other.expires,
    serial: first.serial || other.serial,
    flags: [...first.flags, ...other.flags, ...(fits ? [] : [OF_TWO])],
    link: "",
  };
};

// { system: "gs1" | "hibc" | "text", raw, item, lot, expires, serial, flags: [words], link, unit }
export const readCode = (given) => {
  const kept = given.replaceAll("\0", "").slice(0, MOST);
  const lines = kept.split(/[\r\n]+/).filter((line) => line.trim());
  let found = lines.length ? one(lines[0]) : typed("");
  if (lines.length === 2) found = joined(found, one(lines[1]));
  else if (lines.length > 2) found = typed(kept.trim());
  if (given.length > MOST) found = { ...found, flags: [...found.flags, TOO_LONG] };
  return { ...found, unit: unitKey(found.item, found.lot, found.serial) };
};
