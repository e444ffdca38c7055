const FAMILY = "family=three&authority=two";
const LIST = ["张小满，一年级（3）班，20260317", "欧阳娜娜，一年级（3）班，20260318", "，一年级（3）班", "王一，一年级（3）班，440106201905021234", "李想，一年级（3）班，20260320", "李想，一年级（3）班，20260320", "阿卜杜热合曼·阿卜杜喀迪尔，一年级（3）班"].join("\n");

const GOOD = ["张小满", "欧阳娜娜", "王一", "李想", "阿卜杜热合曼·阿卜杜喀迪尔"].map((name, index) => `${name}，一年级（3）班，2026032${index}`).join("\n");

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
const issuers = (page) => page.evaluate(() => document.querySelector("[data-section=issuers]").scrollIntoView());
const list = async (page, lines = LIST) => {
  await page.getByTestId("school-until").fill("2027-01-31");
  await page.getByTestId("school-until").blur();
  await page.getByTestId("school-list").fill(lines);
  await page.getByTestId("pupil").first().waitFor();
};

/**
 * Authorities, runs, the live code and the School room: name → [query, room, what is done]. The border of a live code
 * moves by itself, and is looked at moving.
 */
export const authority = {
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
  runs: [FAMILY, "family", async () => {}],
  "runs-end": [FAMILY, "family", (page) => page.getByTestId("person").last().scrollIntoViewIfNeeded()],
  "runs-practice": ["practice", "family", async () => {}],
  "runs-menu": [FAMILY, "family", async (page) => {
    await page.getByTestId("person").first().getByTestId("more").first().click();
  }],
  "runs-details": [FAMILY, "family", (page) => page.locator("[data-run] [data-testid=details]").first().click()],
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
    await page.getByTestId("field-problem").waitFor();
  }],
  school: ["school=key", "school", async () => {}],
  "school-practice": ["school=key&practice", "school", (page) => list(page)],
  "school-list": ["school=key", "school", (page) => list(page)],
  "school-cards": ["school=key", "school", async (page) => {
    await list(page, GOOD);
    await page.getByTestId("school-print").click();
    await page.getByTestId("read-back").waitFor();
  }],
  "school-going": ["school=key&stuck=print_school", "school", async (page) => {
    await list(page, GOOD);
    await page.getByTestId("school-print").click();
    await page.getByTestId("cards-stop").waitFor();
  }],
};
