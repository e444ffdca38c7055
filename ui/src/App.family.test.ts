import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "./App.svelte";
import { Authorities } from "./authorities.svelte";
import { fromText } from "./intake/items";
import { startFake, stopFake, type Fake, type Start } from "./ipc/fake";
import { FamilyRoom } from "./rooms/family/room.svelte";

let fake: Fake;

async function open(start: Start = { family: "three" }) {
  sessionStorage.clear();
  fake = startFake(start);
  render(App);
  await (start.family ? screen.findAllByTestId("person") : screen.findByTestId("family-empty"));
}
afterEach(() => {
  cleanup();
  stopFake();
});

const called = (command: string) => fake.calls.filter((call) => call.command === command);
const people = () => screen.queryAllByTestId("person");
const names = () => people().map((person) => person.querySelector("h2")!.textContent);
const held = (person: number) => within(people()[person]!).queryAllByTestId("slip");
const key = (name: string, more = {}) => fireEvent.keyDown(document.activeElement ?? window, { key: name, ...more });
const press = (name: string) => fireEvent.click(screen.getByText(name).closest("button")!);

async function put(...files: string[]) {
  const choose = screen.getByTestId<HTMLInputElement>("choose");
  Object.defineProperty(choose, "files", { value: files.map((name) => new File([name], name)), configurable: true });
  await fireEvent.change(choose);
  await screen.findByTestId("adding");
  await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
}
const rows = () => screen.getAllByTestId("found");
const keep = () => fireEvent.click(screen.getByTestId("keep"));

/** What the quiet menu offers; by the last words of its name. */
async function choose(within_: HTMLElement, entry: string) {
  await fireEvent.click(within(within_).getAllByTestId("more")[0]!);
  await fireEvent.click(await screen.findByText(entry));
}
async function typePin(field: HTMLElement, pin: string) {
  for (const digit of pin) await fireEvent.keyDown(field, { key: digit });
  await fireEvent.keyDown(field, { key: "Enter" });
}
const settle = (testid: string, text: string) => fireEvent.change(screen.getByTestId(testid), { target: { value: text } });

