/** What can be printed on: trimmed size in millimetres, and slips on one page. */
import type { OwnSize, Stock } from "../../ipc/bindings";
import { t } from "../../words/words.svelte";

type Measures = { name: () => string; width: number; height: number; places: number };

const PRESETS: Record<Exclude<Stock, "own">, Measures> = {
  a4: { name: () => t("print-stock-a4"), width: 210, height: 297, places: 1 },
  a5: { name: () => t("print-stock-a5"), width: 148, height: 210, places: 1 },
  "a4-fold": { name: () => t("print-stock-a4-fold"), width: 105, height: 148, places: 1 },
  "large-type": { name: () => t("print-stock-large-type"), width: 210, height: 297, places: 1 },
  lanyard: { name: () => t("print-stock-lanyard"), width: 105, height: 148, places: 4 },
  id1: { name: () => t("print-stock-id1"), width: 85.6, height: 54, places: 10 },
  "id1-single": { name: () => t("print-stock-id1-single"), width: 85.6, height: 54, places: 1 },
  labels24: { name: () => t("print-stock-labels24"), width: 70, height: 37, places: 24 },
  l7160: { name: () => t("print-stock-l7160"), width: 63.5, height: 38.1, places: 21 },
};

export const ORDER = [...Object.keys(PRESETS), "own"] as Stock[];

/** The size of one's own is what its page leaves between margins and gaps; Rust refuses what cannot be. */
export function measuresOf(stock: Stock, own: OwnSize): Measures {
  if (stock !== "own") return PRESETS[stock];
  const side = (page: number, count: number, margin: number, gap: number) =>
    Math.max(0, Math.floor((page - 2 * margin - (count - 1) * gap) / count)) / 10;
  return {
    name: () => t("print-stock-own"),
    width: side(own.width, own.columns, own.sides, own.between_columns),
    height: side(own.height, own.rows, own.ends, own.between_rows),
    places: own.columns * own.rows,
  };
}
