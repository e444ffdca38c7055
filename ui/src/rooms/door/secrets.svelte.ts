/**
 * What is typed into secret fields, as counts. The characters themselves go to Rust one by one, in the order in
 * which they were pressed, and are nowhere here. (kc1.md 3.7)
 */
import type { SecretField } from "../../ipc/bindings";
import { call } from "../../ipc/call";

const NONE: Record<SecretField, number> = { present: 0, new: 0, again: 0, backup: 0 };

export class Secrets {
  /** How many dots each field shows. */
  dots = $state.raw<Record<SecretField, number>>(NONE);

  /** Calls wait for each other: two keys that overtook one another would be another PIN. */
  #last: Promise<unknown> = Promise.resolve();

  /** One key: a character, `Backspace` or `Clear`. */
  type = (field: SecretField, key: string): Promise<void> =>
    this.after(async () => {
      const { dots } = await call.typeSecret(field, key);
      this.dots = { ...this.dots, [field]: dots };
    });

  /** Forgets everything typed. */
  clear = (): Promise<void> =>
    this.after(async () => {
      this.dots = NONE;
      await call.clearSecrets();
    });

  /** Does something after every key pressed so far has arrived. */
  after<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(step, step);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
