import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "./App.svelte";
import { startFake, stopFake, type Fake } from "./ipc/fake";

let fake: Fake;

beforeEach(async () => {
  fake = startFake();
  sessionStorage.clear();
  render(App);
  await fireEvent.click(await screen.findByTestId("room-check"));
  await screen.findByTestId("drop");
});
afterEach(() => {
  cleanup();
  stopFake();
});

async function put(...names: string[]) {
  const choose = screen.getByTestId<HTMLInputElement>("choose");
  Object.defineProperty(choose, "files", {
    value: names.map((name) => new File([name], name)),
    configurable: true,
  });
  await fireEvent.change(choose);
  await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
}
/** What tells the three marks apart, whatever their colour. */
const SHAPES = { square: "svg > rect", triangle: "svg > path[d$='Z']", disc: "svg > circle" };
const slips = () => screen.queryAllByTestId("slip");
const key = (name: string, more = {}) => fireEvent.keyDown(document.activeElement ?? window, { key: name, ...more });

it("says first what it is not", () => {
  expect(document.body.textContent).toContain("亲码不是政府健康码");
});

it("shows a verdict as colour, shape and word", async () => {
  await put("valid.png", "unknown.png", "expired.png");
  const shown = slips().map((slip) => {
    const verdict = within(slip).getByTestId("verdict");
    const drawn = Object.entries(SHAPES).find(([, part]) => verdict.querySelector(part));
    return [slip.dataset.verdict, drawn?.[0], verdict.querySelector("strong")?.textContent];
  });
  expect(shown).toEqual([
    ["refuse", "square", "已过期"],
    ["undecided", "triangle", "暂不能确定"],
    ["accept", "disc", "有效"],
  ]);
});

it("shows no name that nobody vouches for, and marks what it claims", async () => {
  await put("unknown.pdf");
  expect(document.body.textContent).not.toContain("Weiss Anton");
  await fireEvent.click(screen.getByTestId("details"));
  const claimed = screen.getByTestId("claimed");
  expect(claimed.textContent).toContain("未核验");
  expect(claimed.textContent).toContain("没有得到证实");
  expect(claimed.textContent).toContain("Weiss Anton");
});

it("moves by arrows, lays aside by Delete, puts back by Ctrl+Z", async () => {
  await put("valid.png", "expired.png");
  await key("ArrowDown");
  await key("ArrowDown");
  expect(document.activeElement?.closest("[data-slip]")).toBe(slips()[1]);
  await key("Delete");
  await waitFor(() => expect(slips()).toHaveLength(1));
  await waitFor(() => expect(document.activeElement?.closest("[data-slip]")).toBe(slips()[0]));
  await key("z", { ctrlKey: true });
  await waitFor(() => expect(slips()).toHaveLength(2));
});

it("opens details by press and closes them by Esc", async () => {
  await put("valid.png");
  await key("ArrowDown");
  await fireEvent.click(screen.getByTestId("details"));
  expect(screen.getByText("Comirnaty（复必泰）")).toBeTruthy();
  await key("Escape");
  await waitFor(() => expect(screen.queryByText("Comirnaty（复必泰）")).toBeNull());
});

it("takes pasted text", async () => {
  const paste = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(paste, { clipboardData: { files: [], getData: () => " HC1:valid " } });
  await fireEvent(window, paste);
  await waitFor(() => expect(slips()).toHaveLength(1));
  expect(fake.calls.find((call) => call.command === "open_source")?.name).toBe("");
});

it("takes what is dropped anywhere", async () => {
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  Object.assign(drop, { dataTransfer: { files: [new File(["x"], "valid.png")], getData: () => "" } });
  await fireEvent(document.body, drop);
  await waitFor(() => expect(slips()).toHaveLength(1));
});

it("prints: preview, the promise, save", async () => {
  await put("valid.png");
  await key("p", { ctrlKey: true });
  await screen.findByTestId("preview");
  expect((await screen.findByTestId("read-back")).textContent).toContain("300 和 150 dpi");
  await waitFor(() => expect(screen.getByTestId("save")).toHaveProperty("disabled", false));
  await fireEvent.click(screen.getByTestId("save"));
  await waitFor(() => expect(screen.getByTestId("printed").textContent).toContain("kincode.pdf"));
});

it("changes language and theme everywhere", async () => {
  await put("valid.png");
  await fireEvent.click(screen.getByTestId("lang"));
  await waitFor(() => expect(screen.getByTestId("verdict").textContent).toContain("Valid"));
  expect(screen.getByTestId("print").textContent).toContain("Print");
  expect(document.documentElement.lang).toBe("en");
  for (const theme of ["light", "dark", "contrast", "system"]) {
    await fireEvent.click(screen.getByTestId("theme"));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe(theme));
  }
});

