/** The cards of a class list: signed, laid out ten on a page and read back by Rust. */
import type { SchoolListRequest } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { PrintJob, type Lays } from "../../print-job.svelte";

export class Cards extends PrintJob {
  /** How many are being signed. */
  count = $state(0);
  /** Two beside each other, five rows. */
  readonly places = 10;

  #request: SchoolListRequest = { list: "", until: "" };

  async start(request: SchoolListRequest, count: number): Promise<void> {
    this.#request = request;
    this.count = count;
    this.open = true;
    this.whole();
    await this.lay();
  }

  protected lays(): Lays {
    return () => call.printSchool(this.#request, this.first, this.pages);
  }
}
