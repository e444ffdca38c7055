/** The keys of the room. Native keys (Tab, Space, Enter on a button, Esc in a dialog) stay native. */
export type Does = {
  choose: () => void;
  print: () => void;
  undo: () => void;
  aside: (id: number) => void;
  /** Esc outside of a dialog: closes the details of the focused slip, or the note at the foot. */
  close: (id: number | null) => void;
};

export function listen(event: KeyboardEvent, does: Does): void {
  // Ctrl on most keyboards, Command on a Mac.
  const command = event.ctrlKey || event.metaKey;
  const plain = !command && !event.altKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // The browser's own print and open would show this page instead of the codes.
  if (command && (key === "p" || key === "o")) event.preventDefault();
  if (document.querySelector("dialog[open]")) return;

  if (command && key === "o") does.choose();
  else if (command && key === "p") does.print();
  else if (command && key === "z" && !event.shiftKey) does.undo();
  else if (plain && (key === "ArrowDown" || key === "ArrowUp")) {
    if (move(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  } else if (plain && key === "Delete") {
    const id = idOf(focused());
    if (id !== null) does.aside(id);
  } else if (plain && key === "Escape") does.close(idOf(focused()));
}

const slips = () => Array.from(document.querySelectorAll<HTMLElement>("[data-slip]"));
const focused = () => document.activeElement?.closest<HTMLElement>("[data-slip]") ?? null;

const idOf = (slip: HTMLElement | null) => (slip ? Number(slip.dataset.slip) : null);

/** Moves the focus to the next or previous slip; false if there is none. */
function move(by: 1 | -1): boolean {
  const all = slips();
  const here = focused();
  const at = here ? all.indexOf(here) + by : by > 0 ? 0 : all.length - 1;
  return focusOn(all[at]);
}

/** After a slip has gone: the focus goes to the one that took its place, or to the last. */
export function focusNear(index: number): void {
  const all = slips();
  if (!focusOn(all[Math.min(index, all.length - 1)])) {
    document.querySelector<HTMLElement>("[data-testid=choose-button]")?.focus();
  }
}

export const indexOf = (id: number) => slips().findIndex((slip) => idOf(slip) === id);

function focusOn(slip: HTMLElement | undefined): boolean {
  const target = slip?.querySelector<HTMLElement>("[data-testid=details]");
  target?.focus();
  slip?.scrollIntoView?.({ block: "nearest" });
  return target !== undefined && target !== null;
}
