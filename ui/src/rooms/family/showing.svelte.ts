/** One code, full-screen: opened, turned to its neighbours, closed. A run is shown as the live code of the moment. */
import type { ProblemView, ShowView } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { Live } from "./live.svelte";
import { letBe, proven, type Opens } from "./proven";

type Room = {
  readonly door: Opens;
  trouble: (problem: ProblemView) => Promise<void>;
  /** Whether this is a run of strips. */
  isRun: (held: number) => boolean;
};

export class Showing {
  view = $state.raw<ShowView | null>(null);
  readonly live: Live;
  readonly #room: Room;
  #turn = 0;

  constructor(room: Room) {
    this.#room = room;
    this.live = new Live({ door: room.door, shut: this.close, trouble: (problem) => room.trouble(problem) });
  }

  /** Asks for the PIN if Rust wants it; shows nothing if the person lets it be. */
  open = async (held: number): Promise<void> => {
    const turn = (this.#turn += 1);
    if (this.#room.isRun(held)) {
      if ((await this.live.open(held)) && turn === this.#turn) this.view = null;
      return;
    }
    try {
      const view = await proven(this.#room.door, () => call.show(held));
      if (turn !== this.#turn) return;
      this.view = view;
      this.live.close();
    } catch (thrown) {
      if (letBe(thrown)) return;
      this.close();
      await this.#room.trouble(problemOf(thrown) ?? lost());
    }
  };

  /** To the code before or after. */
  turn(by: -1 | 1): void {
    const shown = this.live.view ?? this.view;
    const to = by < 0 ? shown?.before : shown?.after;
    if (to) void this.open(to.id);
  }

  close = (): void => {
    this.#turn += 1;
    const shown = this.view ?? this.live.view;
    this.view = null;
    this.live.close();
    // Rust takes the protection of the window's picture back; failing at it is nothing to act on.
    if (shown) void call.hide().catch(() => null);
  };
}
