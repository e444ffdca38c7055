/**
 * The door of the family's vault: what is unlocked, and the dialogs that ask for a PIN, a recovery kit or a
 * backup when something needs it. One for the window's whole life; `DoorPlace` draws what it asks.
 */
import type {
  BackupView,
  DoorView,
  KitView,
  ProblemView,
  RescueView,
  Saved,
  SecretField,
  SetUp,
  VaultView,
  Way,
} from "../../ipc/bindings";
import { call, problemOf } from "../../ipc/call";
import type { Item } from "../../intake/items";
import { lost } from "../../words/problems";
import { t } from "../../words/words.svelte";
import { Secrets } from "./secrets.svelte";

/**
 * Which dialog is open. `open` follows the view: set-up, PIN, a new PIN after the kit, or what stands in the way.
 * `first-kit` offers a kit right after the set-up.
 */
export type Step =
  | "open" | "pin" | "kit" | "rescue" | "restore" | "passphrase" | "start-new"
  | "first-kit" | "make-kit" | "show-kit" | "change-pin" | "back-up" | "erase";

export class Door {
  /** Rust is being asked, and behind it the keychain. */
  looking = $state(false);
  step = $state<Step | null>(null);
  /** Something is under way: presses and keys wait. */
  busy = $state(false);
  problem = $state.raw<ProblemView | null>(null);
  /** Counts the refusals, so that the dots can say no. */
  wrong = $state(0);
  /** What was done just now, in one sentence. */
  note = $state.raw<string | null>(null);
  /** What the vault says of itself; null while it is not open. */
  vault = $state.raw<VaultView | null>(null);
  kit = $state.raw<KitView | null>(null);
  /** The kit that is shown was written to a file. */
  kitSaved = $state(false);
  /** An opened backup, and what was rescued: to be confirmed. */
  backup = $state.raw<BackupView | null>(null);
  found = $state.raw<RescueView | null>(null);
  /** The name of the backup that was given. */
  given = $state.raw<string | null>(null);
  /** Counts the restores over an open vault: what is shown of the one before must go. */
  replaced = $state(0);

  /** What is shown of settings and lists must follow when everything is erased. */
  onerased: () => Promise<unknown> = async () => {};

  readonly secrets = new Secrets();
  /** Whether the open dialog was come to from another one, to which one can go back. */
  readonly nested = $derived.by(() => this.#before.length > 0);

  #view = $state.raw<DoorView | null>(null);
  #passphrase = $state(false);
  #before = $state.raw<Step[]>([]);
  #look: Promise<void> | null = null;
  /** Who waits for the dialog that is open. */
  #answer: ((done: boolean) => void) | null = null;

  /** Null until Rust has answered. */
  get view(): DoorView | null {
    return this.#view;
  }

  /** Whether a passphrase opens the vault, not a PIN. Through kit and new secret it stays what it was. */
  get passphrase(): boolean {
    return this.#passphrase;
  }

  /** Looks again; asks the keychain, which may take up to twenty seconds. */
  load = (): Promise<void> => (this.#look ??= this.#load());

  /** Sees to it that the vault is open, by setting it up or unlocking it. False: the person let it be. */
  ensureOpen = async (): Promise<boolean> => {
    await this.load();
    return this.view?.is === "open" || this.#ask("open");
  };

  /** Has the PIN typed once more, for what rejected with `ask-again`. False: the person let it be. */
  askPin = async (): Promise<boolean> => {
    // So that a passphrase is asked for where there is one.
    if (!this.vault) await this.loadVault();
    return this.#ask("pin");
  };

  lock = async (): Promise<void> => {
    this.note = null;
    await this.#attempt(async () => this.#enter(await call.lock()));
  };

  /** What the vault says of itself, for the settings. Nothing, while it is not open. */
  loadVault = async (): Promise<void> => {
    this.vault = this.view?.is === "open" ? await call.vault().catch(() => null) : null;
    if (this.vault) this.#passphrase = this.vault.passphrase;
  };

  /** Somebody is here. If the vault has locked itself meanwhile, the page learns it now. */
  stay = async (): Promise<void> => {
    if (this.view?.is === "open") await call.stay().catch(() => this.load());
  };

  /** Opens a dialog; out of another one, with a way back to it. */
  start = (step: Step): void => {
    this.#before = this.step === null ? [] : [...this.#before, this.step];
    this.#show(step);
  };

  back = (): void => {
    const step = this.#before.at(-1);
    this.#before = this.#before.slice(0, -1);
    if (step) this.#show(step);
    else this.leave();
  };

  /** The dialog is closed, by the person or because it is done with. */
  leave = (): void => {
    const proof = this.step === "pin";
    this.#close();
    this.#resolve(!proof && this.view?.is === "open");
  };

  /** Forgets what is typed so far. */
  empty = (): void => {
    this.problem = null;
    void this.secrets.clear().catch(() => undefined);
  };

  /** One key into a secret field. */
  type = (field: SecretField, key: string): void => {
    this.secrets.type(field, key).catch((thrown) => (this.problem = worded(thrown)));
  };

  go = (way: Way): void => {
    if (way === "retry") void this.load();
    else if (way === "find-file") void this.#attempt(() => call.openHome());
    // Its PIN was typed before it was found to be older.
    else if (way === "open-older") void this.openOlder();
    else this.start(way);
  };

  unlock = () => this.#opening(() => call.unlock());
  unlockWithKit = (kit: string) => this.#opening(() => call.unlockWithKit(kit));
  openOlder = () => this.#opening(() => call.openOlder());

  setUp = (how: SetUp) => this.#begun(() => call.setUp(how));
  restore = async () => {
    const open = this.view?.is === "open";
    const done = await this.#begun(() => call.restore(), () => t("restore-done"));
    if (done && open) this.replaced += 1;
    return done;
  };
  finishRescue = (accept: boolean) =>
    accept
      ? this.#begun(() => call.finishRescue(true), () => t("rescue-done"))
      : this.#opening(() => call.finishRescue(false));

  renew = () =>
    this.#attempt(async () => {
      const kit = await call.renew();
      this.#enter(await call.door());
      this.#showKit(kit);
    });

