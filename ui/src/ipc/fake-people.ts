/** Who is in the fake family, and what is kept of them. Made-up people only. */
import type { FieldsOf } from "./fake-family";
import type { Lang, PersonFields } from "./bindings";
import type { Slip } from "./fake-facts";
import { answers, facts } from "./fake-facts";
import { freshRun, paperSlip, runSlip, type KeptPaper, type KeptRun } from "./fake-runs";
import { fakeSlip, type FakeKind } from "./fake-slips";

/** What a kept thing is: a code of the fake desk, the photographed report, or what an authority issued. */
export type KeptKind = FakeKind | "report" | "run" | "paper";

/** `run`: what it is, if it is a run; `of`: the run that a paper code belongs to. */
export type Kept = { id: number; kind: KeptKind; older: KeptKind[]; received: Worded; since: number; run?: KeptRun; of?: KeptRun };
export type Person = { id: number; fields: PersonFields; line: Worded | null; ending: boolean; held: Kept[] };
type Worded = [zh: string, en: string];

const kept = (id: number, kind: KeptKind, received: Worded, older: KeptKind[] = []): Kept => ({ id, kind, older, received, since: id });

/** The family of the pictures: two children and a grandmother. */
export const PEOPLE: Person[] = [
  {
    id: 1,
    fields: { name: "张小满", latin: "ZHANG XIAOMAN", birth: "2019-05-02", relation: "daughter", right: "guardian", until: "" },
    line: ["女儿 · 7 岁", "Daughter · 7"],
    ending: false,
    held: [
      kept(101, "valid", ["2026 年 3 月 1 日收到", "Received 1 March 2026"], ["expired", "expired"]),
      kept(102, "expired", ["2023 年 1 月 8 日收到", "Received 8 January 2023"]),
    ],
  },
  {
    id: 2,
    fields: { name: "张小舟", latin: "ZHANG XIAOZHOU", birth: "2022-03-14", relation: "son", right: "guardian", until: "" },
    line: ["儿子 · 4 岁", "Son · 4"],
    ending: false,
    held: [
      kept(103, "shc", ["2026 年 9 月 2 日收到", "Received 2 September 2026"]),
      kept(104, "report", ["2026 年 9 月 3 日收到", "Received 3 September 2026"]),
    ],
  },
  {
    id: 3,
    fields: { name: "李秀英", latin: "LI XIUYING", birth: "1950-08", relation: "grandmother", right: "delegate", until: "2027-03-31" },
    line: ["奶奶 · 76 岁 · 你是代办人，到 2027 年 3 月", "Grandmother · 76 · you are her delegate until March 2027"],
    ending: false,
    held: [
      kept(105, "archive", ["2026 年 4 月 6 日收到", "Received 6 April 2026"]),
      kept(106, "icvp", ["2026 年 10 月 12 日收到", "Received 12 October 2026"]),
    ],
  },
];

/** Enough people and long enough names to try the board. */
export const MANY: Person[] = [
  ...PEOPLE,
  ...["阿卜杜热合曼·阿卜杜喀迪尔·麦麦提艾力", "王一", "欧阳娜娜", "Wolfeschlegelsteinhausen Adelheid"].map(
    (name, index): Person => ({
      id: 4 + index,
      fields: { name, latin: "", birth: "", relation: "other", right: "guardian", until: "" },
      line: null,
      ending: index === 1,
      held: [200, 300, 400].slice(0, 3 - index % 3).map((id) => kept(id + index, index % 2 ? "valid" : "long", ["2026 年 1 月 1 日收到", "Received 1 January 2026"])),
    }),
  ),
];

/** One person of whom sixty codes are kept, and somebody with none. */
export const CROWD: Person[] = [
  { ...PEOPLE[0]!, held: Array.from({ length: 60 }, (_, index) => kept(500 + index, (["valid", "expired", "shc", "icvp", "unknown"] as const)[index % 5]!, ["2026 年 1 月 1 日收到", "Received 1 January 2026"])) },
  { ...PEOPLE[1]!, held: [] },
];

