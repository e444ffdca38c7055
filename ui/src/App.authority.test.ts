import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "./App.svelte";
import { call } from "./ipc/call";
import { startFake, stopFake, type Fake, type Start } from "./ipc/fake";

let fake: Fake;

async function open(start: Start = { family: "three", authority: "two" }, room = "family") {
  sessionStorage.setItem("room", room);
  fake = startFake(start);
  render(App);
  if (start.family || start.practice !== undefined) await screen.findAllByTestId("person");
}
afterEach(() => {
  cleanup();
  stopFake();
  sessionStorage.clear();
});

const called = (command: string) => fake.calls.filter((call) => call.command === command);
const people = () => screen.queryAllByTestId("person");
const runs = (person: number) => Array.from(people()[person]!.querySelectorAll<HTMLElement>("[data-run]"));
const text = (node: Element) => (node.textContent ?? "").replace(/[\u2068\u2069]/g, "");
const press = (within_: HTMLElement, testid: string) => fireEvent.click(within(within_).getByTestId(testid));
async function choose(within_: HTMLElement, entry: string) {
  await fireEvent.click(within(within_).getAllByTestId("more")[0]!);
  await fireEvent.click(await screen.findByText(entry));
}

describe("runs on the board", () => {
  it("say until which day codes lie here, how old the answer is, and what is late", async () => {
    await open();
    expect(text(runs(0)[0]!)).toContain("离线码备到 12 月 20 日，还有 29 天");
    expect(text(runs(0)[0]!)).toContain("上次更新：3 分钟前");
    expect(within(runs(1)[0]!).getByTestId("run").dataset.overdue).toBe("true");
    expect(within(runs(2)[0]!).getByTestId("trouble").textContent).toContain("手上的码照常用");
  });

  it("show a colour as its own word and shape, never as the verdict", async () => {
    await open();
    const [green, yellow] = runs(0);
    expect(within(green!).getByTestId("colour").textContent).toContain("绿码");
    expect(within(yellow!).getByTestId("colour").textContent).toContain("黄码");
    for (const run of [green!, yellow!]) {
      expect(run.dataset.verdict).toBe("accept");
      expect(within(run).getByTestId("verdict").querySelector("[data-testid=colour]")).toBeNull();
    }
    const lit = (run: HTMLElement) => Array.from(run.querySelectorAll("[data-testid=colour] circle")).map((lamp) => lamp.getAttribute("fill") !== "none");
    expect([lit(green!), lit(yellow!)]).toEqual([[false, false, true], [false, true, false]]);
  });

  it("come for one person, from the authority that nothing came from so far", async () => {
    await open();
    await choose(people()[1]!, "领取离线码");
    await fireEvent.click(await screen.findByTestId("codes-get"));
    await waitFor(() => expect(runs(1)).toHaveLength(2));
    expect(called("get_codes").map(({ takes }) => takes)).toEqual([{ person: 2, authority: 2 }]);
    await waitFor(() => expect(screen.queryByTestId("codes")).toBeNull());
  });

  it("stay as they are when nobody answers, and it is said why", async () => {
    await open({ family: "three", authority: "two", offline: "" });
    await choose(people()[1]!, "领取离线码");
    await fireEvent.click(await screen.findByTestId("codes-get"));
    expect((await screen.findByTestId("problem")).textContent).toContain("没有回答");
    expect(runs(1)).toHaveLength(1);
  });

  it("are put side by side where several authorities know a child", async () => {
    await open();
    await choose(people()[0]!, "对照几个发码单位");
    const sides = await screen.findAllByTestId("side");
    expect(sides.map((side) => within(side).getByTestId("colour").dataset.colour)).toEqual(["green", "yellow"]);
    expect(sides[1]!.textContent).toContain("11 月 18 日 16:40");
    expect(screen.getByTestId("differences").textContent).toContain("早 3 天");
    await fireEvent.click(screen.getByTestId("compare-refresh"));
    const told = () => text(screen.getByTestId("compare"));
    await waitFor(() => expect(told()).toContain("都更新了"));
    expect([called("refresh_codes").length, called("compare").length]).toEqual([1, 2]);
    // A failure leaves what is compared in sight.
    vi.spyOn(call, "refreshCodes").mockRejectedValueOnce({ code: "authority-network", what: "网络不通。", next: "手上的码照常用。", stock: null });
    await fireEvent.click(screen.getByTestId("compare-refresh"));
    await waitFor(() => expect(told()).toContain("网络不通"));
    expect(screen.getAllByTestId("side")).toHaveLength(2);
  });
});

