import { put, scan, scanned, settle, threeSlips, trust, tryScanner } from "./hands.mjs";

/** The Check room and what opens over it: name → what is done. */
export const check = {
  empty: async () => {},
  one: async (page) => {
    await put(page, "valid.png");
    await settle(page, 1);
  },
  slips: threeSlips,
  details: async (page) => {
    await threeSlips(page);
    await page.getByTestId("details").first().click();
  },
  claimed: async (page) => {
    await put(page, "unknown.pdf");
    await settle(page, 1);
    await page.getByTestId("details").first().click();
  },
  print: async (page) => {
    await threeSlips(page);
    await page.getByTestId("print").click();
    await page.getByTestId("read-back").waitFor();
  },
  card: async (page) => {
    await threeSlips(page);
    await page.getByTestId("print").click();
    await page.getByTestId("stock").selectOption("id1");
    await page.locator("input[value=both]").check({ force: true });
    await page.getByTestId("even-refused").click();
    await page.getByTestId("read-back").waitFor();
  },
  labels: async (page) => {
    await threeSlips(page);
    await page.getByTestId("print").click();
    await page.getByTestId("stock").selectOption("labels24");
    await page.getByTestId("start").fill("5");
    await page.getByTestId("start").blur();
    await page.getByTestId("read-back").waitFor();
  },
  "print-proving": async (page) => {
    await threeSlips(page);
    await page.getByTestId("print").click();
    await page.getByTestId("even-refused").click();
    await page.getByTestId("proving").locator("progress").waitFor();
    await page.waitForFunction(() => document.querySelector("progress").value === 1);
  },
  "print-range": async (page) => {
    await check.print(page);
    await page.getByTestId("range-to").fill("9");
    await page.getByTestId("range-to").blur();
    await page.getByTestId("range-problem").waitFor();
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
    await threeSlips(page);
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
    await threeSlips(page);
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
  "notices-slips": threeSlips,
  offer: async (page) => {
    await threeSlips(page);
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
    await check.offer(page);
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
    await check.address(page);
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
    await page.getByTestId("stock").selectOption("id1");
    await page.getByTestId("remedy").waitFor();
  },
  keys: async (page) => {
    await page.keyboard.press("?");
    await page.locator("dialog").waitFor();
  },
  drag: async (page) => {
    await threeSlips(page);
    await page.evaluate(() => dispatchEvent(new DragEvent("dragover", { cancelable: true })));
  },
  focus: async (page) => {
    await threeSlips(page);
    await page.keyboard.press("ArrowDown");
  },
  asking: async (page) => {
    await page.getByTestId("ask").click();
    await page.getByTestId("asked").waitFor();
    await scanned(page, "valid");
  },
  reading: async (page) => {
    await put(page, "valid.png", "pages-12.pdf", "c.png", "d.png");
    await settle(page, 3);
  },
};

