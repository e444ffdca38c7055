/**
 * The page over the fake desk in Chromium: `npm run shots`, `npm run axe`. The page is built before
 * (`vite build --mode fake`); Chromium is the system's, or the one that CHROMIUM names.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const CHROMIUMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Opens a stage; `port` 0 takes any that is free. */
export async function stage() {
  const executablePath = process.env.CHROMIUM ?? CHROMIUMS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("There is no Chromium here. Install it, or name it in CHROMIUM.");
  const server = await preview({
    configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
    mode: "fake",
    logLevel: "error",
    preview: { port: 4179, strictPort: false, host: "127.0.0.1" },
  });
  const browser = await chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"],
  });
  const address = server.resolvedUrls.local[0];

  /** One context for each kind of screen: its pages share what was loaded. */
  const screens = new Map();
  const screen = ({ width, height, scale, forced, night, moves }) => {
    const kind = [width, height, scale, forced, night, moves].join();
    if (!screens.has(kind)) {
      screens.set(
        kind,
        browser.newContext({
          viewport: { width, height },
          deviceScaleFactor: scale,
          reducedMotion: moves ? "no-preference" : "reduce",
          colorScheme: night ? "dark" : "light",
          forcedColors: forced ? "active" : "none",
        }),
      );
    }
    return screens.get(kind);
  };

  return {
    /** A page in that state: `lang`, `theme`; `type` (px) is the root's type size, `scale` the device's. */
    async enter({ room, query, act, moves = false }, { lang = "zh", theme = "light", type, width = 1366, height = 768, scale = 1, forced, night } = {}) {
      const page = await (await screen({ width, height, scale, forced, night, moves })).newPage();
      // A machine that does other things at the same time is slow, not broken.
      page.setDefaultTimeout(30_000);
      page.failures = [];
      page.on("pageerror", (error) => page.failures.push(error.message));
      await page.addInitScript((name) => sessionStorage.setItem("room", name), room);
      try {
        await page.goto(`${address}?lang=${lang}&theme=${theme}&${query}`);
        if (type) await page.addStyleTag({ content: `html { font-size: ${type}px !important }` });
        await page.locator("main").first().waitFor({ state: "attached" });
        if (room === "family" && /family=|practice/.test(query) && !/door=/.test(query)) await page.getByTestId("person").first().waitFor();
        if (room === "family" && /door=(?!open|bare|new|network)/.test(query) && !/stuck=/.test(query)) await page.getByTestId("lock-screen").waitFor();
        await act(page);
        await page.evaluate(() => document.fonts.ready);
      } catch (error) {
        page.failures.push(error.message);
      }
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Runs `work` over `items`, two at a time: pages wait more than they work. */
export async function each(items, work, hands = 2) {
  const left = [...items];
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}
