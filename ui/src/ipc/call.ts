/**
 * The one place that speaks to Rust: every command of the window, by name, with its argument and
 * answer. Nothing else may call `invoke` (held by lint), so this table is the whole contract.
 */
import { invoke } from "@tauri-apps/api/core";
import type {
  AskedView,
  AuthoritiesView,
  AuthorityOffer,
  BackupView,
  Belongs,
  CompareView,
  DoorView,
  FamilyView,
  FoundPageView,
  HandedView,
  HeldListView,
  KeepRequest,
  KitView,
  LiveView,
  NoticeView,
  PageView,
  PersonFields,
  PageSpan,
  PrintRequest,
  PrintView,
  ProblemView,
  RegionName,
  RegionView,
  ReadinessView,
  RescueView,
  Saved,
  SchoolKeyRequest,
  SchoolListRequest,
  SchoolListView,
  SchoolView,
  SecretField,
  SetUp,
  Settings,
  ShowView,
  SlipView,
  SourceView,
  TrustChange,
  TrustOffer,
  TrustView,
  TypedView,
  VaultView,
} from "./bindings";

/** Command → what it takes and what it answers. A command that takes bytes takes them raw. */
export interface Commands {
  settings: { takes: Record<string, never>; answers: Settings };
  change_settings: { takes: { settings: Settings }; answers: Settings };
  regions: { takes: Nothing; answers: RegionName[] };
  region: { takes: { region: string; from: string }; answers: RegionView | null };
  open_source: { takes: Uint8Array; answers: SourceView };
  paste_picture: { takes: Record<string, never>; answers: SourceView };
  read_page: { takes: { source: number; page: number }; answers: PageView };
  close_source: { takes: { source: number }; answers: null };
  slips: { takes: Record<string, never>; answers: SlipView[] };
  lay_aside: { takes: { id: number }; answers: null };
  lay_back: { takes: { id: number }; answers: SlipView };
  clear: { takes: Record<string, never>; answers: null };
  scan: { takes: { text: string }; answers: PageView };
  ask_digits: { takes: Nothing; answers: AskedView };
  stop_asking: { takes: Nothing; answers: null };
  notices: { takes: Record<string, never>; answers: NoticeView[] };
  read_trust: { takes: Uint8Array; answers: TrustOffer };
  add_trust: { takes: { offer: number; scopes: string[] }; answers: TrustChange };
  trust: { takes: Record<string, never>; answers: TrustView };
  remove_trust: { takes: { list: string }; answers: TrustChange };
  update_lists: { takes: Record<string, never>; answers: TrustChange };
  print: { takes: { request: PrintRequest }; answers: PrintView };
  prove_print: { takes: { job: number }; answers: PrintView };
  print_page: { takes: { job: number; page: number }; answers: ArrayBuffer };
  save_print: { takes: { job: number }; answers: Saved | null };
  open_print: { takes: { job: number }; answers: null };
  door: { takes: Nothing; answers: DoorView };
  type_secret: { takes: { field: SecretField; key: string }; answers: TypedView };
  clear_secrets: { takes: Nothing; answers: null };
  set_up: { takes: { how: SetUp }; answers: DoorView };
  unlock: { takes: Nothing; answers: DoorView };
  unlock_with_kit: { takes: { kit: string }; answers: DoorView };
  renew: { takes: Nothing; answers: KitView };
  open_older: { takes: Nothing; answers: DoorView };
  rescue: { takes: { kit: string | null }; answers: RescueView };
  finish_rescue: { takes: { accept: boolean }; answers: DoorView };
  lock: { takes: Nothing; answers: DoorView };
  stay: { takes: Nothing; answers: null };
  ask_pin: { takes: Nothing; answers: null };
  change_pin: { takes: { known: boolean }; answers: null };
  make_kit: { takes: Nothing; answers: KitView };
  save_kit: { takes: Nothing; answers: Saved | null };
  vault: { takes: Nothing; answers: VaultView };
  back_up: { takes: { own: boolean }; answers: Saved | null };
  choose_backup_folder: { takes: Nothing; answers: Settings };
  read_backup: { takes: Uint8Array; answers: null };
  open_backup: { takes: { kit: string | null }; answers: BackupView };
  restore: { takes: Nothing; answers: DoorView };
  erase: { takes: Nothing; answers: DoorView };
  save_diagnostics: { takes: Nothing; answers: Saved | null };
  open_home: { takes: Nothing; answers: null };
  family: { takes: { search: string }; answers: FamilyView };
  take_in: { takes: Uint8Array; answers: SourceView };
  take_in_picture: { takes: Nothing; answers: SourceView };
  take_handed: { takes: { backup: boolean }; answers: HandedView | null };
  read_in: { takes: { source: number; page: number }; answers: FoundPageView };
  put_back: { takes: { source: number }; answers: null };
  keep: { takes: { requests: KeepRequest[] }; answers: FamilyView };
  keep_document: { takes: { source: number; belongs: Belongs }; answers: FamilyView };
  save_person: { takes: { id: number | null; fields: PersonFields }; answers: FamilyView };
  remove_person: { takes: { id: number }; answers: FamilyView };
  merge_people: { takes: { from: number; into: number }; answers: FamilyView };
  move_person: { takes: { id: number; before: number | null }; answers: FamilyView };
  move_held: { takes: { held: number; belongs: Belongs }; answers: FamilyView };
  bin_held: { takes: { held: number }; answers: FamilyView };
  unbin: { takes: { held: number }; answers: FamilyView };
  bin: { takes: Nothing; answers: HeldListView };
  empty_bin: { takes: Nothing; answers: FamilyView };
  history: { takes: { held: number }; answers: HeldListView };
  undo: { takes: Nothing; answers: FamilyView };
  show: { takes: { held: number }; answers: ShowView };
  hide: { takes: Nothing; answers: null };
  document_pages: { takes: { held: number }; answers: number };
  document_page: { takes: { held: number; page: number }; answers: ArrayBuffer };
  print_held: { takes: { request: PrintRequest }; answers: PrintView };
  authorities: { takes: Nothing; answers: AuthoritiesView };
  look_authority: { takes: { address: string }; answers: AuthorityOffer };
  add_authority: { takes: { offer: number }; answers: AuthoritiesView };
  remove_authority: { takes: { id: number }; answers: AuthoritiesView };
  set_backup_address: { takes: { id: number; address: string }; answers: AuthoritiesView };
  start_practice: { takes: Nothing; answers: FamilyView };
  stop_practice: { takes: Nothing; answers: FamilyView };
  get_codes: { takes: { person: number; authority: number }; answers: FamilyView };
  refresh_codes: { takes: Nothing; answers: FamilyView };
  live: { takes: { held: number; challenge: string | null }; answers: LiveView };
  issue_paper: { takes: { held: number }; answers: FamilyView };
  cancel_paper: { takes: { held: number }; answers: FamilyView };
  compare: { takes: { person: number }; answers: CompareView };
  readiness: { takes: { day: string }; answers: ReadinessView };
  school: { takes: Nothing; answers: SchoolView };
  make_school_key: { takes: { request: SchoolKeyRequest }; answers: SchoolView };
  save_school_sheet: { takes: Nothing; answers: Saved | null };
  save_school_file: { takes: Nothing; answers: Saved | null };
  read_school_list: { takes: { request: SchoolListRequest }; answers: SchoolListView };
  print_school: { takes: { request: SchoolListRequest; start: number; pages: PageSpan | null }; answers: PrintView };
}

