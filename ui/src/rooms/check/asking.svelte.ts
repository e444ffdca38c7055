/** Asking whoever shows a live code for six digits: Rust throws them, and says for how long they are good. */
import type { AskedView } from "../../ipc/bindings";
import { call } from "../../ipc/call";

export class Asking {
  /** What holders are asked for now; null: for nothing. */
  view = $state.raw<AskedView | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for new digits: those before are good no more. */
  begin = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.view = await call.askDigits();
    this.#timer = setTimeout(() => void this.begin().catch(this.#silence), this.view.renew);
  };

  stop = async (): Promise<void> => {
    this.#silence();
    await call.stopAsking();
  };

  /** Somebody was scanned: the digits are used. */
  next = async (): Promise<void> => {
    if (this.view) await this.begin();
  };

  /** Whatever Rust wants then, nobody is shown digits that are not asked for. */
  #silence = (): void => {
    clearTimeout(this.#timer);
    this.view = null;
  };
}
