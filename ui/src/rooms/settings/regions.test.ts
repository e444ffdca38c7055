import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";
import { startFake, stopFake } from "../../ipc/fake";
import { speak } from "../../words/words.svelte";
import Regions from "./Regions.svelte";

afterEach(() => {
  cleanup();
  stopFake();
  speak("zh");
});

const text = (node: Element | null = document.body) => (node?.textContent ?? "").replace(/[\u2068\u2069]/g, "").trim();

function begin(region: string, onchoose: (region: string) => void = () => {}) {
  startFake();
  const attempt = async (step: () => Promise<unknown>) => {
    await step();
    return true;
  };
  return render(Regions, { region, attempt, onchoose });
}

it("says that no rules are asked while none is chosen, and lets one be chosen", async () => {
  let chosen = "";
  begin("", (region) => (chosen = region));
  await screen.findByText("广东");
  expect(text()).toContain("没有选");
  expect(screen.queryByTestId("region-held")).toBeNull();
  await fireEvent.change(screen.getByTestId("region"), { target: { value: "CN-GD" } });
  expect(chosen).toBe("CN-GD");
});

it("shows an example as one, with where each value stands, beside another region", async () => {
  begin("CN-GD");
  await screen.findByTestId("region-held");
  expect(text()).toContain("示例，据 2025 年网文，非现行规定");
  expect(text()).toContain("请带出生医学证明");
  await fireEvent.click(screen.getByTestId("region-more"));
  expect(text()).toContain("30 天");
  expect(text()).toContain("《微信怎么查孩子健康码》，2025 年");
  expect(screen.queryAllByTestId("region-other")).toHaveLength(0);
  await fireEvent.change(screen.getByTestId("region-from"), { target: { value: "CN-SH" } });
  await screen.findByText(/上海.*7 天/);
  expect(screen.getAllByTestId("region-other")).toHaveLength(3);
});

it("says what to do where nothing is in force any more", async () => {
  begin("CN-XX");
  await screen.findByText(/请更新查验名录/);
});
