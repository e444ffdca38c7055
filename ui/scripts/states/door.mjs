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

/** The door and the settings: name → [state of the vault, what is done, `settings` if that room is shown]. */
export const door = {
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
  opening: ["locked", (page) => page.getByTestId("going").waitFor(), "", "stuck=door"],
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
    await door["first-kit"][1](page);
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
    await door["restore-file"][1](page);
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
  }, "", "stuck=door:1"],
  "stuck-details": ["store-changed", (page) => page.locator("summary").click()],
  settings: ["open", async () => {}, "settings"],
  "settings-rules": ["open", async (page) => {
    await page.getByTestId("region-more").click();
    await page.getByTestId("region-from").selectOption("CN-SH");
    await page.getByTestId("region-other").first().waitFor();
    await page.locator("[data-section=rules]").scrollIntoViewIfNeeded();
  }, "settings", "region=CN-GD"],
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
for (const state of STUCK) door[`stuck-${state}`] = [state, async () => {}];

