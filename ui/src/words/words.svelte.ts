/**
 * The page's words, behind one `t()`. Fluent files lie beside, one folder a language; Rust reads
 * its own files of the same folders. Keys are held equal across languages by words.test.ts.
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Lang } from "../ipc/bindings";
import en from "./en/ui.ftl?raw";
import enAuthority from "./en/ui-authority.ftl?raw";
import enDoor from "./en/ui-door.ftl?raw";
import enFamily from "./en/ui-family.ftl?raw";
import enSchool from "./en/ui-school.ftl?raw";
import zh from "./zh/ui.ftl?raw";
import zhAuthority from "./zh/ui-authority.ftl?raw";
import zhDoor from "./zh/ui-door.ftl?raw";
import zhFamily from "./zh/ui-family.ftl?raw";
import zhSchool from "./zh/ui-school.ftl?raw";

/** Our language → the tag that `<html lang>` and `Intl` understand. */
export const TAGS: Record<Lang, string> = { zh: "zh-CN", en: "en" };

const TEXTS: Record<Lang, string[]> = {
  zh: [zh, zhAuthority, zhDoor, zhFamily, zhSchool],
  en: [en, enAuthority, enDoor, enFamily, enSchool],
};
/** A language is read when it is first spoken: the start reads one. */
const bundles: Partial<Record<Lang, FluentBundle>> = {};
let current = $state<Lang>("zh");

/** The message in the current language; read inside a component, it follows the language. */
export function t(key: string, args?: Record<string, FluentVariable>): string {
  const words = (bundles[current] ??= bundle(current));
  const pattern = words.getMessage(key)?.value;
  // A missing word shows its key: ugly, visible, and impossible past words.test.ts.
  return pattern ? words.formatPattern(pattern, args ?? null, []) : key;
}

export function speak(lang: Lang): void {
  current = lang;
}

export function spoken(): Lang {
  return current;
}

/** A number as this language writes it, e.g. a module's size in millimetres. */
export function decimal(value: number, digits: number): string {
  return value.toLocaleString(TAGS[current], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function bundle(lang: Lang): FluentBundle {
  const words = new FluentBundle(TAGS[lang]);
  for (const text of TEXTS[lang]) words.addResource(new FluentResource(text));
  return words;
}
