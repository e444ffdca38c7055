import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import { Desk } from "../../settings.svelte";
import { speak } from "../../words/words.svelte";
import { PrintSheet } from "./printing.svelte";
import { CheckRoom, fromFile, fromText } from "./room.svelte";
import { Trusting } from "./trusting.svelte";

const file = (name: string) => fromFile(new File([name], name));
const files = (...names: string[]) => names.map(file);
const sources = (room: CheckRoom) => room.slips.map((slip) => slip.source);

let fake: Fake;
let room: CheckRoom;
const called = (command: string) => fake.calls.filter((call) => call.command === command);

beforeEach(() => {
  fake = startFake();
  room = new CheckRoom();
  speak("zh");
});
afterEach(stopFake);

describe("reading", () => {
  it("hands over name and bytes, pulls every page, and closes the source", async () => {
    await room.read([file("张三 valid.pages-3.pdf")]);
    expect(called("open_source")[0]!.name).toBe("张三 valid.pages-3.pdf");
    expect(called("open_source")[0]!.takes).toBeInstanceOf(Uint8Array);
    expect(called("read_page").map((call) => call.takes)).toMatchObject([{ page: 0 }, { page: 1 }, { page: 2 }]);
    expect(called("close_source")).toHaveLength(1);
    expect(room.progress).toBeNull();
  });

  it("puts the newest source on top and keeps the order within one", async () => {
    await room.read(files("valid.png", "expired.unknown.png"));
    expect(sources(room)).toEqual(["expired.unknown.png", "expired.unknown.png", "valid.png"]);
    expect(room.slips.map((slip) => slip.verdict)).toEqual(["refuse", "undecided", "accept"]);
    expect(room.said).toContain("暂不能确定");
  });

  it("sends pasted text as UTF-8 without a name", async () => {
    await room.read([fromText("HC1:码 valid")]);
    const [opened] = called("open_source");
    expect(opened!.name).toBe("");
    expect(new TextDecoder().decode(opened!.takes as Uint8Array)).toBe("HC1:码 valid");
  });

  it("goes on after a source that cannot be read, and says what to do", async () => {
    await room.read(files("broken.heic", "empty.pdf", "valid.png"));
    expect(sources(room)).toEqual(["valid.png"]);
    expect(room.problems.map((row) => [row.source, row.code])).toEqual([
      ["empty.pdf", "nothing"],
      ["broken.heic", "picture-heic"],
    ]);
    room.dismiss(room.problems[0]!.row);
    expect(room.problems).toHaveLength(1);
  });

  it("words a file that the system does not give away", async () => {
    await room.read([{ name: "folder", bytes: () => Promise.reject(new DOMException("no", "NotFoundError")) }]);
    expect(room.problems[0]).toMatchObject({ source: "folder", code: "unreadable" });
    expect(called("open_source")).toHaveLength(0);
  });

  it("stops by not pulling any more; what was found stays", async () => {
    const pages: number[] = [];
    const reading = room.read(files("pages-12.pdf", "valid.png"));
    while (room.progress && (room.progress.page < 3 || room.slips.length < 2)) {
      pages.push(room.progress.page);
      await Promise.resolve();
    }
    room.stop();
    await reading;
    expect(called("read_page").length).toBeLessThanOrEqual(4);
    expect(room.slips.length).toBeGreaterThanOrEqual(2);
    expect(called("open_source")).toHaveLength(1);
    expect(called("close_source")).toHaveLength(1);
    expect(room.problems).toEqual([]);
  });

  it("takes in more while it reads, and counts them", async () => {
    const first = room.read(files("valid.png", "expired.png"));
    expect(room.progress).toMatchObject({ index: 1, count: 2 });
    await room.read(files("unknown.png"));
    expect(room.progress).toMatchObject({ count: 3 });
    await first;
    expect(room.slips).toHaveLength(3);
  });

  it("reads again after it was stopped", async () => {
    const reading = room.read(files("valid.png", "valid.png"));
    room.stop();
    await reading;
    await room.read(files("expired.png"));
    expect(sources(room)[0]).toBe("expired.png");
  });
});

