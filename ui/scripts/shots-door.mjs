/**
 * Pictures of the door and the settings over the fake desk: `node scripts/shots-door.mjs [filter]` →
 * ../target/shots-door/*.png. One picture is one screen in one language, theme, size and type size.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const out = fileURLToPath(new URL("../../target/shots-door/", import.meta.url));
const filter = new RegExp(process.argv[2] ?? "");

const KIT = "000G40R40M30E209185GR38E1W8124QZ2F7M";
const STUCK = [
  "keychain-locked", "denied", "no-service", "no-answer", "gone", "store-changed", "wrong-secret", "broken",
  "vault-missing", "in-use", "damaged", "older-copy", "newer-format", "unwritable", "no-space", "failed",
];

const ensure = (page) => page.evaluate(() => void window.door.ensureOpen());
const start = (step) => (page) => page.evaluate((name) => window.door.start(name), step);
const secrets = (page) => page.locator("dialog [data-testid=secret], main [data-testid=secret]");
const type = async (page, at, keys) => {
  const all = secrets(page);
  await all.nth(at).focus();
  await page.keyboard.type(keys);
};
const press = (page) => page.getByTestId("press").click();
const shut = (page) => page.evaluate(() => document.activeElement?.blur());

/** Name → [state of the door, what is done, more of the query]. */
const states = {
  locked: ["locked", async () => {}],
  typing: ["locked", (page) => type(page, 0, "2580")],
  wrong: ["locked", async (page) => {
    await type(page, 0, "111111");
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=unlock-note]:not(:empty)").waitFor();
  }],
  waiting: ["waiting", async () => {}],
  passphrase: ["passphrase", (page) => type(page, 0, "correct horse battery staple")],
  renew: ["renew", async () => {}],
  looking: ["locked", (page) => page.getByTestId("going").waitFor(), "wait=1500&late"],
  "set-up": ["new", async (page) => {
    await ensure(page);
    await page.locator("dialog").waitFor();
  }],
  "set-up-differ": ["new", async (page) => {
    await ensure(page);
    await type(page, 0, "258014");
    await type(page, 1, "258015");
    await press(page);
    await page.getByTestId("problem").waitFor();
  }],
  "set-up-passphrase": ["new", async (page) => {
    await ensure(page);
    await page.getByTestId("use-passphrase").click();
    await type(page, 0, "six words that nobody would ever guess");
  }],
  "set-up-network": ["network", async (page) => {
    await ensure(page);
    await page.locator("dialog").waitFor();
  }],
  offered: ["locked", async (page) => {
    await page.evaluate(() => void window.door.offer("kincode-2026-11-15.kcb", new Uint8Array(1)));
    await page.getByTestId("restore-here").waitFor();
  }],
  "first-kit": ["new", async (page) => {
    await ensure(page);
    await type(page, 0, "258014");
    await type(page, 1, "258014");
    await press(page);
    await page.waitForFunction(() => window.door.step === "first-kit");
  }],
  kit: ["new", async (page) => {
    await states["first-kit"][1](page);
    await press(page);
    await page.getByTestId("kit").waitFor();
  }],
  "ask-open": ["locked", ensure],
  "ask-stuck": ["no-answer", ensure],
  "ask-first": ["first-no-service", ensure],
  pin: ["open", (page) => page.evaluate(() => void window.door.askPin())],
  "kit-entry": ["locked", async (page) => {
    await page.getByTestId("use-kit").click();
    await page.getByTestId("kit-field").fill(KIT.slice(0, 14));
  }],
  "kit-mistyped": ["locked", async (page) => {
    await page.getByTestId("use-kit").click();
    await page.getByTestId("kit-field").fill(KIT.slice(0, 35));
    await press(page);
    await page.getByTestId("problem").waitFor();
  }],
  "start-new": ["gone", start("start-new")],
  restore: ["gone", start("restore")],
  "restore-file": ["gone", async (page) => {
    await start("restore")(page);
    await page.getByTestId("choose-backup").setInputFiles({ name: "kincode-2026-11-15.kcb", mimeType: "", buffer: Buffer.from("x") });
    await page.getByTestId("kit-field").fill(KIT);
  }],
  "restore-holds": ["gone", async (page) => {
    await states["restore-file"][1](page);
    await press(page);
    await secrets(page).first().waitFor();
  }],
  "restore-broken": ["gone", async (page) => {
    await start("restore")(page);
    await page.getByTestId("choose-backup").setInputFiles({ name: "broken.kcb", mimeType: "", buffer: Buffer.from("x") });
    await page.getByTestId("problem").waitFor();
  }],
  rescue: ["damaged", start("rescue")],
  "rescue-found": ["damaged", async (page) => {
    await start("rescue")(page);
    await type(page, 0, "258014");
    await press(page);
    await page.getByTestId("let-be").waitFor();
  }],
  "still-waiting": ["no-answer", async (page) => {
    await page.locator("[data-way=retry]").click();
    await page.getByTestId("going").waitFor();
  }, "wait=800"],
  details: ["store-changed", (page) => page.locator("summary").click()],
  settings: ["open", async () => {}, "settings"],
  "window-locked": ["locked", (page) => page.getByTestId("lock-screen").waitFor(), "family=three", "/"],
  "window-settings": ["open", (page) => page.getByTestId("room-settings").click(), "family=three", "/"],
  "window-keep": ["new", async (page) => {
    await page.getByTestId("room-settings").click();
    await page.getByTestId("set-open").click();
    await secrets(page).first().waitFor();
  }, "", "/"],
  "settings-end": ["open", (page) => page.locator("main section").last().scrollIntoViewIfNeeded(), "settings"],
  "settings-bare": ["bare", async () => {}, "settings"],
  "settings-new": ["new", async () => {}, "settings"],
  "settings-locked": ["locked", async () => {}, "settings"],
  "change-pin": ["open", start("change-pin"), "settings"],
  "make-kit": ["open", async (page) => {
    await page.evaluate(() => window.door.loadVault());
    await start("make-kit")(page);
  }, "settings"],
  "back-up": ["open", start("back-up"), "settings"],
  "back-up-own": ["bare", start("back-up"), "settings"],
  erase: ["open", async (page) => {
    await start("erase")(page);
    await type(page, 0, "258014");
  }, "settings"],
};
for (const state of STUCK) states[`stuck-${state}`] = [state, async () => {}];

