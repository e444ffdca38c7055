/** The School room: the school's own key, and a class list whose cards are signed with it. Rust decides and words. */
import type { ProblemView, SchoolKeyRequest, SchoolListView, SchoolView } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { t } from "../../words/words.svelte";
import { Cards } from "./cards.svelte";

/** What this room asks of the door: the key lies in the vault. */
type Opens = { ensureOpen: () => Promise<boolean> };

export class SchoolRoom {
  /** Null until Rust has answered. */
  view = $state.raw<SchoolView | null>(null);
  problem = $state.raw<ProblemView | null>(null);
  /** What was done just now, in one sentence. */
  note = $state<string | null>(null);
  busy = $state(false);

  /** The class list as typed or pasted, and the last day of its codes. */
  list = $state("");
  until = $state("");
  /** What the list holds; null: it was not read, or has been changed since. */
  read = $state.raw<SchoolListView | null>(null);
  /** Why the list could not be read at all, such as a last day that is none. */
  wrong = $state.raw<ProblemView | null>(null);

  readonly cards = new Cards();
  readonly #door: Opens;
  #turn = 0;

  constructor(door: Opens) {
    this.#door = door;
  }

  readonly key = $derived(this.view?.key ?? null);
  readonly request = $derived({ list: this.list, until: this.until });
  readonly count = $derived(this.read?.pupils.length ?? 0);
  /** Nothing is signed while a line of the list needs a change. */
  readonly ready = $derived(this.count > 0 && this.read?.problems.length === 0);

  load = () =>
    this.attempt(async () => {
      this.view = await call.school().catch((thrown: unknown) => {
        // Before there is a vault there is no key. The PIN is asked for when one is to be kept.
        if (problemOf(thrown)?.code === "never-set") return { key: null };
        throw thrown;
      });
    });

  /** The key lies in the vault: it is opened, or set up, first. */
  open = () =>
    this.attempt(async () => {
      if (await this.#door.ensureOpen()) this.view = await call.school();
    });

  make = (request: SchoolKeyRequest) =>
    this.attempt(async () => {
      if (!(await this.#door.ensureOpen())) return;
      this.view = await call.makeSchoolKey(request);
      this.note = t("school-made");
    });

  saveSheet = () => this.#save(call.saveSchoolSheet);
  saveFile = () => this.#save(call.saveSchoolFile);

  /** Reads the list as it stands now. Of two answers only that of the later list counts. */
  look = async (): Promise<void> => {
    const turn = (this.#turn += 1);
    this.wrong = null;
    if (!this.list.trim() || !this.until) {
      this.read = null;
      return;
    }
    try {
      const read = await call.readSchoolList(this.request);
      if (turn === this.#turn) this.read = read;
    } catch (thrown) {
      if (turn === this.#turn) [this.read, this.wrong] = [null, problemOf(thrown) ?? lost()];
    }
  };

  print = (): void => void this.cards.start(this.request, this.count);

  /** After the cards: how many codes the key has signed is known anew. */
  closeCards = (): void => {
    this.cards.close();
    void this.load();
  };

  /** Forgets the list and everything made of it: the vault is locked, or another room is shown. */
  forget(): void {
    this.#turn += 1;
    this.cards.close();
    this.list = "";
    this.until = "";
    this.read = null;
    this.wrong = null;
    this.view = null;
    this.problem = null;
    this.note = null;
  }

  #save = (save: () => Promise<{ name: string } | null>) =>
    this.attempt(async () => {
      const saved = await save();
      if (saved) this.note = t("print-saved", { name: saved.name });
    });

  async attempt(step: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.note = null;
    this.busy = true;
    try {
      await step();
    } catch (thrown) {
      this.problem = problemOf(thrown) ?? lost();
    } finally {
      this.busy = false;
    }
  }
}
