import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveView } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake, type Start } from "../../ipc/fake";
import { Live } from "./live.svelte";

let fake: Fake;
let live: Live;
let shut: number;
let told: string[];

/** The first run on the board of the fake. */
async function begin(start: Start = {}) {
  fake = startFake({ family: "three", authority: "two", ...start });
  const board = await call.family("");
  return board.people[0]!.held.find((held) => held.run)!.slip.id;
}

const door = { view: { is: "open" as const }, load: async () => {}, ensureOpen: async () => true, askPin: async () => true, offer: async () => {} };
const asked = () => fake.calls.filter(({ command }) => command === "live").map(({ takes }) => (takes as { challenge: string | null }).challenge);
const path = () => live.view?.symbol?.path;
/** Lets time pass in small steps, so that answers come as they do. */
async function pass(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

beforeEach(() => {
  vi.useFakeTimers();
  shut = 0;
  told = [];
  live = new Live({
    door,
    shut: () => {
      shut += 1;
      live.close();
    },
    trouble: async (problem) => void told.push(problem.code),
  });
});
afterEach(() => {
  live.close();
  stopFake();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the live code", () => {
  it("is proven anew before its proof is over, never with a gap", async () => {
    expect(await live.open(await begin())).toBe(true);
    const first = path();
    await pass(29_000);
    expect(path()).toBe(first);
    expect(live.left).toBeGreaterThan(0);
    await pass(1_000);
    expect(path()).not.toBe(first);
    expect(asked()).toHaveLength(2);
    let least = Infinity;
    for (let tick = 0; tick < 600; tick += 1) {
      await pass(200);
      least = Math.min(least, live.left);
      expect(live.view?.symbol).not.toBeNull();
    }
    expect(least).toBeGreaterThan(0);
    // Two minutes: one proof each 30 s, and none in between.
    expect(asked().length).toBeGreaterThanOrEqual(6);
    expect(asked().length).toBeLessThanOrEqual(7);
  });

  it("counts what is left as Rust says it", async () => {
    await live.open(await begin({ renew: "23000" }));
    expect(live.left).toBe(23_000);
    await pass(2_000);
    expect(Math.ceil(live.left / 1000)).toBe(21);
    await pass(21_000);
    expect(Math.ceil(live.left / 1000)).toBe(30);
  });

  it("does not hammer for a proof that is nearly over when it comes", async () => {
    const held = await begin();
    await live.open(held);
    const view = live.view!;
    const spy = vi.spyOn(call, "live").mockImplementation(async () => ({ ...view, renew: 500 }));
    await live.renew();
    await pass(5_000);
    // Each half second lasts until it is over: 700 ms apart at most.
    expect(spy.mock.calls.length).toBeLessThanOrEqual(11);
  });

  it("is proven at once after a long pause, and on coming back", async () => {
    await live.open(await begin());
    await pass(400);
    const before = asked().length;
    // The computer slept: the clock of the day went on, the timers did not.
    vi.setSystemTime(Date.now() + 600_000);
    await pass(200);
    expect(asked()).toHaveLength(before + 1);
    await live.renew();
    expect(asked()).toHaveLength(before + 2);
    await pass(1_000);
    expect(asked()).toHaveLength(before + 2);
  });

  it("carries the digits that a checker asked for in one proof, until it is renewed", async () => {
    await live.open(await begin());
    await live.answer("482913");
    expect(live.view?.challenge).toBe("482913");
    await pass(29_000);
    expect(live.view?.challenge).toBe("482913");
    await pass(1_000);
    expect(live.view?.challenge).toBeNull();
    expect(asked()).toEqual([null, "482913", null]);
  });

  it("lets an older answer go when a newer question was asked", async () => {
    await live.open(await begin());
    const view = live.view!;
    const answers: ((view: LiveView) => void)[] = [];
    vi.spyOn(call, "live").mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const renewed = live.renew();
    const answered = live.answer("000111");
    answers[1]!({ ...view, challenge: "000111" });
    answers[0]!({ ...view, challenge: null });
    await Promise.all([renewed, answered]);
    expect(live.view?.challenge).toBe("000111");
  });

  it("shows no proof that is over: it says why, tries again, and goes on", async () => {
    await live.open(await begin());
    const spy = vi.spyOn(call, "live").mockRejectedValue({ code: "failed", what: "没有成", next: "再试", stock: null });
    await pass(29_600);
    expect(live.stale).toBe(false);
    expect(live.problem?.code).toBe("failed");
    await pass(600);
    expect(live.stale).toBe(true);
    const tries = spy.mock.calls.length;
    await pass(4_200);
    expect(spy.mock.calls.length - tries).toBe(2);
    spy.mockRestore();
    await pass(2_200);
    expect(live.stale).toBe(false);
    expect(live.problem).toBeNull();
  });

  it("ends when the vault is locked meanwhile, and asks nothing more", async () => {
    await live.open(await begin());
    const spy = vi.spyOn(call, "live").mockRejectedValue({ code: "locked", what: "锁着", next: "", stock: null });
    await pass(31_000);
    expect(live.view).toBeNull();
    expect([shut, told]).toEqual([1, ["locked"]]);
    await pass(60_000);
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it("says what to do where there is no strip for now", async () => {
    await live.open(await begin({ strip: "none" }));
    expect(live.view?.symbol).toBeNull();
    expect(live.view?.next).toContain("更新");
  });
});