describe("the desk", () => {
  it("lays a slip aside and puts it back in its place, last first", async () => {
    await room.read(files("valid.png", "expired.png", "unknown.png"));
    const [top, middle] = room.slips.map((slip) => slip.id);
    await room.layAside(middle!);
    await room.layAside(top!);
    expect(sources(room)).toEqual(["valid.png"]);
    expect(room.note?.undo).toBe(true);
    await room.layBack();
    await room.layBack();
    await room.layBack();
    expect(sources(room)).toEqual(["unknown.png", "expired.png", "valid.png"]);
    expect(called("lay_back")).toHaveLength(2);
  });

  it("chooses everything that can be printed", async () => {
    await room.read(files("valid.png", "never.png", "expired.png"));
    expect(room.chosen.map((slip) => slip.source)).toEqual(["expired.png", "valid.png"]);
    room.chooseAll(false);
    expect(room.chosen).toEqual([]);
    room.choose(room.slips[0]!.id, true);
    expect(room.chosen.map((slip) => slip.source)).toEqual(["expired.png"]);
  });

  it("words its slips anew when the language changes, each in its place", async () => {
    const desk = new Desk();
    await desk.load();
    await room.read(files("valid.png", "expired.png"));
    await desk.change({ lang: "en" });
    await room.refresh();
    expect(room.slips.map((slip) => slip.word)).toEqual(["Expired", "Valid"]);
    expect(document.documentElement.lang).toBe("en");
  });

  it("finds its slips again after a reload", async () => {
    await room.read(files("valid.png", "expired.png"));
    const again = new CheckRoom();
    await again.refresh();
    expect(sources(again)).toEqual(["expired.png", "valid.png"]);
  });

  it("clears everything", async () => {
    await room.read(files("valid.png", "broken.heic"));
    await room.clear();
    expect(room.bare).toBe(true);
    expect(called("clear")).toHaveLength(1);
  });

  it("shows a step that failed instead of losing it", async () => {
    await room.read(files("valid.png"));
    await room.attempt(() => Promise.reject(new Error("lost")));
    expect(room.problems[0]).toMatchObject({ code: "window" });
  });
});

describe("trust", () => {
  it("adds nothing before it is confirmed, and judges the desk anew after it", async () => {
    const trusting = new Trusting(room);
    await room.read(files("unknown.pdf"));
    await trusting.read(new File(["pem"], "rki.pem"));
    expect(trusting.offer?.certificates).toHaveLength(1);
    expect(called("add_trust")).toHaveLength(0);
    expect(room.slips[0]!.verdict).toBe("undecided");
    await trusting.confirm();
    expect(trusting.offer).toBeNull();
    expect(room.slips[0]).toMatchObject({ verdict: "accept", claimed: false });
    await trusting.show();
    await trusting.remove(trusting.certificates[0]!.fingerprint);
    expect(room.slips[0]!.verdict).toBe("undecided");
    expect(trusting.certificates).toEqual([]);
  });

  it("puts a file without a certificate among the problems", async () => {
    const trusting = new Trusting(room);
    await trusting.read(new File(["x"], "broken.txt"));
    expect(room.problems[0]).toMatchObject({ code: "not-a-certificate" });
  });
});

describe("printing", () => {
  async function sheetOf(...names: string[]) {
    const desk = new Desk();
    const sheet = new PrintSheet(desk);
    await room.read(files(...names));
    await sheet.start(room.chosen);
    return sheet;
  }
  const asked = () => called("print").map((call) => (call.takes as { request: unknown }).request);

  it("prints what is chosen, shows the first page, and offers it", async () => {
    const sheet = await sheetOf("valid.png", "unknown.png");
    expect(asked()).toMatchObject([{ slips: [2, 4].reverse(), stock: "a4", langs: ["zh"], even_refused: false }]);
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
    const sheet = await sheetOf("expired.png");
    expect(sheet.refused).toBe(1);
    expect(asked()).toEqual([]);
    expect(sheet.offered).toBe(false);
    await sheet.setEvenRefused(true);
    expect(asked()).toMatchObject([{ even_refused: true }]);
    expect(sheet.offered).toBe(true);
    sheet.close();
    await sheet.start(room.chosen);
    expect(asked()).toHaveLength(1);
  });

  it("keeps stock and languages, and makes the pages anew", async () => {
    const sheet = await sheetOf("valid.png");
    await sheet.setStock("id1");
    await sheet.setLangs(["zh", "en"]);
    expect(asked().at(-1)).toMatchObject({ stock: "id1", langs: ["zh", "en"] });
    expect(fake.settings).toMatchObject({ stock: "id1", paper_langs: ["zh", "en"] });
  });

  it("of two presses only the later counts", async () => {
    const sheet = await sheetOf("valid.png", "expired.png");
    await Promise.all([sheet.setEvenRefused(true), sheet.setEvenRefused(false)]);
    expect(sheet.job?.slips).toHaveLength(1);
    expect(sheet.busy).toBe(false);
  });

  it("never offers a code that was not read back", async () => {
    const sheet = await sheetOf("valid.png");
    sheet.job = { ...sheet.job!, slips: [{ ...sheet.job!.slips[0]!, read_300: false }] };
    expect(sheet.unread).toBe(1);
    expect(sheet.offered).toBe(false);
  });
});