/** [name, state, look, options]. */
const takes = [];
const all = Object.keys(states);
for (const state of all) takes.push([`${state}-zh-light`, state, "lang=zh&theme=light"]);
for (const state of all) takes.push([`${state}-en-light`, state, "lang=en&theme=light"]);
const few = ["window-locked", "window-settings", "locked", "typing", "waiting", "set-up", "kit", "renew", "restore-holds", "rescue-found", "stuck-no-answer", "stuck-older-copy", "settings", "settings-end", "settings-bare", "erase", "change-pin", "kit-entry", "pin"];
for (const state of few) takes.push([`${state}-zh-dark`, state, "lang=zh&theme=dark"]);
for (const state of few) takes.push([`${state}-zh-type250`, state, "lang=zh&theme=light", { type: 40 }]);
for (const state of ["locked", "set-up", "kit", "stuck-gone", "settings", "restore-file"])
  takes.push([`${state}-en-type250`, state, "lang=en&theme=light", { type: 40 }]);
for (const state of ["window-locked", "window-settings", "locked", "set-up", "kit", "stuck-gone", "settings", "restore-file", "change-pin"])
  takes.push([`${state}-zh-narrow`, state, "lang=zh&theme=light", { width: 480, height: 800 }]);
for (const state of ["typing", "set-up", "kit", "stuck-gone", "settings"])
  takes.push([`${state}-zh-forced`, state, "lang=zh&theme=dark", { forced: true }]);

const server = await createServer({
  configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
  mode: "fake",
  logLevel: "error",
  server: { port: 4181, strictPort: true, host: "127.0.0.1", hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
await mkdir(out, { recursive: true });
let failed = 0;
for (const [name, state, look, { type: size, width = 1366, height = 768, forced } = {}] of takes) {
  if (!filter.test(name)) continue;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: "reduce",
    forcedColors: forced ? "active" : "none",
  });
  page.on("pageerror", (error) => {
    failed += 1;
    console.error(`${name}: ${error.message}`);
  });
  page.setDefaultTimeout(8000);
  // The first page waits for the dev server to build everything.
  page.setDefaultNavigationTimeout(60_000);
  try {
    const [door, act, more = "", path = "/scripts/door-preview.html"] = states[state];
    await page.goto(`http://127.0.0.1:4181${path}?${look}&door=${door}&${more}`);
    if (size) await page.addStyleTag({ content: `html { font-size: ${size}px !important }` });
    await page.locator("main").waitFor({ state: "attached" });
    await act(page);
    if (/focus/.test(name)) await shut(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(120);
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
