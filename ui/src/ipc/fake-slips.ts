/** What the fake desk finds: one slip of each kind, in both languages. Made-up people only. */
import { FORMATS } from "./fake-formats";
import { answers, event, facts, type Slip } from "./fake-facts";
import type { EventView, Lang } from "./bindings";

/** What a fake code is. The first six: EU codes in every state; then one of each other format. */
export type EuKind = "valid" | "expired" | "unknown" | "claimed" | "long" | "never";
export type FakeKind = EuKind | keyof typeof FORMATS;
const paper = (lang: Lang, issuer: string) =>
  lang === "zh"
    ? facts(["发证单位", issuer], ["签发", "2026 年 2 月 18 日 09:12"], ["格式", "欧盟数字新冠证明（HC1）"], ["签名钥匙编号", "d919375fc1e7b6b2"])
    : facts(["Issuer", issuer], ["Issued", "18 February 2026 09:12"], ["Format", "EU Digital COVID Certificate (HC1)"], ["Key number", "d919375fc1e7b6b2"]);

const dose = (lang: Lang): EventView[] =>
  lang === "zh"
    ? [
        event(
          "新冠疫苗第 2 剂，共 2 剂 · 2026 年 2 月 18 日",
          ["疾病", "新冠（COVID-19）"],
          ["疫苗种类", "mRNA 疫苗"],
          ["疫苗", "Comirnaty（复必泰）"],
          ["国家或地区", "德国"],
          ["证书编号", "URN:UVCI:01DE/IZ12345A/5CWLU12RNOB9RXSEOP6FG8#W"],
        ),
      ]
    : [
        event(
          "COVID-19 vaccine, dose 2 of 2 · 18 February 2026",
          ["Disease", "COVID-19"],
          ["Kind of vaccine", "mRNA vaccine"],
          ["Vaccine", "Comirnaty"],
          ["Country or region", "Germany"],
          ["Certificate number", "URN:UVCI:01DE/IZ12345A/5CWLU12RNOB9RXSEOP6FG8#W"],
        ),
      ];

const ZH: Record<EuKind, Slip> = {
  valid: {
    verdict: "accept",
    word: "有效",
    note: "签名真实",
    title: "疫苗接种证明 · 德国",
    until: "到 2027 年 2 月 18 日",
    next: "可以使用。请和本人的证件核对姓名。",
    holder: { name: "Müller Hanna", latin: "MUELLER HANNA", birth: "2019 年 5 月 2 日" },
    answers: answers("zh", "真实", "在名录里", "该单位不公布", "没有选地区"),
    facts: paper("zh", "罗伯特·科赫研究所"),
    events: dose("zh"),
    claimed: false,
    marks: [],
    offer_trust: false,
    printing: "plain",
  },
  expired: {
    verdict: "refuse",
    word: "已过期",
    note: "签名真实",
    title: "康复证明 · 法国",
    until: "2023 年 6 月 30 日已过期",
    next: "不能再用。需要新的，请找原来的发证单位。",
    holder: { name: "Lefèvre Zoé", latin: "LEFEVRE ZOE", birth: "1987 年 11 月 9 日" },
    answers: answers("zh", "真实", "在名录里", "该单位不公布", "没有选地区"),
    facts: paper("zh", "法国卫生部"),
    events: [event("新冠，首次阳性 2023 年 1 月 1 日", ["疾病", "新冠（COVID-19）"], ["国家或地区", "法国"])],
    claimed: false,
    marks: [],
    offer_trust: false,
    printing: "refused",
  },
  unknown: {
    verdict: "undecided",
    word: "暂不能确定",
    note: "不认识发证单位",
    title: "疫苗接种证明",
    until: "码上写到 2027 年 2 月 18 日",
    next: "向卫生部门要发证单位的证书，加进来再查一次。",
    holder: null,
    answers: answers("zh", "不知道", "不认识", "没有查", "没有选地区"),
    facts: facts(["姓名", "Weiss Anton"], ["出生", "2015 年 3 月 3 日"]),
    events: dose("zh"),
    claimed: true,
    marks: [],
    offer_trust: true,
    printing: "marked",
  },
  claimed: {
    verdict: "refuse",
    word: "无效",
    note: "签名不对",
    title: "检测证明",
    until: "写的期限不作数",
    next: "不要接受。请本人向发证单位重新要一份。",
    holder: null,
    answers: answers("zh", "不对", "在名录里", "没有查", "没有选地区"),
    facts: facts(["姓名", "某某"]),
    events: [event("核酸检测 · 2026 年 11 月 1 日", ["采样时间", "2026 年 11 月 1 日 08:30"], ["结果", "未检出"])],
    claimed: true,
    marks: [],
    offer_trust: false,
    printing: "refused",
  },
  long: {
    verdict: "accept",
    word: "有效",
    note: "签名真实",
    title: "疫苗接种证明 · 荷兰卫生、福利与体育部（Ministerie van Volksgezondheid, Welzijn en Sport）",
    until: "到 2027 年 12 月 31 日 23:59",
    next: "可以使用。请和本人的证件核对姓名和出生日期，姓名很长时尤其要看全。",
    holder: {
      name: "阿卜杜热合曼·阿卜杜喀迪尔·麦麦提艾力",
      latin: "WOLFESCHLEGELSTEINHAUSENBERGERDORFF VON ADELHEID-ALEXANDRINA MAXIMILIANA",
      birth: "1958 年",
    },
    answers: answers("zh", "真实", "在名录里", "没有作废，截至 2026 年 11 月 20 日", "没有选地区"),
    facts: paper("zh", "罗伯特·科赫研究所"),
    events: dose("zh"),
    claimed: false,
    marks: [],
    offer_trust: false,
    printing: "plain",
  },
  never: {
    verdict: "refuse",
    word: "无效",
    note: "格式不对",
    title: "不是健康码",
    until: "没有期限",
    next: "这个码里没有健康证明，请换一个。",
    holder: null,
    answers: answers("zh", "不知道", "不认识", "没有查", "没有选地区"),
    facts: [],
    events: [],
    claimed: true,
    marks: [],
    offer_trust: false,
    printing: "never",
  },
};

