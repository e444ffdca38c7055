/**
 * What lies on the desk of the Check room: slips, problems, and what is being read. Nothing is
 * judged here: views arrive decided and worded; this only keeps them in order and pulls pages.
 */
import { SvelteSet } from "svelte/reactivity";
import type { PageView, ProblemView, SlipView, Verdict } from "../../ipc/bindings";
import type { Item } from "../../intake/items";
import { Queue } from "../../intake/queue.svelte";
import { call, problemOf } from "../../ipc/call";
import { lost, nothing, unreadable } from "../../words/problems";
import { t } from "../../words/words.svelte";
import { Asking } from "./asking.svelte";
import type { Scan } from "./scanner";

/** A problem of one source, as a row that can be dismissed. */
export type ProblemRow = ProblemView & { row: number; source: string };
/** What the newest scan showed: its slips, or why there are none. */
export type Scanned = { ids: number[]; problem: ProblemView | null };
/** Takes in a file that turned out to be a list of keys and no code. */
export type TakesTrust = (name: string, bytes: Uint8Array) => Promise<void>;
/** One sentence at the foot of the window; `undo` offers to take the step back. */
export type Note = { text: string; undo: boolean };

export class CheckRoom {
  slips = $state.raw<SlipView[]>([]);
  problems = $state.raw<ProblemRow[]>([]);
  note = $state.raw<Note | null>(null);
  /** Null until something was scanned; one scan takes the place of the one before. */
  scanned = $state.raw<Scanned | null>(null);
  takesTrust: TakesTrust | null = null;
  /** Leads a backup into the restore. */
  takesBackup: TakesTrust | null = null;
  /** What a screen reader says next. */
  said = $state("");

  readonly asking = new Asking();
  readonly opened = new SvelteSet<number>();
  readonly #unchosen = new SvelteSet<number>();
  #aside: { id: number; at: number }[] = [];
  #waiting: Scan | null = null;
  #scanning = false;
  readonly #queue = new Queue((item) => this.#readOne(item));
  #rows = 0;

  readonly progress = $derived.by(() => this.#queue.progress);
  readonly printable = $derived(this.slips.filter((slip) => slip.printing !== "never"));
  readonly chosen = $derived(this.printable.filter((slip) => !this.#unchosen.has(slip.id)));
  readonly tally = $derived(count(this.slips));
  readonly bare = $derived(
    this.slips.length === 0 && this.problems.length === 0 && !this.scanned?.problem,
  );
  /** The scanned slips, which stand first and large; then everything that was put in. */
  readonly large = $derived(this.slips.filter((slip) => this.#isScanned(slip.id)));
  readonly rest = $derived(this.slips.filter((slip) => !this.#isScanned(slip.id)));

  /** Takes in what was put in; more may come while it reads. Never rejects. */
  read = (items: Item[]): Promise<void> => this.#queue.read(items);

  /** Stops pulling; what was found so far stays on the desk. */
  stop(): void {
    this.#queue.stop();
  }

  async #readOne({ name, bytes }: Item): Promise<void> {
    const shown = name || t("pasted");
    let source: number | null = null;
    let content: Uint8Array | null = null;
    try {
      content = bytes && (await bytes());
      const opened = content ? await call.openSource(name, content) : await call.pastePicture();
      source = opened.id;
      let found: number[] = [];
      await this.#queue.pull(opened, async (page) => {
        const view = await call.readPage(opened.id, page);
        this.#drop(view.gone);
        found = found.filter((id) => !view.gone.includes(id));
        this.#lay(view.slips, found.length);
        found.push(...view.slips.map((slip) => slip.id));
        if (view.problem) this.trouble(shown, view.problem);
      });
      if (found.length === 0 && !this.#queue.stopped && !this.#hasTrouble(shown)) {
        this.trouble(shown, nothing());
      }
    } catch (thrown) {
      const problem = problemOf(thrown) ?? unreadable();
      if (problem.code === "trust-file" && content && this.takesTrust) {
        await this.takesTrust(name, content);
      } else if (problem.code === "backup-file" && content && this.takesBackup) {
        await this.takesBackup(name, content);
      } else this.trouble(shown, problem);
    } finally {
      // Closing only frees memory in Rust; failing at it is nothing that a person can act on.
      if (source !== null) await call.closeSource(source).catch(() => null);
    }
  }

  /** Takes in a scan. While one is being judged, only the newest of those that follow is kept. */
  async scan(scan: Scan): Promise<void> {
    this.#waiting = scan;
    if (this.#scanning) return;
    this.#scanning = true;
    for (let next = this.#take(); next; next = this.#take()) {
      const view = await this.#judge(next);
      // An answer that a newer scan has overtaken is not shown: it would be another person's.
      if (!this.#waiting) await this.#show(view);
      else this.#drop(view.gone);
    }
    await this.attempt(this.asking.next);
    this.#scanning = false;
  }

  #take(): Scan | null {
    const scan = this.#waiting;
    this.#waiting = null;
    return scan;
  }

  /** The keys by their places first; if that is no code, what the system made of them. */
  async #judge({ text, typed }: Scan): Promise<PageView> {
    try {
      const view = await call.scan(text);
      if (view.slips.length > 0 || typed === null) return view;
      const other = await call.scan(typed);
      const gone = [...view.gone, ...other.gone];
      return { ...(other.slips.length > 0 ? other : view), gone };
    } catch (thrown) {
      return { slips: [], gone: [], problem: problemOf(thrown) ?? lost() };
    }
  }

  async #show({ slips, gone, problem }: PageView): Promise<void> {
    const before = this.#scannedIds();
    this.#drop(gone);
    if (slips.length === 0) await this.#takeAway(before);
    for (const slip of slips) this.#unchosen.add(slip.id);
    this.scanned = {
      ids: slips.map((slip) => slip.id),
      problem: slips.length > 0 ? null : (problem ?? nothing()),
    };
    this.#lay(slips, 0);
    if (this.scanned.problem) this.say([this.scanned.problem.what]);
  }

  /** Nobody shall look at the scan before in place of one that could not be read. */
  async #takeAway(ids: number[]): Promise<void> {
    const there = ids.filter((id) => this.slips.some((slip) => slip.id === id));
    this.#drop(ids);
    // What is not on the desk in Rust any more either cannot be laid aside, and need not be.
    await Promise.all(there.map((id) => call.layAside(id).catch(() => null)));
  }

  /** These are not on the desk any more, and do not come back. */
  #drop(gone: number[]): void {
    if (gone.length === 0) return;
    this.slips = this.slips.filter((slip) => !gone.includes(slip.id));
    this.#aside = this.#aside.filter(({ id }) => !gone.includes(id));
    for (const id of gone) {
      this.opened.delete(id);
      this.#unchosen.delete(id);
    }
  }

  #scannedIds = () => this.scanned?.ids ?? [];
  #isScanned = (id: number) => this.#scannedIds().includes(id);

  dismissScan(): void {
    this.scanned = null;
  }

  /** Newest source on top, its own codes in their order: `at` of them lie there already. */
  #lay(views: SlipView[], at: number): void {
    if (views.length === 0) return;
    const others = this.slips.filter((slip) => !views.some((view) => view.id === slip.id));
    this.slips = others.toSpliced(at, 0, ...views);
    this.say(views.map(({ word, title, until }) => t("slip-spoken", { word, title, until })));
  }

