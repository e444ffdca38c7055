/** Whom this desk trusts: the lists, and what a file offers before anything in it is believed. */
import { SvelteSet } from "svelte/reactivity";
import type { ListView, ProblemView, TrustChange, TrustOffer } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import type { Desk } from "../../settings.svelte";
import { lost } from "../../words/problems";
import { t } from "../../words/words.svelte";
import type { Notices } from "./notices.svelte";
import type { CheckRoom } from "./room.svelte";

type File = { name: string; bytes: Uint8Array };

export class Trusting {
  /** The lists are shown. */
  open = $state(false);
  lists = $state.raw<ListView[]>([]);
  /** The lists that are folded out, by their names in calls. */
  readonly unfolded = new SvelteSet<string>();
  /** What a file would add; nothing is trusted before the person confirms. */
  offer = $state.raw<TrustOffer | null>(null);
  /** What the publisher of the offer shall be believed about. */
  readonly scopes = new SvelteSet<string>();
  problem = $state.raw<ProblemView | null>(null);
  /** The lists are being fetched. */
  updating = $state(false);

  readonly #room: CheckRoom;
  readonly #notices: Notices;
  readonly #desk: Desk;
  #waiting: File[] = [];

  constructor(room: CheckRoom, notices: Notices, desk: Desk) {
    this.#room = room;
    this.#notices = notices;
    this.#desk = desk;
    room.takesTrust = (name, bytes) => this.take({ name, bytes });
  }

  readonly address = $derived.by(() => this.#desk.settings.lists_address);
  /** Whether there is anything to confirm: something new, and something left to believe. */
  readonly fresh = $derived.by(() => {
    const { publisher, lists } = this.offer ?? { publisher: null, lists: [] };
    if (publisher) return publisher.known || this.scopes.size > 0;
    return lists.some((list) => !list.added);
  });

  show = () =>
    this.#attempt(async () => {
      this.open = true;
      await this.#list();
    });

  /** A file chosen by the person. */
  read = (file: globalThis.File) =>
    this.#attempt(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await this.take({ name: file.name, bytes });
    });

  /** One offer after the other: several files may be dropped at once. */
  take = async (file: File): Promise<void> => {
    this.#waiting.push(file);
    if (!this.offer) await this.#next();
  };

  async #next(): Promise<void> {
    while (!this.offer) {
      const file = this.#waiting.shift();
      if (!file) return;
      await this.#attempt(async () => {
        const offer = await call.readTrust(file.name, file.bytes);
        this.scopes.clear();
        for (const scope of offer.publisher?.scopes ?? []) this.scopes.add(scope.id);
        this.offer = offer;
      });
    }
  }

  narrow(scope: string, on: boolean): void {
    if (on) this.scopes.add(scope);
    else this.scopes.delete(scope);
  }

  unfold(list: string): void {
    if (!this.unfolded.delete(list)) this.unfolded.add(list);
  }

  confirm = () =>
    this.#attempt(async () => {
      if (!this.offer) return;
      const scopes = (this.offer.publisher?.scopes ?? []).map(({ id }) => id);
      const allowed = scopes.filter((id) => this.scopes.has(id));
      await this.#changed(await call.addTrust(this.offer.id, allowed));
      this.offer = null;
      await this.#next();
    });

  remove = (list: string) =>
    this.#attempt(async () => this.#changed(await call.removeTrust(list)));

  /** Keeps the address that lists are fetched from; empty: never. */
  setAddress = (lists_address: string) =>
    this.#attempt(() => this.#desk.change({ lists_address }));

  update = () =>
    this.#attempt(async () => {
      if (this.updating) return;
      this.updating = true;
      try {
        await this.#changed(await call.updateLists());
      } finally {
        this.updating = false;
      }
    });

  /** After the language changed: the lists are worded anew. */
  reword = () => this.#attempt(() => this.#list());

  decline(): void {
    this.offer = null;
    this.problem = null;
    void this.#next();
  }

  close(): void {
    this.open = false;
    this.problem = null;
    this.unfolded.clear();
  }

  async #changed({ slips, note }: TrustChange): Promise<void> {
    this.#room.reword(slips);
    this.#room.tell(note, false);
    this.#room.say([note, ...slips.map(({ word, title }) => `${word}: ${title}`)]);
    await Promise.all([this.#notices.load(), this.open ? this.#list() : null]);
  }

  async #list(): Promise<void> {
    this.lists = (await call.trust()).lists;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      const problem = problemOf(thrown) ?? lost();
      if (this.open || this.offer) this.problem = problem;
      else this.#room.trouble(t("trust-title"), problem);
    }
  }
}
