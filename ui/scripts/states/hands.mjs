/** What a person does in front of the page, for the states of the rooms. */
export const put = (page, ...names) =>
  page.getByTestId("choose").setInputFiles(
    names.map((name) => ({ name, mimeType: "image/png", buffer: Buffer.from(name) })),
  );
export const settle = (page, count) =>
  page.waitForFunction(
    (n) => document.querySelectorAll("[data-testid=slip]").length === n,
    count,
  );
export const threeSlips = async (page) => {
  await put(page, "expired.jpg", "unknown.pdf", "valid.png");
  await settle(page, 3);
};

/** As a scanner types: every key by its place, faster than anybody. */
export const scan = (page, text, ending = "Enter") =>
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
export const scanned = async (page, kind) => {
  await scan(page, `HC1:${kind}-0123456789ABCDEFGH`);
  await page.locator("[data-scanned]").waitFor();
};
export const trust = async (page) => {
  await page.getByTestId("trust").click();
  await page.getByTestId("trust-list").waitFor();
};
export const tryScanner = async (page) => {
  await page.getByTestId("scanner-test").click();
  await page.getByTestId("scanner-dialog").waitFor();
};