const EN: Record<EuKind, Slip> = {
  valid: {
    ...ZH.valid,
    word: "Valid",
    note: "Signature genuine",
    title: "Vaccination certificate · Germany",
    until: "Until 18 February 2027",
    next: "It can be used. Compare the name with the person’s identity document.",
    holder: { name: "Müller Hanna", latin: "MUELLER HANNA", birth: "2 May 2019" },
    answers: answers("en", "Genuine", "On the trust list", "Issuer does not say", "No region chosen"),
    facts: paper("en", "Robert Koch Institute"),
    events: dose("en"),
  },
  expired: {
    ...ZH.expired,
    word: "Expired",
    note: "Signature genuine",
    title: "Recovery certificate · France",
    until: "Ended on 30 June 2023",
    next: "It can no longer be used. Ask the issuer for a new one.",
    holder: { name: "Lefèvre Zoé", latin: "LEFEVRE ZOE", birth: "9 November 1987" },
    answers: answers("en", "Genuine", "On the trust list", "Issuer does not say", "No region chosen"),
    facts: paper("en", "Ministry of Health, France"),
    events: [event("COVID-19, first positive 1 January 2023", ["Disease", "COVID-19"], ["Country or region", "France"])],
  },
  unknown: {
    ...ZH.unknown,
    word: "Undecided",
    note: "Issuer not known",
    title: "Vaccination certificate",
    until: "It says until 18 February 2027",
    next: "Ask a health authority for the issuer’s certificate, add it, and check again.",
    answers: answers("en", "Unknown", "Not known", "Not checked", "No region chosen"),
    facts: facts(["Name", "Weiss Anton"], ["Born", "3 March 2015"]),
    events: dose("en"),
  },
  claimed: {
    ...ZH.claimed,
    word: "Not valid",
    note: "Signature is wrong",
    title: "Test certificate",
    until: "Its dates do not count",
    next: "Do not accept it. The person should ask the issuer for a new one.",
    answers: answers("en", "Wrong", "On the trust list", "Not checked", "No region chosen"),
    facts: facts(["Name", "Someone"]),
    events: [event("NAAT test · 1 November 2026", ["Sampled", "1 November 2026 08:30"], ["Result", "Not detected"])],
  },
  long: {
    ...ZH.long,
    word: "Valid",
    note: "Signature genuine",
    title: "Vaccination certificate · Netherlands, Ministerie van Volksgezondheid, Welzijn en Sport",
    until: "Until 31 December 2027, 23:59",
    next: "It can be used. Compare the whole name and the date of birth with the identity document.",
    answers: answers("en", "Genuine", "On the trust list", "Not cancelled, as of 20 November 2026", "No region chosen"),
    facts: paper("en", "Robert Koch Institute"),
    events: dose("en"),
  },
  never: {
    ...ZH.never,
    word: "Not valid",
    note: "Wrong form",
    title: "Not a health code",
    until: "No dates",
    next: "There is no health certificate in this code. Try another one.",
    answers: answers("en", "Unknown", "Not known", "Not checked", "No region chosen"),
  },
};

export function fakeSlip(kind: FakeKind, lang: Lang): Slip {
  if (kind in FORMATS) return FORMATS[kind as keyof typeof FORMATS](lang);
  return (lang === "zh" ? ZH : EN)[kind as EuKind];
}

const KINDS = "valid expired unknown claimed long never shc archive vds link icvp".split(" ") as FakeKind[];

/** What is in a page of a file: what its name says, else something. */
export function kindsOf(name: string, page: number): FakeKind[] {
  const named = KINDS.filter((kind) => name.includes(kind));
  return named.length > 0 ? named : [KINDS[page % 3] ?? "valid"];
}

/** The first kind that a scanned text names. */
export const kindOfScan = (text: string): FakeKind[] => KINDS.filter((kind) => text.toLowerCase().includes(kind)).slice(0, 1);
