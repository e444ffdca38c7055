import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SlipView } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import { Desk } from "../../settings.svelte";
import { speak } from "../../words/words.svelte";
import { PrintSheet } from "./printing.svelte";

let fake: Fake;
const called = (command: string) => fake.calls.filter((call) => call.command === command);

beforeEach(() => {
  fake = startFake();
  speak("zh");
});
afterEach(stopFake);

/** One slip of each file, the newest first. */
async function slipsOf(...names: string[]): Promise<SlipView[]> {
  const slips: SlipView[] = [];
  for (const name of names) {
    const { id } = await call.openSource(name, new Uint8Array());
    slips.unshift(...(await call.readPage(id, 0)).slips);
  }
  return slips;
}

describe("printing", () => {
  async function sheetOf(...names: string[]) {
    const desk = new Desk();
    const sheet = new PrintSheet(desk);
    await sheet.start(await slipsOf(...names));
    return sheet;
  }
  const asked = () => called("print").map((call) => (call.takes as { request: unknown }).request);

  it("prints what is chosen, shows the first page, and offers it", async () => {
    const sheet = await sheetOf("valid.png", "unknown.png");
    expect(asked()).toMatchObject([{ slips: [2, 4].reverse(), stock: "a4", start: 1, langs: ["zh"], even_refused: false }]);
    expect(sheet.picture).toMatch(/^blob:/);
    expect(sheet.offered).toBe(true);
    expect(sheet.marked).toBe(1);
    await sheet.turnTo(1);
    expect(sheet.page).toBe(1);
    await sheet.turnTo(2);
    expect(sheet.page).toBe(1);
    await sheet.save();
    expect(sheet.done).toContain("kincode.pdf");
  });

  it("prints a refused code only after a second press, and only this once", async () => {
    const slips = await slipsOf("expired.png");
    const sheet = new PrintSheet(new Desk());
    await sheet.start(slips);
    expect(sheet.refused).toBe(1);
    expect(asked()).toEqual([]);
    expect(sheet.offered).toBe(false);
    await sheet.setEvenRefused(true);
    expect(asked()).toMatchObject([{ even_refused: true }]);
    expect(sheet.offered).toBe(true);
    sheet.close();
    await sheet.start(slips);
    expect(asked()).toHaveLength(1);
  });

  it("offers the stock that would do, and prints on it by one press", async () => {
    fake.settings.stock = "id1";
    const desk = new Desk();
    await desk.load();
    const sheet = new PrintSheet(desk);
    await sheet.start(await slipsOf("shc.pdf"));
    expect(sheet.problem).toMatchObject({ code: "too-dense", stock: "a4" });
    await sheet.setStock(sheet.problem!.stock!);
    expect(sheet.problem).toBeNull();
    expect(sheet.offered).toBe(true);
    expect(asked().map((request) => (request as { stock: string }).stock)).toEqual(["id1", "a4"]);
  });

  it("keeps stock and languages, and makes the pages anew", async () => {
    const sheet = await sheetOf("valid.png");
    await sheet.setStock("id1");
    await sheet.setLangs(["zh", "en"]);
    expect(asked().at(-1)).toMatchObject({ stock: "id1", langs: ["zh", "en"] });
    expect(fake.settings).toMatchObject({ stock: "id1", paper_langs: ["zh", "en"] });
  });

  it("starts at the first free label, on this sheet only", async () => {
    const sheet = await sheetOf("valid.png", "unknown.png");
    await sheet.setStock("labels24");
    await sheet.setStart(24);
    expect(asked().at(-1)).toMatchObject({ stock: "labels24", start: 24 });
    expect(sheet.job?.pages).toBe(2);
    for (const wrong of [0, 25, 1.5, NaN]) await sheet.setStart(wrong);
    expect(sheet.first).toBe(24);
    await sheet.setStock("l7160");
    expect(asked().at(-1)).toMatchObject({ stock: "l7160", start: 1 });
  });

  it("prints some pages of several, and says which are not there", async () => {
    const sheet = await sheetOf("valid.png", "unknown.png", "valid-2.png");
    expect(sheet.run).toBe(3);
    await sheet.setRange({ from: 2, to: 3 });
    expect(asked().at(-1)).toMatchObject({ pages: { from: 2, to: 3 } });
    expect([sheet.job?.pages, sheet.run]).toEqual([2, 3]);
    const before = asked().length;
    for (const wrong of [{ from: 3, to: 2 }, { from: 0, to: 1 }, { from: 2, to: 4 }, { from: 1.5, to: 2 }, { from: NaN, to: 2 }]) {
      await sheet.setRange(wrong);
      expect(sheet.missing).toEqual(wrong);
      expect([sheet.offered, sheet.picture]).toEqual([false, null]);
    }
    expect(asked()).toHaveLength(before);
    await sheet.setRange({ from: 1, to: 3 });
    expect(sheet.missing).toBeNull();
    expect(asked().at(-1)).toMatchObject({ pages: null });
    expect(sheet.offered).toBe(true);
    await sheet.setRange({ from: 9, to: 9 });
    await sheet.setStock("labels24");
    expect([sheet.missing, sheet.run, sheet.offered]).toEqual([null, 1, true]);
  });

  it("of two presses only the later counts", async () => {
    const sheet = await sheetOf("valid.png", "expired.png");
    await Promise.all([sheet.setEvenRefused(true), sheet.setEvenRefused(false)]);
    expect(sheet.job?.slips).toHaveLength(1);
    expect(sheet.busy).toBe(false);
  });

  it("never offers what was not read back to its end, and says why", async () => {
    const slips = await slipsOf("valid.png", "unknown.png");
    const sheet = new PrintSheet(new Desk());
    const real = call.provePrint;
    const proofs: number[] = [];
    const prove = vi.spyOn(call, "provePrint").mockImplementation(async (job) => {
      expect(sheet.picture).toMatch(/^blob:/);
      expect([sheet.offered, sheet.busy]).toEqual([false, true]);
      proofs.push(sheet.job!.proven);
      if (proofs.length < 4) return real(job);
      throw { code: "not-readable-again", what: "读不回来", next: "换一种纸", stock: null };
    });
    await sheet.start(slips);
    expect([sheet.offered, proofs]).toEqual([true, [0, 1]]);
    await sheet.setNotch(true);
    expect(proofs).toEqual([0, 1, 0, 1]);
    expect(sheet.problem?.what).toBe("读不回来");
    expect([sheet.offered, sheet.job, sheet.picture]).toEqual([false, null, null]);
    prove.mockRestore();
  });

  it("has nothing more read back once it was closed", async () => {
    const slips = await slipsOf("valid.png", "unknown.png");
    const sheet = new PrintSheet(new Desk());
    const real = call.provePrint;
    const prove = vi.spyOn(call, "provePrint").mockImplementation((job) => {
      sheet.close();
      return real(job);
    });
    await sheet.start(slips);
    expect(prove).toHaveBeenCalledTimes(1);
    expect([sheet.job, sheet.busy, sheet.open]).toEqual([null, false, false]);
    prove.mockRestore();
  });
});
