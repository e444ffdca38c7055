/**
 * The scanner test: a code on the screen whose text is known, and what is wrong with what arrived.
 * Only letters are compared here; no health code is looked at.
 */
import type { Scan } from "./scanner";

/** Every kind of character of the formats, and the letters that change places between layouts. */
export const TEST_TEXT = 'Kincode 0123456789 QWERTZY qwertzy $%*+-./:;,_=?"{[]}';

/**
 * `TEST_TEXT` as a QR code (version 4, level M), row by row in hexadecimal, 33 modules wide. Made with
 * python3-qrcode; zxing-cpp reads it back.
 */
export const TEST_CODE =
  "1fd63ee7f 104b29d41 1748b1f5d 17564f95d 175dc725d 10519e941 1fd55557f 001db4000 " +
  "117d023f9 010ab5783 0bf819ad2 01bd6d450 0bd7c5c62 11bd1a622 12df5aa3e 173b0bd03 " +
  "18f92db9e 068bfb6ab 11c1161be 102811710 05c233863 1d8c8772f 04c9ac4aa 03a9b2a63 " +
  "197088ffd 001257517 1fd9da356 1040cd711 1754a49f3 174ad055f 1745d249c 104202880 " +
  "1fdae9bbd";

/** What can be said of one scan. The first five are faults, the rest is good to know. */
export type Finding =
  | "lowered"
  | "raised"
  | "layout"
  | "lost"
  | "extra"
  | "good"
  | "read"
  | "no-ending"
  | "composed"
  | "caps"
  | "system-layout";

/** What is wrong with a scan, the faults first. */
export function examine(scan: Scan): Finding[] {
  return [...judge(scan), ...remarks(scan)];
}

/** Of the two readings the one that will count: the test text, where either is it. */
export function reading({ text, typed }: Scan): string {
  return typed?.includes(TEST_TEXT) ? typed : text;
}

function judge({ text, typed }: Scan): Finding[] {
  const readings = typed === null ? [text] : [text, typed];
  if (readings.includes(TEST_TEXT)) return ["good"];
  if (readings.some((one) => one.includes(TEST_TEXT))) return ["extra"];
  const isTest = readings.some((one) => nearTest(one));
  const small = readings.every((one) => letters(one) > 10 && one === one.toLowerCase());
  const large = readings.every((one) => letters(one) > 10 && one === one.toUpperCase());
  if (small) return ["lowered"];
  // Another code may well have only capital letters; this one has not.
  if (large && isTest) return ["raised"];
  if (!isTest) return ["read"];
  return [text.length < TEST_TEXT.length ? "lost" : "layout"];
}

function remarks({ text, typed, ending, composed, caps }: Scan): Finding[] {
  const found: Finding[] = [];
  if (typed !== null && typed.toLowerCase() !== text.toLowerCase()) found.push("system-layout");
  if (caps) found.push("caps");
  if (composed > 0) found.push("composed");
  if (ending === "silence") found.push("no-ending");
  return found;
}

const letters = (text: string) => text.match(/[a-z]/gi)?.length ?? 0;

/** The digits stay where they are in every layout that scanners know: they tell the test code. */
const nearTest = (text: string) => text.replaceAll(/\D/g, "").includes("0123456789") && text.length < 80;