  /** Puts a problem on the desk. Every page of one source may have the same trouble: it is told once. */
  trouble(source: string, problem: ProblemView): void {
    const told = this.problems.some((row) => row.source === source && row.code === problem.code);
    if (told) return;
    this.#rows += 1;
    this.problems = [{ ...problem, source, row: this.#rows }, ...this.problems];
    this.say([problem.what]);
  }

  #hasTrouble = (source: string) => this.problems.some((row) => row.source === source);

  dismiss(row: number): void {
    this.problems = this.problems.filter((problem) => problem.row !== row);
  }

  /** The same codes judged or worded anew; each keeps its place. */
  reword(views: SlipView[]): void {
    this.slips = this.slips.map((slip) => views.find((view) => view.id === slip.id) ?? slip);
  }

  /** Fetches all slips again: at the start, and after the language changed. */
  refresh = () =>
    this.attempt(async () => {
      const views = await call.slips();
      if (this.slips.length > 0) this.reword(views);
      else this.slips = views.toSorted((a, b) => b.id - a.id);
    });

  choose(id: number, chosen: boolean): void {
    if (chosen) this.#unchosen.delete(id);
    else this.#unchosen.add(id);
  }

  isChosen = (id: number) => this.chosen.some((slip) => slip.id === id);

  chooseAll(chosen: boolean): void {
    for (const slip of this.printable) this.choose(slip.id, chosen);
  }

  unfold(id: number): void {
    if (!this.opened.delete(id)) this.opened.add(id);
  }

  layAside = (id: number) =>
    this.attempt(async () => {
      const at = this.slips.findIndex((slip) => slip.id === id);
      if (at < 0) return;
      await call.layAside(id);
      this.slips = this.slips.filter((slip) => slip.id !== id);
      this.#aside.push({ id, at });
      this.tell(t("aside-done"), true);
    });

  layBack = () =>
    this.attempt(async () => {
      const last = this.#aside.pop();
      if (!last) return;
      const slip = await call.layBack(last.id);
      this.slips = this.slips.filter(({ id }) => id !== slip.id).toSpliced(last.at, 0, slip);
      this.tell(t("aside-back"), false);
    });

  clear = () =>
    this.attempt(async () => {
      this.stop();
      await call.clear();
      this.slips = [];
      this.problems = [];
      this.#aside = [];
      this.scanned = null;
      this.opened.clear();
      this.#unchosen.clear();
      this.tell(t("clear-done"), false);
    });

  tell(text: string, undo: boolean): void {
    this.note = { text, undo };
  }

  say(sentences: string[]): void {
    this.said = sentences.join(" ");
  }

  /** Runs one step; a failure becomes a row on the desk instead of a lost promise. */
  async attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (thrown) {
      this.trouble(t("rail-window"), problemOf(thrown) ?? lost());
    }
  }
}

function count(slips: SlipView[]): { verdict: Verdict; count: number }[] {
  return (["accept", "undecided", "refuse"] as const).flatMap((verdict) => {
    const count = slips.filter((slip) => slip.verdict === verdict).length;
    return count > 0 ? [{ verdict, count }] : [];
  });
}
