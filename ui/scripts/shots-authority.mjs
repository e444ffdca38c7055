/**
 * Pictures of authorities, runs, the live code and the School room over the fake desk:
 * `node scripts/shots-authority.mjs [filter]` → ../target/shots-authority/*.png. One picture is one screen in one
 * language, theme, size and type size.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const out = fileURLToPath(new URL("../../target/shots-authority/", import.meta.url));
const filter = new RegExp(process.argv[2] ?? "");

const FAMILY = "family=three&authority=two";
const LIST = ["张小满，一年级（3）班，20260317", "欧阳娜娜，一年级（3）班，20260318", "，一年级（3）班", "王一，一年级（3）班，440106201905021234", "李想，一年级（3）班，20260320", "李想，一年级（3）班，20260320", "阿卜杜热合曼·阿卜杜喀迪尔，一年级（3）班"].join("\n");

const live = async (page, nth = 0) => {
  await page.locator("[data-run] [data-testid=show]").nth(nth).click();
  await page.getByTestId("live").waitFor();
};
const menu = async (page, person, entry) => {
  await page.getByTestId("person").nth(person).getByTestId("more").first().click();
  await page.locator("[role=menuitem]").nth(entry).click();
};
const paper = async (page, nth) => {
  await page.locator("[data-run]").nth(nth).getByTestId("paper").click();
  await page.getByTestId("papers").waitFor();
};
const ready = async (page) => {
  await page.getByTestId("readiness").click();
  await page.getByTestId("ready-day").fill("2026-12-15");
  await page.getByTestId("ready-day").blur();
  await page.getByTestId("ready-row").first().waitFor();
};
const issuers = async (page) => {
  await page.locator("[data-section=issuers]").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector("[data-section=issuers]").scrollIntoView());
};
const list = async (page) => {
  await page.getByTestId("school-until").fill("2027-01-31");
  await page.getByTestId("school-until").blur();
  await page.getByTestId("school-list").fill(LIST);
  await page.getByTestId("pupil").first().waitFor();
};

/** Name → [query, room, what is done]. */
const states = {
  live: [`${FAMILY}&renew=23000`, "family", (page) => live(page)],
  "live-practice": ["practice&renew=23000", "family", (page) => live(page)],
  "live-plain": [`${FAMILY}&renew=11000`, "family", (page) => live(page, 2)],
  "live-challenge": [FAMILY, "family", async (page) => {
    await live(page);
    await page.getByTestId("live-challenge").click();
    await page.getByTestId("challenge").fill("4829");
  }],
  "live-challenged": [FAMILY, "family", async (page) => {
    await live(page);
    await page.getByTestId("live-challenge").click();
    await page.getByTestId("challenge").fill("482913");
    await page.getByTestId("challenge-enter").click();
    await page.getByTestId("challenged").waitFor();
  }],
  "live-none": [`${FAMILY}&strip=none`, "family", (page) => live(page)],
  show: [FAMILY, "family", async (page) => {
    await page.locator("[data-held]:not([data-run]) [data-testid=show]").first().click();
    await page.getByTestId("showing").waitFor();
  }],
  board: [FAMILY, "family", async () => {}],
  "board-end": [FAMILY, "family", (page) => page.getByTestId("person").last().scrollIntoViewIfNeeded()],
  "board-practice": ["practice", "family", async () => {}],
  "board-menu": [FAMILY, "family", async (page) => {
    await page.getByTestId("person").first().getByTestId("more").first().click();
  }],
  details: [FAMILY, "family", (page) => page.locator("[data-run] [data-testid=details]").first().click()],
  codes: [FAMILY, "family", (page) => menu(page, 1, 0)],
  "codes-nobody": ["family=three", "family", (page) => menu(page, 0, 0)],
  "codes-problem": [`${FAMILY}&offline`, "family", async (page) => {
    await menu(page, 1, 0);
    await page.getByTestId("codes-get").click();
    await page.locator("dialog [data-testid=problem]").waitFor();
  }],
  papers: [FAMILY, "family", (page) => paper(page, 3)],
  "papers-first": [FAMILY, "family", (page) => paper(page, 0)],
  compare: [FAMILY, "family", async (page) => {
    await menu(page, 0, 1);
    await page.getByTestId("side").first().waitFor();
  }],
  ready: [FAMILY, "family", ready],
  empty: ["", "family", async () => {}],
  issuers: [FAMILY, "settings", async (page) => {
    await page.getByTestId("issuer-more").first().click();
    await issuers(page);
  }],
  "issuers-none": ["", "settings", issuers],
  "issuers-offer": ["", "settings", async (page) => {
    await page.getByTestId("issuer-address").fill("https://codes.mingyuan.example");
    await page.getByTestId("issuer-look").click();
    await page.getByTestId("issuer-offer").waitFor();
  }],
  "issuers-wrong": ["", "settings", async (page) => {
    await page.getByTestId("issuer-address").fill("https://wrong.example");
    await page.getByTestId("issuer-look").click();
    await page.getByTestId("field-problem").waitFor();
    await issuers(page);
  }],
  "issuers-practice": ["practice", "settings", issuers],
  "school-new": ["", "school", async () => {}],
  "school-wrong": ["", "school", async (page) => {
    await page.getByTestId("school-name").fill("阳光小学");
    await page.getByTestId("school-id").fill("Y");
    await page.getByTestId("school-region").fill("CN-GD");
    await page.getByTestId("school-make").click();
    await page.getByTestId("problem").waitFor();
  }],
  school: ["school=key", "school", async () => {}],
  "school-practice": ["school=key&practice", "school", list],
  "school-list": ["school=key", "school", list],
  "school-cards": ["school=key", "school", async (page) => {
    await list(page);
    await page.getByTestId("school-print").click();
    await page.getByTestId("preview").waitFor();
  }],
  "school-going": ["school=key&wait=700", "school", async (page) => {
    await list(page);
    await page.getByTestId("school-print").click();
    await page.getByTestId("cards-stop").waitFor();
  }],
  keys: ["school=key", "school", async (page) => {
    await page.keyboard.press("?");
    await page.locator("dialog").waitFor();
  }],
};

