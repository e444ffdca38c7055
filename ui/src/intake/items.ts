/** How codes come in: dropped, pasted and chosen things become items to read. */
import type { SourceView } from "../ipc/bindings";

/**
 * Something put in: a file with its name, pasted text with none, the clipboard's picture (`bytes`
 * null), or what is open in Rust already.
 */
export type Item = { name: string; bytes: (() => Promise<Uint8Array>) | null; opened?: SourceView };

/** A file, as something to be read. */
export function fromFile(file: File): Item {
  return { name: file.name, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** Pasted or dropped text: UTF-8 without a name. */
export function fromText(text: string): Item {
  return { name: "", bytes: async () => new TextEncoder().encode(text) };
}

/** A file that the system handed over: Rust has opened it already. */
export function fromOpened(opened: SourceView): Item {
  return { name: opened.name, bytes: null, opened };
}

/** The picture in the clipboard, which only Rust can see. */
export const clipboardPicture: Item = { name: "", bytes: null };

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
