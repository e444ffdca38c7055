import { describe, expect, it } from "vitest";
import type { Scan } from "./scanner";
import { examine, reading, TEST_CODE, TEST_TEXT } from "./scanner-test";

const scan = (text: string, more: Partial<Scan> = {}): Scan => ({
  text,
  typed: null,
  ending: "enter",
  pace: 8,
  caps: false,
  composed: 0,
  swallowed: 0,
  ...more,
});
const german = [...TEST_TEXT].map((one) => ({ Z: "Y", Y: "Z", z: "y", y: "z", "-": "/" })[one] ?? one).join("");

describe("the scanner test", () => {
  it("says good when every letter arrived", () => {
    expect(examine(scan(TEST_TEXT))).toEqual(["good"]);
  });

  it.each([
    ["lowered", TEST_TEXT.toLowerCase()],
    ["raised", TEST_TEXT.toUpperCase()],
    ["lost", TEST_TEXT.replace("QWER", "")],
    ["extra", `]Q3${TEST_TEXT}`],
    ["extra", `${TEST_TEXT}\\000026`],
    ["layout", german],
    ["lowered", "hc1:ncfoxn%ts3dh3zsuzk+.v0etd%65nl-ah"],
    ["read", "HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH"],
    ["read", "shc:/56762909524320603460292437404460"],
  ] as const)("says %s of %s", (finding, text) => {
    expect(examine(scan(text))).toEqual([finding]);
  });

  it("is content with either reading, and says that the layouts differ", () => {
    expect(examine(scan(german, { typed: TEST_TEXT }))).toEqual(["good", "system-layout"]);
    expect(examine(scan(TEST_TEXT, { typed: german }))).toEqual(["good", "system-layout"]);
    expect(reading(scan(german, { typed: TEST_TEXT }))).toBe(TEST_TEXT);
    expect(reading(scan(TEST_TEXT, { typed: german }))).toBe(TEST_TEXT);
    const turned = TEST_TEXT.toLowerCase();
    expect(examine(scan(TEST_TEXT, { typed: turned, caps: true }))).toEqual(["good", "caps"]);
  });

  it("remarks on what is no fault", () => {
    const remarked = examine(scan(TEST_TEXT, { ending: "silence", composed: 53 }));
    expect(remarked).toEqual(["good", "composed", "no-ending"]);
  });

  it("shows a square code", () => {
    const rows = TEST_CODE.split(" ").map((row) => parseInt(row, 16).toString(2).padStart(33, "0"));
    expect(rows).toHaveLength(33);
    expect(rows.every((row) => row.length === 33)).toBe(true);
    expect(rows[0]).toMatch(/^1111111.*1111111$/);
  });
});
