/**
 * `npm run tour`: takes the pictures of docs/tour.md anew, small enough for a page: 255 colours, 120 kB at most.
 * Needs ImageMagick. People and codes in them are made up.
 */
import { execFileSync } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { each, stage } from "./stage.mjs";
import { states } from "./states/index.mjs";

const out = fileURLToPath(new URL("../../docs/tour/", import.meta.url));
const MOST = 120_000;

/** Name of the picture → the state that it shows, in which languages. */
const PICTURES = {
  first: ["family-empty", "zh", "en"],
  found: ["family-found", "zh", "en"],
  pin: ["set-up", "zh"],
  kit: ["kit", "zh"],
  family: ["family", "zh", "en"],
  show: ["show", "zh", "en"],
  print: ["family-print", "zh"],
  check: ["scan", "zh", "en"],
};

await mkdir(out, { recursive: true });
const { enter, close } = await stage();
await each(
  Object.entries(PICTURES).flatMap(([name, [state, ...langs]]) => langs.map((lang) => ({ name, state, lang }))),
  async ({ name, state, lang }) => {
    const page = await enter(states[state], { lang, width: 1366, height: 768 });
    if (page.failures.length > 0) throw new Error(`${name} ${lang}: ${page.failures[0]}`);
    const [whole, small] = [`${out}${name}-${lang}.whole.png`, `${out}${name}-${lang}.png`];
    await page.screenshot({ path: whole });
    execFileSync("convert", [whole, "-resize", "1092x", "-dither", "None", "-colors", "255", "-strip", "-define", "png:compression-level=9", `PNG8:${small}`]);
    await rm(whole);
    const { size } = await stat(small);
    if (size > MOST) throw new Error(`${name}-${lang}.png has ${size} bytes`);
    console.log(`docs/tour/${name}-${lang}.png ${Math.round(size / 1000)} kB`);
    await page.close();
  },
);
await close();