describe("the board", () => {
  it("says at the first start what it is not, and asks for no PIN", async () => {
    await open({});
    expect(document.body.textContent).toContain("亲码不是政府健康码");
    expect(called("unlock")).toEqual([]);
  });

  it("shows people, by what right, and each verdict as colour, shape and word", async () => {
    await open();
    expect(names()).toEqual(["张小满", "张小舟", "李秀英"]);
    expect(people()[2]!.textContent).toContain("你是代办人，到 2027 年 3 月");
    expect(held(0).map((slip) => [slip.dataset.verdict, within(slip).getByTestId("verdict").querySelector("strong")?.textContent])).toEqual([
      ["accept", "有效"],
      ["refuse", "已过期"],
    ]);
  });

  it("finds by pinyin initials, says when nobody is found, and goes back by Esc", async () => {
    await open();
    await key("/");
    const field = screen.getByTestId<HTMLInputElement>("search");
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: "zxz" } });
    await waitFor(() => expect(names()).toEqual(["张小舟"]));
    await fireEvent.input(field, { target: { value: "qq" } });
    expect((await screen.findByTestId("nobody")).textContent).toContain("qq");
    await fireEvent.keyDown(field, { key: "Escape" });
    await waitFor(() => expect(people()).toHaveLength(3));
  });

  it("bins by Delete, undoes by Ctrl+Z, and goes on from the slip that took its place", async () => {
    await open();
    await key("ArrowDown");
    await key("Delete");
    await waitFor(() => expect(held(0)).toHaveLength(1));
    expect(screen.getByTestId("note").textContent).toContain("30 天");
    await waitFor(() => expect(document.activeElement?.closest("[data-held]")).toBe(held(0)[0]));
    await key("z", { ctrlKey: true });
    await waitFor(() => expect(held(0)).toHaveLength(2));
  });

  it("restores from the bin, and empties it only on the second press", async () => {
    await open();
    await choose(held(0)[0]!, "放进回收站");
    await fireEvent.click(await screen.findByTestId("open-bin"));
    await fireEvent.click(await screen.findByTestId("restore"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.queryByTestId("open-bin")).toBeNull();
    await choose(held(0)[0]!, "放进回收站");
    await fireEvent.click(await screen.findByTestId("open-bin"));
    const empty = (await screen.findByText("全部彻底删除")).closest("button")!;
    await fireEvent.click(empty);
    expect(called("empty_bin")).toEqual([]);
    await fireEvent.click(empty);
    await waitFor(() => expect(screen.queryByTestId("open-bin")).toBeNull());
  });

  it("moves to somebody new, merges, orders and removes; each can be undone", async () => {
    await open();
    await choose(held(0)[0]!, "移到别人名下");
    await fireEvent.change(screen.getByTestId("move-to"), { target: { value: "new" } });
    await fireEvent.click(screen.getByTestId("move"));
    expect((await screen.findByTestId("field-problem")).textContent).toContain("还没有写姓名");
    await settle("person-name", "王一");
    await fireEvent.click(screen.getByTestId("move"));
    await waitFor(() => expect(names()).toContain("王一"));
    await choose(people()[3]!, "和别人合并");
    await fireEvent.click(screen.getByTestId("merge"));
    await waitFor(() => expect(names()).toEqual(["张小满", "张小舟", "李秀英"]));
    await choose(people()[0]!, "往后排");
    await waitFor(() => expect(names()).toEqual(["张小舟", "张小满", "李秀英"]));
    await choose(people()[0]!, "移除，内容放进回收站");
    await waitFor(() => expect(people()).toHaveLength(2));
    await fireEvent.click(screen.getByTestId("undo"));
    await waitFor(() => expect(names()).toEqual(["张小舟", "张小满", "李秀英"]));
  });

  it("opens a quiet menu that arrows walk through, and Esc gives the focus back", async () => {
    await open();
    const more = within(people()[0]!).getAllByTestId("more")[0]!;
    await fireEvent.click(more);
    const entries = await screen.findAllByRole("menuitem");
    await waitFor(() => expect(document.activeElement).toBe(entries[0]));
    await key("ArrowDown");
    await key("End");
    expect(document.activeElement?.textContent).toContain("移除");
    await key("ArrowDown");
    expect(document.activeElement).toBe(entries[0]);
    await key("Escape");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    expect(document.activeElement).toBe(more);
  });

  it("says at its field what Rust does not accept", async () => {
    await open();
    await choose(people()[2]!, "改资料");
    await settle("person-birth", "五月");
    await fireEvent.click(screen.getByTestId("save-person"));
    const problem = await screen.findByTestId("field-problem");
    expect(screen.getByTestId("person-birth").getAttribute("aria-describedby")).toBe(problem.id);
    await settle("person-birth", "1950-08-01");
    await fireEvent.click(screen.getByTestId("save-person"));
    await waitFor(() => expect(screen.queryByTestId("person-form")).toBeNull());
    expect(called("save_person").at(-1)!.takes).toMatchObject({ id: 3, fields: { birth: "1950-08-01" } });
  });

  it("shows the older ones, and the pages of a document", async () => {
    await open();
    await fireEvent.click(screen.getByText("还有 ⁨2⁩ 份旧的").closest("button")!);
    await waitFor(() => expect(screen.getAllByTestId("held-row")).toHaveLength(2));
    await fireEvent.click(screen.getByLabelText("关闭"));
    await fireEvent.click(screen.getByTestId("read"));
    await screen.findByTestId("page");
    await fireEvent.click(screen.getByLabelText("下一页"));
    await waitFor(() => expect(called("document_page").map((call) => call.takes)).toEqual([{ held: 104, page: 0 }, { held: 104, page: 1 }]));
  });

  it("prints what is kept on the same sheet, a whole person's too", async () => {
    await open();
    await key("ArrowDown");
    await key("p", { ctrlKey: true });
    await screen.findByTestId("preview");
    expect(called("print_held")[0]!.takes).toMatchObject({ request: { slips: [101] } });
    await fireEvent.click(screen.getByLabelText("关闭"));
    await choose(people()[2]!, "打印全部");
    await waitFor(() => expect(called("print_held").at(-1)!.takes).toMatchObject({ request: { slips: [105, 106] } }));
    expect(called("print")).toEqual([]);
  });

  it("prints several people's codes together, chosen by box, by Shift and by key", async () => {
    await open();
    const boxes = () => screen.getAllByTestId("slip").map((slip) => slip.querySelector<HTMLInputElement>("input")!);
    const ticked = () => boxes().map((box) => box.checked);
    expect(boxes()[0]).toBeNull();
    await key("p", { ctrlKey: true });
    // A report kept as it is cannot be printed.
    expect(boxes().map((box) => box.disabled)).toEqual([false, false, false, true, false, false]);
    expect(screen.getByTestId("print-chosen")).toHaveProperty("disabled", true);
    await fireEvent.click(boxes()[0]!);
    await fireEvent.click(boxes()[4]!, { shiftKey: true });
    expect(ticked()).toEqual([true, true, true, false, true, false]);
    for (const one of [1, 2]) await fireEvent.click(boxes()[one]!);
    expect(screen.getByTestId("family").textContent).toContain("选了 ⁨2⁩ 份");
    // What a search hides stays chosen.
    await fireEvent.input(screen.getByTestId("search"), { target: { value: "xz" } });
    await waitFor(() => expect(people()).toHaveLength(1));
    await key("p", { ctrlKey: true });
    await screen.findByTestId("preview");
    expect(called("print_held")[0]!.takes).toMatchObject({ request: { slips: [101, 105] } });
    await fireEvent.click(screen.getByLabelText("关闭"));
    await key("Escape");
    expect(boxes()[0]).toBeNull();
    await key("Escape");
    await waitFor(() => expect(people()).toHaveLength(3));
    await fireEvent.click(screen.getByTestId("choose-begin"));
    await waitFor(() => expect(ticked()[0]).toBe(false));
  });
});

