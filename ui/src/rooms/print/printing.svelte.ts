/**
 * The print sheet: which slips, on what paper, in which words; then the very bytes that will be
 * saved or opened, page by page as pictures.
 */
import type {
  Lang,
  OwnSize,
  PageSpan,
  Printer,
  PrintRequest,
  PrintView,
  ProblemView,
  Settings,
  SlipView,
  Stock,
} from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import type { Desk } from "../../settings.svelte";
import { lost } from "../../words/problems";
import { t } from "../../words/words.svelte";
import { measuresOf } from "./stocks";

/** Lays out and reads back: `call.print`, or the same for what is kept. */
export type Prints = (request: PrintRequest) => Promise<PrintView>;

export class PrintSheet {
  open = $state(false);
  /** The second, deliberate press: refused codes are printed only after it, and only this once. */
  evenRefused = $state(false);
  /** The place on the first page to start at, from 1: for sheets of labels that are used in part. */
  first = $state(1);
  /** Which pages; all if none are named. */
  pages = $state.raw<PageSpan | null>(null);
  /** A mark to cut, for fingers. */
  notch = $state(false);
  /** The calibration page instead of slips. */
  calibrating = $state(false);
  job = $state.raw<PrintView | null>(null);
  problem = $state.raw<ProblemView | null>(null);
  busy = $state(false);
  /** Counts from 0. */
  page = $state(0);
  picture = $state<string | null>(null);
  /** What came of saving or opening, in one sentence. */
  done = $state<string | null>(null);

  #slips = $state.raw<SlipView[]>([]);
  #print: Prints = call.print;
  #turn = 0;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  readonly refused = $derived(this.#slips.filter((slip) => slip.printing === "refused").length);
  readonly marked = $derived(this.#slips.filter((slip) => slip.printing === "marked").length);
  readonly going = $derived(
    this.#slips.filter((slip) => slip.printing !== "refused" || this.evenRefused),
  );
  readonly unread = $derived(this.job?.slips.filter((slip) => !slip.read_300).length ?? 0);
  readonly coarse = $derived(this.job?.slips.filter((slip) => !slip.read_150).length ?? 0);
  /** The smallest module on the sheet, in millimetres. */
  readonly module = $derived(Math.min(...(this.job?.slips ?? []).map((slip) => slip.module_mm)));
  readonly places = $derived.by(() => {
    const { stock, own_size } = this.#desk.settings;
    return measuresOf(stock, own_size).places;
  });
  /** A code that was not read back is never offered. */
  readonly offered = $derived(this.job !== null && !this.busy && this.unread === 0);

  /** `print`: from where the slips are printed; by itself, from the desk of the Check room. */
  async start(slips: SlipView[], print: Prints = call.print): Promise<void> {
    this.#slips = slips;
    this.#print = print;
    this.evenRefused = false;
    this.first = 1;
    this.pages = null;
    this.calibrating = false;
    this.open = true;
    await this.#make();
  }

  async setStock(stock: Stock): Promise<void> {
    this.first = 1;
    this.pages = null;
    this.calibrating = false;
    await this.#keep({ stock });
  }

  /** What is no place on the page is left as it was. */
  async setStart(first: number): Promise<void> {
    if (!Number.isInteger(first) || first < 1 || first > this.places) return;
    this.first = first;
    this.pages = null;
    await this.#make();
  }

  /** All pages, or some: the first sheet alone, then the rest. */
  async setPages(pages: PageSpan | null): Promise<void> {
    this.pages = pages;
    await this.#make();
  }

  async setNotch(notch: boolean): Promise<void> {
    this.notch = notch;
    await this.#make();
  }

  async setCalibrating(calibrating: boolean): Promise<void> {
    this.calibrating = calibrating;
    await this.#make();
  }

  async setOwn(change: Partial<OwnSize>): Promise<void> {
    this.first = 1;
    this.pages = null;
    await this.#keep({ own_size: { ...this.#desk.settings.own_size, ...change } });
  }

  /** Prints as for this printer; one that has no measures yet does nothing wrong. */
  async setPrinter(printer: string): Promise<void> {
    await this.#keep({ printer });
  }

  /** Keeps the measures of a printer under its name. */
  async setMeasures(measured: Printer): Promise<void> {
    const others = this.#desk.settings.printers.filter(({ name }) => name !== measured.name);
    await this.#keep({ printers: [...others, measured], printer: measured.name });
  }

  async setLangs(paper_langs: Lang[]): Promise<void> {
    await this.#keep({ paper_langs });
  }

  async setEvenRefused(even: boolean): Promise<void> {
    this.evenRefused = even;
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

  async #keep(change: Partial<Settings>): Promise<void> {
    await this.#attempt(this.#turn, async () => {
      await this.#desk.change(change);
      await this.#make();
    });
  }

  /** Makes the pages anew. Of two answers only the later press counts, whichever comes last. */
  async #make(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#reset();
    if (this.going.length === 0 && !this.calibrating) return;
    this.busy = true;
    const { stock, paper_langs } = this.#desk.settings;
    await this.#attempt(turn, async () => {
      const job = await this.#print({
        slips: this.going.map((slip) => slip.id),
        stock,
        start: this.first,
        langs: paper_langs,
        even_refused: this.evenRefused,
        pages: this.pages,
        notch: this.notch,
        calibrate: this.calibrating,
      });
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
