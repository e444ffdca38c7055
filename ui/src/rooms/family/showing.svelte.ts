/** One code, full-screen: opened, turned to its neighbours, closed. */
import type { ShowView } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { letBe, proven, type Opens } from "./proven";

type Room = { readonly door: Opens; trouble: (problem: ReturnType<typeof lost>) => Promise<void> };

export class Showing {
  view = $state.raw<ShowView | null>(null);
  readonly #room: Room;
  #turn = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Asks for the PIN if Rust wants it; shows nothing if the person lets it be. */
  open = async (held: number): Promise<void> => {
    const turn = (this.#turn += 1);
    try {
      const view = await proven(this.#room.door, () => call.show(held));
      if (turn === this.#turn) this.view = view;
    } catch (thrown) {
      if (letBe(thrown)) return;
      this.close();
      await this.#room.trouble(problemOf(thrown) ?? lost());
    }
  };

  /** To the code before or after. */
  turn(by: -1 | 1): void {
    const to = by < 0 ? this.view?.before : this.view?.after;
    if (to) void this.open(to.id);
  }

  close = (): void => {
    this.#turn += 1;
    if (!this.view) return;
    this.view = null;
    // Rust takes the protection of the window's picture back; failing at it is nothing to act on.
    void call.hide().catch(() => null);
  };
}