describe("adding", () => {
  it("asks for the vault only when something is kept, and keeps to a new person", async () => {
    await open({ door: "new" });
    await put("valid.png");
    expect(rows()[0]!.textContent).toContain("这里还没有这个人");
    await fireEvent.change(screen.getByTestId("person-relation"), { target: { value: "daughter" } });
    await keep();
    const [pin, again] = await screen.findAllByLabelText(/./, { selector: "input[type=password]" });
    expect(called("keep")).toEqual([]);
    await typePin(pin!, "258014");
    await typePin(again!, "258014");
    await waitFor(() => expect(names()).toEqual(["陈一诺"]));
    expect(called("keep")[0]!.takes).toMatchObject({ requests: [{ belongs: { to: "new", fields: { name: "陈一诺", relation: "daughter" } } }] });
    expect(called("put_back")).toHaveLength(1);
    await waitFor(() => expect(screen.queryByTestId("adding")).toBeNull());
  });

  it("leaves everything in the dialog if the person does not open the vault", async () => {
    const ensure = vi.fn(() => Promise.resolve(false));
    const room = new FamilyRoom({ view: { is: "new", warning: null }, load: async () => {}, ensureOpen: ensure, askPin: async () => false, offer: async () => {} }, async () => {}, new Authorities());
    fake = startFake();
    await room.adding.read([fromText("valid")]);
    await room.adding.save();
    expect(ensure).toHaveBeenCalledOnce();
    expect(room.adding.rows).toHaveLength(1);
    expect(room.adding.ready).toBe(true);
    expect(called("keep")).toEqual([]);
  });

  it("suggests whose each is and why, and keeps only what is chosen", async () => {
    await open();
    await put("xiaozhou-shc-replaces.pdf", "alike-valid.jpg", "already-xiaozhou-vds.png");
    const [sure, unsure, already] = rows();
    expect(sure!.textContent).toContain("姓名和生日都相同");
    expect(sure!.textContent).toContain("会代替");
    expect(unsure!.textContent).toContain("拿不准");
    expect(already!.textContent).toContain("已经留过了");
    expect(already!.querySelector("input")).toHaveProperty("disabled", true);
    await fireEvent.change(within(unsure!).getByTestId("whose"), { target: { value: "person-3" } });
    await keep();
    await waitFor(() => expect(held(2)).toHaveLength(3));
    const [request] = called("keep").map((call) => (call.takes as { requests: { belongs: unknown }[] }).requests);
    expect(request!.map(({ belongs }) => belongs)).toEqual([{ to: "person", id: 2 }, { to: "person", id: 3 }]);
  });

  it("describes somebody new once for several codes, and says what is wrong there", async () => {
    await open({});
    await put("nobody-valid.png", "nobody-expired.png");
    expect(screen.getAllByTestId("person-form")).toHaveLength(1);
    await keep();
    await screen.findByTestId("field-problem");
    expect(rows()).toHaveLength(2);
    await settle("person-name", "王一");
    await keep();
    await waitFor(() => expect(names()).toEqual(["王一"]));
    expect(held(0)).toHaveLength(2);
  });

  it("has the person choose where nothing says whose it is", async () => {
    await open();
    await put("nobody-valid.png");
    expect(screen.queryByTestId("person-form")).toBeNull();
    expect(screen.getByTestId("keep")).toHaveProperty("disabled", true);
    await fireEvent.change(screen.getByTestId("whose"), { target: { value: "person-2" } });
    await keep();
    await waitFor(() => expect(held(1)).toHaveLength(3));
  });

  it("offers to keep a file without a code as a document, once it is said whose", async () => {
    await open();
    await put("empty-report.pdf");
    expect(rows()[0]!.textContent).toContain("未核验");
    expect(screen.getByTestId("keep")).toHaveProperty("disabled", true);
    await fireEvent.click(within(rows()[0]!).getByRole("checkbox"));
    expect(screen.getByTestId("keep")).toHaveProperty("disabled", true);
    await fireEvent.change(screen.getByTestId("whose"), { target: { value: "person-1" } });
    await keep();
    await waitFor(() => expect(held(0)).toHaveLength(3));
    expect(called("keep")).toEqual([]);
  });

  it("puts a code and a document of one new person under one name", async () => {
    await open();
    await put("valid.png", "empty.pdf");
    await fireEvent.click(within(rows()[1]!).getByRole("checkbox"));
    await fireEvent.change(within(rows()[1]!).getByTestId("whose"), { target: { value: "new-0" } });
    await keep();
    await waitFor(() => expect(names()).toEqual(["张小满", "张小舟", "李秀英", "陈一诺"]));
    expect(held(3)).toHaveLength(2);
  });

  it("stops a long PDF; what was found stays to be kept", async () => {
    await open();
    stopFake();
    fake = startFake({ family: "three" }, 10);
    const choose = screen.getByTestId<HTMLInputElement>("choose");
    Object.defineProperty(choose, "files", { value: [new File(["x"], "pages-12.pdf")], configurable: true });
    await fireEvent.change(choose);
    await waitFor(() => expect(screen.queryAllByTestId("found").length).toBeGreaterThan(1));
    await fireEvent.click(screen.getByTestId("stop"));
    await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
    expect(called("read_in").length).toBeLessThan(12);
    expect(screen.getByTestId("keep")).toHaveProperty("disabled", false);
  });

  it("takes what is dropped or pasted anywhere, and what the system hands over", async () => {
    await open({ family: "three", handed: "" });
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]!.textContent).toContain("姓名和生日都相同");
    const paste = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { files: [], getData: () => " HC1:valid " } });
    await fireEvent(window, paste);
    await waitFor(() => expect(rows()).toHaveLength(2));
    await press("都不留");
    await waitFor(() => expect(screen.queryByTestId("adding")).toBeNull());
    await waitFor(() => expect(called("put_back")).toHaveLength(2));
  });

  it("says why a file cannot be read, and takes a list of keys for what it is", async () => {
    await open();
    await put("broken.heic");
    expect(screen.getByTestId("problem").textContent).toContain("HEIC");
    await press("关闭");
    const choose = screen.getByTestId<HTMLInputElement>("choose");
    Object.defineProperty(choose, "files", { value: [new File(["x"], "mingyuan.kct")], configurable: true });
    await fireEvent.change(choose);
    await screen.findByTestId("trust-offer");
    await waitFor(() => expect(screen.queryByTestId("adding")).toBeNull());
  });
});

