/**
 * What is about to be kept: found codes and files without one, and to whom each shall belong. Needs
 * no vault until something is really kept: whoever drops first is asked for a PIN only then.
 */
import type { Belongs, FamilyView, FoundView, KeepRequest, PersonFields, PersonView, ProblemView, SourceView } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { fromOpened, type Item } from "../../intake/items";
import { Queue } from "../../intake/queue.svelte";
import { lost, nothing, unreadable } from "../../words/problems";
import { t } from "../../words/words.svelte";
import type { Opens } from "./proven";

/** Takes in a file that turned out to be a list of keys and no code. */
export type TakesFile = (name: string, bytes: Uint8Array) => Promise<void>;

/** Whose it shall be: somebody on the board, the n-th newcomer, or not said yet. */
export type Whose = `person-${number}` | `new-${number}` | "";

/** One thing that may be kept: a code, or a file in which none was found, and why. */
export type Row = { key: string; source: SourceView; whose: Whose; keep: boolean } & (
  | { found: FoundView; problem: null }
  | { found: null; problem: ProblemView }
);
/** What could not be read. */
export type Trouble = ProblemView & { row: number; source: string };

type Room = {
  readonly door: Opens;
  readonly everybody: PersonView[];
  readonly board: FamilyView | null;
  take: (view: FamilyView) => Promise<void>;
};

export class Adding {
  open = $state(false);
  rows = $state.raw<Row[]>([]);
  newcomers = $state.raw<PersonFields[]>([]);
  troubles = $state.raw<Trouble[]>([]);
  problem = $state.raw<ProblemView | null>(null);
  /** Something is being kept. */
  busy = $state(false);

  readonly #room: Room;
  readonly #takesTrust: TakesFile;
  readonly #queue = new Queue((item) => this.#readOne(item));
  #sources: number[] = [];
  #count = 0;

  constructor(room: Room, takesTrust: TakesFile) {
    this.#room = room;
    this.#takesTrust = takesTrust;
  }

  readonly progress = $derived.by(() => this.#queue.progress);
  readonly kept = $derived(this.rows.filter((row) => row.keep));
  /** Whether everything that shall be kept has an owner. */
  readonly ready = $derived(this.kept.length > 0 && this.kept.every((row) => row.whose !== "") && !this.progress && !this.busy);

  begin = () => (this.open = true);

  read = async (items: Item[]): Promise<void> => {
    if (items.length === 0) return;
    this.open = true;
    await this.#queue.read(items);
    // A list of keys was taken elsewhere, and nothing else was in it.
    if (this.rows.length === 0 && this.troubles.length === 0 && !this.#queue.stopped) this.close();
  };

  /** Takes in what the system handed over. True: there was something. Never rejects. */
  async takeHanded(): Promise<boolean> {
    const items: Item[] = [];
    let failed = false;
    try {
      for (let next = await call.takeHanded(false); next; next = await call.takeHanded(false)) {
        if (next.is === "source") items.push(fromOpened(next));
        else await this.#room.door.offer(next.name);
      }
    } catch (thrown) {
      failed = true;
      this.open = true;
      this.#trouble("", problemOf(thrown) ?? unreadable());
    }
    void this.read(items);
    return failed || items.length > 0;
  }

  stop = () => this.#queue.stop();

  async #readOne({ name, bytes, opened: given }: Item): Promise<void> {
    const shown = name || t("pasted");
    let content: Uint8Array | null = null;
    try {
      content = bytes && (await bytes());
      const opened = given ?? (content ? await call.takeIn(name, content) : await call.takeInPicture());
      this.#sources.push(opened.id);
      const before = this.rows.length;
      let problem: ProblemView | null = null;
      await this.#queue.pull(opened, async (page) => {
        const view = await call.readIn(opened.id, page);
        this.rows = this.rows.filter(({ found }) => !found || !view.gone.includes(found.slip.id));
        for (const found of view.found) this.#lay(opened, found);
        problem ??= view.problem;
      });
      if (this.rows.length > before || this.#queue.stopped) return;
      const row: Row = { key: `source-${opened.id}`, source: opened, found: null, problem: problem ?? nothing(), whose: "", keep: false };
      this.rows = [...this.rows, row];
    } catch (thrown) {
      const problem = problemOf(thrown) ?? unreadable();
      if (problem.code === "trust-file" && content) await this.#takesTrust(name, content);
      else if (problem.code === "backup-file" && content) await this.#room.door.offer(name, content);
      else this.#trouble(shown, problem);
    }
  }