type Nothing = Record<string, never>;

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
  /** Every region whose rules can be asked. */
  regions: () => ask("regions", {}),
  /** What holds in a region today, beside what is different in `from`; null if nothing is in force. */
  region: (region: string, from: string) => ask("region", { region, from }),
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
  /** Asks whoever shows a live code next for six digits, which are good once. */
  askDigits: () => ask("ask_digits", {}),
  stopAsking: () => ask("stop_asking", {}),
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
  /** Reads the codes of one more page back. */
  provePrint: (job: number) => ask("prove_print", { job }),
  printPage: (job: number, page: number) => ask("print_page", { job, page }),
  /** Null: the person closed the save dialog without choosing. */
  savePrint: (job: number) => ask("save_print", { job }),
  openPrint: (job: number) => ask("open_print", { job }),

  /** What is unlocked, or what stands in the way. Asks the keychain: may take up to 20 seconds. */
  door: () => ask("door", {}),
  /** One key into a secret field: a character, `Backspace` or `Clear`. What is typed stays in Rust. */
  typeSecret: (field: SecretField, key: string) => ask("type_secret", { field, key }),
  /** Forgets everything typed, when a screen with such fields is left. */
  clearSecrets: () => ask("clear_secrets", {}),
  /** Sets the vault up with what is typed in `new` and `again`. */
  setUp: (how: SetUp) => ask("set_up", { how }),
  /** Opens the vault with what is typed in `present`. */
  unlock: () => ask("unlock", {}),
  unlockWithKit: (kit: string) => ask("unlock_with_kit", { kit }),
  /** After the kit: sets the PIN typed in `new` and `again`, and makes a new kit. */
  renew: () => ask("renew", {}),
  openOlder: () => ask("open_older", {}),
  /** Reads a damaged vault with what is typed in `present`, or with the kit. Nothing is changed yet. */
  rescue: (kit: string | null) => ask("rescue", { kit }),
  /** Makes a new vault of what was rescued, with the PIN typed in `new` and `again`; or lets it be. */
  finishRescue: (accept: boolean) => ask("finish_rescue", { accept }),
  lock: () => ask("lock", {}),
  /** Somebody is here: called at most every ten seconds while keys or the pointer move. */
  stay: () => ask("stay", {}),
  /** Proves the PIN typed in `present` once more, for what rejected with the code `ask-again`. */
  askPin: () => ask("ask_pin", {}),
  /** `present` → `new` and `again`. `known`: somebody knows the old one, so the vault is sealed anew. */
  changePin: (known: boolean) => ask("change_pin", { known }),
  /** Needs the PIN typed in `present`. The kit before ends. */
  makeKit: () => ask("make_kit", {}),
  /** The kit made last, as a PDF where the person says; null: the dialog was closed. */
  saveKit: () => ask("save_kit", {}),
  vault: () => ask("vault", {}),
  /** `own`: with the passphrase typed in `backup`; else the kit's characters open it. */
  backUp: (own: boolean) => ask("back_up", { own }),
  /** Asks for the folder of scheduled backups. */
  chooseBackupFolder: () => ask("choose_backup_folder", {}),
  readBackup: (name: string, bytes: Uint8Array) => ask("read_backup", bytes, named(name)),
  /** With the kit's characters, or with what is typed in `backup`. */
  openBackup: (kit: string | null) => ask("open_backup", { kit }),
  /** Makes a new vault of the open backup, with the PIN typed in `new` and `again`; an old file stays beside it. */
  restore: () => ask("restore", {}),
  /** Erases everything, with the PIN typed in `present`. */
  erase: () => ask("erase", {}),
  saveDiagnostics: () => ask("save_diagnostics", {}),
  openHome: () => ask("open_home", {}),

  /** The board; with `search` only what matches by name, pinyin or its initials. */
  family: (search: string) => ask("family", { search }),
  /** As `openSource`, for the family: what is found waits in a tray until it is kept or put back. Needs no PIN. */
  takeIn: (name: string, bytes: Uint8Array) => ask("take_in", bytes, named(name)),
  takeInPicture: () => ask("take_in_picture", {}),
  /** The next file that the system handed over (opened with Kincode), or null; `backup`: the next backup among them. */
  takeHanded: (backup: boolean) => ask("take_handed", { backup }),
  readIn: (source: number, page: number) => ask("read_in", { source, page }),
  /** Forgets a source and what was found in it. */
  putBack: (source: number) => ask("put_back", { source }),
  keep: (requests: KeepRequest[]) => ask("keep", { requests }),
  keepDocument: (source: number, belongs: Belongs) => ask("keep_document", { source, belongs }),
  /** `id` null: somebody new. */
  savePerson: (id: number | null, fields: PersonFields) => ask("save_person", { id, fields }),
  /** With everything kept of them, into the bin. */
  removePerson: (id: number) => ask("remove_person", { id }),
  mergePeople: (from: number, into: number) => ask("merge_people", { from, into }),
  /** `before` null: to the end. */
  movePerson: (id: number, before: number | null) => ask("move_person", { id, before }),
  moveHeld: (held: number, belongs: Belongs) => ask("move_held", { held, belongs }),
  binHeld: (held: number) => ask("bin_held", { held }),
  unbin: (held: number) => ask("unbin", { held }),
  bin: () => ask("bin", {}),
  emptyBin: () => ask("empty_bin", {}),
  history: (held: number) => ask("history", { held }),
  undo: () => ask("undo", {}),
  /** Rejects with the code `ask-again` if the PIN is to be typed first (`askPin`). */
  show: (held: number) => ask("show", { held }),
  hide: () => ask("hide", {}),
  documentPages: (held: number) => ask("document_pages", { held }),
  /** A PNG of one page, from 0. */
  documentPage: (held: number, page: number) => ask("document_page", { held, page }),
  /** As `print`, of things that are kept. The job's other calls are those of `print`. */
  printHeld: (request: PrintRequest) => ask("print_held", { request }),

  authorities: () => ask("authorities", {}),
  /** `address` as typed, or the text of the authority's QR. Nothing is kept yet. */
  lookAuthority: (address: string) => ask("look_authority", { address }),
  /** The person has compared the fingerprint. */
  addAuthority: (offer: number) => ask("add_authority", { offer }),
  /** Its codes go into the bin. */
  removeAuthority: (id: number) => ask("remove_authority", { id }),
  /** Empty: none. */
  setBackupAddress: (id: number, address: string) => ask("set_backup_address", { id, address }),
  /** Starts the practice authority in this program, with its sample family on the board. */
  startPractice: () => ask("start_practice", {}),
  /** Takes the sample family and everything of the practice authority away again. */
  stopPractice: () => ask("stop_practice", {}),
  /** Asks the authority for a run of strips for one person. Takes seconds. */
  getCodes: (person: number, authority: number) => ask("get_codes", { person, authority }),
  /** Refreshes every run now; it also happens by itself. */
  refreshCodes: () => ask("refresh_codes", {}),
  /** The live code of this moment; `challenge`: six digits that a checker asked for. Asked again when `renew` is over. */
  live: (held: number, challenge: string | null) => ask("live", { held, challenge }),
  /** A new paper code from a run; the one before is cancelled. It is printed with `printHeld`. */
  issuePaper: (held: number) => ask("issue_paper", { held }),
  /** A paper was lost, or is not wanted any more. */
  cancelPaper: (held: number) => ask("cancel_paper", { held }),
  compare: (person: number) => ask("compare", { person }),
  readiness: (day: string) => ask("readiness", { day }),

  school: () => ask("school", {}),
  makeSchoolKey: (request: SchoolKeyRequest) => ask("make_school_key", { request }),
  /** The sheet with the fingerprint, as a PDF where the person says; null: the dialog was closed. */
  saveSchoolSheet: () => ask("save_school_sheet", {}),
  /** The school's trust file, for other computers of the school. */
  saveSchoolFile: () => ask("save_school_file", {}),
  readSchoolList: (request: SchoolListRequest) => ask("read_school_list", { request }),
  /** Signs a code for each pupil and lays the cards out, ten on a page from place `start`. The job's other calls are those of `print`. */
  printSchool: (request: SchoolListRequest, start: number, pages: PageSpan | null) => ask("print_school", { request, start, pages }),
};

/** The worded problem inside a rejection, or null if what was thrown is not one of ours. */
export function problemOf(thrown: unknown): ProblemView | null {
  if (typeof thrown !== "object" || thrown === null) return null;
  const { code, what, next, stock = null } = thrown as Partial<ProblemView>;
  return typeof code === "string" && typeof what === "string" && typeof next === "string"
    ? { code, what, next, stock }
    : null;
}
