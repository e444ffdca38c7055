/**
 * A USB scanner is a keyboard that types very fast. This tells its keys from a person's, keeps them
 * from the page, and hands over one text per scan. It knows nothing of what a text means.
 *
 * - Keys are read by their place (`event.code`), so that neither an input method (`key` "Process")
 *   nor the layout of the system nor Caps Lock changes a letter. Where the system's own reading
 *   differs, it comes along as `typed`: right, if the scanner was set to the system's layout.
 * - Alt and digits on the number pad are a character by its number: some scanners type so.
 * - Inside a scan every other key is swallowed: a code may type Ctrl+O or Alt+F4 ("BadBarcode").
 *   What the system takes for itself first (the Windows key) no page can stop.
 */
import { atPlace, isBeside, padDigit } from "./keyboard";

/**
 * Mean milliseconds from key to key below which no person types: the fastest sustain 60 (200 words
 * a minute), wired scanners need 2 to 16, wireless ones up to 40.
 */
export const PACE = 50;
/** So many characters at that pace, and it is a scanner: two keys of a person may roll together. */
export const SURE = 6;
/** Until that is sure, no gap is longer than this (ms); so long is a person's first key held back. */
export const HOLD = 80;
/** Silence that ends a scan (ms). Counted anew from each key: a long code takes six seconds. */
export const SILENCE = 150;
/** What still comes this soon (ms) after the end, such as the LF of CR LF, belongs to the scan. */
export const TAIL = 100;
/** The shortest health code is far longer; shorter bursts are goods and library barcodes. */
export const SHORTEST = 20;
/** Nothing that a scanner reads is longer; a stream of keys without end must not fill the memory. */
export const LONGEST = 16_384;

export type Ending = "enter" | "tab" | "lf" | "silence";

export type Scan = {
  /** By the places of the keys. */
  text: string;
  /** What the system made of the same keys, where that is another text. */
  typed: string | null;
  ending: Ending;
  /** Mean milliseconds from key to key. */
  pace: number;
  /** Caps Lock was on. */
  caps: boolean;
  /** So many keys went through an input method. */
  composed: number;
  /** So many keys were swallowed that are no text. */
  swallowed: number;
};

export type Hears = {
  /** Whether keys may be a scan now; asked when one would begin, never within. */
  ready: () => boolean;
  scan: (scan: Scan) => void;
  /** A burst of a scanner, too short for a health code. */
  short?: (scan: Scan) => void;
  /** Some key was pressed that may be text. */
  key?: () => void;
};

