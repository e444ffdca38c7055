// Written by `cargo xtask bindings` from crates/desk/src/view.rs. Change the types there.

/**
 * What a code is worth here and now.
 */
export type Verdict = "accept" | "refuse" | "undecided";

/**
 * One line of details.
 */
export type FactView = { 
/**
 * What it is.
 */
label: string, 
/**
 * What the code says.
 */
value: string, };

/**
 * Whose code it is, from a verified code only.
 */
export type HolderView = { 
/**
 * In the person's own script.
 */
name: string, 
/**
 * In Latin letters, if that is another text.
 */
latin: string | null, 
/**
 * Birth date as far as it is known.
 */
birth: string | null, };

/**
 * How a code may be printed.
 */
export type Printing = "plain" | "marked" | "refused" | "never";

/**
 * One event that a code tells of.
 */
export type EventView = { 
/**
 * What happened and when, in one line.
 */
title: string, 
/**
 * Everything about it.
 */
facts: Array<FactView>, };

/**
 * One code on the desk.
 */
export type SlipView = { 
/**
 * Names the code in later calls.
 */
id: number, 
/**
 * The verdict.
 */
verdict: Verdict, 
/**
 * The word under the mark.
 */
word: string, 
/**
 * The small line under the word.
 */
note: string | null, 
/**
 * What it is, and from whom.
 */
title: string, 
/**
 * Words of their own beside it, which are no verdict: practice, paper, the colour that it states.
 */
marks: Array<string>, 
/**
 * Until when.
 */
until: string, 
/**
 * One sentence: what to do.
 */
next: string, 
/**
 * Whose it is.
 */
holder: HolderView | null, 
/**
 * The four answers.
 */
answers: Array<FactView>, 
/**
 * What the code says of itself and of the person.
 */
facts: Array<FactView>, 
/**
 * What the code says that happened, in its own order.
 */
events: Array<EventView>, 
/**
 * Whether holder and facts are only claimed.
 */
claimed: boolean, 
/**
 * Where it was found.
 */
source: string, 
/**
 * Whether trusting its issuer could change the verdict.
 */
offer_trust: boolean, 
/**
 * How it may be printed.
 */
printing: Printing, };

/**
 * A problem, already worded.
 */
export type ProblemView = { 
/**
 * Its code.
 */
code: string, 
/**
 * What happened.
 */
what: string, 
/**
 * What to do.
 */
next: string, 
/**
 * The stock that would do, where a larger one helps.
 */
stock: Stock | null, };

/**
 * Something that concerns every code on the desk, until it is mended.
 */
export type NoticeView = { 
/**
 * Its code: `clock` or `lists-old`.
 */
code: string, 
/**
 * What is so.
 */
what: string, 
/**
 * What to do.
 */
next: string, };

/**
 * An opened file, picture or text.
 */
export type SourceView = { 
/**
 * Names the source in later calls.
 */
id: number, 
/**
 * The file's name; empty for pasted content.
 */
name: string, 
/**
 * How many pages there are to read.
 */
pages: number, };

/**
 * What the system handed over.
 */
export type HandedView = { "is": "source" } & SourceView | { "is": "backup", 
/**
 * The file's name.
 */
name: string, };

/**
 * What one page held.
 */
export type PageView = { 
/**
 * Its codes.
 */
slips: Array<SlipView>, 
/**
 * Slips that are not on the desk any more: parts of a card that is whole now, or the scan before.
 */
gone: Array<number>, 
/**
 * Why there are none, if that is so.
 */
problem: ProblemView | null, };

/**
 * Whether a key list may still be believed.
 */
export type ListState = "current" | "too-old" | "archive";

/**
 * One list of keys: a file, or a part of a trust file.
 */
