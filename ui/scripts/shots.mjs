/**
 * Pictures of the window over the fake desk, to be looked at one by one: `npm run shots [-- WORDS...]` →
 * ../target/shots/*.png, and contact sheets in ../target/shots/sheets. A picture is taken if its name matches
 * all of the words (regular expressions). Needs ImageMagick for the sheets.
 */
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { measure } from "./measures.mjs";
import { each, stage } from "./stage.mjs";
import { states } from "./states/index.mjs";

const out = fileURLToPath(new URL("../../target/shots/", import.meta.url));
const wanted = process.argv.slice(2).filter((word) => word !== "--");

/** The rooms, and what stands for them: taken in every language, theme and size. */
const ROOMS = [
  "family", "family-empty", "family-found", "family-person", "show", "empty", "slips", "details", "scan", "print", "trust",
  "settings", "locked", "set-up", "kit", "stuck-no-answer", "live", "runs", "runs-practice", "compare", "ready", "issuers",
  "school-new", "school-list", "school-cards", "asking", "settings-rules",
];
const THEMES = [
  ["light", { theme: "light" }],
  ["dark", { theme: "dark", night: true }],
  ["contrast", { theme: "contrast" }],
];
/** 200 %: the same window, every length twice as large. */
const TWICE = { width: 683, height: 384, scale: 2 };

const takes = new Map();
const take = (name, state, look) => takes.set(name, { state, look });
for (const lang of ["zh", "en"]) {
  for (const state of Object.keys(states)) take(`${state}-${lang}-light`, state, { lang, theme: "light" });
  for (const state of ROOMS)
    for (const [theme, look] of THEMES) {
      take(`${state}-${lang}-${theme}`, state, { lang, ...look });
      take(`${state}-${lang}-${theme}-200`, state, { lang, ...look, ...TWICE });
    }
  for (const state of ROOMS) take(`${state}-${lang}-type250`, state, { lang, type: 40 });
}
for (const state of ROOMS) {
  take(`${state}-zh-night-contrast`, state, { theme: "contrast", night: true });
  take(`${state}-zh-forced`, state, { theme: "dark", night: true, forced: true });
  take(`${state}-zh-4k2`, state, { width: 1920, height: 1080, scale: 2 });
  take(`${state}-zh-4k1`, state, { width: 3840, height: 2160 });
}
for (const state of ["family-many", "family-crowd", "family-long", "show-long", "show-uyghur-long", "long"]) {
  take(`${state}-zh-type250`, state, { type: 40 });
  take(`${state}-zh-light-200`, state, TWICE);
  take(`${state}-zh-4k1`, state, { width: 3840, height: 2160 });
}

await mkdir(`${out}sheets`, { recursive: true });
const { enter, close } = await stage();
const taken = [];
let failed = 0;
await each(
  [...takes].filter(([name]) => wanted.every((word) => new RegExp(word).test(name))),
  async ([name, { state, look }]) => {
    const page = await enter(states[state], look);
    const whole = Boolean(look.type) && !(await page.locator("dialog").count());
    // Sixty codes in large type are a long page: its beginning will do.
    const { width, height } = page.viewportSize();
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(high, 4 * height) };
    await page.screenshot({ path: `${out}${name}.png`, ...(whole && { fullPage: true, clip }) });
    for (const wrong of [...page.failures, ...(await measure(page))]) {
      failed += 1;
      console.error(`${name}: ${wrong}`);
    }
    taken.push(name);
    await page.close();
  },
);
await close();

/** Six to a sheet, each with its name: large enough to see what is wrong. */
taken.sort();
for (let at = 0; at < taken.length; at += 6) {
  const some = taken.slice(at, at + 6);
  execFileSync("montage", [
    ...some.flatMap((name) => ["-label", name, `${out}${name}.png`]),
    ...["-tile", "2x3", "-geometry", "960x720>+8+8", "-background", "#888", "-pointsize", "18"],
    `${out}sheets/${String(1 + at / 6).padStart(3, "0")}-${some[0]}.png`,
  ]);
}
console.log(`${taken.length} pictures, ${failed} wrong`);
process.exit(failed > 0 ? 1 : 0);
