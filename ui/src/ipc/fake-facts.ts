/** What the fake slips are put together from. */
import type { EventView, FactView, Lang, SlipView } from "./bindings";

export type Slip = Omit<SlipView, "id" | "source">;

export const facts = (...pairs: [string, string][]): FactView[] =>
  pairs.map(([label, value]) => ({ label, value }));

export const answers = (lang: Lang, ...[signature, issuer, status, rules]: [string, string, string, string]) =>
  lang === "zh"
    ? facts(["签名", signature], ["发证单位", issuer], ["是否作废", status], ["当地规则", rules])
    : facts(["Signature", signature], ["Issuer", issuer], ["Cancelled", status], ["Local rules", rules]);

/** One event: its line, and everything about it. */
export const event = (title: string, ...pairs: [string, string][]): EventView => ({ title, facts: facts(...pairs) });