export type ListView = { 
/**
 * Names the list in later calls.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for: which codes, and how many keys.
 */
what: string, 
/**
 * How old it is, and until when it may be believed.
 */
age: string, 
/**
 * Whether it may still be believed.
 */
state: ListState, 
/**
 * Whether it was added here (and can be taken out) or given at the start.
 */
added: boolean, 
/**
 * Who is in it, the first by name; [`ListView::more`] says how many others.
 */
issuers: Array<IssuerView>, 
/**
 * How many others are in it.
 */
more: number, };

/**
 * One issuer in a list.
 */
export type IssuerView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its country, by name.
 */
country: string | null, 
/**
 * Last day of its key, if it has one.
 */
until: string | null, 
/**
 * Whether that day is past.
 */
ended: boolean, 
/**
 * What to compare, in groups.
 */
fingerprint: string, };

/**
 * Who signs a trust file.
 */
export type PublisherView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Five groups of four characters, to be compared with what the publisher says elsewhere.
 */
fingerprint: string, 
/**
 * Whether it is trusted already, so that nothing has to be compared.
 */
known: boolean, 
/**
 * What it asks to be believed about.
 */
scopes: Array<ScopeView>, };

/**
 * One thing that a publisher asks to be believed about.
 */
export type ScopeView = { 
/**
 * Names the scope when the offer is confirmed.
 */
id: string, 
/**
 * In words.
 */
name: string, };

/**
 * What was read from a file, to be confirmed before it is trusted.
 */
export type TrustOffer = { 
/**
 * Names the offer when it is confirmed.
 */
id: number, 
/**
 * What would be trusted.
 */
lists: Array<ListView>, 
/**
 * Who signed it, if it is a trust file.
 */
publisher: PublisherView | null, };

/**
 * What came of adding or taking out trust.
 */
export type TrustChange = { 
/**
 * Every code on the desk, judged again.
 */
slips: Array<SlipView>, 
/**
 * What was done, in one sentence.
 */
note: string, };

/**
 * Everything that is trusted.
 */
export type TrustView = { 
/**
 * The lists.
 */
lists: Array<ListView>, };

/**
 * A paper geometry.
 */
export type Stock = "a4" | "a5" | "a4-fold" | "large-type" | "lanyard" | "id1" | "id1-single" | "labels24" | "l7160" | "own";

/**
 * A language of the product. Chinese is the first.
 */
export type Lang = "zh" | "en";

/**
 * How the window looks.
 */
export type Theme = "system" | "light" | "dark" | "contrast";

/**
 * When a code asks for the PIN again before it is shown (kc1.md 3.7).
 */
export type AskAgain = "after-minute" | "always" | "never";

/**
 * How often a backup is written by itself.
 */
export type BackupEvery = "never" | "day" | "week";

/**
 * What is remembered from one start to the next. Nothing about a person: the file is in clear.
 */
export type Settings = { 
/**
 * Language of the window.
 */
lang: Lang, 
/**
 * Look of the window.
 */
theme: Theme, 
/**
 * The region whose rules are asked about a code, by the id of its packs (`CN-GD`). Empty: no rules are asked.
 */
region: string, 
/**
 * The stock used last.
 */
stock: Stock, 
/**
 * The paper of one's own.
 */
own_size: OwnSize, 
/**
 * The printers whose measures are known.
 */
printers: Array<Printer>, 
/**
 * The name of the one that is printed on. Empty, or none of [`Settings::printers`]: one that does nothing wrong.
 */
printer: string, 
/**
 * Languages of the paper used last.
 */
paper_langs: Array<Lang>, 
/**
 * Where the trusted publisher's file is fetched from, an `https:` address. Empty: never.
 */
lists_address: string, 
/**
 * Minutes without a touch after which the vault locks: 1 to 60.
 */
lock_after: number, 
/**
 * When a code asks for the PIN again before it is shown.
 */
ask_again: AskAgain, 
/**
 * Hours after which everything decrypted is wiped and the PIN asked anew, however busy: 12, 24 or 48.
 */
purge_after: number, 
/**
 * How often a backup is written by itself, into [`Settings::backup_folder`].
 */
backup_every: BackupEvery, 
/**
 * Where it goes. Empty: nowhere.
 */
backup_folder: string, 
/**
 * Whether the program stays in the tray when its window is closed.
 */
tray: boolean, 
/**
 * Whether Ctrl+Alt+K brings the window forward from anywhere.
 */
hotkey: boolean, 
/**
 * Whether the system tells, without names, that something expires.
 */
remind: boolean, };

