/** What was put in, read one after the other; more may come while it reads. */
import type { SourceView } from "../ipc/bindings";
import type { Item } from "./items";

/** `index` and `page` count from 1; `pages` is 0 until the source is open. */
export type Progress = { index: number; count: number; page: number; pages: number };

export class Queue {
  progress = $state.raw<Progress | null>(null);
  /** Set by `stop`, until the next reading begins. */
  stopped = false;

  #items: Item[] = [];
  readonly #readOne: (item: Item) => Promise<void>;

  /** `readOne` never rejects: it puts its troubles where they are seen. */
  constructor(readOne: (item: Item) => Promise<void>) {
    this.#readOne = readOne;
  }

  async read(items: Item[]): Promise<void> {
    this.#items.push(...items);
    if (this.progress) {
      this.progress = { ...this.progress, count: this.progress.count + items.length };
      return;
    }
    this.stopped = false;
    for (let item = this.#items.shift(); item; item = this.#items.shift()) {
      const index: number = (this.progress?.index ?? 0) + 1;
      const count: number = this.progress?.count ?? this.#items.length + 1;
      this.progress = { index, count, page: 0, pages: 0 };
      await this.#readOne(item);
    }
    this.progress = null;
  }

  /** Pulls the pages of an open source, from 0, until there are no more or somebody stops. */
  async pull(opened: SourceView, take: (page: number) => Promise<void>): Promise<void> {
    for (let page = 0; page < opened.pages && !this.stopped; page += 1) {
      this.progress = this.progress && { ...this.progress, page: page + 1, pages: opened.pages };
      await take(page);
    }
  }

  /** Stops pulling; what was found so far stays. */
  stop(): void {
    this.stopped = true;
    this.#items = [];
  }
}
