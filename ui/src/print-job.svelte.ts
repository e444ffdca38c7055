/**
 * One print job: laid out and read back by Rust, then the very bytes that will be saved or opened, page by page as
 * pictures. What is printed is said by who extends it. To cancel is to take no answer any more.
 */
import type { PrintView, ProblemView } from "./ipc/bindings";
import { call, problemOf } from "./ipc/call";
import { lost } from "./words/problems";
import { t } from "./words/words.svelte";

export abstract class PrintJob {
  open = $state(false);
  job = $state.raw<PrintView | null>(null);
  busy = $state(false);
  problem = $state.raw<ProblemView | null>(null);
  /** Counts from 0. */
  page = $state(0);
  picture = $state<string | null>(null);
  /** What came of saving or opening, in one sentence. */
  done = $state<string | null>(null);

  #turn = 0;

  readonly unread = $derived(this.job?.slips.filter((slip) => !slip.read_300).length ?? 0);
  readonly coarse = $derived(this.job?.slips.filter((slip) => !slip.read_150).length ?? 0);
  /** The smallest module on the sheet, in millimetres. */
  readonly module = $derived(Math.min(...(this.job?.slips ?? []).map((slip) => slip.module_mm)));
  /** A code that was not read back is never offered. */
  readonly offered = $derived(this.job !== null && !this.busy && this.unread === 0);

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

  /** Makes the pages anew; null: there is nothing to print. Of two presses only the later counts, whichever answers last. */
  protected async make(lay: (() => Promise<PrintView>) | null): Promise<void> {
    const turn = (this.#turn += 1);
    this.#reset();
    this.busy = lay !== null;
    if (!lay) return;
    await this.attempt(async () => {
      const job = await lay();
      if (turn !== this.#turn) return;
      this.job = job;
      await this.#show(job, turn);
    });
    if (turn === this.#turn) this.busy = false;
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
    this.#forget();
    this.picture = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  }

  #reset(): void {
    this.#forget();
    this.job = null;
    this.problem = null;
    this.done = null;
    this.page = 0;
  }

  #forget(): void {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = null;
  }
}