/**
 * How a page of one's own is divided. Lengths are tenths of a millimetre.
 */
export type OwnSize = { 
/**
 * Width of the page.
 */
width: number, 
/**
 * Height of the page.
 */
height: number, 
/**
 * Slips beside each other.
 */
columns: number, 
/**
 * Slips below each other.
 */
rows: number, 
/**
 * White at the left and right.
 */
sides: number, 
/**
 * White at the top and bottom.
 */
ends: number, 
/**
 * White between columns.
 */
between_columns: number, 
/**
 * White between rows.
 */
between_rows: number, };

/**
 * What a printer does wrong, by the measures of its calibration page.
 */
export type Printer = { 
/**
 * Its name, as somebody calls it.
 */
name: string, 
/**
 * Everything is moved so far to the right, tenths of a millimetre.
 */
right: number, 
/**
 * Everything is moved so far down, tenths of a millimetre.
 */
down: number, 
/**
 * Everything is made so much wider, thousandths.
 */
wider: number, 
/**
 * Everything is made so much higher, thousandths.
 */
higher: number, };

/**
 * Pages from one to another, both printed, from 1.
 */
export type PageSpan = { 
/**
 * The first.
 */
from: number, 
/**
 * The last; what lies beyond the end of the run is left out.
 */
to: number, };

/**
 * What to print.
 */
export type PrintRequest = { 
/**
 * Which codes, in this order.
 */
slips: Array<number>, 
/**
 * On what.
 */
stock: Stock, 
/**
 * The place on the first page to start at, from 1 by rows: sheets of labels may be used in part.
 */
start: number, 
/**
 * In which languages, the first first.
 */
langs: Array<Lang>, 
/**
 * The second, deliberate choice: print refused codes too.
 */
even_refused: boolean, 
/**
 * Which pages of the run; all if there are none.
 */
pages: PageSpan | null, 
/**
 * Whether a notch is marked to cut, so that fingers find the code.
 */
notch: boolean, 
/**
 * Print the calibration page instead of slips.
 */
calibrate: boolean, };

/**
 * One printed code, which was read back at 300 and at 150 dpi.
 */
export type PrintedSlip = { 
/**
 * Which code.
 */
id: number, 
/**
 * On which page, from 0.
 */
page: number, 
/**
 * Width of a module, millimetres.
 */
module_mm: number, 
/**
 * Error correction level: Q, M or L.
 */
level: string, };

/**
 * A finished print job, not saved yet.
 */
export type PrintView = { 
/**
 * Names the job in later calls.
 */
job: number, 
/**
 * How many pages.
 */
pages: number, 
/**
 * How many of them have been read back. Nothing is saved before all are.
 */
proven: number, 
/**
 * How many pages the whole run has.
 */
run: number, 
/**
 * What to do with these pages before the rest is printed, if they are the first of several.
 */
first: string | null, 
/**
 * Size of the PDF.
 */
bytes: number, 
/**
 * Every printed code, once all pages have been read back.
 */
slips: Array<PrintedSlip>, };

/**
 * A file that was written.
 */
export type Saved = { 
/**
 * Its name, without the folder.
 */
name: string, };

/**
 * What is unlocked, or what stands in the way.
 */
export type DoorView = { "is": "new", 
/**
 * What weakens a vault in this place, in one sentence.
 */
warning: string | null, } | { "is": "locked" } & LockView | { "is": "renew" } | { "is": "open" } | { "is": "stuck" } & StuckView;