describe("the live code", () => {
  it("opens from the board, turns by arrow keys to codes of either kind, and closes", async () => {
    await open();
    await press(runs(0)[0]!, "show");
    const live = await screen.findByTestId("live");
    expect(within(live).getByRole("heading").textContent).toBe("张小满");
    expect(text(live)).toContain("今天 24:00 前有效");
    expect(text(live)).toContain("只有扫描才算数");
    expect(live.querySelectorAll("[data-testid=border] .stroke")).toHaveLength(30);
    await fireEvent.keyDown(live, { key: "ArrowRight" });
    await waitFor(() => expect(text(screen.getByTestId("live"))).toContain("临江市疾控中心"));
    await fireEvent.keyDown(screen.getByTestId("live"), { key: "ArrowRight" });
    const shown = await screen.findByTestId("showing");
    expect(screen.queryByTestId("live")).toBeNull();
    await fireEvent.keyDown(shown, { key: "ArrowLeft" });
    await screen.findByTestId("live");
    await fireEvent.click(screen.getByTestId("show-close"));
    await waitFor(() => expect(screen.queryByTestId("live")).toBeNull());
    expect(called("hide")).toHaveLength(1);
  });

  it("takes six digits; arrows in the field turn nothing, Esc lets only the field be", async () => {
    await open();
    await press(runs(0)[0]!, "show");
    await fireEvent.click(await screen.findByTestId("live-challenge"));
    const field = screen.getByTestId<HTMLInputElement>("challenge");
    await fireEvent.keyDown(field, { key: "ArrowRight" });
    expect(text(screen.getByTestId("live"))).toContain("明远区卫生健康局");
    await fireEvent.keyDown(field, { key: "Escape" });
    expect(screen.queryByTestId("challenge")).toBeNull();
    expect(screen.getByTestId("live")).toBeTruthy();
    await fireEvent.click(screen.getByTestId("live-challenge"));
    const again = screen.getByTestId<HTMLInputElement>("challenge");
    await fireEvent.input(again, { target: { value: "48 29-1" } });
    expect(screen.getByTestId<HTMLButtonElement>("challenge-enter").disabled).toBe(true);
    await fireEvent.input(again, { target: { value: "482 913 7" } });
    expect(again.value).toBe("482913");
    await fireEvent.submit(screen.getByTestId("challenge-form"));
    expect(text(await screen.findByTestId("challenged"))).toContain("482913");
    expect(called("live").at(-1)!.takes).toMatchObject({ challenge: "482913" });
  });

  it("has the PIN typed where Rust asks for it", async () => {
    await open({ family: "three", authority: "two", pin: "" });
    await press(runs(0)[0]!, "show");
    const field = await screen.findByLabelText(/PIN/, { selector: "input" });
    for (const digit of "258014") await fireEvent.keyDown(field, { key: digit });
    await fireEvent.keyDown(field, { key: "Enter" });
    await screen.findByTestId("live");
    expect(called("live")).toHaveLength(2);
  });

  it("says what to do without a strip for now, and refreshes by one press", async () => {
    await open({ family: "three", authority: "two", strip: "none" });
    await press(runs(0)[0]!, "show");
    const none = await screen.findByTestId("no-strip");
    expect(none.textContent).toContain("请连上网络");
    await fireEvent.click(screen.getByTestId("live-refresh"));
    await screen.findByTestId("symbol");
  });

  it("is gone with the lock", async () => {
    await open();
    await press(runs(0)[0]!, "show");
    await screen.findByTestId("live");
    await fireEvent.keyDown(document.activeElement ?? window, { key: "l", ctrlKey: true });
    await screen.findByTestId("lock-screen");
    await waitFor(() => expect(document.body.textContent).not.toMatch(/张小|李秀英/));
  });
});

