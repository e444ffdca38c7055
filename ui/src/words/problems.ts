/** Problems that the page words itself: Rust never heard of them. */
import type { ProblemView } from "../ipc/bindings";
import { t } from "./words.svelte";

/** A failure that did not come worded from Rust. */
export function lost(): ProblemView {
  return { code: "window", what: t("problem-window"), next: t("problem-window-next"), stock: null };
}

/** There was no code in what was put in. */
export function nothing(): ProblemView {
  return { code: "nothing", what: t("problem-nothing"), next: t("problem-nothing-next"), stock: null };
}

/** The system did not give the file away: it is a folder, or gone. */
export function unreadable(): ProblemView {
  const [what, next] = [t("problem-unreadable"), t("problem-unreadable-next")];
  return { code: "unreadable", what, next, stock: null };
}