/**
 * What the unlock screen shows.
 */
export type LockView = { 
/**
 * Whether a passphrase is asked, not a PIN of digits.
 */
passphrase: boolean, 
/**
 * Seconds until the next try is allowed; 0 = now.
 */
wait: number, 
/**
 * A sentence about it, such as how many tries are left before a wait.
 */
note: string | null, };

/**
 * A state in which no PIN is asked.
 */
export type StuckView = { 
/**
 * Its name: `keychain-locked`, `denied`, `no-service`, `no-answer`, `gone`, `store-changed`, `wrong-secret`,
 * `broken`, `vault-missing`, `in-use`, `damaged`, `older-copy`, `newer-format`, `unwritable`, `no-space`, `failed`.
 */
state: string, 
/**
 * What happened.
 */
what: string, 
/**
 * What to do.
 */
next: string, 
/**
 * Whether a vault is here; without one this is a first use, and nothing can be lost.
 */
here: boolean, 
/**
 * Ways out, the best first; never empty.
 */
ways: Array<WayView>, 
/**
 * For whoever helps: names of states, dates, numbers; nothing about a person.
 */
details: Array<FactView>, };

/**
 * One way out of a state.
 */
export type WayView = { 
/**
 * What is done.
 */
way: Way, 
/**
 * In words, for the press.
 */
words: string, 
/**
 * Whether a second, deliberate press is needed.
 */
twice: boolean, };

/**
 * What a press on a way out does.
 */
export type Way = "retry" | "kit" | "restore" | "passphrase" | "start-new" | "find-file" | "open-older" | "rescue";

/**
 * A field into which a secret is typed, key by key: what is typed stays in Rust, the page draws dots.
 */
export type SecretField = "present" | "new" | "again" | "backup";

/**
 * What is typed so far.
 */
export type TypedView = { 
/**
 * How many characters; the page draws as many dots.
 */
dots: number, 
/**
 * Whether as many digits are there as a PIN usually has (six).
 */
full: boolean, };

/**
 * How a vault is set up.
 */
export type SetUp = "pin" | "passphrase" | "start-new";

/**
 * The recovery kit, shown once so that it is printed or written down.
 */
export type KitView = { 
/**
 * Nine groups of four characters.
 */
groups: Array<string>, 
/**
 * The same as a symbol.
 */
symbol: SymbolView, 
/**
 * What it is for, and where to keep it.
 */
note: string, };

/**
 * A QR symbol, to be drawn by the page.
 */
export type SymbolView = { 
/**
 * Modules on a side, without the quiet zone.
 */
side: number, 
/**
 * An SVG path of its dark modules in a square of `side`; the page adds four modules of quiet zone around it.
 */
path: string, };

/**
 * What a backup holds, to be confirmed before it is restored.
 */
export type BackupView = { 
/**
 * When it was made.
 */
made: string, 
/**
 * Persons and codes in it, in one sentence.
 */
holds: string, 
/**
 * What becomes of the vault that is here now, if there is one.
 */
replaces: string | null, };

/**
 * What was rescued from a damaged file, to be confirmed.
 */
export type RescueView = { 
/**
 * Persons and codes, in one sentence.
 */
holds: string, 
/**
 * What is missing or may be older, in one sentence; none if everything is there.
 */
missing: string | null, };

/**
 * What the vault says of itself, for the settings and for diagnostics.
 */
export type VaultView = { 
/**
 * Whether a passphrase opens it, not a PIN with the keychain.
 */
passphrase: boolean, 
/**
 * Since when there is a kit, or that there is none, in one sentence.
 */
kit: string, 
/**
 * Whether there is a kit.
 */
has_kit: boolean, 
/**
 * When the last backup was made, or that there is none, in one sentence.
 */
backup: string, 
/**
 * What weakens it here, such as a keyring without a password, in a sentence each.
 */
warnings: Array<string>, 
/**
 * For whoever helps.
 */
details: Array<FactView>, };

