/** Whom this desk trusts: the list, and what a certificate file offers before anything is believed. */
import type { CertificateView, ProblemView, SlipView, TrustOffer } from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import { t } from "../../words/words.svelte";
import { lost, type CheckRoom } from "./room.svelte";

export class Trusting {
  /** The list is shown. */
  open = $state(false);
  certificates = $state.raw<CertificateView[]>([]);
  /** What a chosen file would add; nothing is trusted before the person confirms. */
  offer = $state.raw<TrustOffer | null>(null);
  problem = $state.raw<ProblemView | null>(null);

  readonly #room: CheckRoom;

  constructor(room: CheckRoom) {
    this.#room = room;
  }

  readonly fresh = $derived(this.offer?.certificates.filter((one) => !one.added).length ?? 0);

  show = () =>
    this.#attempt(async () => {
      this.open = true;
      await this.#list();
    });

  read = (file: File) =>
    this.#attempt(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.offer = await call.readTrust(file.name, bytes);
    });

  confirm = () =>
    this.#attempt(async () => {
      if (!this.offer) return;
      await this.#judged(await call.addTrust(this.offer.id), t("offer-done"));
      this.offer = null;
    });

  remove = (fingerprint: string) =>
    this.#attempt(async () => {
      await this.#judged(await call.removeTrust(fingerprint), t("trust-removed"));
    });

  /** After the language changed: the list is worded anew. */
  reword = () => this.#attempt(() => this.#list());

  decline(): void {
    this.offer = null;
    this.problem = null;
  }

  close(): void {
    this.open = false;
    this.problem = null;
  }

  async #judged(slips: SlipView[], told: string): Promise<void> {
    this.#room.reword(slips);
    this.#room.tell(told, false);
    this.#room.say([told, ...slips.map(({ word, title }) => `${word}: ${title}`)]);
    if (this.open) await this.#list();
  }

  async #list(): Promise<void> {
    this.certificates = (await call.trust()).certificates;
  }

  async #attempt(step: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await step();
    } catch (thrown) {
      const problem = problemOf(thrown) ?? lost();
      if (this.open || this.offer) this.problem = problem;
      else this.#room.trouble(t("trust-title"), problem);
    }
  }
}