it("clears only on the second press", async () => {
  await put("valid.png");
  const clear = screen.getByText("清空").closest("button")!;
  await fireEvent.click(clear);
  expect(slips()).toHaveLength(1);
  await fireEvent.click(clear);
  await waitFor(() => expect(slips()).toHaveLength(0));
});

/** Keys as a scanner presses them: all at once, by their places. */
async function scan(text: string) {
  for (const key of text) {
    const code = /\d/.test(key) ? `Digit${key}` : /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : "Semicolon";
    await fireEvent.keyDown(document.activeElement ?? window, { key, code, shiftKey: /[A-Z:]/.test(key) });
  }
  await fireEvent.keyDown(document.activeElement ?? window, { key: "Enter", code: "Enter" });
}

it("takes a scan without anything being pressed first, and the next in its place", async () => {
  await scan("HC1:VALID0123456789ABCDEF");
  await waitFor(() => expect(slips()).toHaveLength(1));
  expect(slips()[0]!.dataset.verdict).toBe("accept");
  expect(document.body.textContent).toContain("可以直接扫下一张");
  expect(screen.queryByText("新冠（COVID-19）")).toBeNull();
  await scan("HC1:EXPIRED0123456789ABCDEF");
  await waitFor(() => expect(slips()[0]!.dataset.verdict).toBe("refuse"));
  expect(slips()).toHaveLength(1);
  await scan("690123456789269012345");
  await screen.findByTestId("scan-problem");
  expect(slips()).toHaveLength(0);
});

it("shows what was scanned in particular only on a press", async () => {
  await scan("HC1:SHC0123456789ABCDEFGH");
  await waitFor(() => expect(slips()).toHaveLength(1));
  expect(screen.queryAllByTestId("event")).toHaveLength(0);
  await fireEvent.click(screen.getByTestId("details"));
  expect(screen.getAllByTestId("event")).toHaveLength(4);
});

it("tries a scanner in its own dialog, and looks nothing up there", async () => {
  await fireEvent.click(screen.getByTestId("scanner-test"));
  await scan("hc1:ncfoxnts3dh3zsuzkv0etd");
  await waitFor(() => expect(screen.getByTestId("finding").dataset.kind).toBe("mend"));
  expect(screen.getByTestId("finding").textContent).toContain("变成了小写");
  expect(screen.getByTestId("arrived").textContent).toContain("hc1:ncfoxnts3dh3zsuzkv0etd");
  expect(fake.calls.filter((call) => call.command === "scan")).toEqual([]);
});

it("a scan neither presses a dialog's button nor changes the desk behind it", async () => {
  await put("rki.pem");
  const confirm = await screen.findByTestId("confirm-trust");
  confirm.focus();
  await scan("HC1:VALID0123456789ABCDEF");
  await waitFor(() => expect(screen.getByTestId("note").textContent).toContain("再扫一次"));
  expect(fake.calls.map((call) => call.command)).not.toContain("add_trust");
  expect(fake.calls.map((call) => call.command)).not.toContain("scan");
});

it("compares a publisher's fingerprint before anything is trusted", async () => {
  await put("mingyuan.kct");
  const offer = await screen.findByTestId("trust-offer");
  expect(within(offer).getByTestId("fingerprint").textContent?.match(/\w{4}/g)).toHaveLength(5);
  expect(within(offer).getAllByTestId("scope")).toHaveLength(3);
  await fireEvent.click(within(offer).getAllByTestId("scope")[1]!);
  await fireEvent.click(screen.getByText("核对无误，加入").closest("button")!);
  await waitFor(() => expect(screen.queryByTestId("trust-offer")).toBeNull());
  expect(fake.calls.find((call) => call.command === "add_trust")?.takes).toEqual({
    offer: 2,
    scopes: ["shc", "kc1:mingyuan"],
  });
});

it("says how old each list is, by word and shape, and who is in it on a press", async () => {
  await fireEvent.click(screen.getByTestId("trust"));
  await waitFor(() => expect(screen.getAllByTestId("list")).toHaveLength(2));
  expect(screen.getByTestId("trust-list").textContent).toContain("不联网");
  expect(screen.getByTestId("update-lists")).toHaveProperty("disabled", true);
  const [, archive] = screen.getAllByTestId("list");
  expect(archive!.textContent).toContain("历史名录");
  await fireEvent.click(within(archive!).getByTestId("issuers"));
  expect(archive!.textContent).toMatch(/另有 \S*390\S* 个/);
});