/**
 * The board.
 */
export type FamilyView = { 
/**
 * People with what is kept of them, in the order that the person chose.
 */
people: Array<PersonView>, 
/**
 * How many there are, in one line: “3 人，6 份码”.
 */
tally: string, 
/**
 * What concerns the whole family: a birthday that changes a right, a kit that was never made, an old backup.
 */
notices: Array<NoticeView>, 
/**
 * How many things lie in the bin.
 */
bin: number, 
/**
 * What undo would undo, in words; none: there is nothing.
 */
undo: string | null, 
/**
 * What was done just now, in one sentence.
 */
note: string | null, 
/**
 * The same as `undo`, if it takes back what the note tells.
 */
note_undo: string | null, };

/**
 * One person on the board.
 */
export type PersonView = { 
/**
 * Names the person in later calls.
 */
id: number, 
/**
 * In their own script.
 */
name: string, 
/**
 * In Latin letters, if that is another text.
 */
latin: string | null, 
/**
 * Relation, age and right, in one line: “奶奶 · 76 岁 · 你是代办人，到 2027 年 3 月”.
 */
line: string, 
/**
 * Whether the right has ended or ends within 30 days: the line then says so.
 */
ending: boolean, 
/**
 * What is kept of them, the most useful first.
 */
held: Array<HeldView>, 
/**
 * What can be changed.
 */
fields: PersonFields, };

/**
 * One thing that is kept.
 */
export type HeldView = { 
/**
 * The slip; its id names the thing in later calls.
 */
slip: SlipView, 
/**
 * Code or document.
 */
kind: HeldKind, 
/**
 * Whether it can be shown full-screen as a code.
 */
shows: boolean, 
/**
 * How many older versions of the same kind are kept in its history.
 */
older: number, 
/**
 * Since when it is kept: “2026 年 9 月 3 日收到”.
 */
kept: string, 
/**
 * When it leaves the bin for good, if it lies there.
 */
leaves: string | null, 
/**
 * What an authority issued, if it is a run.
 */
run: RunView | null, };

/**
 * What kind of thing is kept.
 */
export type HeldKind = "code" | "document" | "run";

/**
 * Who a person is to the one who sits here.
 */
export type Relation = "myself" | "partner" | "daughter" | "son" | "mother" | "father" | "grandmother" | "grandfather" | "other";

/**
 * By what right somebody holds another's codes (design §2).
 */
export type Right = "own" | "guardian" | "delegate";

/**
 * What can be set of a person.
 */
export type PersonFields = { 
/**
 * In their own script, as the family writes it.
 */
name: string, 
/**
 * In Latin letters, as in the passport; empty: unknown.
 */
latin: string, 
/**
 * Birth date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty: unknown.
 */
birth: string, 
/**
 * Who they are to the one who sits here.
 */
relation: Relation, 
/**
 * By what right their codes are held.
 */
right: Right, 
/**
 * Last day of that right, `YYYY-MM-DD`; empty: none. A delegate has one.
 */
until: string, };

/**
 * To whom something shall belong.
 */
export type Belongs = { "to": "person", 
/**
 * Who.
 */
id: number, } | { "to": "new", 
/**
 * What is known of them.
 */
fields: PersonFields, };

/**
 * What one page of a source held, before anything is kept.
 */
export type FoundPageView = { 
/**
 * Its codes.
 */
found: Array<FoundView>, 
/**
 * Slips found before that are part of a whole now.
 */
gone: Array<number>, 
/**
 * Why there are none, if that is so.
 */
problem: ProblemView | null, };

/**
 * A code that was found and is not kept yet.
 */