/** What a health code begins with: HC1, KC1, shc:/ and shlink:/, JSON, chunks of digits, and http. */
const FIRST = /^[hHkKsS{[\d]$/;
/** Of a burst that begins otherwise, this many keys go to the page before it is taken for one. */
const LET_BY = 2;

type Burst = {
  places: string[];
  typed: (string | null)[];
  held: KeyboardEvent[];
  /** Nothing was let by: the first key is one that a code begins with. */
  holding: boolean;
  sure: boolean;
  keys: number;
  first: number;
  last: number;
  seen: number;
  caps: boolean;
  composed: number;
  swallowed: number;
};

/** Listens on the window, before anybody else. Returns what ends it. */
export function listenForScans(hears: Hears): () => void {
  const wedge = new Wedge(hears);
  const stop = (event: KeyboardEvent, keep: boolean) => {
    if (!keep) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const down = (event: KeyboardEvent) => stop(event, wedge.down(event));
  const up = (event: KeyboardEvent) => stop(event, wedge.up(event));
  const away = () => wedge.end();
  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  window.addEventListener("blur", away);
  return () => {
    wedge.end();
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
    window.removeEventListener("blur", away);
  };
}

/** Whether a field has the focus: typing belongs to it, and is nobody else's business. */
export function isWriting(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) return !/^(checkbox|radio|button|file)$/.test(field.type);
  return (
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement ||
    (field instanceof HTMLElement && field.isContentEditable)
  );
}

class Wedge {
  #burst: Burst | null = null;
  /** Digits typed on the number pad while Alt is down. */
  #number = "";
  /** Keys until then still belong to the scan that has ended. */
  #tail = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #replayed = new WeakSet<Event>();
  readonly #hears: Hears;

  constructor(hears: Hears) {
    this.#hears = hears;
  }

  /** A key went down; true: the page must not see it. */
  down(event: KeyboardEvent): boolean {
    if (this.#replayed.has(event)) return false;
    const now = performance.now();
    if (this.#burst && this.#gap(this.#burst, event, now) > (this.#burst.sure ? SILENCE : HOLD)) this.end();
    if (isBeside(event)) return this.#touch(event, now);

    const digit = event.altKey ? padDigit(event.code) : null;
    if (digit !== null) return this.#numberPad(digit, event, now);
    const ending = endingOf(event);
    if (ending) return this.#ending(ending, now);
    const place = placeOf(event);
    if (place === null) return this.#control(event, now);
    return this.#character(place, typedOf(event), event, now);
  }

  /** A key came up; true: the page must not see it. */
  up(event: KeyboardEvent): boolean {
    const number = this.#number;
    if (number && /^Alt/.test(event.code || event.key)) {
      this.#number = "";
      const now = performance.now();
      const character = String.fromCodePoint(Math.min(Number(number), 0x10ffff));
      const ending = ({ "\r": "enter", "\n": "lf", "\t": "tab" } as const)[character];
      if (ending) this.#ending(ending, now);
      else if (character >= " ") this.#character(character, character, event, now);
      else this.#control(event, now);
    }
    return this.#burst?.sure === true;
  }

  /** Whatever is under way has ended: nothing more comes. */
  end(): void {
    this.#finish("silence", performance.now());
  }

  #character(place: string, typed: string | null, event: KeyboardEvent, now: number): boolean {
    this.#hears.key?.();
    let burst = this.#burst;
    if (!burst) {
      const first = FIRST.test(place);
      const tail = now < this.#tail && !first;
      if (tail) this.#tail = now + TAIL;
      if (tail || event.repeat || place === " " || !this.#hears.ready()) return tail;
      burst = this.#begin(event, now, first);
    } else if (event.repeat && !burst.sure) {
      // A person holds a key down.
      this.#release();
      return false;
    }
    this.#touch(event, now);
    if (burst.places.length < LONGEST) {
      burst.places.push(place);
      burst.typed.push(typed);
    }
    burst.caps ||= event.getModifierState?.("CapsLock") ?? false;
    if (event.key === "Process" || event.keyCode === 229) burst.composed += 1;
    if (!burst.sure && burst.places.length >= SURE) {
      burst.sure = paceOf(burst) < PACE;
      if (!burst.sure) {
        this.#release();
        return false;
      }
      burst.held = [];
    }
    const keep = burst.holding || burst.places.length > LET_BY;
    if (keep && !burst.sure && event.type === "keydown") burst.held.push(event);
    return keep;
  }

  #numberPad(digit: string, event: KeyboardEvent, now: number): boolean {
    if (!this.#burst && !this.#hears.ready()) return false;
    this.#burst ??= this.#begin(event, now, true);
    this.#number = (this.#number + digit).slice(-7);
    this.#touch(event, now);
    // Alt with an arrow of the number pad would go back a page.
    return true;
  }

  #ending(ending: Ending, now: number): boolean {
    const burst = this.#burst;
    if (!burst) {
      const tail = now < this.#tail;
      if (tail) this.#tail = now + TAIL;
      return tail;
    }
    const keep = burst.places.length > 1;
    this.#finish(ending, now);
    return keep;
  }

  #control(event: KeyboardEvent, now: number): boolean {
    const burst = this.#burst;
    if (burst && !burst.holding && burst.places.length <= LET_BY) {
      // So far it is as likely a person: "?" and then Esc.
      this.#release();
      return false;
    }
    if (burst) {
      burst.swallowed += 1;
      this.#touch(event, now);
      return true;
    }
    const tail = now < this.#tail;
    if (tail) this.#tail = now + TAIL;
    return tail;
  }

  #begin(event: KeyboardEvent, now: number, holding: boolean): Burst {
    const at = event.timeStamp || now;
    this.#burst = {
      places: [],
      typed: [],
      held: [],
      holding,
      sure: false,
      keys: 0,
      first: at,
      last: at,
      seen: now,
      caps: false,
      composed: 0,
      swallowed: 0,
    };
    this.#wait(HOLD, now);
    return this.#burst;
  }

  /** The scan goes on: silence is counted anew. True if a scanner is surely at it. */
  #touch(event: KeyboardEvent, now: number): boolean {
    const burst = this.#burst;
    if (!burst) return false;
    burst.last += this.#gap(burst, event, now);
    burst.seen = now;
    if (event.type === "keydown") burst.keys += 1;
    return burst.sure;
  }

  /** By the system's own stamp, which a busy page does not delay; by the clock where there is none. */
  #gap(burst: Burst, event: KeyboardEvent, now: number): number {
    const stamped = event.timeStamp - burst.last;
    return stamped > 0 ? stamped : Math.max(0, Math.min(now - burst.seen, SILENCE));
  }

  /** One timer for a whole scan, not one for each of 2,400 keys: it looks how long silence lasts. */
  #wait(time: number, asked: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const burst = this.#burst;
      if (!burst) return;
      const now = performance.now();
      const left = burst.seen + (burst.sure ? SILENCE : HOLD) - now;
      // A timer that comes late was held up, and keys may have been held up behind it.
      const late = now - asked - time > HOLD / 2;
      if (left > 0 || late) this.#wait(Math.max(left, HOLD / 2), now);
      else this.end();
    }, time);
  }

  #finish(ending: Ending, now: number): void {
    const burst = this.#burst;
    if (!burst) return;
    if (!burst.sure) {
      this.#release();
      return;
    }
    this.#forget();
    this.#tail = ending === "silence" ? -1 : now + TAIL;
    const text = burst.places.join("");
    const typed = burst.typed.includes(null) ? null : burst.typed.join("");
    const { caps, composed, swallowed } = burst;
    const scan: Scan = {
      text,
      typed: typed === text ? null : typed,
      ending,
      pace: paceOf(burst),
      caps,
      composed,
      swallowed,
    };
    if (text.length >= SHORTEST) this.#hears.scan(scan);
    else this.#hears.short?.(scan);
  }

  /** It was a person: the page gets the keys that were held back. */
  #release(): void {
    const held = this.#burst?.held ?? [];
    this.#forget();
    for (const event of held) {
      const again = new KeyboardEvent("keydown", event);
      this.#replayed.add(again);
      (event.target ?? window).dispatchEvent(again);
    }
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#burst = null;
    this.#number = "";
  }
}

function paceOf(burst: Burst): number {
  return (burst.last - burst.first) / Math.max(1, burst.keys - 1);
}

/** Enter and Tab, or as control characters: Ctrl+M, Ctrl+J, Ctrl+I. */
function endingOf(event: KeyboardEvent): Ending | null {
  if (event.code === "Enter" || event.code === "NumpadEnter" || event.key === "Enter") return "enter";
  if (event.code === "Tab" || event.key === "Tab") return event.altKey ? null : "tab";
  if (!event.ctrlKey || event.altKey || event.metaKey) return null;
  return ({ KeyM: "enter", KeyJ: "lf", KeyI: "tab" } as const)[event.code] ?? null;
}

function placeOf(event: KeyboardEvent): string | null {
  // AltGr gives characters that have no place on a US keyboard.
  if (event.getModifierState?.("AltGraph")) return typedOf(event);
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (!event.code || event.code === "Unidentified") return typedOf(event);
  return atPlace(event.code, event.shiftKey);
}

function typedOf(event: KeyboardEvent): string | null {
  return [...event.key].length === 1 ? event.key : null;
}
