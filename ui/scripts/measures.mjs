/** What must hold of every screen whatever its size, language and theme, measured in the page itself. */

/** Each returns sentences about what is wrong. */
export const measures = {
  /** Nothing scrolls sideways. */
  sideways: (page) =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("main, dialog .body, dialog .page")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible")
        .map((one) => `${one.localName}.${one.className} scrolls sideways`),
    ),
  /** What is pressed is at least 40 by 40 pixels; a box in a label counts as its label. */
  presses: (page) =>
    page.evaluate(() => {
      const LEAST = 39.5;
      const all = document.querySelectorAll("button, summary, select, a[href], [role=menuitem], input:not([type=file], [aria-hidden]), label:has(input)");
      return [...all]
        .filter((one) => !(one.matches("input") && one.closest("label")) && one.checkVisibility({ visibilityProperty: true }))
        .map((one) => ({ one, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < LEAST || box.height < LEAST))
        .map(({ one, box }) => `${Math.round(box.width)} by ${Math.round(box.height)} is too small to press: ${one.textContent.trim() || one.outerHTML.slice(0, 90)}`);
    }),
  /** No word is cut off by the box that it stands in. */
  cut: (page) =>
    page.evaluate(() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const wrong = [];
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility() || parent.closest(".unseen, option, style, [data-testid=practice-veil]")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        for (let around = parent; around && around !== document.body; around = around.parentElement) {
          const { overflowX, textOverflow } = getComputedStyle(around);
          if (textOverflow === "ellipsis") break;
          if (overflowX !== "hidden" && overflowX !== "clip") continue;
          const edge = around.getBoundingClientRect();
          if (box.left < edge.left - 1 || box.right > edge.right + 1) wrong.push(`is cut off: ${text.data.trim()}`);
        }
      }
      return wrong;
    }),
  /** At most one main action on what lies in front. */
  mains: (page) =>
    page.evaluate(() => {
      const front = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
      const mains = [...front.querySelectorAll("button.main")].filter((one) => one.checkVisibility());
      return mains.length > 1 ? [`${mains.length} main actions: ${mains.map((one) => one.textContent.trim()).join(", ")}`] : [];
    }),
};

/** All that is wrong with the page as it stands. */
export const measure = async (page) => [...new Set((await Promise.all(Object.values(measures).map((one) => one(page)))).flat())];
