import { cleanup, render } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import Name from "./Name.svelte";
import Nowrap from "./Nowrap.svelte";

afterEach(cleanup);

const pieces = (node: Element, kind: string) => Array.from(node.querySelectorAll(`.${kind}`), (one) => one.textContent);

describe("a sentence", () => {
  it.each([
    "到 2027 年 12 月 31 日 23:59",
    "签名对得上 2023 年的历史名录，现在作不得准。请看本人的接种本。",
    "Until 31 December 2027, 23:59",
    "Vaccination certificate · Germany",
    "",
  ])("is said whole: %s", (text) => {
    expect(render(Nowrap, { text }).container.textContent).toBe(text);
  });

  it("keeps dates and points together, and breaks after commas and stops", () => {
    const dated = render(Nowrap, { text: "到 2027 年 12 月 31 日 23:59" }).container;
    expect(pieces(dated, "whole")).toEqual(["2027 年 12 月 31 日 23:59"]);
    const titled = render(Nowrap, { text: "Vaccination certificate · Germany" }).container;
    expect(pieces(titled, "whole")).toEqual(["certificate ·"]);
    const said = render(Nowrap, { text: "签名对得上 2023 年的名录，现在作不得准。请看接种本。" }).container;
    expect(pieces(said, "clause")).toEqual(["签名对得上 2023 年的名录，", "现在作不得准。", "请看接种本。"]);
  });

  it("breaks where it must in a narrow column", () => {
    const text = "没有作废，截至 2026 年 11 月 20 日";
    const { container } = render(Nowrap, { text, narrow: true });
    expect(pieces(container, "clause")).toEqual([]);
    expect(container.textContent).toBe(text);
  });
});

describe("a name", () => {
  it.each(["王一", "阿卜杜热合曼·阿卜杜喀迪尔", "ئابدۇراخمان ئوغلى", "Adelheid von Wolfeschlegelsteinhausen"])("is whole: %s", (name) => {
    expect(render(Name, { name }).container.textContent).toBe(name);
  });

  it("breaks after the point between its parts", () => {
    const { container } = render(Name, { name: "阿卜杜热合曼·阿卜杜喀迪尔" });
    expect(Array.from(container.querySelectorAll("bdi > span"), (part) => part.textContent)).toEqual(["阿卜杜热合曼·", "阿卜杜喀迪尔"]);
  });
});
