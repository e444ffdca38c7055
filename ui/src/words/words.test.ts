import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { speak, t } from "./words.svelte";

type Words = Map<string, Set<string>>;

/** Every message with the variables it asks for. */
function read(text: string): Words {
  const words: Words = new Map();
  for (const { id, value } of new FluentResource(text).body) {
    const asked = new Set<string>();
    JSON.stringify(value, (_, part) => {
      if (part?.type === "var") asked.add(part.name);
      return part;
    });
    words.set(id, asked);
  }
  return words;
}

/** The page's own files of a language. */
function files(lang: string): string {
  const folder = join("src/words", lang);
  const ours = readdirSync(folder).filter((name) => name.startsWith("ui"));
  return ours.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(svelte|ts)$/.test(path) && !path.includes(".test."))
  .map((path) => ({ path, text: readFileSync(join("src", path), "utf8") }));
const used = new Set(sources.flatMap(({ text }) => text.match(/(?<=\bt\(\s*")[a-z0-9-]+/g) ?? []));

const [zh, en] = [files("zh"), files("en")];

describe("the words of the page", () => {
  const [chinese, english] = [read(zh), read(en)];

  it("are the same in both languages, and ask for the same variables", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, asked] of chinese) {
      expect([...english.get(key)!].sort(), key).toEqual([...asked].sort());
    }
  });

  it("lose nothing to a slip of the pen in a Fluent file", () => {
    for (const [text, words] of [[zh, chinese], [en, english]] as const) {
      const written = text.match(/^[a-z][a-z0-9-]* =/gm) ?? [];
      expect(words.size).toBe(written.length);
    }
  });

  it("are all there and all used", () => {
    expect([...used].filter((key) => !chinese.has(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  it("are asked for by a written key, so that this test sees each", () => {
    for (const { path, text } of sources) {
      if (path.endsWith("words.svelte.ts")) continue;
      expect(text.match(/\bt\((?!\s*")/g), path).toBeNull();
    }
  });

  it("keep calm: no exclamation marks, no jargon", () => {
    expect(`${zh}${en}`).not.toMatch(/[!！]|\b(kid|JWS|COSE|CBOR|payload|token)\b/i);
  });

  it("speak the chosen language and its plurals", () => {
    expect(t("aside-done")).toBe("放到一边了。");
    speak("en");
    expect(t("offer-title", { count: 1 })).toBe("Trust this list?");
    expect(t("print-refused", { count: 2 })).toContain("codes are not valid");
    speak("zh");
  });
});
