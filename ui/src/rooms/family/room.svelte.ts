/**
 * The board of the Family room: people and what is kept of them. Views arrive decided and worded;
 * this asks for them, remembers what is open, and sends what the person does.
 */
import { SvelteSet } from "svelte/reactivity";
import type { Belongs, FamilyView, HeldView, PersonFields, PersonView, ProblemView } from "../../ipc/bindings";
import type { Authorities } from "../../authorities.svelte";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { Adding, type TakesFile } from "./adding.svelte";
import { Choosing } from "./choosing.svelte";
import type { Opens } from "./proven";
import { Showing } from "./showing.svelte";

/** One sentence at the foot of the window, and in words what can be undone. */
export type Note = { text: string; undo: string | null };

/** Which dialog lies open. */
export type Asking =
  | { is: "person"; id: number | null; fields: PersonFields }
  | { is: "merge"; person: PersonView }
  | { is: "move"; held: HeldView }
  | { is: "document"; held: HeldView }
  | { is: "history"; held: HeldView }
  | { is: "codes"; person: PersonView }
  | { is: "paper"; held: number }
  | { is: "compare"; person: PersonView }
  | { is: "readiness" }
  | { is: "bin" };

export const NOBODY: PersonFields = { name: "", latin: "", birth: "", relation: "other", right: "guardian", until: "" };

export class FamilyRoom {
  /** Everybody; null until Rust has answered. */
  board = $state.raw<FamilyView | null>(null);
  /** Who matches what is searched; null: nothing is searched. */
  found = $state.raw<FamilyView | null>(null);
  search = $state("");
  note = $state.raw<Note | null>(null);
  problem = $state.raw<ProblemView | null>(null);
  asking = $state.raw<Asking | null>(null);
  /** What a screen reader says next. */
  said = $state("");

  readonly opened = new SvelteSet<number>();
  readonly choosing: Choosing = new Choosing(this);
  readonly adding: Adding;
  readonly showing: Showing;
  readonly door: Opens;
  readonly authorities: Authorities;
  /** An authority is being asked. */
  fetching = $state(false);
  #turn = 0;

  constructor(door: Opens, takesTrust: TakesFile, authorities: Authorities) {
    this.door = door;
    this.authorities = authorities;
    this.adding = new Adding(this, takesTrust);
    this.showing = new Showing(this);
  }

  readonly people = $derived((this.found ?? this.board)?.people ?? []);
  readonly everybody = $derived(this.board?.people ?? []);
  /** Nobody is here, and nothing lies in the bin: the first use. */
  readonly bare = $derived(this.everybody.length === 0 && (this.board?.bin ?? 0) === 0);

  /** Fetches the board: on coming in, and after the language changed. */
  load = () =>
    this.attempt(async () => {
      // Before there is a vault there is nobody, and nothing to ask for. Whom codes come from is known with the board, so
      // that nothing moves under a press once it is shown.
      const open = this.door.view?.is === "open";
      const [board] = await Promise.all([open ? call.family("") : null, open ? this.authorities.load() : null]);
      this.board = board;
      if (this.search) await this.#find();
    });

  /** Forgets everything: the vault is locked. */
  forget(): void {
    this.showing.close();
    this.adding.close();
    this.choosing.end();
    this.board = null;
    this.found = null;
    this.search = "";
    this.note = null;
    this.problem = null;
    this.asking = null;
    this.said = "";
    this.opened.clear();
  }

