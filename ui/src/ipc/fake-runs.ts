/** What the fake authorities issued: runs, the paper codes of them, and how both look on the board. Made-up only. */
import type { ColourView, Lang, PaperView, RunView } from "./bindings";
import { answers, facts, type Slip } from "./fake-facts";
import { fakeSlip } from "./fake-slips";

export type Worded = [zh: string, en: string];
const at = (lang: Lang, [zh, en]: Worded) => (lang === "zh" ? zh : en);

export type PaperState = "valid" | "cancelled" | "lost";
export type KeptPaper = { held: number; serial: string; until: Worded; state: PaperState };

/** A run as the fake keeps it. */
export type KeptRun = {
  authority: number;
  from: Worded;
  region: Worded;
  colour: ColourView["colour"] | null;
  /** Day and number of days. */
  day: Worded;
  days: number;
  age: Worded;
  asOf: Worded;
  update: Worded;
  overdue: boolean;
  trouble: Worded | null;
  practice: boolean;
  papers: KeptPaper[];
  /** Whether there is a strip for now. */
  strip: boolean;
};

const COLOURS: Record<ColourView["colour"], Worded> = {
  green: ["绿码", "Green code"],
  yellow: ["黄码", "Yellow code"],
  red: ["红码", "Red code"],
};

const STATES: Record<PaperState, Worded> = {
  valid: ["有效", "Valid"],
  cancelled: ["已作废", "Cancelled"],
  lost: ["已挂失", "Lost"],
};

export const colourView = (run: KeptRun, lang: Lang): ColourView | null =>
  run.colour && { colour: run.colour, word: at(lang, COLOURS[run.colour]) };

export const throughOf = (run: KeptRun, lang: Lang): string =>
  run.days > 0
    ? at(lang, [
        `离线码备到 ${run.day[0]}，还有 ${run.days} 天`,
        `Codes until ${run.day[1]}, ${run.days} days left`,
      ])
    : at(lang, ["没有备用的码", "No codes in reserve"]);

const paperView = (paper: KeptPaper, lang: Lang): PaperView => ({
  held: paper.held,
  serial: paper.serial,
  until: at(lang, paper.until),
  word: at(lang, STATES[paper.state]),
  valid: paper.state === "valid",
});

export const runView = (run: KeptRun, lang: Lang): RunView => ({
  authority: run.authority,
  from: at(lang, run.from),
  region: at(lang, run.region),
  through: throughOf(run, lang),
  age: at(lang, run.age),
  overdue: run.overdue,
  colour: colourView(run, lang),
  practice: run.practice,
  papers: run.papers.map((paper) => paperView(paper, lang)),
  trouble: run.trouble && at(lang, run.trouble),
});

const bare = (lang: Lang, title: string): Slip => ({
  ...fakeSlip("valid", lang),
  note: at(lang, ["刚刚核对", "Just checked"]),
  title,
  holder: null,
  answers: answers(lang, ...(at(lang, ["真实 在名录里 没有作废 符合", "Genuine Known No Passed"]).split(" ") as [string, string, string, string])),
  facts: [],
  events: [],
  printing: "never",
});

const practised = (run: KeptRun, lang: Lang) => (run.practice ? at(lang, [" · 演练", " · PRACTICE"]) : "");

/** The slip of a run, as Rust would word it. */
export function runSlip(run: KeptRun, lang: Lang): Slip {
  const slip = bare(lang, `${at(lang, ["今日码", "Code of the day"])} · ${at(lang, run.from)}${practised(run, lang)}`);
  slip.facts = facts(
    [at(lang, ["发码单位", "Authority"]), at(lang, run.from)],
    [at(lang, ["地区", "Region"]), at(lang, run.region)],
    [at(lang, ["算法", "Algorithm"]), "ES256"],
  );
  if (!run.strip) {
    return {
      ...slip,
      verdict: "undecided",
      word: at(lang, ["暂不能确定", "Undecided"]),
      note: null,
      until: at(lang, ["今天没有可用的码", "No code for today"]),
      next: at(lang, ["请连上网络，按“更新”。", "Connect to the network and press “Update”."]),
    };
  }
  return {
    ...slip,
    until: at(lang, [`到 ${run.day[0]}，离线可用`, `Until ${run.day[1]}, also offline`]),
    next: run.overdue
      ? at(lang, ["请连上网络，它会自动更新。", "Please connect to the network; it renews itself."])
      : at(lang, ["不用做什么，它每天自动更新。", "Nothing to do: it renews itself every day."]),
  };
}

/** The slip of a paper code. */
export function paperSlip(run: KeptRun, paper: KeptPaper, lang: Lang): Slip {
  const slip = bare(lang, `${at(lang, ["纸质码 · 编号", "Paper code · No."])} ${paper.serial}${practised(run, lang)}`);
  slip.note = at(lang, ["纸质", "Paper"]);
  slip.until = at(lang, paper.until);
  if (paper.state === "valid") {
    return { ...slip, printing: "plain", next: at(lang, ["丢了可以作废，再换一张。", "If it is lost, cancel it and make another."]) };
  }
  return {
    ...slip,
    verdict: "refuse",
    word: at(lang, STATES[paper.state]),
    next: at(lang, ["请撕掉旧纸，用新的一张。", "Please tear the old paper up and use the new one."]),
  };
}

const TODAY: Worded = ["11 月 21 日 08:12", "21 November, 08:12"];
export const AUTHORITY_NAMES: Record<number, Worded> = {
  1: ["明远区卫生健康局", "Mingyuan District Health Office"],
  2: ["临江市疾控中心", "Linjiang Disease Control"],
  9: ["演练发码单位", "Practice authority"],
};
export const REGIONS: Record<number, Worded> = {
  1: ["广东 · 明远区", "Guangdong · Mingyuan"],
  2: ["浙江 · 临江市", "Zhejiang · Linjiang"],
  9: ["演练地区", "Practice region"],
};

/** A fresh run of an authority. */
export const freshRun = (authority: number, more: Partial<KeptRun> = {}): KeptRun => ({
  authority,
  from: AUTHORITY_NAMES[authority] ?? AUTHORITY_NAMES[1]!,
  region: REGIONS[authority] ?? REGIONS[1]!,
  colour: null,
  day: ["12 月 20 日", "20 December"],
  days: 29,
  age: ["3 分钟前", "3 minutes ago"],
  asOf: TODAY,
  update: ["自动更新，不用做什么", "By itself; nothing to do"],
  overdue: false,
  trouble: null,
  practice: authority === 9,
  papers: [],
  strip: true,
  ...more,
});
