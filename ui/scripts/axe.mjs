/**
 * `npm run axe`: axe-core over every room, dialog and state of the door, in each language and theme.
 * What a theme cannot change is asked once; contrast is asked in all. What measures.mjs measures must hold, too.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { measure } from "./measures.mjs";
import { each, stage } from "./stage.mjs";
import { states } from "./states/index.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wanted = process.argv.slice(2).filter((word) => word !== "--");
const begun = performance.now();

/** Theme and the system's own: what else is asked beside contrast. */
const LOOKS = [
  ["light", "light", "all"],
  ["dark", "dark", "contrast"],
  ["contrast", "light", "strong"],
  ["contrast", "dark", "strong"],
];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const RULES = {
  all: { runOnly: TAGS },
  contrast: { runOnly: { type: "rule", values: ["color-contrast"] } },
  strong: { runOnly: { type: "rule", values: ["color-contrast", "color-contrast-enhanced"] } },
};

const { enter, close } = await stage();
let [asked, passed] = [0, 0];
const wrong = [];
const names = Object.keys(states).filter((name) => wanted.every((word) => new RegExp(word).test(name)));
await each(
  names.flatMap((name) => ["zh", "en"].map((lang) => [name, lang])),
  async ([name, lang]) => {
    // At rest: a colour on its way from one theme to the next has no contrast of its own.
    const page = await enter({ ...states[name], moves: false }, { lang, theme: "light" });
    const found = [...page.failures, ...(await measure(page))];
    wrong.push(...found.map((failure) => `${name} ${lang}: ${failure}`));
    await page.evaluate(source);
    for (const [theme, system, rules] of LOOKS) {
      await page.emulateMedia({ colorScheme: system });
      const found = await page.evaluate(
        async ([theme, options]) => {
          document.documentElement.dataset.theme = theme;
          // What lies behind a dialog was asked without it.
          const front = options.runOnly.type === "rule" && [...document.querySelectorAll("dialog[open]")].at(-1);
          const { violations, passes } = await window.axe.run(front || document, { resultTypes: ["violations"], ...options });
          return {
            passes: passes.length,
            violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ""}`).join("; ")}`),
          };
        },
        [theme, RULES[rules]],
      );
      asked += 1;
      passed += found.passes;
      wrong.push(...found.violations.map((violation) => `${name} ${lang} ${theme} (${system}): ${violation}`));
    }
    await page.close();
  },
);
await close();
for (const one of wrong) console.error(one);
const seconds = Math.round((performance.now() - begun) / 1000);
console.log(`axe: ${names.length} states, ${asked} runs, ${passed} rules held, ${wrong.length} violations, ${seconds} s`);
process.exit(wrong.length > 0 ? 1 : 0);
