/** The door of the family's vault: what is unlocked, and asking for the PIN when something needs it. */
import type { DoorView } from "../../ipc/bindings";
import { call } from "../../ipc/call";

export class Door {
  /** Null until Rust has answered. */
  view = $state.raw<DoorView | null>(null);

  /** Looks again; asks the keychain, which may take up to twenty seconds. */
  load = async (): Promise<void> => {
    this.view = await call.door();
  };

  /** Sees to it that the vault is open, by setting it up or unlocking it. False: the person let it be. */
  ensureOpen = async (): Promise<boolean> => {
    await this.load();
    return this.view?.is === "open";
  };

  /** Has the PIN typed once more, for what rejected with `ask-again`. False: the person let it be. */
  askPin = async (): Promise<boolean> => {
    await call.askPin();
    return true;
  };

  lock = async (): Promise<void> => {
    this.view = await call.lock();
  };
}
