/** The print sheet: which slips, on what paper, in which words, and which of its pages. */
import type {
  Lang,
  OwnSize,
  Printer,
  PrintRequest,
  PrintView,
  Settings,
  SlipView,
  Stock,
} from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { PrintJob, type Lays } from "../../print-job.svelte";
import type { Desk } from "../../settings.svelte";
import { measuresOf } from "./stocks";

/** Lays out and reads back: `call.print`, or the same for what is kept. */
export type Prints = (request: PrintRequest) => Promise<PrintView>;

export class PrintSheet extends PrintJob {
  /** The second, deliberate press: refused codes are printed only after it, and only this once. */
  evenRefused = $state(false);
  /** A mark to cut, for fingers. */
  notch = $state(false);
  /** The calibration page instead of slips. */
  calibrating = $state(false);

  #slips = $state.raw<SlipView[]>([]);
  #print: Prints = call.print;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
  }

  readonly refused = $derived(this.#slips.filter((slip) => slip.printing === "refused").length);
  readonly marked = $derived(this.#slips.filter((slip) => slip.printing === "marked").length);
  readonly going = $derived(
    this.#slips.filter((slip) => slip.printing !== "refused" || this.evenRefused),
  );
  readonly places = $derived.by(() => {
    const { stock, own_size } = this.#desk.settings;
    return measuresOf(stock, own_size).places;
  });

  /** `print`: from where the slips are printed; by itself, from the desk of the Check room. */
  async start(slips: SlipView[], print: Prints = call.print): Promise<void> {
    this.#slips = slips;
    this.#print = print;
    this.evenRefused = false;
    this.calibrating = false;
    this.open = true;
    this.whole();
    await this.lay();
  }

  async setStock(stock: Stock): Promise<void> {
    this.calibrating = false;
    this.whole();
    await this.#keep({ stock });
  }

  async setNotch(notch: boolean): Promise<void> {
    this.notch = notch;
    await this.lay();
  }

  async setCalibrating(calibrating: boolean): Promise<void> {
    this.calibrating = calibrating;
    await this.lay();
  }

  async setOwn(change: Partial<OwnSize>): Promise<void> {
    this.whole();
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
    this.pages = null;
    this.missing = null;
    await this.lay();
  }

  async #keep(change: Partial<Settings>): Promise<void> {
    await this.attempt(async () => {
      await this.#desk.change(change);
      await this.lay();
    });
  }

  protected lays(): Lays {
    const { stock, paper_langs } = this.#desk.settings;
    if (this.going.length === 0 && !this.calibrating) return null;
    return () =>
      this.#print({
        slips: this.going.map((slip) => slip.id),
        stock,
        start: this.first,
        langs: paper_langs,
        even_refused: this.evenRefused,
        pages: this.pages,
        notch: this.notch,
        calibrate: this.calibrating,
      });
  }
}
