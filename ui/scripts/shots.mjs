/**
 * Pictures of the fake desk, to be looked at: `npm run shots [filter]` → ../target/shots/*.png.
 * One picture is one state of the room in one language, theme, size and type size.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const out = fileURLToPath(new URL("../../target/shots/", import.meta.url));
const filter = process.argv[2] ?? "";

const put = (page, ...names) =>
  page.getByTestId("choose").setInputFiles(
    names.map((name) => ({ name, mimeType: "image/png", buffer: Buffer.from(name) })),
  );
const settle = (page, count) =>
  page.waitForFunction(
    (n) => document.querySelectorAll("[data-testid=slip]").length === n,
    count,
  );
const family = async (page) => {
  await put(page, "expired.jpg", "unknown.pdf", "valid.png");
  await settle(page, 3);
};

/** As a scanner types: every key by its place, faster than anybody. */
const scan = (page, text, ending = "Enter") =>
  page.evaluate(
    ([keys, last]) => {
      const places = { ":": "Semicolon", "/": "Slash", "-": "Minus" };
      const press = (key, code) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent("keydown", { key, code, shiftKey: /[A-Z:]/.test(key), bubbles: true, cancelable: true }),
        );
      for (const key of keys) {
        press(key, places[key] ?? (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`));
      }
      if (last) press(last, last);
    },
    [text, ending],
  );
const scanned = async (page, kind) => {
  await scan(page, `HC1:${kind}-0123456789ABCDEFGH`);
  await page.locator("[data-scanned]").waitFor();
};
const trust = async (page) => {
  await page.getByTestId("trust").click();
  await page.getByTestId("trust-list").waitFor();
};
const tryScanner = async (page) => {
  await page.getByTestId("scanner-test").click();
  await page.getByTestId("scanner-dialog").waitFor();
};

const states = {
  empty: async () => {},
  one: async (page) => {
    await put(page, "valid.png");
    await settle(page, 1);
  },
  slips: family,
  details: async (page) => {
    await family(page);
    await page.getByTestId("details").first().click();
  },
  claimed: async (page) => {
    await put(page, "unknown.pdf");
    await settle(page, 1);
    await page.getByTestId("details").first().click();
  },
  print: async (page) => {
    await family(page);
    await page.getByTestId("print").click();
    await page.getByTestId("preview").waitFor();
  },
  card: async (page) => {
    await family(page);
    await page.getByTestId("print").click();
    await page.locator("input[value=id1]").check({ force: true });
    await page.locator("input[value=both]").check({ force: true });
    await page.getByTestId("even-refused").click();
    await page.getByTestId("preview").waitFor();
  },
  labels: async (page) => {
    await family(page);
    await page.getByTestId("print").click();
    await page.locator("input[value=labels24]").check({ force: true });
    await page.getByTestId("start").fill("5");
    await page.getByTestId("start").blur();
    await page.getByTestId("preview").waitFor();
  },
  refused: async (page) => {
    await put(page, "expired.jpg");
    await settle(page, 1);
    await page.getByTestId("print").click();
  },
  long: async (page) => {
    await put(page, "long.png", "claimed.png", "never.png");
    await settle(page, 3);
  },
  problems: async (page) => {
    await put(page, "broken-IMG_2041.HEIC", "empty.pdf", "valid.png");
    await settle(page, 1);
    await page.getByTestId("aside").click();
  },
  nothing: async (page) => {
    await put(page, "empty.pdf");
    await page.getByTestId("problem").waitFor();
  },
  formats: async (page) => {
    await put(page, "shc.pdf", "archive.png", "vds.jpg", "link.txt", "icvp.png");
    await settle(page, 5);
    await page.getByTestId("details").last().click();
  },
  events: async (page) => {
    await put(page, "shc.pdf");
    await settle(page, 1);
    await page.getByTestId("details").click();
    await page.locator("summary").first().click();
  },
  vds: async (page) => {
    await put(page, "vds.jpg");
    await settle(page, 1);
    await page.getByTestId("details").click();
  },
  scan: (page) => scanned(page, "shc"),
  "scan-archive": async (page) => {
    await family(page);
    await scanned(page, "archive");
  },
  "scan-refused": (page) => scanned(page, "expired"),
  "scan-claimed": async (page) => {
    await scanned(page, "vds");
    await page.getByTestId("details").click();
  },
  "scan-link": (page) => scanned(page, "link"),
  "scan-guardian": async (page) => {
    await scanned(page, "icvp");
    await page.getByTestId("details").click();
  },
  "scan-problem": async (page) => {
    await family(page);
    await scan(page, "hc1:ncfoxnts3dh3zsuzkv0etd");
    await page.getByTestId("scan-problem").waitFor();
  },
  scanner: tryScanner,
  "scanner-good": async (page) => {
    await tryScanner(page);
    await page.keyboard.type('Kincode 0123456789 QWERTZY qwertzy $%*+-./:;,_=?"{[]}', { delay: 4 });
    await page.keyboard.press("Enter");
    await page.getByTestId("arrived").waitFor();
  },
  "scanner-fault": async (page) => {
    await tryScanner(page);
    await scan(page, "hc1:ncfoxnts3dh3zsuzkv0etd", null);
    await page.getByTestId("arrived").waitFor();
  },
  notices: async () => {},
  "notices-slips": family,
  offer: async (page) => {
    await family(page);
    await put(page, "rki.pem");
    await page.getByTestId("confirm-trust").waitFor();
  },
  publisher: async (page) => {
    await put(page, "mingyuan.kct");
    await page.getByTestId("confirm-trust").waitFor();
  },
  known: async (page) => {
    await put(page, "known.kct");
    await page.getByTestId("confirm-trust").waitFor();
  },
  trust: async (page) => {
    await states.offer(page);
    await page.getByTestId("confirm-trust").click();
    await page.getByTestId("trust-offer").waitFor({ state: "detached" });
    await trust(page);
  },
  issuers: async (page) => {
    await trust(page);
    await page.getByTestId("issuers").last().click();
  },
  address: async (page) => {
    await trust(page);
    await page.getByTestId("lists-address").fill("https://lists.example.org/kincode.kct");
    await page.getByTestId("lists-address").blur();
    await page.locator("[data-testid=update-lists]:enabled").waitFor();
  },
  updating: async (page) => {
    await states.address(page);
    await page.getByTestId("update-lists").click();
    await page.getByTestId("going").waitFor();
  },
  offline: async (page) => {
    await trust(page);
    await page.getByTestId("lists-address").fill("https://broken.example.org/kincode.kct");
    await page.getByTestId("lists-address").blur();
    await page.locator("[data-testid=update-lists]:enabled").click();
    await page.locator("dialog [data-testid=problem]").waitFor();
  },
  dense: async (page) => {
    await put(page, "shc.pdf");
    await settle(page, 1);
    await page.getByTestId("print").click();
    await page.locator("input[value=id1]").check({ force: true });
    await page.getByTestId("use-stock").waitFor();
  },
  keys: async (page) => {
    await page.keyboard.press("?");
    await page.locator("dialog").waitFor();
  },
  drag: async (page) => {
    await family(page);
    await page.evaluate(() => dispatchEvent(new DragEvent("dragover", { cancelable: true })));
  },
  focus: async (page) => {
    await family(page);
    await page.keyboard.press("ArrowDown");
  },
};

/** The Family room; `?family=three` has the people of the look in it. */
const inFamily = {
  family: async () => {},
  "family-empty": async () => {},
  "family-many": async () => {},
  "family-details": async (page) => {
    await page.getByTestId("details").first().click();
  },
  "family-menu": async (page) => {
    await page.getByTestId("person").first().getByTestId("more").first().click();
  },
  "family-held-menu": async (page) => {
    await page.locator("[data-held] [data-testid=more]").first().click();
  },
  "family-search": async (page) => {
    await page.getByTestId("search").fill("xz");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=person]").length === 1);
  },
  "family-nothing": async (page) => {
    await page.getByTestId("search").fill("王");
    await page.getByTestId("nobody").waitFor();
  },
  "family-bin": async (page) => {
    await page.locator("[data-held]").first().focus();
    for (let index = 0; index < 2; index += 1) {
      const slip = page.locator("[data-held]").first();
      await slip.getByTestId("more").click();
      await page.locator("[role=menuitem]").last().click();
      await page.waitForFunction((n) => document.querySelectorAll("[data-held]").length === n, 5 - index);
    }
  },
  "family-bin-dialog": async (page) => {
    await inFamily["family-bin"](page);
    await page.getByTestId("open-bin").click();
    await page.getByTestId("held-row").first().waitFor();
  },
  "family-history": async (page) => {
    await page.getByTestId("older").first().click();
    await page.getByTestId("held-row").first().waitFor();
  },
  "family-document": async (page) => {
    await page.getByTestId("read").first().click();
    await page.getByTestId("page").waitFor();
  },
  "family-person": async (page) => {
    await page.getByTestId("person").last().getByTestId("more").first().click();
    await page.locator("[role=menuitem]").first().click();
    await page.getByTestId("person-form").waitFor();
  },
  "family-person-wrong": async (page) => {
    await inFamily["family-person"](page);
    await page.getByTestId("person-birth").fill("五月二日");
    await page.getByTestId("save-person").click();
    await page.getByTestId("field-problem").waitFor();
  },
  "family-merge": async (page) => {
    await page.getByTestId("person").first().getByTestId("more").first().click();
    await page.locator("[role=menuitem]").nth(4).click();
    await page.getByTestId("merge").waitFor();
  },
  "family-move": async (page) => {
    await page.locator("[data-held] [data-testid=more]").first().click();
    await page.locator("[role=menuitem]").first().click();
    await page.getByTestId("move-to").selectOption("new");
  },
  "family-add": async (page) => {
    await page.getByTestId("add").click();
  },
  "family-found": async (page) => {
    await put(page, "xiaozhou-shc-replaces.pdf", "alike-valid.jpg", "icvp.png", "already-xiaozhou-vds.png", "empty-体检表.pdf");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=found]").length === 5);
    await page.locator("[data-testid=keep]:enabled").waitFor();
  },
  "family-first": async (page) => {
    await put(page, "valid.png");
    await page.locator("[data-testid=keep]:enabled").waitFor();
  },
  "family-reading": async (page) => {
    await put(page, "pages-12.pdf", "b.png", "c.png");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=found]").length === 3);
  },
  "family-broken": async (page) => {
    await put(page, "broken.heic");
    await page.getByTestId("problem").waitFor();
  },
  "family-drag": async (page) => {
    await page.evaluate(() => dispatchEvent(new DragEvent("dragover", { cancelable: true })));
  },
  "family-focus": async (page) => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
  },
  "family-keys": async (page) => {
    await page.keyboard.press("?");
    await page.locator("dialog").waitFor();
  },
  "family-print": async (page) => {
    await page.getByTestId("print-held").first().click();
    await page.getByTestId("preview").waitFor();
  },
  show: async (page) => {
    await page.keyboard.press("1");
    await page.getByTestId("showing").waitFor();
  },
  "show-refused": async (page) => {
    await inFamily.show(page);
    await page.keyboard.press("ArrowRight");
    await page.locator("[data-testid=showing][data-verdict=refuse]").waitFor();
  },
  "show-parts": async (page) => {
    await page.keyboard.press("2");
    await page.getByTestId("showing").waitFor();
    await page.getByTestId("show-phone").click();
  },
  "show-long": async (page) => {
    await page.keyboard.press("4");
    await page.getByTestId("showing").waitFor();
  },
};
Object.assign(states, inFamily);
const of = (state) =>
  !(state in inFamily) || /empty|first/.test(state) ? "" : `&family=${/many|long/.test(state) ? "many" : "three"}`;

/** What is taken of which state: [name, state, query, options]. */
const takes = [];
const query = (state, look) =>
  look + of(state) + (state.startsWith("notices") ? "&notices" : "") + (["updating", "family-reading"].includes(state) ? "&wait=300" : "");
for (const state of Object.keys(states)) takes.push([`${state}-zh-light`, state, query(state, "lang=zh&theme=light")]);
for (const state of ["empty", "slips", "details", "claimed", "print", "long", "offer", "events", "scan", "scan-archive", "scan-refused", "scanner", "trust", "publisher", "notices-slips"])
  takes.push([`${state}-zh-dark`, state, query(state, "lang=zh&theme=dark")]);
for (const state of ["empty", "slips", "claimed", "print", "long", "keys", "problems", "formats", "events", "scan", "scan-archive", "scan-problem", "scanner", "scanner-fault", "trust", "publisher", "offline", "dense", "notices-slips"])
  takes.push([`${state}-en-light`, state, query(state, "lang=en&theme=light")]);
takes.push(["slips-en-dark", "slips", "lang=en&theme=dark"]);
for (const state of ["empty", "slips", "claimed", "print", "long", "offer", "scan", "scan-problem", "scanner", "trust", "publisher", "notices-slips"])
  takes.push([`${state}-zh-type250`, state, query(state, "lang=zh&theme=light"), { type: 40 }]);
for (const state of ["slips", "scan", "publisher"])
  takes.push([`${state}-en-type250`, state, "lang=en&theme=light", { type: 40 }]);
takes.push(["slips-zh-wide", "slips", "lang=zh&theme=light", { width: 1920, height: 1080 }]);
for (const state of ["slips", "scan"])
  takes.push([`${state}-zh-narrow`, state, "lang=zh&theme=light", { width: 700, height: 900 }]);
for (const state of ["slips", "scan", "publisher"])
  takes.push([`${state}-zh-forced`, state, "lang=zh&theme=dark", { forced: true }]);
for (const state of ["family", "family-empty", "family-found", "family-person", "family-bin-dialog", "show", "show-refused"])
  takes.push([`${state}-zh-dark`, state, query(state, "lang=zh&theme=dark")]);
for (const state of ["family", "family-empty", "family-many", "family-found", "family-person", "family-keys", "family-nothing", "show", "show-parts"])
  takes.push([`${state}-en-light`, state, query(state, "lang=en&theme=light")]);
for (const state of ["family", "family-empty", "family-found", "family-person", "family-menu", "show"])
  takes.push([`${state}-zh-type250`, state, query(state, "lang=zh&theme=light"), { type: 40 }]);
for (const state of ["family", "family-found", "show"])
  takes.push([`${state}-zh-narrow`, state, query(state, "lang=zh&theme=light"), { width: 700, height: 900 }]);
for (const state of ["family", "show", "family-menu"]) {
  takes.push([`${state}-zh-forced`, state, query(state, "lang=zh&theme=dark"), { forced: true }]);
  takes.push([`${state}-zh-wide`, state, query(state, "lang=zh&theme=light"), { width: 1920, height: 1080 }]);
}
takes.push(["reading-zh-light", "reading", "lang=zh&theme=light&wait=400"]);

states.reading = async (page) => {
  await put(page, "valid.png", "pages-12.pdf", "c.png", "d.png");
  await settle(page, 3);
};

const server = await preview({
  configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
  mode: "fake",
  logLevel: "error",
  preview: { port: 4179, strictPort: true, host: "127.0.0.1" },
});
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
await mkdir(out, { recursive: true });
let failed = 0;
for (const [name, state, query, { type, width = 1366, height = 768, forced } = {}] of takes) {
  if (!name.includes(filter)) continue;
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: "reduce",
    forcedColors: forced ? "active" : "none",
  });
  page.on("pageerror", (error) => {
    failed += 1;
    console.error(`${name}: ${error.message}`);
  });
  const room = state in inFamily ? "family" : "check";
  await page.addInitScript((name) => sessionStorage.setItem("room", name), room);
  try {
    await page.goto(`http://127.0.0.1:4179/?${query}`);
    if (type) await page.addStyleTag({ content: `html { font-size: ${type}px !important }` });
    await page.getByTestId("choose").waitFor({ state: "attached" });
    if (/&family=/.test(query)) await page.getByTestId("person").first().waitFor();
    await states[state](page);
    await page.evaluate(() => document.fonts.ready);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > innerWidth + 1,
    );
    if (sideways) throw new Error("scrolls sideways");
    await page.screenshot({ path: `${out}${name}.png`, fullPage: Boolean(type) && !(await page.locator("dialog").count()) });
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
