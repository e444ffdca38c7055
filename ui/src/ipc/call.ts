/**
 * The one place that speaks to Rust: every command of the window, by name, with its argument and
 * answer. Nothing else may call `invoke` (held by lint), so this table is the whole contract.
 */
import { invoke } from "@tauri-apps/api/core";
import type {
  NoticeView,
  PageView,
  PrintRequest,
  PrintView,
  ProblemView,
  Saved,
  Settings,
  SlipView,
  SourceView,
  TrustChange,
  TrustOffer,
  TrustView,
} from "./bindings";

/** Command → what it takes and what it answers. A command that takes bytes takes them raw. */
export interface Commands {
  settings: { takes: Record<string, never>; answers: Settings };
  change_settings: { takes: { settings: Settings }; answers: Settings };
  open_source: { takes: Uint8Array; answers: SourceView };
  paste_picture: { takes: Record<string, never>; answers: SourceView };
  read_page: { takes: { source: number; page: number }; answers: PageView };
  close_source: { takes: { source: number }; answers: null };
  slips: { takes: Record<string, never>; answers: SlipView[] };
  lay_aside: { takes: { id: number }; answers: null };
  lay_back: { takes: { id: number }; answers: SlipView };
  clear: { takes: Record<string, never>; answers: null };
  scan: { takes: { text: string }; answers: PageView };
  notices: { takes: Record<string, never>; answers: NoticeView[] };
  read_trust: { takes: Uint8Array; answers: TrustOffer };
  add_trust: { takes: { offer: number; scopes: string[] }; answers: TrustChange };
  trust: { takes: Record<string, never>; answers: TrustView };
  remove_trust: { takes: { list: string }; answers: TrustChange };
  update_lists: { takes: Record<string, never>; answers: TrustChange };
  print: { takes: { request: PrintRequest }; answers: PrintView };
  print_page: { takes: { job: number; page: number }; answers: ArrayBuffer };
  save_print: { takes: { job: number }; answers: Saved | null };
  open_print: { takes: { job: number }; answers: null };
}

export type Command = keyof Commands;

/** A file's own name travels in a header: the body is its bytes, untouched. */
type Named = { headers: { "x-name": string } };

function ask<C extends Command>(
  command: C,
  takes: Commands[C]["takes"],
  options?: Named,
): Promise<Commands[C]["answers"]> {
  return invoke(command, takes, options);
}

const named = (name: string): Named => ({ headers: { "x-name": encodeURIComponent(name) } });

/** Every command, each rejecting with a `ProblemView` (see `problemOf`). */
export const call = {
  settings: () => ask("settings", {}),
  changeSettings: (settings: Settings) => ask("change_settings", { settings }),
  /** `name` is empty for pasted or dropped text, whose bytes are UTF-8. */
  openSource: (name: string, bytes: Uint8Array) => ask("open_source", bytes, named(name)),
  /** Opens the picture in the clipboard, of which the page learns nothing by itself. */
  pastePicture: () => ask("paste_picture", {}),
  /** `page` counts from 0. Pages are pulled one by one: not pulling is how reading is stopped. */
  readPage: (source: number, page: number) => ask("read_page", { source, page }),
  closeSource: (source: number) => ask("close_source", { source }),
  slips: () => ask("slips", {}),
  layAside: (id: number) => ask("lay_aside", { id }),
  layBack: (id: number) => ask("lay_back", { id }),
  clear: () => ask("clear", {}),
  /**
   * One scanned text. Its slip takes the place of that of the scan before, which is then `gone`; so
   * does a problem. Only a part of a card leaves the part before where it is, until the card is whole.
   */
  scan: (text: string) => ask("scan", { text }),
  /** What concerns every code: asked at the start, when the window gets the focus, after changes of trust. */
  notices: () => ask("notices", {}),
  /** A file that `openSource` refused with the code `trust-file` is read here, by the same bytes. */
  readTrust: (name: string, bytes: Uint8Array) => ask("read_trust", bytes, named(name)),
  /** `scopes`: what the publisher shall be believed about; empty where the offer has no publisher. */
  addTrust: (offer: number, scopes: string[]) => ask("add_trust", { offer, scopes }),
  trust: () => ask("trust", {}),
  removeTrust: (list: string) => ask("remove_trust", { list }),
  /** Fetches the file at `settings.lists_address`; takes seconds. */
  updateLists: () => ask("update_lists", {}),
  print: (request: PrintRequest) => ask("print", { request }),
  /** The PNG of one page (from 0) of the very PDF bytes that are saved or opened. */
  printPage: (job: number, page: number) => ask("print_page", { job, page }),
  /** Null: the person closed the save dialog without choosing. */
  savePrint: (job: number) => ask("save_print", { job }),
  openPrint: (job: number) => ask("open_print", { job }),
};

/** The worded problem inside a rejection, or null if what was thrown is not one of ours. */
export function problemOf(thrown: unknown): ProblemView | null {
  if (typeof thrown !== "object" || thrown === null) return null;
  const { code, what, next, stock = null } = thrown as Partial<ProblemView>;
  return typeof code === "string" && typeof what === "string" && typeof next === "string"
    ? { code, what, next, stock }
    : null;
}
