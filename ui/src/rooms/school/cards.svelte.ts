/** The cards of a class list: signed, laid out ten on a page and read back by Rust. */
import type { SchoolListRequest } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { PrintJob } from "../../print-job.svelte";

/** Cards on a page: two beside each other, five rows. */
export const PLACES = 10;

export class Cards extends PrintJob {
  /** How many are being signed. */
  count = $state(0);
  /** The place on the first page to start at, from 1: for sheets that are used in part. */
  first = $state(1);

  #request: SchoolListRequest = { list: "", until: "" };

  async start(request: SchoolListRequest, count: number): Promise<void> {
    this.#request = request;
    this.count = count;
    this.first = 1;
    this.open = true;
    await this.#lay();
  }

  /** What is no place on the page is left as it was. */
  async setStart(first: number): Promise<void> {
    if (!Number.isInteger(first) || first < 1 || first > PLACES || first === this.first) return;
    this.first = first;
    await this.#lay();
  }

  #lay = () => this.make(() => call.printSchool(this.#request, this.first));
}
