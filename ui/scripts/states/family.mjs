import { put } from "./hands.mjs";

/** The Family room; `?family=three` has the people of the look in it. */
export const family = {
  family: async () => {},
  "family-empty": async () => {},
  "family-many": async () => {},
  "family-long": async () => {},
  "family-crowd": async () => {},
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
    await family["family-bin"](page);
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
    await page.locator("[role=menuitem]").nth(1).click();
    await page.getByTestId("person-form").waitFor();
  },
  "family-person-wrong": async (page) => {
    await family["family-person"](page);
    await page.getByTestId("person-birth").fill("五月二日");
    await page.getByTestId("save-person").click();
    await page.getByTestId("field-problem").waitFor();
  },
  "family-merge": async (page) => {
    await page.getByTestId("person").first().getByTestId("more").first().click();
    await page.locator("[role=menuitem]").nth(5).click();
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
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=found]").length >= 3);
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
  "family-choose": async (page) => {
    await page.getByTestId("choose-begin").click();
    await page.locator("[data-held] input:enabled").first().check();
    await page.locator("[data-held] input:enabled").nth(3).check();
  },
  "family-together": async (page) => {
    await family["family-choose"](page);
    await page.getByTestId("print-chosen").click();
    await page.getByTestId("stock").selectOption("id1");
    await page.getByTestId("read-back").waitFor();
  },
  "family-print": async (page) => {
    await page.getByTestId("print-held").first().click();
    await page.getByTestId("read-back").waitFor();
  },
  show: async (page) => {
    await page.keyboard.press("1");
    await page.getByTestId("showing").waitFor();
  },
  "show-refused": async (page) => {
    await family.show(page);
    await page.keyboard.press("ArrowRight");
    await page.locator("[data-testid=showing][data-verdict=refuse]").waitFor();
  },
  "show-parts": async (page) => {
    await page.keyboard.press("2");
    await page.getByTestId("showing").waitFor();
    await page.getByTestId("show-phone").click();
  },
  "show-uyghur-long": async (page) => {
    await page.keyboard.press("2");
    await page.getByTestId("showing").waitFor();
  },
  "show-long": async (page) => {
    await page.keyboard.press("1");
    await page.getByTestId("showing").waitFor();
  },
};
