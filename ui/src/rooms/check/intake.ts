/** How codes come in: dropped, pasted and chosen things become items to read. */
import { clipboardPicture, fromFile, fromText, type Item } from "./room.svelte";

/** Files first; text only if there is no file (a copied picture brings its address as text). */
export function itemsOf(data: DataTransfer | null): Item[] {
  if (!data) return [];
  if (data.files.length > 0) return Array.from(data.files, fromFile);
  const text = data.getData("text/plain").trim();
  return text ? [fromText(text)] : [];
}

/** What was pasted. WebKitGTK shows a page no pictures, so an empty paste is asked after in Rust. */
export function pasted(data: DataTransfer | null): Item[] {
  const items = itemsOf(data);
  return items.length > 0 ? items : [clipboardPicture];
}

/** Tells when something hangs over the window. Browsers differ in `dragleave`, so time decides. */
export function hovering(tell: (over: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    tell(true);
    timer = setTimeout(() => tell(false), 400);
  };
}

/**
 * WebKit pastes outside of a text field only if the page says beforehand that it wants to.
 * Chromium ignores this.
 */
export function welcomePaste(): () => void {
  const welcome = (event: Event) => event.preventDefault();
  document.addEventListener("beforepaste", welcome);
  return () => document.removeEventListener("beforepaste", welcome);
}
