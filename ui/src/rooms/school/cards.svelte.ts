/**
 * The cards of a class list: signed, laid out ten on a page and read back by Rust, then the very bytes that will be
 * saved or opened, page by page as pictures. To cancel is to take no answer any more.
 */
import type { PrintView, ProblemView, SchoolListRequest } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { lost } from "../../words/problems";
import { t } from "../../words/words.svelte";

/** Cards on a page: two beside each other, five rows. */
export const PLACES = 10;

export class Cards {
  open = $state(false);
  /** How many are being signed. */
  count = $state(0);
  /** The place on the first page to start at, from 1: for sheets that are used in part. */
  first = $state(1);
  job = $state.raw<PrintView | null>(null);
  busy = $state(false);
  problem = $state.raw<ProblemView | null>(null);
  /** Counts from 0. */
  page = $state(0);
  picture = $state<string | null>(null);
  done = $state<string | null>(null);

  #request: SchoolListRequest = { list: "", until: "" };
  #turn = 0;

  readonly unread = $derived(this.job?.slips.filter((slip) => !slip.read_300).length ?? 0);
  readonly coarse = $derived(this.job?.slips.filter((slip) => !slip.read_150).length ?? 0);
  readonly module = $derived(Math.min(...(this.job?.slips ?? []).map((slip) => slip.module_mm)));
  /** A card that was not read back is never offered. */
  readonly offered = $derived(this.job !== null && !this.busy && this.unread === 0);

  async start(request: SchoolListRequest, count: number): Promise<void> {
    this.#request = request;
    this.count = count;
    this.first = 1;
    this.open = true;
    await this.#make();
  }

  /** What is no place on the page is left as it was. */
  async setStart(first: number): Promise<void> {
    if (!Number.isInteger(first) || first < 1 || first > PLACES || first === this.first) return;
    this.first = first;
    await this.#make();
  }

  async turnTo(page: number): Promise<void> {
    const { job } = this;
    if (!job || page < 0 || page >= job.pages) return;
    this.page = page;
    await this.#attempt(this.#turn, () => this.#show(job, this.#turn));
  }

  save = () =>
    this.#attempt(this.#turn, async () => {
      const saved = this.job && (await call.savePrint(this.job.job));
      if (saved) this.done = t("print-saved", { name: saved.name });
    });

  openOutside = () =>
    this.#attempt(this.#turn, async () => {
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

  async #make(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#reset();
    this.busy = true;
    await this.#attempt(turn, async () => {
      const job = await call.printSchool(this.#request, this.first);
      if (turn !== this.#turn) return;
      this.job = job;
      await this.#show(job, turn);
    });
    if (turn === this.#turn) this.busy = false;
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

  async #attempt(turn: number, step: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      if (turn === this.#turn) this.problem = problemOf(thrown) ?? lost();
    }
  }
}
