/**
 * What a key is by its place on a US keyboard: the layout that scanners type in as delivered.
 * `KeyboardEvent.code` names the place, whatever layout or input method the system has set.
 */

/** Place → what it gives without and with Shift. Letters, digits and Numpad digits follow a rule. */
const MARKS: Record<string, string> = {
  Backquote: "`~",
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  IntlBackslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  Space: "  ",
  NumpadAdd: "++",
  NumpadSubtract: "--",
  NumpadMultiply: "**",
  NumpadDivide: "//",
  NumpadDecimal: "..",
};
const OVER_DIGITS = ")!@#$%^&*(";

/** The character at a place, or null where there is none (Enter, F4, an unknown code). */
export function atPlace(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return (shift ? OVER_DIGITS[Number(digit)] : digit) ?? null;
  return padDigit(code) ?? MARKS[code]?.[shift ? 1 : 0] ?? null;
}

/** The digit on the number pad, whether or not Num Lock is on. */
export function padDigit(code: string): string | null {
  return /^Numpad(\d)$/.exec(code)?.[1] ?? null;
}

const BESIDE = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Fn"]);

/** A key that only changes others. With an input method on, `key` is "Process": then the place tells. */
export function isBeside(event: KeyboardEvent): boolean {
  return BESIDE.has(event.key) || /^(Shift|Control|Alt|Meta)(Left|Right)$|Lock$/.test(event.code);
}
