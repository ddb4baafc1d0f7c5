// The server's time as well as this tablet can know it. Clocks jump: so an elapsed time is a span,
// at least and at most, and each use takes the safe end of it.

const KEPT = "percuta-room-time";
const BEAT = 1000;
const SLACK = 2000; // two clocks of one tablet differ by so much without a jump
const UNKNOWN = 86400; // seconds: nobody knows how long this tablet was off
const DRIFT = 0.0001; // how much of a time that ran a clock of a tablet may be wrong by

class Clock {
  constructor() {
    this.perf = performance.now();
    this.wall = Date.now();
    this.server = null; // the server's time at that moment
    this.lost = 0; // how much of the time since the last sure moment nobody saw pass
    this.error = Infinity; // by how much the server's answer may have been late
    this.begin();
    setInterval(() => this.keep(), BEAT);
  }

  begin() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEPT));
    } catch {
      kept = null;
    }
    if (!kept || typeof kept.server !== "number") {
      this.server = this.wall; // nothing better is known until the server answers
      this.lost = null;
      return;
    }
    // While no page was open only the wall clock went on, and nobody watched it.
    const away = this.wall - kept.wall;
    this.server = kept.server + Math.max(0, away);
    this.lost = away < 0 ? null : kept.lost === null ? null : kept.lost + away;
    this.error = kept.error ?? Infinity;
  }

  // The server said what time it is; `round` is how long the question took.
  anchor(iso, round = 0) {
    const told = Date.parse(iso) + round / 2;
    // A slow answer that agrees with a quicker one before it tells nothing new.
    if (!this.knows(told, round / 2)) {
      this.perf = performance.now();
      this.wall = Date.now();
      this.server = told;
      this.error = round / 2;
    }
    this.lost = 0;
    this.keep();
  }

  knows(told, error) {
    const { ran, jumped } = this.since();
    const own = this.error + ran * DRIFT;
    return this.lost !== null && !jumped && own <= error && Math.abs(this.now() - told) <= own + error;
  }

  since() {
    const ran = performance.now() - this.perf;
    const walked = Date.now() - this.wall;
    // A tablet that slept counts less than its wall clock; one whose wall clock was set differs too.
    return { ran, most: walked - ran > SLACK ? walked : ran, jumped: Math.abs(walked - ran) > SLACK };
  }

  // How far the clock of this tablet stands from the server's, in minutes; ahead of it above 0.
  apart() {
    return this.lost === 0 ? Math.round((Date.now() - this.now()) / 60000) : 0;
  }

  now() {
    return this.server + this.since().ran;
  }

  iso() {
    return new Date(this.now()).toISOString();
  }

  // Seconds by which now() may be too late or too early; 0 is usual.
  doubt() {
    if (this.lost === null) return UNKNOWN;
    const { ran, most } = this.since();
    return Math.ceil((this.lost + (most - ran)) / 1000);
  }

  // True while this tablet cannot say how long something took.
  unsure() {
    return this.lost === null || this.since().jumped || this.doubt() > 60;
  }

  // Seconds since something that happened then; `doubt` is that event's own, either way.
  elapsed(iso, doubt = 0) {
    const { ran, most } = this.since();
    const then = Date.parse(iso);
    const seen = this.server + ran;
    const lost = this.lost || 0;
    return {
      atLeast: Math.max(0, (seen - lost - then) / 1000 - doubt),
      atMost: Math.max(0, (seen + (most - ran) - then) / 1000 + doubt + (this.lost === null ? UNKNOWN : 0)),
      unsure: this.unsure(),
    };
  }

  keep() {
    const { ran, most } = this.since();
    const lost = this.lost === null ? null : this.lost + (most - ran);
    const error = this.error + ran * DRIFT;
    const kept = { server: this.server + most, wall: Date.now(), lost, ...(error < Infinity && { error }) };
    try {
      localStorage.setItem(KEPT, JSON.stringify(kept));
    } catch {
      // Without storage a reload starts from the server's time, or says that it is unsure.
    }
  }
}

export const clock = new Clock();
