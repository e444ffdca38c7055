/** The keys of the Family room. Native keys (Tab, Space, Enter on a button, Esc in a dialog) stay native. */
import { isField } from "../../rooms";

export type Does = {
  add: () => void;
  choose: () => void;
  search: () => void;
  undo: () => void;
  print: (id: number | null) => void;
  bin: (id: number) => void;
  /** The first code of the n-th person, from 0. */
  show: (person: number) => void;
  /** Esc outside of a dialog: closes the details of the focused slip, or the note at the foot. */
  close: (id: number | null) => void;
};

/** Milliseconds that a digit waits for another key: a scanner types faster, and means no person. */
const ALONE = 80;
let waiting: ReturnType<typeof setTimeout> | undefined;

export function listen(event: KeyboardEvent, does: Does): void {
  clearTimeout(waiting);
  // Ctrl on most keyboards, Command on a Mac.
  const command = event.ctrlKey || event.metaKey;
  const plain = !command && !event.altKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // The browser's own print, open, find and new window are of no use here.
  if (command && ["p", "o", "f", "n"].includes(key)) event.preventDefault();
  if (document.querySelector("dialog[open], [role=menu]")) return;
  const id = idOf(focused());

  if (command && key === "n") does.add();
  else if (command && key === "o") does.choose();
  else if (command && key === "f") does.search();
  else if (command && key === "p") does.print(id);
  else if (isField(event.target)) return;
  else if (command && key === "z" && !event.shiftKey) does.undo();
  else if (plain && key === "/") {
    event.preventDefault();
    does.search();
  } else if (plain && /^[1-9]$/.test(key)) waiting = setTimeout(() => does.show(Number(key) - 1), ALONE);
  else if (plain && key in STEPS) {
    if (move(STEPS[key]!)) event.preventDefault();
  } else if (plain && key === "Delete") {
    if (id !== null) does.bin(id);
  } else if (plain && key === "Escape") does.close(id);
}

type Step = { x: number; y: number };
const STEPS: Record<string, Step> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

const slips = () => Array.from(document.querySelectorAll<HTMLElement>("[data-held]"));
const focused = () => document.activeElement?.closest<HTMLElement>("[data-held]") ?? null;
const idOf = (slip: HTMLElement | null) => (slip ? Number(slip.dataset.held) : null);
export const indexOf = (id: number) => slips().findIndex((slip) => idOf(slip) === id);

/** To the nearest slip in that direction; false if there is none. */
function move({ x, y }: Step): boolean {
  const all = slips();
  const here = focused();
  if (!here) return focusOn(all[0]);
  const from = middle(here);
  const ahead = all
    .filter((slip) => slip !== here)
    .map((slip) => ({ slip, by: { x: middle(slip).x - from.x, y: middle(slip).y - from.y } }))
    .filter(({ by }) => by.x * x + by.y * y > 4)
    // What stands aside of the way counts twice.
    .map(({ slip, by }) => ({ slip, far: Math.abs(by.x) * (x ? 1 : 2) + Math.abs(by.y) * (y ? 1 : 2) }))
    .sort((one, other) => one.far - other.far);
  return focusOn(ahead[0]?.slip);
}

function middle(slip: HTMLElement): Step {
  const { left, top, width, height } = slip.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** After a slip has gone: the focus goes to the one that took its place, or to the last. */
export function focusNear(index: number): void {
  const all = slips();
  if (!focusOn(all[Math.min(index, all.length - 1)])) document.querySelector<HTMLElement>("[data-testid=add]")?.focus();
}

function focusOn(slip: HTMLElement | undefined): boolean {
  const target = slip?.querySelector<HTMLElement>("input:enabled, button");
  target?.focus();
  slip?.scrollIntoView?.({ block: "nearest" });
  return target !== undefined && target !== null;
}
