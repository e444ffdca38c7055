/** What the Family room asks of the door, and the PIN typed once more where Rust wants it. */
import type { DoorView } from "../../ipc/bindings";
import { problemOf } from "../../ipc/call";

/** The door of the vault, as far as this room knows it. */
export type Opens = {
  readonly view: DoorView | null;
  load: () => Promise<void>;
  /** False: the person let it be. */
  ensureOpen: () => Promise<boolean>;
  /** False: the person let it be. */
  askPin: () => Promise<boolean>;
  /** A backup came in where a code was expected; without `bytes`, Rust has it already. */
  offer: (name: string, bytes?: Uint8Array) => Promise<void>;
};

/** Does `step`; if it wants the PIN once more, asks for it and does it again. Rejects as `step` does. */
export async function proven<T>(door: Opens, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (thrown) {
    if (!letBe(thrown) || !(await door.askPin())) throw thrown;
    return step();
  }
}

/** Whether it was not done because the person did not type the PIN: nothing that has to be told. */
export const letBe = (thrown: unknown) => problemOf(thrown)?.code === "ask-again";
