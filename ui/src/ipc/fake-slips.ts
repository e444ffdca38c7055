/** What the fake desk finds: one slip of each kind, in both languages. Made-up people only. */
import type { CertificateView, FactView, Lang, ProblemView, SlipView } from "./bindings";

export type FakeKind = "valid" | "expired" | "unknown" | "claimed" | "long" | "never";
type Slip = Omit<SlipView, "id" | "source">;

const facts = (...pairs: [string, string][]): FactView[] =>
  pairs.map(([label, value]) => ({ label, value }));

const answers = (lang: Lang, ...[signature, issuer, status, rules]: [string, string, string, string]) =>
  lang === "zh"
    ? facts(["签名", signature], ["发证单位", issuer], ["是否作废", status], ["当地规则", rules])
    : facts(["Signature", signature], ["Issuer", issuer], ["Cancelled", status], ["Local rules", rules]);

const dose = (lang: Lang) =>
  lang === "zh"
    ? facts(
        ["疾病", "新冠"],
        ["疫苗", "mRNA 疫苗"],
        ["产品", "Comirnaty"],
        ["剂次", "第 2 剂，共 2 剂"],
        ["接种日期", "2026 年 2 月 18 日"],
        ["接种地", "德国"],
        ["编号", "URN:UVCI:01DE/IZ12345A/5CWLU12RNOB9RXSEOP6FG8#W"],
      )
    : facts(
        ["Disease", "COVID-19"],
        ["Vaccine", "mRNA vaccine"],
        ["Product", "Comirnaty"],
        ["Dose", "2 of 2"],
        ["Given on", "18 February 2026"],
        ["Given in", "Germany"],
        ["Number", "URN:UVCI:01DE/IZ12345A/5CWLU12RNOB9RXSEOP6FG8#W"],
      );

const ZH: Record<FakeKind, Slip> = {
  valid: {
    verdict: "accept",
    word: "有效",
    note: "签名真实",
    title: "疫苗接种证明 · 德国",
    until: "到 2027 年 2 月 18 日",
    next: "可以使用。请和本人的证件核对姓名。",
    holder: { name: "Müller Hanna", latin: "MUELLER HANNA", birth: "2019 年 5 月 2 日" },
    answers: answers("zh", "真实", "在名录里", "该单位不公布", "未设置"),
    facts: dose("zh"),
    claimed: false,
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
    answers: answers("zh", "真实", "在名录里", "该单位不公布", "未设置"),
    facts: facts(["疾病", "新冠"], ["首次阳性", "2023 年 1 月 1 日"], ["国家", "法国"]),
    claimed: false,
    offer_trust: false,
    printing: "refused",
  },
  unknown: {
    verdict: "undecided",
    word: "暂不能确定",
    note: "没有这个单位的证书",
    title: "疫苗接种证明",
    until: "写的是到 2027 年 2 月 18 日",
    next: "向卫生部门要发证单位的证书，加进来再查一次。",
    holder: null,
    answers: answers("zh", "不知道", "不认识", "没有查", "未设置"),
    facts: [...facts(["姓名", "Weiss Anton"], ["出生", "2015 年 3 月 3 日"]), ...dose("zh")],
    claimed: true,
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
    answers: answers("zh", "不对", "在名录里", "没有查", "未设置"),
    facts: facts(["姓名", "某某"], ["检测日期", "2026 年 11 月 1 日"], ["结果", "未检出"]),
    claimed: true,
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
    answers: answers("zh", "真实", "在名录里", "没有作废，截至 2026 年 11 月 20 日", "未设置"),
    facts: dose("zh"),
    claimed: false,
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
    answers: answers("zh", "不知道", "不认识", "没有查", "未设置"),
    facts: [],
    claimed: true,
    offer_trust: false,
    printing: "never",
  },
};