/** [name, state, look, options]. */
const takes = [];
const all = Object.keys(states);
for (const state of all) takes.push([`${state}-zh-light`, state, "lang=zh&theme=light"]);
for (const state of all) takes.push([`${state}-zh-dark`, state, "lang=zh&theme=dark"]);
for (const state of all) takes.push([`${state}-en-light`, state, "lang=en&theme=light"]);
for (const state of all) takes.push([`${state}-en-dark`, state, "lang=en&theme=dark"]);
for (const state of ["live", "live-challenge", "live-none", "board", "compare", "papers", "ready", "issuers", "issuers-offer", "school-new", "school-list", "school-cards", "codes", "empty"]) {
  takes.push([`${state}-zh-type250`, state, "lang=zh&theme=light", { type: 40 }]);
}
for (const state of ["live", "board", "issuers", "school-list"]) takes.push([`${state}-en-type250`, state, "lang=en&theme=light", { type: 40 }]);
for (const state of ["live", "live-practice", "board", "school-list", "issuers"]) takes.push([`${state}-zh-narrow`, state, "lang=zh&theme=light", { width: 480, height: 800 }]);
for (const state of ["live", "board", "compare"]) takes.push([`${state}-zh-forced`, state, "lang=zh&theme=dark", { forced: true }]);
for (const state of ["live", "board", "school-list"]) takes.push([`${state}-zh-wide`, state, "lang=zh&theme=light", { width: 1920, height: 1080 }]);
takes.push(["live-zh-still", "live", "lang=zh&theme=light", { still: true }]);

const server = await createServer({
  configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
  mode: "fake",
  logLevel: "error",
  server: { port: 4183, strictPort: true, host: "127.0.0.1", hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
await mkdir(out, { recursive: true });
let failed = 0;
for (const [name, state, look, { type: size, width = 1366, height = 768, forced, still } = {}] of takes) {
  if (!filter.test(name)) continue;
  const [query, room, act] = states[state];
  const page = await browser.newPage({
    viewport: { width, height },
    // Only the border of a live code moves by itself; everything else is taken at rest.
    reducedMotion: state.startsWith("live") && !still ? "no-preference" : "reduce",
    forcedColors: forced ? "active" : "none",
  });
  page.on("pageerror", (error) => {
    failed += 1;
    console.error(`${name}: ${error.message}`);
  });
  page.setDefaultTimeout(15_000);
  // The first page waits for the dev server to build everything.
  page.setDefaultNavigationTimeout(90_000);
  await page.addInitScript((name) => sessionStorage.setItem("room", name), room);
  try {
    await page.goto(`http://127.0.0.1:4183/?${look}&${query}`);
    if (size) await page.addStyleTag({ content: `html { font-size: ${size}px !important }` });
    await page.locator("main").waitFor({ state: "attached" });
    if (/family=|practice/.test(query) && room === "family") await page.getByTestId("person").first().waitFor();
    await act(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(200);
    const sideways = await page.evaluate(
      () =>
        document.documentElement.scrollWidth > innerWidth + 1 ||
        [...document.querySelectorAll("dialog .body, main")].some((one) => one.scrollWidth > one.clientWidth + 1),
    );
    if (sideways) throw new Error("scrolls sideways");
    await page.screenshot({ path: `${out}${name}.png`, fullPage: Boolean(size) && !(await page.locator("dialog").count()) });
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${error.message}`);
    await page.screenshot({ path: `${out}${name}.png` });
  }
  await page.close();
}
await browser.close();
await server.close();
process.exit(failed > 0 ? 1 : 0);