describe("showing", () => {
  it("shows the n-th person's first code by its number, turns to neighbours, and hides", async () => {
    await open();
    await key("2");
    const shown = await screen.findByTestId("showing");
    expect(within(shown).getByRole("heading").textContent).toBe("张小舟");
    expect(within(shown).getByTestId("verdict").textContent).toContain("有效");
    expect(Number(within(shown).getByTestId("symbol").dataset.module)).toBeGreaterThanOrEqual(2);
    expect(within(shown).getByTestId("before").textContent).toContain("张小满");
    await fireEvent.keyDown(shown, { key: "ArrowRight" });
    await waitFor(() => expect(within(shown).getByRole("heading").textContent).toBe("李秀英"));
    expect(shown.textContent).toContain("截到这个画面");
    await fireEvent.click(screen.getByTestId("show-close"));
    await waitFor(() => expect(screen.queryByTestId("showing")).toBeNull());
    expect(called("hide")).toHaveLength(1);
  });

  it("shows a card that comes in parts one by one", async () => {
    await open();
    await key("2");
    const shown = await screen.findByTestId("showing");
    const first = within(shown).getByTestId("symbol").innerHTML;
    await fireEvent.click(within(shown).getByLabelText("下一张"));
    expect(within(shown).getByTestId("symbol").innerHTML).not.toBe(first);
  });

  it("has the PIN typed where Rust asks for it, then shows", async () => {
    await open({ family: "three", pin: "" });
    await key("1");
    await typePin(await screen.findByLabelText(/PIN/, { selector: "input" }), "258014");
    await screen.findByTestId("showing");
    expect(called("ask_pin")).toHaveLength(1);
    expect(called("show")).toHaveLength(2);
  });

  it("shows nothing if the person lets the PIN be", async () => {
    await open({ family: "three", pin: "" });
    await key("1");
    await screen.findByLabelText(/PIN/, { selector: "input" });
    await fireEvent.click(screen.getByLabelText("关闭"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.queryByTestId("problem")).toBeNull();
  });

  it("is not opened by a scanner that types digits", async () => {
    await open();
    for (const letter of "HC1:6BF") await key(letter);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(called("show")).toEqual([]);
  });
});

describe("the window", () => {
  it("goes from room to room by keys, and remembers where it was", async () => {
    await open();
    await key("2", { ctrlKey: true });
    await screen.findByTestId("drop");
    expect(screen.getByTestId("room-check").getAttribute("aria-current")).toBe("page");
    expect(sessionStorage.getItem("room")).toBe("check");
    await key("1", { ctrlKey: true });
    await screen.findAllByTestId("person");
    await key("?");
    expect((await screen.findByRole("dialog")).textContent).toContain("Ctrl+L");
  });

  it("locks by Ctrl+L even while a code is shown, and nothing of the family stays in the page", async () => {
    await open();
    await key("1");
    await screen.findByTestId("showing");
    await key("l", { ctrlKey: true });
    await screen.findByTestId("lock-screen");
    await waitFor(() => expect(document.body.textContent).not.toMatch(/张小|李秀英/));
    expect(called("hide")).toHaveLength(1);
  });

  it("words the family anew in another language", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("lang"));
    await waitFor(() => expect(held(0)[0]!.textContent).toContain("Valid"));
    expect(people()[1]!.textContent).toContain("Son · 4");
  });
});
