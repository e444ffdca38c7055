/** Several kept things, of one person or of several, chosen to be printed together. */
import { SvelteSet } from "svelte/reactivity";
import type { HeldView, PersonView } from "../../ipc/bindings";

type Board = { readonly people: PersonView[]; readonly everybody: PersonView[] };

export class Choosing {
  on = $state(false);
  readonly #ids = new SvelteSet<number>();
  readonly #board: Board;
  #last: number | null = null;

  constructor(board: Board) {
    this.#board = board;
  }

  /** What can be printed of those in sight, in the order of the board. */
  readonly printable = $derived.by(() => printableOf(this.#board.people));
  /** Whether there is more than one on the whole board. */
  readonly several = $derived.by(() => printableOf(this.#board.everybody).length > 1);
  /** A search hides what was chosen, and does not undo it. */
  readonly chosen = $derived.by(() => printableOf(this.#board.everybody).filter((held) => this.#ids.has(held.slip.id)));
  readonly all = $derived.by(() => this.printable.every((held) => this.#ids.has(held.slip.id)));

  has = (id: number) => this.#ids.has(id);

  begin = (): void => {
    this.on = true;
  };

  end = (): void => {
    this.on = false;
    this.#ids.clear();
    this.#last = null;
  };

  /** `through`: with everything between this one and the one before. */
  choose(id: number, chosen: boolean, through = false): void {
    const ids = this.printable.map((held) => held.slip.id);
    const ends = [ids.indexOf(through ? (this.#last ?? id) : id), ids.indexOf(id)].sort((a, b) => a - b);
    for (const one of ids.slice(Math.max(0, ends[0]!), ends[1]! + 1)) {
      if (chosen) this.#ids.add(one);
      else this.#ids.delete(one);
    }
    this.#last = id;
  }

  chooseAll(chosen: boolean): void {
    for (const { slip } of this.printable) this.choose(slip.id, chosen);
  }
}

const printableOf = (people: PersonView[]): HeldView[] =>
  people.flatMap((person) => person.held).filter((held) => held.slip.printing !== "never");
