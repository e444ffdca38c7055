/** Whom the family gets codes from, and whether this window practises: for the rooms and for the ribbon over them. */
import type { AuthoritiesView, FamilyView } from "./ipc/bindings";
import { call, problemOf } from "./ipc/call";

export class Authorities {
  /** Null: the vault is not open, or Rust has not answered. */
  view = $state.raw<AuthoritiesView | null>(null);

  readonly list = $derived(this.view?.authorities ?? []);
  readonly practice = $derived(this.view?.practice ?? false);

  /** What cannot be asked, because the vault is locked, is not known. */
  load = async (): Promise<void> => {
    this.view = await call.authorities().catch(() => null);
  };

  /**
   * The sample family, by one press; `ensureOpen` asks for the vault only if Rust cannot do without it. Null: the
   * person let it be. Rejects as `start_practice` does.
   */
  startPractice = async (ensureOpen: () => Promise<boolean>): Promise<FamilyView | null> => {
    try {
      return await call.startPractice();
    } catch (thrown) {
      // Before the first vault, and before a locked one, the PIN comes first.
      if (!["locked", "never-set"].includes(problemOf(thrown)?.code ?? "")) throw thrown;
      return (await ensureOpen()) ? call.startPractice() : null;
    } finally {
      await this.load();
    }
  };

  /** Takes the sample family away again. */
  stopPractice = async (): Promise<FamilyView> => {
    try {
      return await call.stopPractice();
    } finally {
      await this.load();
    }
  };
}
