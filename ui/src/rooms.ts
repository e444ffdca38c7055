/** The rooms of the window, and the keys that belong to all of them. */
export const ROOMS = ["family", "check", "school", "settings"] as const;
export type RoomName = (typeof ROOMS)[number];

const KEPT = "room";

/** The room that was shown last, since the window is open: a reload comes back to it. */
export function rememberedRoom(): RoomName {
  const kept = sessionStorage.getItem(KEPT);
  return ROOMS.find((room) => room === kept) ?? "family";
}

export function rememberRoom(room: RoomName): void {
  sessionStorage.setItem(KEPT, room);
}

export type WindowDoes = { go: (room: RoomName) => void; lock: () => void; keys: () => void };

/** The keys of the window: rooms, the lock, and the list of all keys. */
export function listenInWindow(event: KeyboardEvent, does: WindowDoes): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  // What lies open is no reason not to lock: somebody may be coming in.
  if (command && key === "l") {
    event.preventDefault();
    does.lock();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const room = command && { "1": "family", "2": "check", "3": "school", ",": "settings" }[key];
  if (room) {
    event.preventDefault();
    does.go(room as RoomName);
  } else if (key === "?" && !command && !event.altKey && !isField(event.target)) does.keys();
}

/** Whether keys pressed here are meant as text. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}
