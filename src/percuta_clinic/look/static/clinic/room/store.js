// What this tablet keeps of sessions: encrypted with a key that no script can read out, wiped at
// the sign-in page and once a signed session has been taken in. What waits to be sent stays.
import { openDB } from "../../vendor/idb-8.0.4.js";

const NAME = "percuta-room";
const OPEN = "percuta-room-open"; // the lock that every open room shares
const SAFE = { durability: "strict" };
const text = new TextEncoder();
const words = new TextDecoder();

const database = () =>
  openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("packs");
      db.createObjectStore("counts");
      db.createObjectStore("events", { keyPath: "id" }).createIndex("session", "session");
    },
  });

const newKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

const keyOf = async (db) => {
  const there = await db.get("keys", "aes");
  if (there) return there;
  const made = await newKey();
  const change = db.transaction("keys", "readwrite", SAFE);
  const first = await change.store.get("aes");
  if (!first) await change.store.put(made, "aes");
  await change.done;
  return first || made;
};

// Whoever speaks with this tablet has a name of her own for it, so that entries stay hers.
const deviceOf = async (db, account) => {
  const name = `device:${account}`;
  const there = await db.get("keys", name);
  if (there) return there;
  const made = crypto.randomUUID();
  const change = db.transaction("keys", "readwrite", SAFE);
  const first = await change.store.get(name);
  if (!first) await change.store.put(made, name);
  await change.done;
  return first || made;
};

const seal = async (key, value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(JSON.stringify(value)));
  return { iv, data };
};

const unseal = async (key, { iv, data }) =>
  JSON.parse(words.decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));

// Null for what another key sealed: nobody can read that any more.
const unsealed = async (key, sealed) => {
  try {
    return sealed ? await unseal(key, sealed) : null;
  } catch {
    return null;
  }
};

const needed = (row) => row.waiting || row.stuck;

class Store {
  constructor(db, key, session) {
    Object.assign(this, { db, key, session, device: "" });
  }

  of(session) {
    return new Store(this.db, this.key, session);
  }

  // Under which name this account speaks here; `anew` where that name is somebody else's.
  async speaks(account, anew = false) {
    if (anew) await this.db.delete("keys", `device:${account}`);
    this.device = await deviceOf(this.db, account);
    return this.device;
  }

  async pack() {
    return unsealed(this.key, await this.db.get("packs", this.session));
  }

  async keepPack(pack) {
    const sealed = await seal(this.key, pack);
    const change = this.db.transaction("packs", "readwrite", SAFE);
    await change.store.put(sealed, this.session);
    await change.done;
  }

  // What is being entered and is no event yet.
  async draft(name) {
    return unsealed(this.key, await this.db.get("packs", `${this.session}/${name}`));
  }

  async keepDraft(name, value) {
    const sealed = value && (await seal(this.key, value));
    const key = `${this.session}/${name}`;
    await (sealed ? this.db.put("packs", sealed, key) : this.db.delete("packs", key));
  }

  // What is kept of this session; and the ids of what waits and cannot be read here any more.
  async all() {
    const rows = await this.db.getAllFromIndex("events", "session", this.session);
    const events = await Promise.all(rows.map((row) => this.opened(row)));
    const unread = rows.filter((row, index) => needed(row) && !events[index]);
    return { events: events.filter(Boolean), unread: unread.map((row) => row.id) };
  }

  async opened(row) {
    const found = await unsealed(this.key, row);
    return found && { ...found, n: row.n, waiting: row.waiting, stuck: row.stuck };
  }

  // What waits in other sessions, of whoever: [[session, events], …].
  async elsewhere() {
    const rows = (await this.db.getAll("events")).filter((row) => row.waiting && row.session !== this.session);
    const found = new Map();
    for (const row of rows.sort((a, b) => a.n - b.n)) {
      const event = await this.opened(row);
      if (event) found.set(row.session, [...(found.get(row.session) || []), event]);
    }
    return [...found];
  }