  #lay(source: SourceView, found: FoundView): void {
    const row: Row = { key: `slip-${found.slip.id}`, source, found, problem: null, whose: this.#seat(found.suggested), keep: !found.already };
    this.rows = [...this.rows, row];
  }

  #seat(belongs: Belongs): Whose {
    if (belongs.to === "person") return `person-${belongs.id}`;
    // Nobody knows whose it is: among people that are here the person chooses, and is not led to a new one.
    if (!belongs.fields.name && this.#room.everybody.length > 0) return "";
    const same = this.newcomers.findIndex((one) => JSON.stringify(one) === JSON.stringify(belongs.fields));
    if (same >= 0) return `new-${same}`;
    this.newcomers = [...this.newcomers, belongs.fields];
    return `new-${this.newcomers.length - 1}`;
  }

  #trouble(source: string, problem: ProblemView): void {
    this.#count += 1;
    this.troubles = [...this.troubles, { ...problem, source, row: this.#count }];
  }

  keep(key: string, keep: boolean): void {
    this.#change(key, { keep });
  }

  /** `new`: somebody who is not in the list yet. */
  give(key: string, whose: Whose | "new"): void {
    if (whose !== "new") this.#change(key, { whose });
    else {
      this.newcomers = [...this.newcomers, { name: "", latin: "", birth: "", relation: "other", right: "guardian", until: "" }];
      this.#change(key, { whose: `new-${this.newcomers.length - 1}` });
    }
  }

  #change(key: string, change: Partial<Pick<Row, "whose" | "keep">>): void {
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, ...change } : row));
  }

  describe(newcomer: number, fields: PersonFields): void {
    this.newcomers = this.newcomers.with(newcomer, fields);
  }

  /** Keeps what is chosen. If the person does not open the vault, everything stays as it is. */
  save = async (): Promise<void> => {
    if (!this.ready) return;
    this.problem = null;
    this.busy = true;
    try {
      if (!(await this.#room.door.ensureOpen())) return;
      const known = this.#room.everybody.map((person) => person.id);
      let view: FamilyView | null = null;
      const codes = this.kept.flatMap(({ found, whose }): KeepRequest[] => (found ? [{ slip: found.slip.id, belongs: this.#belongs(whose, null, known) }] : []));
      if (codes.length > 0) {
        view = await call.keep(codes);
        this.rows = this.rows.filter((row) => !(row.keep && row.found));
      }
      for (const row of this.kept) {
        view = await call.keepDocument(row.source.id, this.#belongs(row.whose, view, known));
        this.rows = this.rows.filter((other) => other !== row);
      }
      if (view) await this.#room.take(view);
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown) ?? lost();
    } finally {
      this.busy = false;
    }
  };

  /** A newcomer who has come in `since` with an earlier thing of the same pass is no newcomer any more. */
  #belongs(whose: Whose, since: FamilyView | null, known: number[]): Belongs {
    const [, to, number] = /^(person|new)-(\d+)$/.exec(whose) ?? [];
    if (to === "person") return { to, id: Number(number) };
    const fields = this.newcomers[Number(number)]!;
    const come = since?.people.find((person) => !known.includes(person.id) && JSON.stringify(person.fields) === JSON.stringify(fields));
    return come ? { to: "person", id: come.id } : { to: "new", fields };
  }

  /** Lets everything be that was not kept. */
  close = (): void => {
    this.stop();
    for (const source of this.#sources) void call.putBack(source).catch(() => null);
    this.#sources = [];
    this.rows = [];
    this.newcomers = [];
    this.troubles = [];
    this.problem = null;
    this.open = false;
  };
}