const EN: Record<FakeKind, Slip> = {
  valid: {
    ...ZH.valid,
    word: "Valid",
    note: "Signature genuine",
    title: "Vaccination certificate · Germany",
    until: "Until 18 February 2027",
    next: "It can be used. Compare the name with the person’s identity document.",
    holder: { name: "Müller Hanna", latin: "MUELLER HANNA", birth: "2 May 2019" },
    answers: answers("en", "Genuine", "On the list", "Not published", "None set"),
    facts: dose("en"),
  },
  expired: {
    ...ZH.expired,
    word: "Expired",
    note: "Signature genuine",
    title: "Recovery certificate · France",
    until: "Ended on 30 June 2023",
    next: "It can no longer be used. Ask the issuer for a new one.",
    holder: { name: "Lefèvre Zoé", latin: "LEFEVRE ZOE", birth: "9 November 1987" },
    answers: answers("en", "Genuine", "On the list", "Not published", "None set"),
    facts: facts(["Disease", "COVID-19"], ["First positive", "1 January 2023"], ["Country", "France"]),
  },
  unknown: {
    ...ZH.unknown,
    word: "Undecided",
    note: "Issuer not known",
    title: "Vaccination certificate",
    until: "Says until 18 February 2027",
    next: "Ask a health authority for the issuer’s certificate, add it, and check again.",
    answers: answers("en", "Unknown", "Not known", "Not checked", "None set"),
    facts: [...facts(["Name", "Weiss Anton"], ["Born", "3 March 2015"]), ...dose("en")],
  },
  claimed: {
    ...ZH.claimed,
    word: "Not valid",
    note: "Signature wrong",
    title: "Test certificate",
    until: "Its dates do not count",
    next: "Do not accept it. The person should ask the issuer for a new one.",
    answers: answers("en", "Wrong", "On the list", "Not checked", "None set"),
    facts: facts(["Name", "Someone"], ["Tested on", "1 November 2026"], ["Result", "Not detected"]),
  },
  long: {
    ...ZH.long,
    word: "Valid",
    note: "Signature genuine",
    title: "Vaccination certificate · Netherlands, Ministerie van Volksgezondheid, Welzijn en Sport",
    until: "Until 31 December 2027, 23:59",
    next: "It can be used. Compare the whole name and the date of birth with the identity document.",
    answers: answers("en", "Genuine", "On the list", "Not cancelled, as of 20 November 2026", "None set"),
    facts: dose("en"),
  },
  never: {
    ...ZH.never,
    word: "Not valid",
    note: "Wrong form",
    title: "Not a health code",
    until: "No dates",
    next: "There is no health certificate in this code. Try another one.",
    answers: answers("en", "Unknown", "Not known", "Not checked", "None set"),
  },
};

export function fakeSlip(kind: FakeKind, lang: Lang): Slip {
  return (lang === "zh" ? ZH : EN)[kind];
}

export const CERTIFICATE = (lang: Lang): CertificateView => ({
  fingerprint: "7C:4A:19:E0:5B:D2:88:31:6F:0A:C4:97:12:EE:3D:5A:B1:60:48:F9:27:8D:CC:03:94:7E:51:AA:6B:1F:D0:85",
  issuer: "Robert Koch-Institut · DSC DE 23",
  country: lang === "zh" ? "德国" : "Germany",
  until: lang === "zh" ? "到 2028 年 6 月 1 日" : "Until 1 June 2028",
  ended: false,
  added: false,
});

type Worded = (lang: Lang) => ProblemView;
const worded =
  (code: string, zh: [string, string], en: [string, string]): Worded =>
  (lang) => {
    const [what, next] = lang === "zh" ? zh : en;
    return { code, what, next };
  };

export const PROBLEMS = {
  broken: worded(
    "picture-heic",
    ["这是 HEIC 照片，现在还读不了。", "请在手机上把它存成 JPEG，或截一张图，再放进来。"],
    ["This is a HEIC photo, which cannot be read yet.", "Save it as JPEG on the phone, or take a screenshot, and put that in."],
  ),
  gone: worded("gone", ["这个码已经不在桌上了。", "请重新放进来。"], ["This code is no longer on the desk.", "Put it in again."]),
  refused: worded("refused", ["里面有作废的码。", "请先确认仍要打印。"], ["There are invalid codes.", "Confirm that you want them printed."]),
  certificate: worded(
    "not-a-certificate",
    ["这个文件里没有证书。", "请选 .pem、.der 或 .cer 文件。"],
    ["There is no certificate in this file.", "Choose a .pem, .der or .cer file."],
  ),
};