  // A new event of this tablet: its count is given out in the same breath, for two open pages too.
  // It is above `last`, which the page knows of, and its key lies beside it.
  async add(event, last = 0) {
    const sealed = await seal(this.key, event);
    const change = this.db.transaction(["events", "counts", "keys"], "readwrite", SAFE);
    const keys = change.objectStore("keys");
    if (!(await keys.get("aes"))) await keys.put(this.key, "aes");
    const counted = `${this.session}/${event.device}`;
    const n = Math.max((await change.objectStore("counts").get(counted)) || 0, last) + 1;
    await change.objectStore("counts").put(n, counted);
    await change.objectStore("events").put({ id: event.id, session: this.session, n, waiting: 1, ...sealed });
    await change.done;
    return { ...event, n, waiting: 1 };
  }

  // Events the server has; of others' and of one's own.
  async merge(events) {
    const rows = [];
    for (const event of events) {
      const { id, n } = event;
      rows.push({ id, session: this.session, n, waiting: 0, ...(await seal(this.key, event)) });
    }
    const change = this.db.transaction(["events", "counts"], "readwrite", SAFE);
    for (const row of rows) await change.objectStore("events").put(row);
    const own = events.filter((one) => one.device === this.device).map((one) => one.n);
    const name = `${this.session}/${this.device}`;
    const counted = (await change.objectStore("counts").get(name)) || 0;
    await change.objectStore("counts").put(Math.max(counted, ...own), name);
    await change.done;
  }

  async acknowledge(ids) {
    const change = this.db.transaction("events", "readwrite", SAFE);
    for (const id of ids) {
      const row = await change.store.get(id);
      if (row) await change.store.put({ ...row, waiting: 0 });
    }
    await change.done;
  }

  async stick(id, why) {
    const change = this.db.transaction("events", "readwrite", SAFE);
    const row = await change.store.get(id);
    if (row) await change.store.put({ ...row, waiting: 0, stuck: why });
    await change.done;
  }

  async drop(id) {
    await this.db.delete("events", id);
  }

  // Of a signed session nothing stays but its count, unless something of it is not in the record.
  async forget() {
    const rows = await this.db.getAllFromIndex("events", "session", this.session);
    if (rows.some(needed)) return false;
    const change = this.db.transaction(["events", "packs"], "readwrite", SAFE);
    for (const row of rows) await change.objectStore("events").delete(row.id);
    const packs = change.objectStore("packs");
    for (const key of await packs.getAllKeys()) if (key.startsWith(this.session)) await packs.delete(key);
    await change.done;
    return true;
  }
}

// Null where this browser keeps nothing, as in a private window or over plain http.
export const openStore = async (session) => {
  try {
    const db = await database();
    navigator.storage?.persist?.().catch(() => {});
    return new Store(db, await keyOf(db), session);
  } catch {
    return null;
  }
};

// How many entries of which session are not in the record yet; told without any key.
export const waitsHere = async () => {
  const db = await database();
  const found = new Map();
  for (const row of await db.getAll("events")) {
    if (needed(row)) found.set(row.session, (found.get(row.session) || 0) + 1);
  }
  db.close();
  return found;
};

// As long as the page lives, what it keeps is wiped by no other page.
export const staysOpen = () => {
  navigator.locks?.request(OPEN, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
};

// Whoever was signed in has left. False where a room is still open in this browser.
export const wipe = async () => {
  if (!navigator.locks) return wiped();
  return navigator.locks.request(OPEN, { ifAvailable: true }, (free) => (free ? wiped() : false));
};

// All goes but what is not in the record yet, and its key.
const wiped = async () => {
  const db = await database();
  const change = db.transaction(["events", "packs", "counts", "keys"], "readwrite", SAFE);
  const rows = await change.objectStore("events").getAll();
  for (const row of rows) if (!needed(row)) await change.objectStore("events").delete(row.id);
  await change.objectStore("packs").clear();
  if (!rows.some(needed)) {
    await change.objectStore("counts").clear();
    await change.objectStore("keys").clear();
  }
  await change.done;
  db.close();
  return true;
};
