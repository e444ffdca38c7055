import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import { build, type Rolldown } from "vite";
import { describe, expect, it } from "vitest";

const eslint = new ESLint();

async function broken(filePath: string, code: string): Promise<boolean> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.some((message) => message.ruleId === "no-restricted-imports");
}

describe("the import law is enforced", () => {
  it.each([
    ["src/parts/X.svelte", '<script>import "../rooms/check/Room.svelte";</script>'],
    ["src/parts/x.ts", 'import "../ipc/call";'],
    ["src/rooms/check/x.ts", 'import "../family/room.svelte";'],
    ["src/rooms/check/x.ts", 'import "../../rooms/family/room.svelte";'],
    ["src/rooms/check/x.ts", 'import "@tauri-apps/api/core";'],
    ["src/App.svelte", '<script>import "@tauri-apps/api/core";</script>'],
  ])("%s must not: %s", async (path, code) => {
    expect(await broken(path, code)).toBe(true);
  });

  it.each([
    ["src/rooms/check/x.ts", 'import "../../parts/Slip.svelte"; import "./room.svelte";'],
    ["src/ipc/call.ts", 'import "@tauri-apps/api/core";'],
    ["src/App.svelte", '<script>import "./rooms/check/Room.svelte";</script>'],
  ])("%s may: %s", async (path, code) => {
    expect(await broken(path, code)).toBe(false);
  });
});

describe("the product", () => {
  it("holds no fake desk, no remote address and no inlined file", async () => {
    const built = (await build({ logLevel: "silent", build: { write: false } })) as Rolldown.RolldownOutput;
    const text = built.output
      .map((file) => (file.type === "chunk" ? file.code : file.fileName.endsWith("woff2") ? "" : String(file.source)))
      .join("\n");
    expect(text).toContain("open_source");
    expect(text).not.toMatch(/this-desk-is-a-fake|mockIPC|MUELLER HANNA/);
    // Namespaces (w3.org) and the address of Svelte's error texts are names, not requests.
    const addresses = text.match(/https?:\/\/[\w.-]+/g) ?? [];
    expect(addresses.filter((one) => !/w3\.org|svelte\.dev/.test(one))).toEqual([]);
    expect(text).not.toMatch(/url\(["']?data:/);
  });

  it("uses four type sizes, and colour only by meaning", () => {
    for (const path of readdirSync("src", { recursive: true, encoding: "utf8" })) {
      if (!/\.svelte$/.test(path)) continue;
      const text = readFileSync(join("src", path), "utf8");
      expect(text.match(/font-size:(?! var\(--text-)/g), path).toBeNull();
      expect(text.match(/#[0-9a-f]{3,8}\b(?=[;\s,)])|--raw-/gi), path).toBeNull();
      expect(text.match(/(margin|padding|border)-(left|right|top|bottom)|text-align: (left|right)/g), path).toBeNull();
    }
  });
});
