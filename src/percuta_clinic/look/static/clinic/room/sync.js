// One session on this tablet: what is said is kept here first, shown at once, and sent when the
// line allows. The server's answer is what makes "Saved" true.
import { knewThen, watch } from "./drawn.js";
import { fold } from "./fold.js";
import { NONE, asked, letter } from "./handing.js";
import { openStore, staysOpen } from "./store.js";
import { clock } from "./time.js";

const LOOK_EVERY = 3000;
const WAITS = [1000, 2000, 4000, 8000, 15000];
const MOST = 100;

// Over plain http a browser makes no keys by itself.
const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const ANEW = ["n", "id", "device", "seen"]; // what is said again as a new entry, by whoever said it
const SYNCED = "percuta-room-synced";
// Somebody who is ill needs the next step, signed or not; the record has none of these.
const GOES_ON = /^(stage|pause|stop)$|^problem\//;

const lastSync = (session) => {
  try {
    const kept = JSON.parse(localStorage.getItem(SYNCED));
    return kept?.session === session ? kept.at : null;
  } catch {
    return null;
  }
};

class Room {
  constructor(session) {
    this.session = session;
    this.base = `/room/${session}/`;
    // The page kept for a cut line knows no account.
    this.account = document.getElementById("session")?.dataset.account || null;
    this.events = new Map();
    this.keeping = new Map(); // shown already, not yet kept on this tablet
    this.pack = null;
    this.last = 0;
    this.incidents = [];
    this.unread = []; // ids of what waits here and nobody can read
    this.late = []; // what came after the signing, in words
    this.line = "starting"; // starting, open, cut, gone (sign in), shut (not yours)
    this.lastSync = lastSync(session);
    this.fresh = false; // the server gave this page the pack
    this.swept = false;
    this.tries = 0;
    this.listeners = new Set();
    this.queue = Promise.resolve();
    this.said = fold([]);
    watch(() => this.seen());
  }

  // What another account kept here is not shown; only the server may give it to this one.
  async start() {
    staysOpen();
    this.store = await openStore(this.session);
    const pack = await this.keep((store) => store.pack());
    if (pack && (!this.account || pack.account.id === this.account)) {
      this.pack = pack;
      this.incidents = pack.incidents || [];
    }
    await this.speaks(this.pack?.account?.id || this.account);
    const { events, unread } = (await this.keep((store) => store.all())) || { events: [], unread: [] };
    for (const event of events) this.events.set(event.id, event);
    this.unread = unread;
    this.changed();
    this.turn();
    document.addEventListener("session:back", () => this.again());
    document.addEventListener("visibilitychange", () => !document.hidden && this.again());
    window.addEventListener("online", () => this.again());
  }

  // Each account speaks with a name of its own on this tablet.
  async speaks(account, anew = false) {
    if (this.device && !anew && (!account || account === this.speaker)) return;
    this.speaker = account;
    this.device = (account && (await this.keep((store) => store.speaks(account, anew)))) || newId();
  }

  again() {
    this.tries = 0;
    clearTimeout(this.timer);
    this.turn();
  }

