/**
 * The live code that is shown: asked of Rust anew before its proof is over, so that there is never a gap; at once
 * after a long pause and when the window comes back. Rust decides what is shown and how long; this only keeps time.
 */
import type { LiveView, ProblemView } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { letBe, proven, type Opens } from "./proven";

/** Milliseconds. So long before a proof is over the next one is asked for. */
const LEAD = 600;
/** How often the time left is looked at. */
const TICK = 200;
/** After a refusal it is tried again so soon. */
const RETRY = 2_000;
/** A clock that jumped by more: the computer slept, or somebody set it. */
const PAUSE = 3_000;

type Room = {
  readonly door: Opens;
  /** Nothing can be shown any more. */
  shut: () => void;
  trouble: (problem: ProblemView) => Promise<void>;
};

export class Live {
  view = $state.raw<LiveView | null>(null);
  /** Milliseconds left of the proof that is shown. */
  left = $state(0);
  problem = $state.raw<ProblemView | null>(null);
  asking = $state(false);
  /** The proof is over, and there is no newer one: it must not be shown any more. */
  readonly stale = $derived(this.problem !== null && this.left === 0);

  readonly #room: Room;
  #turn = 0;
  /** When the proof is over, and when the next one is asked for; by the clock that only goes forward. */
  #over = 0;
  #next = 0;
  /** The clock of the day at the last tick. */
  #clock = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(room: Room) {
    this.#room = room;
  }

  /** False: it is not shown; what was shown before still is. */
  async open(held: number): Promise<boolean> {
    const shown = await this.#ask(held, null, true);
    if (shown) this.#start();
    return shown;
  }

  /** A new proof now, unless one is on its way. */
  renew = async (): Promise<void> => {
    if (this.view && !this.asking) await this.#ask(this.view.held, null, false);
  };

  /** A proof with the digits that a checker asked for; the one after it has none again. */
  answer = async (digits: string): Promise<void> => {
    if (this.view) await this.#ask(this.view.held, digits, false);
  };

  close(): void {
    this.#turn += 1;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.view = null;
    this.problem = null;
    this.asking = false;
    this.left = 0;
  }

  #start(): void {
    clearInterval(this.#timer);
    this.#clock = Date.now();
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  #tick(): void {
    const [now, clock] = [performance.now(), Date.now()];
    // While the computer sleeps the one clock may stand still, the other one does not.
    const paused = Math.abs(clock - this.#clock - TICK) > PAUSE;
    this.#clock = clock;
    this.left = Math.max(0, this.#over - now);
    if (paused || now >= this.#next) void this.renew();
  }

  /** Of two answers only that of the later question counts. */
  async #ask(held: number, challenge: string | null, first: boolean): Promise<boolean> {
    const turn = (this.#turn += 1);
    this.asking = true;
    try {
      const view = await proven(this.#room.door, () => call.live(held, challenge));
      if (turn !== this.#turn) return false;
      this.#take(view);
      return true;
    } catch (thrown) {
      if (turn !== this.#turn) return false;
      await this.#refused(thrown, first);
      return false;
    } finally {
      if (turn === this.#turn) this.asking = false;
    }
  }

  #take(view: LiveView): void {
    const now = performance.now();
    this.view = view;
    this.problem = null;
    this.left = view.renew;
    this.#over = now + view.renew;
    // What is nearly over when it comes is asked for again when it is over, not before.
    this.#next = view.renew > 2 * LEAD ? this.#over - LEAD : this.#over + TICK;
  }

  async #refused(thrown: unknown, first: boolean): Promise<void> {
    const problem = problemOf(thrown) ?? lost();
    if (letBe(thrown)) {
      if (!first) this.#room.shut();
    } else if (first || problem.code === "locked" || problem.code === "gone") {
      this.#room.shut();
      await this.#room.trouble(problem);
    } else {
      this.problem = problem;
      this.#next = performance.now() + RETRY;
    }
  }
}
