/**
 * One print job: laid out and read back by Rust, then the very bytes that will be saved or opened, page by page as
 * pictures. What is printed is said by who extends it. To stop is to have no more pages read back.
 */
import type { PageSpan, PrintView, ProblemView } from "./ipc/bindings";
import { call, problemOf } from "./ipc/call";
import { lost } from "./words/problems";
import { t } from "./words/words.svelte";

/** Lays the pages out; null: there is nothing to print. */
export type Lays = (() => Promise<PrintView>) | null;

export abstract class PrintJob {
  open = $state(false);
  job = $state.raw<PrintView | null>(null);
  busy = $state(false);
  problem = $state.raw<ProblemView | null>(null);
  /** The page that is shown, from 0. */
  page = $state(0);
  picture = $state<string | null>(null);
  /** What came of saving or opening, in one sentence. */
  done = $state<string | null>(null);
  /** The place on the first page to start at, from 1: for sheets that are used in part. */
  first = $state(1);
  /** Which pages; all if none are named. */
  pages = $state.raw<PageSpan | null>(null);
  /** Pages that were asked for and are not there: nothing is printed until that is mended. */
  missing = $state.raw<PageSpan | null>(null);
  /** How many pages there are, of which some may be chosen; 1 until that is known. */
  run = $state(1);

  #turn = 0;

  /** Places on a page. */
  abstract readonly places: number;
  protected abstract lays(): Lays;

  /** The smallest module on the sheet, in millimetres. */
  readonly module = $derived(Math.min(...(this.job?.slips ?? []).map((slip) => slip.module_mm)));
  /** Every code has been read back: nothing else is ever offered. */
  readonly offered = $derived(this.job !== null && !this.busy && this.job.proven === this.job.pages);

  /** What is no place on the page is left as it was. */
  async setStart(first: number): Promise<void> {
    if (!Number.isInteger(first) || first < 1 || first > this.places || first === this.first) return;
    this.whole();
    this.first = first;
    await this.lay();
  }

  /** All pages, or some: the first sheet alone, then the rest. */
  async setPages(pages: PageSpan | null): Promise<void> {
    this.pages = pages;
    this.missing = null;
    await this.lay();
  }

  /** Pages as somebody typed them. What is not there is told, and not guessed at. */
  async setRange(span: PageSpan): Promise<void> {
    const { from, to } = span;
    const there = Number.isInteger(from) && Number.isInteger(to) && 1 <= from && from <= to && to <= this.run;
    if (there) return this.setPages(from === 1 && to === this.run ? null : span);
    this.missing = span;
    await this.lay();
  }

  async turnTo(page: number): Promise<void> {
    const { job } = this;
    if (!job || page < 0 || page >= job.pages) return;
    this.page = page;
    await this.attempt(() => this.#show(job, this.#turn));
  }

  save = () =>
    this.attempt(async () => {
      const saved = this.job && (await call.savePrint(this.job.job));
      if (saved) this.done = t("print-saved", { name: saved.name });
    });

  openOutside = () =>
    this.attempt(async () => {
      if (!this.job) return;
      await call.openPrint(this.job.job);
      this.done = t("print-opened");
    });

  close(): void {
    this.#turn += 1;
    this.#reset();
    this.open = false;
    this.busy = false;
  }

  /** All pages from the first place: what was chosen before was chosen of other pages. */
  protected whole(): void {
    this.first = 1;
    this.pages = null;
    this.missing = null;
    this.run = 1;
  }

  /** Makes the pages anew, and has them read back one by one. Of two presses only the later counts, whichever answers last. */
  protected async lay(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#reset();
    const lay = this.missing ? null : this.lays();
    this.busy = lay !== null;
    if (!lay) return;
    await this.attempt(async () => {
      let job = await lay();
      if (turn !== this.#turn) return;
      this.job = job;
      this.run = job.run;
      await this.#show(job, turn);
      while (job.proven < job.pages) {
        if (turn !== this.#turn) return;
        job = await call.provePrint(job.job);
        if (turn === this.#turn) this.job = job;
      }
    });
    if (turn !== this.#turn) return;
    this.busy = false;
    if (this.problem) this.#forget();
  }

  /** Runs one step; a failure is shown, unless the pages were asked for anew meanwhile. */
  protected async attempt(step: () => Promise<void>): Promise<void> {
    const turn = this.#turn;
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      if (turn === this.#turn) this.problem = problemOf(thrown) ?? lost();
    }
  }

  async #show(job: PrintView, turn: number): Promise<void> {
    const { page } = this;
    const bytes = await call.printPage(job.job, page);
    if (turn !== this.#turn || page !== this.page) return;
    this.#forgetPicture();
    this.picture = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  }

  #reset(): void {
    this.#forget();
    this.problem = null;
    this.done = null;
    this.page = 0;
  }

  #forget(): void {
    this.#forgetPicture();
    this.job = null;
  }

  #forgetPicture(): void {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = null;
  }
}
