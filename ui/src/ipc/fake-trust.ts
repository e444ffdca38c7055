/** The lists and offers of the fake desk. The fingerprints are made up. */
import type { IssuerView, Lang, ListView, NoticeView, TrustOffer } from "./bindings";

const pick = <T>(lang: Lang, zh: T, en: T): T => (lang === "zh" ? zh : en);

const issuer = (name: string, fingerprint: string, more: Partial<IssuerView> = {}): IssuerView => ({
  name,
  country: null,
  until: null,
  ended: false,
  fingerprint,
  ...more,
});

const RKI = (lang: Lang): IssuerView =>
  issuer("Robert Koch-Institut · DSC DE 23", "7C4A 19E0 5BD2 8831 6F0A C497 12EE 3D5A B160 48F9 278D CC03 947E 51AA 6B1F D085", {
    country: pick(lang, "德国", "Germany"),
    until: pick(lang, "2028 年 6 月 1 日", "1 June 2028"),
  });

const vci = (lang: Lang, fresh: boolean): ListView => ({
  id: "vci",
  name: pick(lang, "SMART 健康卡发证单位（VCI）", "SMART Health Card issuers (VCI)"),
  what: pick(lang, "SMART 健康卡 · 584 个发证单位，1203 把公钥", "SMART Health Cards · 584 issuers, 1,203 keys"),
  age: fresh
    ? pick(lang, "2026 年 11 月 20 日的名录，可用到 2027 年 2 月 18 日", "List of 20 November 2026, usable until 18 February 2027")
    : pick(lang, "2026 年 8 月 22 日的名录，可用到 2026 年 11 月 20 日", "List of 22 August 2026, was usable until 20 November 2026"),
  state: fresh ? "current" : "too-old",
  added: false,
  issuers: [
    issuer("California Department of Public Health", "7Jvk tUpf 1_9N PwdM -70F JT3Y", { country: pick(lang, "美国", "United States") }),
    issuer("Ministère de la Santé et des Services sociaux du Québec", "fFyW 3NgX DDYl y-kJ gpxU QpMJ", { country: pick(lang, "加拿大", "Canada") }),
    issuer("State of Hawaii Department of Health", "9zkN R_Dh L0mQ vT7x 2bAe kPwc", { country: pick(lang, "美国", "United States") }),
  ],
  more: 581,
});

const eu = (lang: Lang): ListView => ({
  id: "eu-archive",
  name: pick(lang, "欧盟数字新冠证明的签名证书", "Signers of EU Digital COVID Certificates"),
  what: pick(lang, "HC1 · 31 个国家和地区，392 张证书", "HC1 · 31 countries and regions, 392 certificates"),
  age: pick(lang, "2023 年 6 月关闭，只能看出签名真不真", "Closed in June 2023: it only shows whether a signature is genuine"),
  state: "archive",
  added: false,
  issuers: [
    issuer("Ministero della Salute · DSC Italy 04", "02EB 7C41 9F6A 0D33 58B2 C1E7", {
      country: pick(lang, "意大利", "Italy"),
      until: pick(lang, "2023 年 5 月 6 日", "6 May 2023"),
      ended: true,
    }),
    RKI(lang),
  ],
  more: 390,
});

const pem = (lang: Lang, added: boolean): ListView => ({
  id: "added-rki",
  name: "Robert Koch-Institut",
  what: pick(lang, "HC1 · 1 张证书", "HC1 · 1 certificate"),
  age: pick(lang, "2026 年 11 月 21 日由你加入", "Added by you on 21 November 2026"),
  state: "current",
  added,
  issuers: [RKI(lang)],
  more: 0,
});

/** What is trusted: `added` is the certificate that a test adds, `fresh` whether the lists were updated. */
export const fakeLists = (lang: Lang, added: boolean, fresh: boolean): ListView[] => [
  vci(lang, fresh),
  eu(lang),
  ...(added ? [pem(lang, true)] : []),
];

/** A certificate; a trust file (.kct) of a publisher that is not known yet; one of a known one. */
export function fakeOffer(lang: Lang, name: string, added: boolean): TrustOffer {
  if (!name.endsWith(".kct")) return { id: 1, lists: [pem(lang, added)], publisher: null };
  return {
    id: 2,
    lists: [vci(lang, true), eu(lang)],
    publisher: {
      name: pick(lang, "明远区教育局", "Mingyuan District Education Office"),
      fingerprint: "7K3M Q0XR 9V2D H4TB 8NWC",
      known: name.includes("known"),
      scopes: [
        { id: "shc", name: pick(lang, "SMART 健康卡的发证单位", "Issuers of SMART Health Cards") },
        { id: "hc1", name: pick(lang, "HC1 码的签名证书（欧盟、世卫组织）", "Signers of HC1 codes (EU, WHO)") },
        { id: "kc1:mingyuan", name: pick(lang, "明远区学校自己发的亲码", "Kincode codes of the schools of Mingyuan") },
      ],
    },
  };
}

export const NOTICES = {
  clock: (lang: Lang): NoticeView => ({
    code: "clock",
    what: pick(
      lang,
      "这台电脑的时间可能不对：它说是 2026 年 11 月 21 日，名录里签过的时间已经到 2026 年 11 月 23 日。",
      "This computer’s clock may be off: it says 21 November 2026, but a list was signed on 23 November 2026.",
    ),
    next: pick(lang, "请先把电脑的日期和时间调准。", "Set the date and time of this computer first."),
  }),
  old: (lang: Lang): NoticeView => ({
    code: "lists-old",
    what: pick(
      lang,
      "SMART 健康卡的名录已经太旧，它的码现在查不准。",
      "The list of SMART Health Card issuers is too old, so their codes stay undecided.",
    ),
    next: pick(lang, "请更新名录，或从文件、U 盘加入一份新的。", "Update the lists, or add a newer one from a file or USB stick."),
  }),
};