/** Names as long as they come: fifty characters, in either script and in Arabic letters. */
const LONG = [
  ["阿卜杜热合曼·阿卜杜喀迪尔·麦麦提艾力·吐尔逊江·阿不力米提·买买提明·依明江·玉素甫艾力·库尔班", "ABDURAHMAN ABDUKADIR MAMATELI TURSUNJAN ABLIMIT"],
  ["ئابدۇراخمان ئابدۇقادىر مەمەتئېلى تۇرسۇنجان ئوغلى", "ABDURAHMAN ABDUKADIR"],
  ["Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", ""],
];

/** A family of them. */
export const LONGS: Person[] = LONG.map(([name, latin], index) => ({
  id: 11 + index,
  fields: { name: name!, latin: latin!, birth: "", relation: "other", right: "guardian", until: "" },
  line: null,
  ending: index === 1,
  held: [kept(700 + index, index % 2 ? "valid" : "long", ["2026 年 1 月 1 日收到", "Received 1 January 2026"]), kept(710 + index, "expired", ["2026 年 1 月 1 日收到", "Received 1 January 2026"])],
}));

const REPORT: Record<Lang, Slip> = {
  zh: {
    verdict: "undecided",
    word: "未核验",
    note: "存档",
    title: "入学查验报告 · PDF",
    until: "2026 年 9 月 3 日收到",
    next: "没有可核验的签名，只作存档。",
    holder: null,
    answers: answers("zh", "没有", "不知道", "没有查", "没有选地区"),
    facts: facts(["文件", "入学查验报告.pdf"], ["页数", "2"]),
    events: [],
    claimed: true,
    marks: [],
    offer_trust: false,
    printing: "never",
  },
  en: {
    verdict: "undecided",
    word: "Not verified",
    note: "On file",
    title: "School entry report · PDF",
    until: "Received 3 September 2026",
    next: "It has no signature that can be checked and is only kept on file.",
    holder: null,
    answers: answers("en", "None", "Unknown", "Not checked", "No region chosen"),
    facts: facts(["File", "School entry report.pdf"], ["Pages", "2"]),
    events: [],
    claimed: true,
    marks: [],
    offer_trust: false,
    printing: "never",
  },
};

const paper = (held: number, serial: string, state: KeptPaper["state"]): KeptPaper => ({
  held,
  serial,
  until: ["到 2026 年 12 月 31 日", "Until 31 December 2026"],
  state,
});
const issued = (id: number, run: KeptRun): Kept => ({ id, kind: "run", older: [], received: ["2026 年 11 月 3 日取的", "Received 3 November 2026"], since: 0, run });
const onPaper = (id: number, of: KeptRun): Kept => ({ id, kind: "paper", older: [], received: ["2026 年 11 月 3 日开的", "Issued 3 November 2026"], since: 0, of });

const OVERDUE: Worded = ["该更新了，还没有联系上发码单位。手上的码照常用。", "An update is due, but the authority has not answered yet. The codes you have still work."];

/** Puts runs under the people of the pictures: two that differ, one overdue, one that could not be refreshed. */
export function runsFor(people: Person[], second: boolean, next: () => number): void {
  const [child, boy, elder] = people;
  child?.held.unshift(issued(next(), freshRun(1, { colour: "green" })));
  if (second) {
    const other = freshRun(2, {
      colour: "yellow",
      day: ["11 月 24 日", "24 November"],
      days: 3,
      age: ["2 天前", "2 days ago"],
      asOf: ["11 月 18 日 16:40", "18 November, 16:40"],
      update: ["不自动更新，要自己按一次", "Only when you press “Update”"],
    });
    child?.held.splice(1, 0, issued(next(), other));
  }
  const late = freshRun(1, { day: ["11 月 23 日", "23 November"], days: 2, age: ["6 天前", "6 days ago"], overdue: true, trouble: OVERDUE });
  boy?.held.unshift(issued(next(), late));
  if (!elder) return;
  const papers = [paper(next(), "1203-982341", "valid"), paper(next(), "1203-982265", "cancelled"), paper(next(), "1203-981907", "lost")];
  const troubled = freshRun(1, {
    age: ["20 小时前", "20 hours ago"],
    overdue: true,
    trouble: OVERDUE,
    papers,
  });
  elder.held.unshift(issued(next(), troubled), onPaper(papers[0]!.held, troubled));
}