  /** Right after the set-up nothing is typed for it; where that was too long ago, the PIN is asked. */
  makeKit = async (): Promise<void> => {
    const first = this.step === "first-kit";
    const done = await this.#attempt(async () => {
      this.#showKit(await call.makeKit());
      await this.loadVault();
    });
    if (!done && first && this.problem?.code === "ask-again") this.#show("make-kit");
  };

  saveKit = () =>
    this.#attempt(async () => {
      const saved = await call.saveKit();
      this.#saved(saved);
      if (saved) this.kitSaved = true;
    });

  provePin = () =>
    this.#attempt(async () => {
      await call.askPin();
      this.#close();
      this.#resolve(true);
    });

  changePin = (known: boolean) =>
    this.#attempt(async () => {
      const passphrase = this.passphrase;
      await call.changePin(known);
      this.note = passphrase ? t("pass-changed") : t("pin-changed");
      await this.loadVault();
      this.leave();
    });

  backUp = (own: boolean) =>
    this.#attempt(async () => {
      const saved = await call.backUp(own);
      if (!saved) return;
      this.#saved(saved);
      await this.loadVault();
      this.leave();
    });

  /** Takes a backup as a file. One that was given before is let be. */
  readBackup = (name: string, bytes: () => Promise<Uint8Array>) =>
    this.#attempt(async () => {
      await call.readBackup(name, await bytes());
      this.#give(name);
    });

  /** A backup came in where a code was expected: leads into the restore. Without `bytes`, Rust has it already. */
  offer = async (name: string, bytes?: Uint8Array): Promise<void> => {
    if (bytes) await this.readBackup(name, async () => bytes);
    else this.#give(name);
    if (this.given !== null && this.step !== "restore") this.start("restore");
  };

  /** What is put in before a vault that is not open: a backup leads into the restore, anything else waits outside. */
  takeDropped = async (items: Item[]): Promise<void> => {
    for (const { name, bytes } of items) {
      try {
        if (!bytes) continue;
        await call.readBackup(name, await bytes());
        await this.offer(name);
        return;
      } catch (thrown) {
        const problem = worded(thrown);
        if (problem.code !== "backup-content") this.problem = problem;
      }
    }
    this.note = t("lock-drop");
  };

  /** Takes the backups that the system handed over, while nothing else is asked. */
  takeHanded = async (): Promise<void> => {
    if (this.busy || !(this.step === null || this.step === "open" || this.step === "restore")) return;
    try {
      for (let next = await call.takeHanded(true); next; next = await call.takeHanded(true)) await this.offer(next.name);
    } catch (thrown) {
      this.problem = worded(thrown);
    }
  };

  openBackup = (kit: string | null) =>
    this.#attempt(async () => {
      this.backup = await call.openBackup(kit);
    });

  rescue = (kit: string | null) =>
    this.#attempt(async () => {
      this.found = await call.rescue(kit);
    });

  erase = async (): Promise<boolean> => {
    const done = await this.#opening(() => call.erase());
    if (done) {
      await this.onerased();
      this.note = t("erase-done");
      return true;
    }
    // The vault may be gone, and what lay beside it not.
    const problem = this.problem;
    await this.load();
    if (this.step) this.problem = problem;
    else this.note = problem?.what ?? null;
    return false;
  };

  saveDiagnostics = () => this.#attempt(async () => this.#saved(await call.saveDiagnostics()));

  #see(view: DoorView | null): void {
    this.#view = view;
    if (view?.is === "locked") this.#passphrase = view.passphrase;
    else if (view?.is === "new" || view?.is === "stuck") this.#passphrase = false;
  }

  async #load(): Promise<void> {
    const open = this.view?.is === "open";
    this.looking = true;
    this.#see(await call.door().catch(() => null));
    this.looking = false;
    this.#look = null;
    if (open === (this.view?.is === "open")) return;
    this.vault = this.note = null;
    // Opened elsewhere, the question has its answer; locked meanwhile, what a dialog shows must go.
    if (this.step !== null && (open || this.step === "open")) this.leave();
  }

  #ask(step: Step): Promise<boolean> {
    // There is one dialog: whoever asked before is answered.
    if (this.step) this.leave();
    this.#show(step);
    return new Promise((resolve) => (this.#answer = resolve));
  }

  #show(step: Step): void {
    this.step = step;
    this.empty();
  }

  #close(): void {
    this.#before = [];
    this.step = null;
    this.kit = this.backup = this.found = this.given = null;
    this.empty();
  }

  #resolve(done: boolean): void {
    const answer = this.#answer;
    this.#answer = null;
    answer?.(done);
  }

  #opening(step: () => Promise<DoorView>, note?: () => string): Promise<boolean> {
    return this.#attempt(async () => {
      this.#enter(await step());
      if (note) this.note = note();
    });
  }

  /** A vault has begun. What waits for it goes on at once; meanwhile a kit is offered, if it has none. */
  #begun(step: () => Promise<DoorView>, note?: () => string): Promise<boolean> {
    return this.#attempt(async () => {
      this.#enter(await step());
      if (note) this.note = note();
      await this.loadVault();
      if (this.vault && !this.vault.has_kit) this.start("first-kit");
    });
  }

  /** The dialog that led here is done with; who waits for an open vault is led on to what is next. */
  #enter(view: DoorView): void {
    this.#see(view);
    this.vault = null;
    if (view.is === "open" || !this.#answer) {
      this.leave();
      return;
    }
    this.#before = [];
    this.backup = this.found = this.given = null;
    this.#show("open");
  }

  #give(name: string): void {
    this.backup = null;
    this.given = name;
  }

  #showKit(kit: KitView): void {
    this.#show("show-kit");
    this.#before = [];
    this.kit = kit;
    this.kitSaved = false;
  }

  #saved(saved: Saved | null): void {
    if (saved) this.note = t("door-saved", { name: saved.name });
  }

  /** Runs one step after every key has arrived. A failure empties the fields and says why. */
  async #attempt(step: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await this.secrets.after(step);
      return true;
    } catch (thrown) {
      this.empty();
      await this.#refused(worded(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** A wrong PIN may have begun a wait, or locked what was open: the view says so. */
  async #refused(problem: ProblemView): Promise<void> {
    this.problem = problem;
    this.wrong += 1;
    if (!LOOK_AGAIN.has(problem.code)) return;
    const was = this.view?.is;
    await this.load();
    if (was === "open" && this.view?.is !== "open") {
      this.leave();
      this.problem = problem;
    }
  }
}

const LOOK_AGAIN = new Set(["wrong-pin", "pin-wait", "old-pin", "locked"]);

/** The problem in what was thrown; one of the window where it is none of ours. */
export function worded(thrown: unknown): ProblemView {
  return problemOf(thrown) ?? lost();
}