export type FoundView = { 
/**
 * The slip; its id names it when it is kept.
 */
slip: SlipView, 
/**
 * Who it seems to belong to.
 */
suggested: Belongs, 
/**
 * Why, in one sentence: “姓名和生日都相同”.
 */
why: string, 
/**
 * Whether a person should look: the names are only alike, or nothing is known.
 */
unsure: boolean, 
/**
 * What it would replace, in one sentence; the older one goes into the history.
 */
replaces: string | null, 
/**
 * Whether this very code is kept already.
 */
already: boolean, };

/**
 * One thing to keep.
 */
export type KeepRequest = { 
/**
 * Which slip was found.
 */
slip: number, 
/**
 * To whom it belongs.
 */
belongs: Belongs, };

/**
 * A code shown full-screen.
 */
export type ShowView = { 
/**
 * What is shown: the slip with its verdict; its id names the thing.
 */
slip: SlipView, 
/**
 * Whose, as the family writes the name.
 */
name: string, 
/**
 * Relation and birth date, in one line.
 */
line: string, 
/**
 * The symbols; several for a card that comes in parts.
 */
symbols: Array<SymbolView>, 
/**
 * The code before, for the arrow key: the same person's, else the person's before.
 */
before: NeighbourView | null, 
/**
 * The code after it.
 */
after: NeighbourView | null, 
/**
 * What protects this picture from being captured here, and what does not; true for this system.
 */
capture: string, };

/**
 * What an arrow key leads to.
 */
export type NeighbourView = { 
/**
 * Which.
 */
id: number, 
/**
 * Whose.
 */
name: string, };

/**
 * What lies in the bin, or in the history of one thing.
 */
export type HeldListView = { 
/**
 * Each thing, the newest first, with the name of its person.
 */
held: Array<OwnedView>, };

/**
 * A thing and whose it is.
 */
export type OwnedView = { 
/**
 * Whose.
 */
name: string, 
/**
 * The thing.
 */
held: HeldView, };

/**
 * Six digits that whoever shows a live code is asked for.
 */
export type AskedView = { 
/**
 * In two groups of three.
 */
digits: string, 
/**
 * Milliseconds after which others are to be asked for.
 */
renew: number, };

/**
 * Whom this family gets codes from.
 */
export type AuthoritiesView = { 
/**
 * Each authority, the one that was added first before the others.
 */
authorities: Array<AuthorityView>, 
/**
 * Whether this window practises: codes of the practice authority are taken here, and marked, and nowhere else.
 */
practice: boolean, };

/**
 * One authority.
 */
export type AuthorityView = { 
/**
 * Names it in later calls.
 */
id: number, 
/**
 * Its name in the language of the window, as its trust file says it.
 */
name: string, 
/**
 * Where it answers.
 */
address: string, 
/**
 * Where it answers if that one does not; empty: none.
 */
backup: string, 
/**
 * The fingerprint of its publisher: 20 characters in five groups. (kc1.md part 2)
 */
fingerprint: string, 
/**
 * For which regions it issues, in words.
 */
regions: string, 
/**
 * Whether it is the practice authority.
 */
practice: boolean, 
/**
 * When it answered last, in words: “3 分钟前”.
 */
contact: string, 
/**
 * Why it does not answer, if that is so; what was received last stays in use.
 */
problem: ProblemView | null, };

/**
 * An authority that was looked at and is not connected yet: a person compares the fingerprint first.
 */
export type AuthorityOffer = { 
/**
 * Names the offer when it is accepted.
 */
offer: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Where it answers.
 */
address: string, 
/**
 * The fingerprint to be compared with a paper or a web page of the authority.
 */
fingerprint: string, 
/**
 * For which regions it issues, in words.
 */
regions: string, 
/**
 * What it will learn and what not, one sentence each.
 */
learns: Array<string>, };

/**
 * What an authority issued for one person: today's code, and the strips for the days to come.
 */
