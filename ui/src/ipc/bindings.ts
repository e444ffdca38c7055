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
export type Stock = "a4" | "a5" | "a4-fold" | "large-type" | "lanyard" | "id1" | "id1-single" | "labels24" | "l7160";

/**
 * A language of the product. Chinese is the first.
 */
export type Lang = "zh" | "en";

/**
 * How the window looks.
 */
export type Theme = "system" | "light" | "dark";

/**
 * What is remembered from one start to the next.
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
 * The stock used last.
 */
stock: Stock, 
/**
 * Languages of the paper used last.
 */
paper_langs: Array<Lang>, 
/**
 * Where the trusted publisher's file is fetched from, an `https:` address. Empty: never.
 */
lists_address: string, };

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
even_refused: boolean, };

/**
 * One printed code and how it read back.
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
level: string, 
/**
 * Read back at 300 dpi.
 */
read_300: boolean, 
/**
 * Read back at 150 dpi.
 */
read_150: boolean, };

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
 * Size of the PDF.
 */
bytes: number, 
/**
 * Every printed code.
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