const PRACTICE_PAPER = paper(931, "9000-000017", "valid");
const PRACTICE_ELDER = freshRun(9, { papers: [PRACTICE_PAPER] });
const sample = (id: number, fields: PersonFields, line: Worded, ...held: Kept[]): Person => ({ id, fields, line, ending: false, held });

/** The practice family: two children and a grandmother, with everything a person would try. */
export const PRACTICE_PEOPLE: Person[] = [
  sample(901, { ...PEOPLE[0]!.fields }, ["女儿 · 7 岁 · 演练", "Daughter · 7 · practice"], issued(911, freshRun(9, { colour: "green" }))),
  sample(902, { ...PEOPLE[1]!.fields }, ["儿子 · 4 岁 · 演练", "Son · 4 · practice"], issued(921, freshRun(9))),
  sample(903, { ...PEOPLE[2]!.fields }, ["奶奶 · 76 岁 · 演练", "Grandmother · 76 · practice"], issued(930, PRACTICE_ELDER), onPaper(931, PRACTICE_ELDER)),
];

/** The slip of a kept thing; a code that is believed says the name of its person. */
export function slipOf(kind: KeptKind, lang: Lang, fields: PersonFields | null, { id, run, of }: Partial<Kept> = {}): Slip {
  if (kind === "report") return REPORT[lang];
  if (run) return runSlip(run, lang);
  const paper = of?.papers.find((one) => one.held === id);
  if (of && paper) return paperSlip(of, paper, lang);
  const slip = fakeSlip(kind === "run" || kind === "paper" ? "valid" : kind, lang);
  if (!fields || !slip.holder) return slip;
  return { ...slip, holder: { name: fields.name, latin: fields.latin || null, birth: bornOf(fields, lang) || null } };
}

const RELATIONS: Record<PersonFields["relation"], Worded> = {
  myself: ["本人", "Myself"],
  partner: ["配偶", "Partner"],
  daughter: ["女儿", "Daughter"],
  son: ["儿子", "Son"],
  mother: ["母亲", "Mother"],
  father: ["父亲", "Father"],
  grandmother: ["奶奶", "Grandmother"],
  grandfather: ["爷爷", "Grandfather"],
  other: ["家人", "Family"],
};

export const at = (lang: Lang, [zh, en]: Worded) => (lang === "zh" ? zh : en);

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** As Rust words it; as much of it as is known. */
export function bornOf({ birth }: PersonFields, lang: Lang): string {
  const [year, month, day] = birth.split("-").map(Number);
  if (lang === "zh") return [year && `${year} 年`, month && `${month} 月`, day && `${day} 日`].filter(Boolean).join(" ");
  return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

export function lineOf(person: Person, lang: Lang): string {
  if (person.line) return at(lang, person.line);
  const relation = at(lang, RELATIONS[person.fields.relation]);
  if (person.ending) return lang === "zh" ? `${relation} · 代办到 2026 年 12 月 1 日，快到了` : `${relation} · you are the delegate until 1 December 2026`;
  return person.fields.right === "delegate" ? `${relation} · ${person.fields.until}` : relation;
}

/** What a file of the fake says by its name about whom its code belongs to. */
export function ownerOf(name: string, people: Person[]): FieldsOf {
  const by = (id: number) => people.find((person) => person.id === id);
  if (name.includes("xiaozhou") && by(2)) return { id: 2, sure: true };
  if (name.includes("alike") && by(1)) return { id: 1, sure: false };
  if (name.includes("nobody")) return { fields: { ...BLANK }, sure: false };
  return { fields: { ...BLANK, name: "陈一诺", latin: "CHEN YINUO", birth: "2021-06-01" }, sure: true };
}

export const BLANK: PersonFields = { name: "", latin: "", birth: "", relation: "other", right: "guardian", until: "" };
