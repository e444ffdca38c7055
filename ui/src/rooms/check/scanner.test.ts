import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { atPlace } from "./keyboard";
import { HOLD, isWriting, LONGEST, listenForScans, SILENCE, type Scan } from "./scanner";

const HC1 = "HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH-R6IOOK.IR9B+9D/GJDK$";
const SHC = `shc:/${"5676290952432060346029243740446031222959532654603460292540772804336028".repeat(17)}`;

let scans: Scan[];
let short: Scan[];
let seen: string[];
let prevented: number;
let ready: boolean;
let stop: () => void;

const page = (event: Event) => {
  const { key, ctrlKey, altKey } = event as KeyboardEvent;
  seen.push(`${ctrlKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${key}`);
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(1000);
  scans = [];
  short = [];
  seen = [];
  prevented = 0;
  ready = true;
  stop = listenForScans({
    ready: () => ready && !isWriting(),
    scan: (scan) => scans.push(scan),
    short: (scan) => short.push(scan),
  });
  window.addEventListener("keydown", page);
});
afterEach(() => {
  stop();
  window.removeEventListener("keydown", page);
  document.body.replaceChildren();
  vi.useRealTimers();
});

type More = Partial<KeyboardEventInit> & { caps?: boolean; stamp?: number };

function send(type: "keydown" | "keyup", key: string, code: string, { caps, stamp, ...more }: More = {}) {
  const event = new KeyboardEvent(type, { key, code, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "timeStamp", { value: stamp ?? performance.now() });
  Object.defineProperty(event, "getModifierState", { value: (name: string) => name === "CapsLock" && caps === true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  if (event.defaultPrevented) prevented += 1;
}

/** The place of a character on a US keyboard: found by asking for every place. */
const PLACES = new Map<string, [string, boolean]>();
for (const code of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").map((letter) => `Key${letter}`),
  ..."0123456789".split("").map((digit) => `Digit${digit}`),
  ..."Backquote Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash Space".split(" "),
]) {
  for (const shift of [false, true]) PLACES.set(atPlace(code, shift)!, [code, shift]);
}

/** Presses the keys of a text as a scanner does, Shift included, `pace` ms from key to key. */
function type(text: string, pace = 8, key: (character: string) => string = (same) => same, more: More = {}) {
  for (const character of text) {
    const [code, shiftKey] = PLACES.get(character)!;
    if (shiftKey) send("keydown", "Shift", "ShiftLeft", { shiftKey });
    send("keydown", key(character), code, { shiftKey, ...more });
    vi.advanceTimersByTime(pace / 2);
    send("keyup", key(character), code, { shiftKey, ...more });
    if (shiftKey) send("keyup", "Shift", "ShiftLeft");
    vi.advanceTimersByTime(pace / 2);
  }
}
const press = (key: string, more: More = {}) => send("keydown", key, key, more);
const silence = () => vi.advanceTimersByTime(SILENCE * 2);

describe("a scan", () => {
  it.each([
    ["Enter", "enter"],
    ["Tab", "tab"],
  ] as const)("ends at %s, and the page sees none of it", (key, ending) => {
    type(HC1);
    press(key);
    expect(scans).toMatchObject([{ text: HC1, typed: null, ending, swallowed: 0, composed: 0, caps: false }]);
    expect(scans[0]!.pace).toBeLessThan(10);
    expect(seen.filter((one) => one !== "Shift")).toEqual([]);
    expect(prevented).toBeGreaterThan(HC1.length);
  });

  it("ends at LF, which scanners type as Ctrl+J", () => {
    type(HC1);
    press("Control", { ctrlKey: true });
    send("keydown", "j", "KeyJ", { ctrlKey: true });
    expect(scans).toMatchObject([{ text: HC1, ending: "lf" }]);
  });

  it("ends at 150 ms of silence, and not before", () => {
    type(HC1);
    vi.advanceTimersByTime(SILENCE - 20);
    expect(scans).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(scans).toMatchObject([{ text: HC1, ending: "silence" }]);
  });

  it("may take many seconds: silence is counted from the last key", () => {
    type(SHC, 4);
    press("Enter");
    expect(SHC.length).toBeGreaterThan(1190);
    expect(scans.map((scan) => scan.text)).toEqual([SHC]);
    expect(scans[0]!.typed).toBeNull();
  });

  it("may stumble once it is sure: one gap of 140 ms", () => {
    type(HC1.slice(0, 30));
    vi.advanceTimersByTime(130);
    type(HC1.slice(30));
    press("Enter");
    expect(scans.map((scan) => scan.text)).toEqual([HC1]);
  });

  it("is followed by the next one at once", () => {
    type(HC1);
    press("Enter");
    send("keydown", "j", "KeyJ", { ctrlKey: true });
    type(`${HC1}A`);
    press("Enter");
    expect(scans.map((scan) => scan.text)).toEqual([HC1, `${HC1}A`]);
    expect(seen.filter((one) => one !== "Shift")).toEqual([]);
  });

  it("is timed by the system's stamps: keys that a busy page gets all at once are told apart", () => {
    const burst = (pace: number) => {
      for (const [at, character] of [...HC1].entries()) {
        const [code, shiftKey] = PLACES.get(character)!;
        send("keydown", character, code, { shiftKey, stamp: 5000 + at * pace });
      }
      silence();
    };
    burst(10);
    expect(scans).toMatchObject([{ text: HC1, pace: 10 }]);
    burst(120);
    expect(scans).toHaveLength(1);
    expect(seen).toHaveLength(HC1.length);
  });

  it("is read to the end even if it begins with no character of a health code", () => {
    const other = "wxp://f2f0Yk3bWZlD9dXqHn2_7";
    type(other);
    press("Enter");
    expect(scans.map((scan) => scan.text)).toEqual([other]);
    expect(seen.filter((one) => one !== "Shift")).toEqual(["w", "x"]);
  });

  it("does not fill the memory", () => {
    type("1".repeat(LONGEST + 50), 2);
    press("Enter");
    expect(scans[0]!.text).toHaveLength(LONGEST);
  });

  it("of 13 digits is a barcode of goods: told apart, kept from the page", () => {
    type("6901234567892");
    press("Enter");
    silence();
    expect(scans).toEqual([]);
    expect(short.map((scan) => scan.text)).toEqual(["6901234567892"]);
    expect(seen).toEqual([]);
  });
});

describe("keyboards and input methods", () => {
  it("an input method changes nothing: the place of the key is read", () => {
    type(HC1, 8, () => "Process", { keyCode: 229 } as More);
    press("Enter");
    expect(scans).toMatchObject([{ text: HC1, typed: null, composed: HC1.length }]);
  });

  it("Caps Lock changes nothing, and is told", () => {
    const turned = (one: string) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase());
    type(HC1, 8, turned, { caps: true });
    press("Enter");
    expect(scans).toMatchObject([{ text: HC1, caps: true }]);
    expect(scans[0]!.typed).toBe([...HC1].map(turned).join(""));
  });

  it("what the system made of the keys comes along where it differs", () => {
    // A scanner set to German typing into a German system: Y and Z are where Germans have them.
    const german = (one: string) => ({ Y: "Z", Z: "Y" })[one] ?? one;
    type("HC1:ZYZY-ABCDEFGHIJKLMNOP", 8, german);
    press("Enter");
    expect(scans).toMatchObject([{ text: "HC1:ZYZY-ABCDEFGHIJKLMNOP", typed: "HC1:YZYZ-ABCDEFGHIJKLMNOP" }]);
  });

  it("keys without a place are read by what they give", () => {
    for (const character of HC1) {
      send("keydown", character, "");
      vi.advanceTimersByTime(8);
    }
    press("Enter");
    expect(scans.map((scan) => scan.text)).toEqual([HC1]);
  });

  it.each(["", "0"])("Alt and the number pad is a character by its number (%s…)", (zero) => {
    const text = "HC1:ALT+NUMPAD/KEYS.0123";
    for (const code of [...text].map((one) => one.charCodeAt(0)).concat(13)) {
      send("keydown", "Alt", "AltLeft", { altKey: true });
      for (const digit of zero + code) {
        vi.advanceTimersByTime(3);
        send("keydown", "ArrowLeft", `Numpad${digit}`, { altKey: true });
        send("keyup", "ArrowLeft", `Numpad${digit}`, { altKey: true });
      }
      vi.advanceTimersByTime(3);
      send("keyup", "Alt", "AltLeft");
    }
    expect(scans).toMatchObject([{ text, typed: null, ending: "enter", swallowed: 0 }]);
    expect(seen.filter((one) => one !== "Alt+Alt")).toEqual([]);
  });
});

describe("a hostile barcode", () => {
  const bad: [string, string, More][] = [
    ["o", "KeyO", { ctrlKey: true }],
    ["F4", "F4", { altKey: true }],
    ["Tab", "Tab", { altKey: true }],
    ["r", "KeyR", { metaKey: true }],
    ["Delete", "Delete", {}],
    ["Escape", "Escape", {}],
    ["F12", "F12", {}],
  ];

  it.each(bad)("cannot press %s (%s) inside a scan", (key, code, more) => {
    type(HC1.slice(0, 20));
    send("keydown", key, code, more);
    vi.advanceTimersByTime(8);
    type(HC1.slice(20));
    press("Enter");
    expect(scans).toMatchObject([{ text: HC1, swallowed: 1 }]);
    expect(seen.filter((one) => one !== "Shift")).toEqual([]);
  });

  it.each(bad)("nor %s right after its first keys, nor right after its end", (key, code, more) => {
    type("HC");
    send("keydown", key, code, more);
    vi.advanceTimersByTime(8);
    type(HC1.slice(2));
    press("Enter");
    vi.advanceTimersByTime(8);
    send("keydown", key, code, more);
    expect(seen.filter((one) => one !== "Shift")).toEqual([]);
  });
});

describe("a person", () => {
  it("gets a key that was held back, once, a moment later", () => {
    send("keydown", "s", "KeyS");
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(HOLD * 2);
    expect(seen).toEqual(["s"]);
    silence();
    expect(seen).toEqual(["s"]);
  });

  it("types at 12 keys a second and every key arrives, in order", () => {
    for (const key of "hello shc 12345 HELLO") {
      const [code, shiftKey] = PLACES.get(key)!;
      send("keydown", key, code, { shiftKey });
      vi.advanceTimersByTime(84);
    }
    silence();
    expect(seen.join("")).toBe("hello shc 12345 HELLO");
    expect(scans).toEqual([]);
    expect(short).toEqual([]);
  });

  it("rolls over a few keys at once, and they arrive", () => {
    type("hjk", 20);
    silence();
    expect(seen).toEqual(["h", "j", "k"]);
  });

  it.each(["?", "Delete", "ArrowDown", "Enter", "Escape", " "])("presses %s and is not made to wait", (key) => {
    const [code, shiftKey] = PLACES.get(key) ?? [key, false];
    send("keydown", key, code, { shiftKey });
    expect(seen).toEqual([key]);
    expect(prevented).toBe(0);
  });

  it("presses two keys that are no code at once: both arrive", () => {
    send("keydown", "?", "Slash", { shiftKey: true });
    vi.advanceTimersByTime(20);
    press("Escape");
    expect(seen).toEqual(["?", "Escape"]);
    expect(prevented).toBe(0);
  });

  it("presses Ctrl+O, Ctrl+V and Alt+F4", () => {
    send("keydown", "o", "KeyO", { ctrlKey: true });
    send("keydown", "v", "KeyV", { ctrlKey: true });
    send("keydown", "F4", "F4", { altKey: true });
    expect(seen).toEqual(["Ctrl+o", "Ctrl+v", "Alt+F4"]);
    expect(prevented).toBe(0);
  });

  it("holds a key down", () => {
    send("keydown", "1", "Digit1");
    vi.advanceTimersByTime(400);
    for (let times = 0; times < 40; times += 1) {
      send("keydown", "1", "Digit1", { repeat: true });
      vi.advanceTimersByTime(30);
    }
    silence();
    expect(scans).toEqual([]);
    expect(short).toEqual([]);
    expect(seen).toHaveLength(41);
  });

  it("writes in a field without being overheard", () => {
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    expect(isWriting()).toBe(true);
    type("https://example.org/list.kct", 4);
    silence();
    expect(scans).toEqual([]);
    expect(prevented).toBe(0);
    field.type = "checkbox";
    expect(isWriting()).toBe(false);
    expect(document.activeElement).toBe(field);
  });

  it("presses Enter after one digit: both arrive", () => {
    send("keydown", "1", "Digit1");
    press("Enter");
    expect(seen).toEqual(["1", "Enter"]);
  });
});

describe("the end of listening", () => {
  it("hands over what was whole when the window lost the focus", () => {
    type(HC1);
    window.dispatchEvent(new Event("blur"));
    expect(scans).toMatchObject([{ text: HC1, ending: "silence" }]);
  });

  it("stops", () => {
    stop();
    type(HC1);
    press("Enter");
    silence();
    expect(scans).toEqual([]);
    expect(seen.filter((key) => key !== "Shift").length).toBe(HC1.length + 1);
  });
});

it("knows every character of the formats by its place", () => {
  for (const character of `0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:shclink{}"[],_`) {
    expect(PLACES.has(character), character).toBe(true);
  }
  expect(atPlace("F4", false)).toBeNull();
  expect(atPlace("Numpad7", false)).toBe("7");
});
