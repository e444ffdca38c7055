/** One slip of each format beside the EU's, as the fake desk finds it. Made-up people only. */
import type { Lang } from "./bindings";
import { answers, event, facts, type Slip } from "./fake-facts";

type Worded = (lang: Lang) => Slip;
const worded =
  (zh: () => Slip, en: () => Partial<Slip>): Worded =>
  (lang) => (lang === "zh" ? zh() : { ...zh(), ...en() });

const ACCEPTED = { verdict: "accept", claimed: false, marks: [] as string[], offer_trust: false, printing: "plain" } as const;

export const FORMATS = {
  shc: worded(
    () => ({
      ...ACCEPTED,
      word: "有效",
      note: "名录 2026 年 8 月 22 日",
      title: "SMART 健康卡 · 加利福尼亚州公共卫生局",
      until: "没有期限",
      next: "请和本人证件核对姓名和生日。",
      holder: { name: "张小舟", latin: "ZHANG XIAOZHOU", birth: "2022 年 3 月 14 日" },
      answers: answers("zh", "真实", "在信任的名录里", "没有作废，截至 2026 年 11 月 20 日", "没有选地区"),
      facts: facts(
        ["发证单位", "California Department of Public Health"],
        ["签发", "2026 年 9 月 1 日 10:24"],
        ["格式", "SMART 健康卡（SHC）"],
        ["签名钥匙编号", "7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb0"],
      ),
      events: [
        event("麻疹腮腺炎风疹疫苗 · 2023 年 3 月 20 日", ["疫苗", "麻腮风三联（CVX 03）"], ["批号", "U4021AA"], ["接种地点", "Fresno County Clinic"]),
        event("水痘疫苗 · 2023 年 3 月 20 日", ["疫苗", "水痘（CVX 21）"], ["批号", "V0883"]),
        event("脊髓灰质炎疫苗 · 2024 年 4 月 2 日", ["疫苗", "灭活脊灰（CVX 10）"], ["批号", "P7719"]),
        event("百白破疫苗 · 2026 年 5 月 6 日", ["疫苗", "百白破（CVX 20）"], ["批号", "D1207"], ["接种地点", "Fresno County Clinic"]),
      ],
    }),
    () => ({
      word: "Valid",
      note: "List of 22 August 2026",
      title: "SMART Health Card · California Department of Public Health",
      until: "No end date",
      next: "Compare name and date of birth with the person’s identity document.",
      holder: { name: "Zhang Xiaozhou", latin: null, birth: "14 March 2022" },
      answers: answers("en", "Genuine", "On the trust list", "Not cancelled, as of 20 November 2026", "No region chosen"),
      facts: facts(
        ["Issuer", "California Department of Public Health"],
        ["Issued", "1 September 2026 10:24"],
        ["Format", "SMART Health Card (SHC)"],
        ["Key number", "7JvktUpf1_9NPwdM-70FJT3YdyTiSe2IvmVxxgDSRb0"],
      ),
      events: [
        event("Measles, mumps and rubella vaccine · 20 March 2023", ["Vaccine", "MMR (CVX 03)"], ["Lot", "U4021AA"], ["Given at", "Fresno County Clinic"]),
        event("Varicella vaccine · 20 March 2023", ["Vaccine", "Varicella (CVX 21)"], ["Lot", "V0883"]),
        event("Polio vaccine · 2 April 2024", ["Vaccine", "IPV (CVX 10)"], ["Lot", "P7719"]),
        event("Diphtheria, tetanus and pertussis vaccine · 6 May 2026", ["Vaccine", "DTaP (CVX 20)"], ["Lot", "D1207"], ["Given at", "Fresno County Clinic"]),
      ],
    }),
  ),

  archive: worded(
    () => ({
      verdict: "undecided",
      word: "暂不能确定",
      note: "签名真实，历史名录",
      title: "疫苗接种证明 · 意大利卫生部",
      until: "到 2027 年 5 月 3 日",
      next: "发它的名录几年前就停用了，只能看出签名是真的。要用，请换一份现在的证明。",
      holder: { name: "Rossi Giulia", latin: "ROSSI GIULIA", birth: "1991 年 7 月 22 日" },
      answers: answers("zh", "真实", "在历史名录里，已停用", "作废名单太旧", "没有选地区"),
      facts: facts(["发证单位", "Ministero della Salute"], ["格式", "欧盟数字新冠证明（HC1）"]),
      events: [event("新冠疫苗第 3 剂，共 3 剂 · 2023 年 1 月 11 日", ["疫苗", "Spikevax（莫德纳）"], ["国家或地区", "意大利"])],
      claimed: false,
      marks: [],
      offer_trust: true,
      printing: "marked",
    }),
    () => ({
      word: "Undecided",
      note: "Genuine; historical list",
      title: "Vaccination certificate · Ministry of Health, Italy",
      until: "Until 3 May 2027",
      next: "The list of its issuer was closed years ago; all that can be said is that the signature is genuine. Ask for a current proof.",
      holder: { name: "Rossi Giulia", latin: null, birth: "22 July 1991" },
      answers: answers("en", "Genuine", "On a historical list, closed", "The list is too old", "No region chosen"),
      facts: facts(["Issuer", "Ministero della Salute"], ["Format", "EU Digital COVID Certificate (HC1)"]),
      events: [event("COVID-19 vaccine, dose 3 of 3 · 11 January 2023", ["Vaccine", "Spikevax"], ["Country or region", "Italy"])],
    }),
  ),

  vds: worded(
    () => ({
      verdict: "undecided",
      word: "暂不能确定",
      note: "不认识发证单位",
      title: "国际旅行健康证明 · 自称澳大利亚",
      until: "没有期限",
      next: "向发证单位要它的证书，加进来再查一次。",
      holder: null,
      answers: answers("zh", "和码里的证书对得上", "不认识", "没有核验", "没有选地区"),
      facts: facts(["姓名", "CITIZEN  JANE SUE"], ["出生", "1961 年 5 月 15 日"], ["证件号码", "PA0941262"], ["格式", "国际旅行健康证明（VDS-NC）"]),
      events: [event("新冠疫苗第 1 剂 · 2021 年 9 月 15 日", ["疫苗", "Comirnaty（复必泰）"], ["批号", "300000000P"], ["国家或地区", "澳大利亚"])],
      claimed: true,
      marks: [],
      offer_trust: true,
      printing: "marked",
    }),
    () => ({
      word: "Undecided",
      note: "Issuer not known",
      title: "International travel health proof · says it is from Australia",
      until: "No end date",
      next: "Ask the issuer for its certificate, add it, and check again.",
      answers: answers("en", "Matches the certificate inside", "Not known", "Not checked", "No region chosen"),
      facts: facts(["Name", "CITIZEN  JANE SUE"], ["Born", "15 May 1961"], ["Document", "PA0941262"], ["Format", "Travel health proof (VDS-NC)"]),
      events: [event("COVID-19 vaccine, dose 1 · 15 September 2021", ["Vaccine", "Comirnaty"], ["Lot", "300000000P"], ["Country or region", "Australia"])],
    }),
  ),

  link: worded(
    () => ({
      verdict: "undecided",
      word: "未核验",
      note: "链接，没有打开",
      title: "健康资料链接",
      until: "码上写到 2027 年 1 月 31 日",
      next: "内容在网上，亲码不去取。请本人打开链接，把里面的健康卡存成文件再放进来。",
      holder: null,
      answers: answers("zh", "没有核验", "没有核验", "没有核验", "没有选地区"),
      facts: facts(["说明", "给学校的接种记录"], ["网址", "shl.example.org"], ["要密码", "是"]),
      events: [],
      claimed: true,
      marks: [],
      offer_trust: false,
      printing: "marked",
    }),
    () => ({
      word: "Not verified",
      note: "Link, not opened",
      title: "Link to health records",
      until: "It says until 31 January 2027",
      next: "The content is on the internet and Kincode does not fetch it. Let the person open the link, save the health card in it as a file, and put that in.",
      answers: answers("en", "Not checked", "Not checked", "Not checked", "No region chosen"),
      facts: facts(["Label", "Immunisations for school"], ["Address", "shl.example.org"], ["Asks for a passcode", "Yes"]),
    }),
  ),

  icvp: worded(
    () => ({
      ...ACCEPTED,
      word: "有效",
      note: "签名真实",
      title: "国际预防接种证书（ICVP） · 加纳卫生署",
      until: "没有期限",
      next: "请和本人证件核对姓名和生日；孩子的，也看监护人。",
      holder: { name: "Mensah Ama", latin: null, birth: "2021 年 12 月 4 日" },
      answers: answers("zh", "真实", "在信任的名录里", "该单位不公布", "没有选地区"),
      facts: facts(["监护人", "Mensah Kofi"], ["性别", "女"], ["国籍", "加纳"], ["证件号码", "G1029384"], ["格式", "国际预防接种证书（HC1 / ICVP）"]),
      events: [event("黄热病疫苗 · 2025 年 8 月 9 日", ["疫苗", "Stamaril"], ["批号", "YF2231A"], ["经办人", "Dr. A. Owusu"], ["终身有效", "从 2025 年 8 月 19 日"])],
    }),
    () => ({
      word: "Valid",
      note: "Signature genuine",
      title: "International vaccination certificate (ICVP) · Ghana Health Service",
      until: "No end date",
      next: "Compare name and date of birth with the identity document; for a child, the guardian too.",
      holder: { name: "Mensah Ama", latin: null, birth: "4 December 2021" },
      answers: answers("en", "Genuine", "On the trust list", "Issuer does not say", "No region chosen"),
      facts: facts(["Guardian", "Mensah Kofi"], ["Sex", "Female"], ["Nationality", "Ghana"], ["Document", "G1029384"], ["Format", "International vaccination certificate (HC1 / ICVP)"]),
      events: [event("Yellow fever vaccine · 9 August 2025", ["Vaccine", "Stamaril"], ["Lot", "YF2231A"], ["Clinician", "Dr. A. Owusu"], ["For life", "from 19 August 2025"])],
    }),
  ),
};
