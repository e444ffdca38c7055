import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fromFile, fromText } from "../../intake/items";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import { Desk } from "../../settings.svelte";
import { speak } from "../../words/words.svelte";
import { Notices } from "./notices.svelte";
import { CheckRoom } from "./room.svelte";
import type { Scan } from "./scanner";
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

describe("asking for digits", () => {
  const scan = (text: string): Scan => ({ text, typed: null, caps: false }) as Scan;

  it("throws others after each scan and after their time, until nobody is asked", async () => {
    vi.useFakeTimers();
    try {
      await room.asking.begin();
      const first = room.asking.view!.digits;
      await room.scan(scan("HC1:VALID0123456789ABCDEF"));
      const second = room.asking.view!.digits;
      expect(second).not.toBe(first);
      await vi.advanceTimersByTimeAsync(room.asking.view!.renew);
      expect(room.asking.view!.digits).not.toBe(second);
      await room.asking.stop();
      expect(room.asking.view).toBeNull();
      const asked = called("ask_digits").length;
      await vi.advanceTimersByTimeAsync(200_000);
      await room.scan(scan("HC1:VALID0123456789ABCDEF"));
      expect(called("ask_digits")).toHaveLength(asked);
      expect(called("stop_asking")).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

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

const scanOf = (text: string, typed: string | null = null): Scan => ({
  text,
  typed,
  ending: "enter",
  pace: 8,
  caps: false,
  composed: 0,
  swallowed: 0,
});

describe("scanning", () => {
  it("each scan takes the place of the one before, above what was put in", async () => {
    await room.read(files("expired.png"));
    await room.scan(scanOf("HC1:VALID"));
    expect(room.large.map((slip) => slip.verdict)).toEqual(["accept"]);
    expect(room.rest.map((slip) => slip.verdict)).toEqual(["refuse"]);
    await room.scan(scanOf("HC1:UNKNOWN"));
    expect(room.large.map((slip) => slip.verdict)).toEqual(["undecided"]);
    expect(room.slips).toHaveLength(2);
    expect(room.said).toContain("暂不能确定");
    await room.read(files("valid.png"));
    expect(room.large).toHaveLength(1);
  });

  it("a scan without a code takes the slip before away, and says why", async () => {
    await room.scan(scanOf("HC1:VALID"));
    await room.scan(scanOf("6901234567892690123456789"));
    expect(room.slips).toEqual([]);
    expect(room.scanned?.problem).toMatchObject({ code: "scan-no-code" });
    expect(room.bare).toBe(false);
    await room.refresh();
    expect(room.slips).toEqual([]);
    await room.scan(scanOf("HC1:VALID"));
    expect(room.scanned?.problem).toBeNull();
    await room.clear();
    expect(room.bare).toBe(true);
  });

  it("tries what the system made of the keys only where the places are no code", async () => {
    await room.scan(scanOf("HC1:VALID", "hc1:valid"));
    expect(called("scan")).toHaveLength(1);
    await room.scan(scanOf("HC1:GARBLED", "HC1:VALID"));
    expect(called("scan")).toHaveLength(3);
    expect(room.large).toHaveLength(1);
    await room.scan(scanOf("hc1:nothing", "zz"));
    expect(room.scanned?.problem).toMatchObject({ code: "scan-lower-case" });
  });

  it("of scans that come faster than the answers only the newest is shown", async () => {
    const first = room.scan(scanOf("HC1:VALID"));
    void room.scan(scanOf("HC1:CLAIMED"));
    void room.scan(scanOf("HC1:EXPIRED"));
    await first;
    expect(called("scan").map((call) => call.takes)).toEqual([{ text: "HC1:VALID" }, { text: "HC1:EXPIRED" }]);
    expect(room.slips.map((slip) => slip.word)).toEqual(["已过期"]);
  });

  it("lets go what Rust says is gone, wherever it lay", async () => {
    await room.read(files("valid.png", "expired.png"));
    const part = room.slips[0]!.id;
    room.unfold(part);
    const answer = { slips: [{ ...room.slips[1]!, id: 99 }], gone: [part], problem: null };
    const judged = vi.spyOn(call, "scan").mockResolvedValueOnce(answer);
    await room.scan(scanOf("shc:/2/2/5676"));
    judged.mockRestore();
    expect(room.large.map((slip) => slip.id)).toEqual([99]);
    expect(room.slips.map((slip) => slip.id)).not.toContain(part);
    expect(room.opened.size).toBe(0);
  });

  it("does not choose for printing what was only scanned", async () => {
    await room.scan(scanOf("HC1:VALID"));
    expect(room.chosen).toEqual([]);
    room.choose(room.large[0]!.id, true);
    expect(room.chosen).toHaveLength(1);
  });

  it("a scanned slip laid aside comes back large, and not after the next scan", async () => {
    await room.scan(scanOf("HC1:VALID"));
    await room.layAside(room.large[0]!.id);
    await room.layBack();
    expect(room.large).toHaveLength(1);
    await room.layAside(room.large[0]!.id);
    await room.scan(scanOf("HC1:EXPIRED"));
    await room.layBack();
    expect(room.slips.map((slip) => slip.word)).toEqual(["已过期"]);
    expect(room.problems).toEqual([]);
  });
});

describe("trust", () => {
  let desk: Desk;
  let notices: Notices;
  let trusting: Trusting;
  beforeEach(async () => {
    desk = new Desk();
    await desk.load();
    notices = new Notices();
    trusting = new Trusting(room, notices, desk);
  });

  it("adds nothing before it is confirmed, and judges the desk anew after it", async () => {
    await room.read(files("unknown.pdf"));
    await trusting.read(new File(["pem"], "rki.pem"));
    expect(trusting.offer?.lists).toHaveLength(1);
    expect(called("add_trust")).toHaveLength(0);
    expect(room.slips[0]!.verdict).toBe("undecided");
    await trusting.confirm();
    expect(called("add_trust")[0]!.takes).toEqual({ offer: 1, scopes: [] });
    expect(trusting.offer).toBeNull();
    expect(room.note?.text).toContain("已加入");
    expect(room.slips[0]).toMatchObject({ verdict: "accept", claimed: false });
    await trusting.show();
    await trusting.remove(trusting.lists.find((list) => list.added)!.id);
    expect(called("remove_trust")[0]!.takes).toEqual({ list: "added-rki" });
    expect(room.slips[0]!.verdict).toBe("undecided");
    expect(trusting.lists.some((list) => list.added)).toBe(false);
  });

  it("allows a publisher what is asked for, less what the person leaves out", async () => {
    await trusting.read(new File(["x"], "mingyuan.kct"));
    expect([...trusting.scopes]).toEqual(["shc", "hc1", "kc1:mingyuan"]);
    trusting.narrow("hc1", false);
    expect(trusting.fresh).toBe(true);
    await trusting.confirm();
    expect(called("add_trust")[0]!.takes).toEqual({ offer: 2, scopes: ["shc", "kc1:mingyuan"] });
    await trusting.read(new File(["x"], "mingyuan.kct"));
    for (const scope of ["shc", "hc1", "kc1:mingyuan"]) trusting.narrow(scope, false);
    expect(trusting.fresh).toBe(false);
  });

  it("takes a dropped list for what it is, with its bytes, one offer after the other", async () => {
    await room.read([file("mingyuan.kct"), file("valid.png"), file("rki.pem")]);
    expect(room.problems).toEqual([]);
    expect(room.slips).toHaveLength(1);
    expect(trusting.offer?.publisher?.known).toBe(false);
    const [read] = called("read_trust");
    expect(read!.name).toBe("mingyuan.kct");
    expect(new TextDecoder().decode(read!.takes as Uint8Array)).toBe("mingyuan.kct");
    trusting.decline();
    await vi.waitFor(() => expect(trusting.offer).toMatchObject({ id: 1, publisher: null }), { timeout: 30_000 });
    await trusting.confirm();
    expect(trusting.offer).toBeNull();
  });

  it("updates from the address that is kept, and is off without one", async () => {
    expect(trusting.address).toBe("");
    await trusting.setAddress("https://lists.example.org/kincode.kct");
    expect(fake.settings.lists_address).toBe("https://lists.example.org/kincode.kct");
    const updating = trusting.update();
    expect(trusting.updating).toBe(true);
    await updating;
    expect(trusting.updating).toBe(false);
    expect(room.note?.text).toContain("2026 年 11 月 20 日");
    await trusting.show();
    await trusting.setAddress("https://broken.example.org");
    await trusting.update();
    expect(trusting.problem).toMatchObject({ code: "lists-offline" });
    expect(trusting.updating).toBe(false);
  });

  it("puts a file without a certificate among the problems", async () => {
    await trusting.read(new File(["x"], "broken.txt"));
    expect(room.problems[0]).toMatchObject({ code: "no-trust" });
  });

  it("asks for notices anew after trust has changed", async () => {
    stopFake();
    fake = startFake({ notices: "", lists_address: "https://lists.example.org/kincode.kct" });
    await notices.load();
    expect(notices.all.map((notice) => notice.code)).toEqual(["clock", "lists-old"]);
    await trusting.update();
    expect(notices.all.map((notice) => notice.code)).toEqual(["clock"]);
  });
});