export type RunView = { 
/**
 * Whose: the authority's id.
 */
authority: number, 
/**
 * Its name.
 */
from: string, 
/**
 * The region whose rules were applied, in words.
 */
region: string, 
/**
 * Until which day codes lie here, and how many days that is: “离线码备到 10 月 30 日，还有 7 天”.
 */
through: string, 
/**
 * How old the newest answer of the authority is: “3 小时前”.
 */
age: string, 
/**
 * Whether the run should have been refreshed and was not: `age` then says so.
 */
overdue: boolean, 
/**
 * What the authority states of the person, as its own word; never the verdict.
 */
colour: ColourView | null, 
/**
 * Whether it comes from the practice authority.
 */
practice: boolean, 
/**
 * Paper codes that were issued and can still be valid.
 */
papers: Array<PaperView>, 
/**
 * Why the last refresh failed, in one sentence.
 */
trouble: string | null, };

/**
 * A colour as an authority stated it, with its word.
 */
export type ColourView = { 
/**
 * Which.
 */
colour: Colour, 
/**
 * Its word: “绿码”.
 */
word: string, };

/**
 * The colours that a code can state. (kc1.md 1.2)
 */
export type Colour = "green" | "yellow" | "red";

/**
 * A paper code that was issued.
 */
export type PaperView = { 
/**
 * The kept code, to be printed or shown; its id is that of the slip.
 */
held: number, 
/**
 * As it is said on the telephone: “1203-982341”.
 */
serial: string, 
/**
 * Until when: “到 2026 年 10 月 30 日”.
 */
until: string, 
/**
 * Valid, cancelled, lost or unknown, as one word.
 */
word: string, 
/**
 * Whether it can be cancelled.
 */
valid: boolean, };

/**
 * A live code full-screen, as it is now; asked for again when it is renewed.
 */
export type LiveView = { 
/**
 * Names the run.
 */
held: number, 
/**
 * Whose, as the family writes the name.
 */
name: string, 
/**
 * Relation and birth date, in one line.
 */
line: string, 
/**
 * The mark that the code itself carries: “张* · 12 月 31 日”.
 */
mark: string, 
/**
 * Authority and region.
 */
from: string, 
/**
 * What the checker will answer, as far as this computer knows.
 */
verdict: Verdict, 
/**
 * Its word.
 */
word: string, 
/**
 * The symbol with the proof of this moment; none: there is no strip for now, and `next` says what to do.
 */
symbol: SymbolView | null, 
/**
 * Seconds from one proof to the next: 30. (kc1.md 1.3)
 */
period: number, 
/**
 * Milliseconds until this proof is renewed.
 */
renew: number, 
/**
 * Until when today's strip is valid, large: “今天 24:00 前有效”.
 */
until: string, 
/**
 * Until which day codes lie here.
 */
through: string, 
/**
 * How old the authority's newest answer is.
 */
age: string, 
/**
 * What the authority states, if it states a colour.
 */
colour: ColourView | null, 
/**
 * Whether it is practice: 演练 stands across the screen.
 */
practice: boolean, 
/**
 * The digits that were entered into this proof.
 */
challenge: string | null, 
/**
 * One sentence: what to do.
 */
next: string, 
/**
 * What lies before it, for the arrow key.
 */
before: NeighbourView | null, 
/**
 * What lies after it.
 */
after: NeighbourView | null, 
/**
 * What protects this picture from being captured here, and what does not.
 */
capture: string, };

/**
 * What several authorities say of one person, side by side.
 */
export type CompareView = { 
/**
 * Who.
 */
name: string, 
/**
 * One for each authority.
 */
sides: Array<SideView>, 
/**
 * What differs and why, one sentence each.
 */
differences: Array<string>, };

/**
 * What one authority says.
 */
export type SideView = { 
/**
 * The run.
 */
held: number, 
/**
 * Authority.
 */
from: string, 
/**
 * Region.
 */
region: string, 
/**
 * The colour, if one is stated.
 */
colour: ColourView | null, 
/**
 * Of when the newest fact is.
 */
as_of: string, 
/**
 * How old the answer is.
 */
age: string, 
/**
 * Until which day codes lie here.
 */
through: string, 
/**
 * How this region renews: by itself, by hand, in a special way.
 */
update: string, };