  // One go at a time: send what waits, or look what others said; then again after a while.
  async turn() {
    if (this.turning) return;
    this.turning = true;
    try {
      if (!this.fresh) await this.loadPack();
      if (this.fresh && this.waiting().length) await this.push();
      else if (this.fresh && !document.hidden) await this.pull();
      if (this.line === "open") await this.sweep();
    } finally {
      this.turning = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.turn(), this.pause());
    }
  }

  pause() {
    if (this.line !== "open") return WAITS[Math.min(this.tries, WAITS.length - 1)];
    return this.waiting().length ? 0 : LOOK_EVERY;
  }

  async ask(path, options) {
    const { how, told, took } = await asked(this.base + path, options);
    if (how === "stale") this.fresh = false; // the pack brings a new token
    if (how !== "open") return this.lost(how === "stale" ? "cut" : how);
    if (told.now) clock.anchor(told.now, took);
    this.line = "open";
    this.tries = 0;
    this.lastSync = clock.now();
    try {
      localStorage.setItem(SYNCED, JSON.stringify({ session: this.session, at: this.lastSync }));
    } catch {
      // Without storage a reload does not know when the last time was.
    }
    return told;
  }

  lost(how) {
    this.line = how;
    this.swept = false;
    this.tries += 1;
    this.changed();
    return null;
  }

  // Asked for by a touch: nobody is called to the sign-in in the middle of a treatment.
  signIn() {
    const retry = () => this.again();
    if (this.account) document.dispatchEvent(new CustomEvent("session:lost", { detail: { retry } }));
    else location.reload();
  }

  async loadPack() {
    const told = await this.ask("pack.json");
    if (!told) return;
    const { events: _, ...pack } = told;
    await this.speakerIs(pack.account);
    await this.speaks(pack.account.id);
    this.pack = pack;
    this.fresh = true;
    this.csrf = pack.csrf;
    await this.take(told);
    if (!told.signed || this.ill()) await this.keepPack();
    this.changed();
  }

  async pull() {
    const told = await this.ask(`events.json?after=${this.last}`);
    if (told) await this.take(told);
  }

  async push() {
    const batch = this.waiting().slice(0, MOST);
    const told = await this.ask("events/", this.letter(batch, this.last));
    if (!told) return;
    if (!told.accepted) {
      for (const event of batch) await this.stick(event, told.why);
      return;
    }
    for (const id of told.accepted) this.events.set(id, { ...this.events.get(id), waiting: 0 });
    await this.keep((store) => store.acknowledge(told.accepted));
    for (const one of told.refused) await this.refused(one);
    await this.take(told);
  }

  letter(events, after) {
    return letter(events, after, this.csrf);
  }

  // What waits of other sessions on this tablet, whoever said it: sent by whoever is here now.
  async sweep() {
    if (this.swept || !this.store) return;
    this.swept = true;
    for (const [session, events] of await this.store.elsewhere()) {
      const { told } = await asked(`/room/${session}/events/`, this.letter(events.slice(0, MOST), NONE));
      if (!told?.accepted) continue;
      await this.store.acknowledge(told.accepted);
      if (events.length > MOST) this.swept = false;
      if (told.signed) await this.store.of(session).forget();
    }
  }

  // A store that fails, as when the disk is full, is given up: the page says so and goes on.
  async keep(write) {
    if (!this.store) return null;
    try {
      return await write(this.store);
    } catch {
      this.store = null;
      return null;
    }
  }

  // What can be said anew is; what is nonsense stays here, in sight, with the reason.
  async refused({ id, code, why }) {
    const event = this.events.get(id);
    if (!event) return;
    const mine = event.by === this.pack?.account?.id && (event.again || 0) < 3;
    if (mine && ANEW.includes(code)) {
      if (code === "device" || code === "n") await this.speaks(event.by, event.device === this.device);
      this.events.delete(id);
      await this.keep((store) => store.drop(id));
      await this.say(event.slot, event.value, { at: event.at, doubt: event.doubt, knew: event.seen, again: (event.again || 0) + 1 });
    } else await this.stick(event, why);
  }

  async stick(event, why) {
    this.events.set(event.id, { ...event, waiting: 0, stuck: why });
    await this.keep((store) => store.stick(event.id, why));
    this.changed();
  }

  // Somebody else has signed in over this page: what waits stays its author's, and what is entered
  // from now on belongs to whoever is here.
  async speakerIs(account) {
    if (!account || account.id === this.pack?.account.id) return;
    if (this.pack) this.pack = { ...this.pack, account };
    this.account &&= account.id;
    await this.speaks(account.id);
    document.dispatchEvent(new CustomEvent("session:owner", { detail: account }));
  }

  async take(told) {
    await this.speakerIs(told.account);
    const fresh = told.events.filter((one) => this.events.get(one.id)?.number !== one.number);
    for (const event of fresh) this.events.set(event.id, { ...event, waiting: 0 });
    if (fresh.length) await this.keep((store) => store.merge(fresh));
    this.last = Math.max(this.last, told.last);
    const found = JSON.stringify(told.incidents) !== JSON.stringify(this.incidents);
    this.incidents = told.incidents;
    this.late = told.late || [];
    this.signed = told.signed;
    if (found && this.pack && !this.signed) {
      await this.keep((store) => store.keepPack({ ...this.pack, incidents: told.incidents, csrf: "" }));
    }
    this.changed();
    if (this.signed && !this.ill()) await this.keep((store) => store.forget());
  }

  // A problem that has not ended: its protocol stays on this tablet until it has.
  ill() {
    return this.said.items("problem").some(([item]) => !this.said.get(`problem/${item}/end`));
  }

  keepPack() {
    return this.keep((store) => store.keepPack({ ...this.pack, csrf: "" }));
  }

  // Somebody has read that this one is not in the record.
  async dismiss(id) {
    this.events.delete(id);
    await this.keep((store) => store.drop(id));
    this.changed();
  }

  // Somebody has read that these are lost here.
  async dropUnread() {
    for (const id of this.unread) await this.keep((store) => store.drop(id));
    this.unread = [];
    this.changed();
  }

  // What somebody else entered on this tablet goes first: later entries have seen it.
  waiting() {
    const own = (one) => Number(one.device === this.device);
    return [...this.events.values()].filter((one) => one.waiting).sort((a, b) => own(a) - own(b) || a.n - b.n);
  }

  stuck() {
    return [...this.events.values()].filter((one) => one.stuck);
  }

  seen() {
    const found = {};
    for (const one of this.events.values()) {
      if (one.device !== this.device && (one.number || one.waiting)) found[one.device] = Math.max(found[one.device] || 0, one.n);
    }
    return found;
  }

  // Of its slot an entry has seen what its screen had; two that differ end by a choice alone.
  seenOf(slot, knew, chosen) {
    const found = this.seen();
    const differ = this.said.conflicts().some(([one]) => one === slot);
    for (const one of this.said.standing.get(slot) || []) {
      const shown = chosen ? chosen.includes(one.id) : !differ && (knew[one.device] || 0) >= one.n;
      if (shown || one.device === this.device) continue;
      found[one.device] = Math.min(found[one.device] || 0, one.n - 1);
      if (!found[one.device]) delete found[one.device];
    }
    return found;
  }

  // Says that a slot has a value. Resolves once this tablet has kept it. “knew”: what the screen
  // had seen; “chosen”: among which entries somebody chose.
  say(slot, value, { knew = knewThen() || this.seen(), chosen, ...more } = {}) {
    const event = {
      id: newId(),
      device: this.device,
      at: clock.iso(),
      doubt: clock.doubt(),
      by: this.pack?.account?.id || "",
      slot,
      value,
      seen: this.seenOf(slot, knew, chosen),
      ...more,
    };
    this.keeping.set(event.id, { ...event, n: this.next() + this.keeping.size });
    this.changed();
    const next = this.queue.then(() => this.put(event));
    this.queue = next.catch(() => {});
    return next;
  }

  async put(event) {
    const kept = (await this.keep((store) => store.add(event, this.next() - 1))) || { ...event, n: this.next(), waiting: 1 };
    this.keeping.delete(event.id);
    this.events.set(kept.id, kept);
    this.changed();
    if (this.signed && this.pack && this.ill()) await this.keepPack();
    if (!this.turning) this.again();
    return kept;
  }

  next() {
    const own = [...this.events.values()].filter((one) => one.device === this.device);
    return Math.max(0, ...own.map((one) => one.n)) + 1;
  }

  changed() {
    const drawn = (one) => !one.stuck && (!one.late || GOES_ON.test(one.slot));
    this.said = fold([...this.events.values(), ...this.keeping.values()].filter(drawn));
    for (const listener of this.listeners) listener(this);
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

export { newId };

export const openRoom = async (session) => {
  const room = new Room(session);
  await room.start();
  return room;
};