  seek = (search: string) => {
    this.search = search;
    return this.attempt(() => this.#find());
  };

  /** Of two answers only that of the later search counts, whichever comes last. */
  async #find(): Promise<void> {
    const turn = (this.#turn += 1);
    const found = this.search.trim() ? await call.family(this.search) : null;
    if (turn === this.#turn) this.found = found;
  }

  ask(asking: Asking | null): void {
    this.problem = null;
    this.asking = asking;
  }

  unfold(id: number): void {
    if (!this.opened.delete(id)) this.opened.add(id);
  }

  held(id: number): HeldView | undefined {
    return [...this.people, ...this.everybody].flatMap((person) => person.held).find((held) => held.slip.id === id);
  }

  isRun = (id: number) => this.held(id)?.kind === "run";

  /** Somebody new or changed; the vault is set up or unlocked first if need be. */
  savePerson = (id: number | null, fields: PersonFields) =>
    this.attempt(async () => {
      if (!(await this.door.ensureOpen())) return;
      await this.take(await call.savePerson(id, fields));
      this.ask(null);
    });

  removePerson = (id: number) => this.#change(() => call.removePerson(id));
  merge = (from: number, into: number) => this.#change(() => call.mergePeople(from, into));
  move = (held: number, belongs: Belongs) => this.#change(() => call.moveHeld(held, belongs));
  bin = (held: number) => this.#change(() => call.binHeld(held));
  unbin = (held: number) => this.attempt(async () => this.take(await call.unbin(held)));
  emptyBin = () => this.#change(call.emptyBin);

  /** A run of strips for one person; the dialog that asked for it goes when they have come. */
  getCodes = (person: number, authority: number) => this.#fetch(() => call.getCodes(person, authority), true);
  refresh = () => this.#fetch(call.refreshCodes, false);
  /** From the live code: what is shown is asked for anew with what has come. */
  refreshShown = async (): Promise<void> => {
    const { live } = this.showing;
    if (await this.refresh()) await live.renew();
    else [live.problem, this.problem] = [this.problem, null];
  };
  issuePaper = (run: number) => this.#fetch(() => call.issuePaper(run), false);
  cancelPaper = (paper: number) => this.#fetch(() => call.cancelPaper(paper), false);

  /** The sample family, by one press. */
  startPractice = () => this.#fetch(() => this.authorities.startPractice(this.door.ensureOpen), true);

  /** Asks an authority, which may take seconds; null: the person let it be. */
  async #fetch(step: () => Promise<FamilyView | null>, closes: boolean): Promise<boolean> {
    if (this.fetching) return false;
    this.fetching = true;
    const done = await this.attempt(async () => {
      const view = await step();
      if (view) await this.take(view);
      if (closes && view) this.ask(null);
    });
    this.fetching = false;
    await this.authorities.load();
    return done;
  }

  /** One place up or down among everybody. */
  movePerson(id: number, by: -1 | 1): Promise<boolean> {
    const order = this.everybody.map((person) => person.id);
    const before = order[order.indexOf(id) + (by < 0 ? -1 : 2)] ?? null;
    return this.#change(() => call.movePerson(id, before));
  }

  undo = async (): Promise<void> => {
    if (this.board?.undo) await this.#change(call.undo);
  };

  #change(step: () => Promise<FamilyView>): Promise<boolean> {
    return this.attempt(async () => {
      await this.take(await step());
      this.ask(null);
    });
  }

  /** The board after a step, with what was done. */
  async take(view: FamilyView): Promise<void> {
    this.board = view;
    if (view.note) {
      this.note = { text: view.note, undo: view.note_undo };
      this.said = view.note;
    }
    if (this.search) await this.#find();
  }

  /** Runs one step; a failure is shown instead of being lost. False: it was not done. */
  async attempt(step: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await step();
      return true;
    } catch (thrown) {
      await this.trouble(problemOf(thrown) ?? lost());
      return false;
    }
  }

  async trouble(problem: ProblemView): Promise<void> {
    // The door shows its own screen, and this room is gone with everything in it.
    if (problem.code === "locked") await this.door.load();
    else {
      this.problem = problem;
      this.said = problem.what;
    }
  }
}

/**
 * Who stands beside whom where there is room for two: neighbours with about as many things as each
 * other. Anybody else has the whole width, with two things side by side.
 */
export function besides(people: PersonView[]): number[] {
  const beside: number[] = [];
  for (let index = 0; index + 1 < people.length; index += 1) {
    const [here, next] = [people[index]!, people[index + 1]!];
    if (Math.abs(here.held.length - next.held.length) > 1) continue;
    beside.push(here.id, next.id);
    index += 1;
  }
  return beside;
}
