/**
 * `npm run icons`: draws every size of the seal from icons/seal.svg, offline, and says which have changed. The same
 * outline is the seal in the window (src/parts/Seal.svelte), so there is one drawing of it.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const icons = fileURLToPath(new URL("../../icons/", import.meta.url));
const tauri = fileURLToPath(new URL("../node_modules/@tauri-apps/cli/tauri.js", import.meta.url));
const drawn = mkdtempSync(join(tmpdir(), "icons-"));
const draw = (...more) =>
  execFileSync(process.execPath, [tauri, "icon", join(icons, "seal.svg"), "--output", drawn, ...more], { stdio: "ignore" });

/** Panels, menus and launchers of Linux; `@2x` and `icon.png` are the names that Tauri looks for. */
const SIZES = ["16x16", "32x32", "48x48", "64x64", "128x128", "128x128@2x", "icon"];

draw();
draw("--png", "16,48");
for (const name of [...SIZES.map((size) => `${size}.png`), "icon.ico", "icon.icns"]) {
  const [from, to] = [join(drawn, name), join(icons, name)];
  // The parts of an .icns stand in another order each time: of the same size, it is the same.
  const same = (one, other) => (name.endsWith(".icns") ? one.length === other.length : one.equals(other));
  if (existsSync(to) && same(readFileSync(from), readFileSync(to))) continue;
  copyFileSync(from, to);
  console.log(`icons/${name}`);
}
rmSync(drawn, { recursive: true });