describe("paper codes", () => {
  it("say that a new one ends the one before, and want a second press for it", async () => {
    await open();
    await press(runs(2)[0]!, "paper");
    expect((await screen.findByTestId("paper-before")).textContent).toContain("1203-982341");
    const again = screen.getByText("开一张新的").closest("button")!;
    await fireEvent.click(again);
    expect(called("issue_paper")).toEqual([]);
    await fireEvent.click(again);
    await waitFor(() => expect(screen.getAllByTestId("paper-row")).toHaveLength(4));
    expect(screen.getAllByTestId("paper-row").map((row) => row.dataset.valid)).toEqual(["true", "false", "false", "false"]);
  });

  it("are cancelled when lost, on the second press, and printed as what is kept", async () => {
    await open();
    await press(runs(2)[0]!, "paper");
    const lost = (await screen.findByText("丢了，作废")).closest("button")!;
    await fireEvent.click(lost);
    await fireEvent.click(lost);
    await waitFor(() => expect(called("cancel_paper")).toHaveLength(1));
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("paper-issue").disabled).toBe(false));
    await fireEvent.click(screen.getByTestId("paper-issue"));
    await waitFor(() => expect(screen.queryByTestId("paper-issue")).toBeNull());
    const print = screen.getByTestId("papers").closest("dialog")!.querySelector<HTMLElement>("footer button.main")!;
    await fireEvent.click(print);
    await screen.findByTestId("preview");
    expect(called("print_held")).toHaveLength(1);
  });
});

describe("the term check", () => {
  it("says of everybody whether they are ready, then offers a page and the scanner", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("readiness"));
    await fireEvent.change(await screen.findByTestId("ready-day"), { target: { value: "2026-12-15" } });
    const rows = await screen.findAllByTestId("ready-row");
    expect(rows.map((row) => row.dataset.ready)).toEqual(["accept", "undecided", "accept"]);
    expect(text(screen.getByTestId("ready"))).toContain("12 月 15 日：3 人中有 2 人备好了");
    await fireEvent.click(screen.getByTestId("ready-scanner"));
    await screen.findByTestId("scanner-dialog");
    await fireEvent.click(screen.getAllByLabelText("关闭").at(-1)!);
    await fireEvent.click(screen.getByTestId("ready-page"));
    await screen.findByTestId("preview");
  });

  it("says at the field what is no day, and leads to getting codes", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("readiness"));
    const day = await screen.findByTestId("ready-day");
    await fireEvent.change(day, { target: { value: "开学" } });
    expect((await screen.findByTestId("field-problem")).textContent).toContain("2027-09-01");
    await fireEvent.change(day, { target: { value: "2026-12-15" } });
    await screen.findAllByTestId("ready-row");
    await fireEvent.click(screen.getAllByTestId("ready-get")[0]!);
    expect((await screen.findByTestId("codes")).closest("dialog")!.textContent).toContain("张小舟");
  });
});

describe("practice", () => {
  it("begins by one press where nobody is, with a ribbon over every room, and goes again", async () => {
    await open({});
    await fireEvent.click(await screen.findByTestId("start-practice"));
    await waitFor(() => expect(people()).toHaveLength(3));
    const ribbon = await screen.findByTestId("practice-ribbon");
    expect(ribbon.textContent).toContain("PRACTICE");
    await press(runs(0)[0]!, "show");
    await screen.findByTestId("practice-veil");
    await fireEvent.click(screen.getByTestId("show-close"));
    for (const room of ["check", "school", "settings", "family"]) {
      await fireEvent.click(screen.getByTestId(`room-${room}`));
      expect(screen.getByTestId("practice-ribbon")).toBeTruthy();
    }
    await screen.findAllByTestId("person");
    await fireEvent.click(screen.getByTestId("practice-stop"));
    await screen.findByTestId("family-empty");
    expect(screen.queryByTestId("practice-ribbon")).toBeNull();
  });

  it("opens the vault first only if Rust cannot do without", async () => {
    await open({ door: "new" });
    await fireEvent.click(await screen.findByTestId("start-practice"));
    await screen.findByTestId("practice-ribbon");
    expect(called("set_up")).toEqual([]);
  });
});