/**
 * Whether everybody is ready for a day, such as the first day of term.
 */
export type ReadinessView = { 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * In one sentence: “9 月 1 日开学：3 人中有 2 人准备好了”.
 */
line: string, 
/**
 * One for each person on the board.
 */
people: Array<ReadyView>, };

/**
 * A region that can be chosen.
 */
export type RegionName = { 
/**
 * Its id: `CN-GD`.
 */
id: string, 
/**
 * Its name in the language of the window.
 */
name: string, };

/**
 * What holds in a region today.
 */
export type RegionView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * That it is an example and nobody's rule; `None` for a rule.
 */
mark: string | null, 
/**
 * Until when it is in force.
 */
until: string, 
/**
 * What a guardian does to bind a child there, one sentence each.
 */
steps: Array<string>, 
/**
 * What it says, and what it does not know.
 */
facts: Array<RegionFactView>, };

/**
 * One thing that a region says.
 */
export type RegionFactView = { 
/**
 * About what.
 */
label: string, 
/**
 * What it says.
 */
value: string, 
/**
 * What the region that it is compared with says, if that is something else.
 */
other: string | null, 
/**
 * Where it stands; `None` if it is not known.
 */
source: string | null, };

/**
 * Whether one person is ready.
 */
export type ReadyView = { 
/**
 * Who.
 */
person: number, 
/**
 * Their name.
 */
name: string, 
/**
 * Accept: ready. Undecided: something is to be done in time.
 */
ready: Verdict, 
/**
 * Its word: “已备好”, “待办”.
 */
word: string, 
/**
 * What there is, in one sentence.
 */
line: string, 
/**
 * What to do, in one sentence; empty if nothing.
 */
next: string, };

/**
 * The School room.
 */
export type SchoolView = { 
/**
 * The school's own key, if this computer holds one.
 */
key: SchoolKeyView | null, };

/**
 * A school's own key.
 */
export type SchoolKeyView = { 
/**
 * The school's name.
 */
name: string, 
/**
 * Its short id: 2 to 12 lower-case letters, digits and hyphens. (kc1.md part 2, scope)
 */
id: string, 
/**
 * The fingerprint: 20 characters in five groups.
 */
fingerprint: string, 
/**
 * Since when: “2026 年 8 月 20 日制”.
 */
made: string, 
/**
 * Until when it signs.
 */
until: string, 
/**
 * How many codes it signed that are still valid.
 */
signed: number, };

/**
 * A new key.
 */
export type SchoolKeyRequest = { 
/**
 * The school's name, as it stands on the cards.
 */
name: string, 
/**
 * Its short id.
 */
id: string, 
/**
 * Its region, `CN-GD`.
 */
region: string, };

/**
 * A class list, typed or pasted: one pupil a line, name and what else stands on the card.
 */
export type SchoolListRequest = { 
/**
 * The lines.
 */
list: string, 
/**
 * The last day of the codes, `YYYY-MM-DD`.
 */
until: string, };

/**
 * What a class list holds, before anything is signed.
 */
export type SchoolListView = { 
/**
 * How many can be signed, in words.
 */
line: string, 
/**
 * Each pupil.
 */
pupils: Array<PupilView>, 
/**
 * Every problem, by line.
 */
problems: Array<LineProblemView>, };

/**
 * One pupil of the list.
 */
export type PupilView = { 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Name.
 */
name: string, 
/**
 * Class; empty: none was given.
 */
class: string, 
/**
 * The mark that the code carries.
 */
mark: string, };

/**
 * A line that cannot be signed.
 */
export type LineProblemView = { 
/**
 * Line, from 1.
 */
line: number, 
/**
 * What is wrong with it and what to do.
 */
problem: ProblemView, };
