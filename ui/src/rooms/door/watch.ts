/** Tells Rust that somebody is here, and learns from it when the vault has locked itself. */
import type { Door } from "./door.svelte";

/** At most so often (ms) is Rust told that keys or the pointer move. */
export const STAY = 10_000;
/** So often (ms) an open door is looked at: what it hid must not stay on the screen. */
export const LOOK = 5_000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Begins; returns what ends it. */
export function watch(door: Door): () => void {
  let told = -STAY;
  const here = () => {
    const now = performance.now();
    if (now - told < STAY) return;
    told = now;
    void door.stay();
  };
  const look = () => {
    if (door.view?.is === "open" && !door.busy) void door.load();
  };
  const timer = setInterval(look, LOOK);
  for (const sign of SIGNS) window.addEventListener(sign, here, { capture: true, passive: true });
  window.addEventListener("focus", look);
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, here, { capture: true });
    window.removeEventListener("focus", look);
  };
}
