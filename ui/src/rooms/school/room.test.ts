import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import Room from "./Room.svelte";
import { SchoolRoom } from "./room.svelte";

let fake: Fake;
let room: SchoolRoom;
let opened: number;

async function begin(school?: string) {
  opened = 0;
  fake = startFake(school === undefined ? {} : { school });
  room = new SchoolRoom({ ensureOpen: async () => ((opened += 1), true) });
  render(Room, { room });
  await screen.findByTestId(school ? "school-key" : "school-empty");
}
afterEach(() => {
  cleanup();
  stopFake();
  vi.restoreAllMocks();
});

const called = (command: string) => fake.calls.filter((one) => one.command === command);
const text = (testid: string) => (screen.getByTestId(testid).textContent ?? "").replace(/[\u2068\u2069]/g, "");
const settle = (testid: string, value: string) => fireEvent.change(screen.getByTestId(testid), { target: { value } });
const write = (testid: string, value: string) => fireEvent.input(screen.getByTestId(testid), { target: { value } });
const LIST = "张小满，一年级（3）班，20260317\n，一年级（3）班\n王一，一年级（3）班，440106201905021234\n李想，一年级（3）班\n李想，一年级（3）班\n";

async function list(lines = LIST) {
  await settle("school-until", "2027-01-31");
  await write("school-list", lines);
  await waitFor(() => expect(room.read).not.toBeNull());
}

describe("the school's key", () => {
  it("is made from name, short id and region; what is not accepted is said", async () => {
    await begin();
    const make = screen.getByTestId<HTMLButtonElement>("school-make");
    expect(make.disabled).toBe(true);
    await write("school-name", "阳光小学");
    await write("school-id", "Y");
    await write("school-region", "CN-GD");
    await fireEvent.submit(make.closest("form")!);
    expect((await screen.findByTestId("field-problem")).textContent).toContain("2 到 12 个小写字母");
    await write("school-id", "yangguang");
    await fireEvent.submit(make.closest("form")!);
    await screen.findByTestId("school-key");
    expect(called("make_school_key").at(-1)!.takes).toEqual({ request: { name: "阳光小学", id: "yangguang", region: "CN-GD" } });
    expect(opened).toBe(2);
    expect(text("fingerprint").trim().split(/\s+/)).toHaveLength(5);
  });

  it("gives a sheet with its fingerprint and a file for other computers", async () => {
    await begin("key");
    await fireEvent.click(screen.getByTestId("school-sheet"));
    expect((await screen.findByTestId("school-note")).textContent).toContain("本校指纹.pdf");
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("school-file").disabled).toBe(false));
    await fireEvent.click(screen.getByTestId("school-file"));
    await waitFor(() => expect(screen.getByTestId("school-note").textContent).toContain("yangguang.kct"));
  });

  it("is made before there is a vault: the PIN is asked for then", async () => {
    fake = startFake();
    let there = false;
    room = new SchoolRoom({ ensureOpen: async () => (there = true) });
    const real = call.school;
    const none = { code: "never-set", what: "这里还没有保管柜。", next: "先留下一份码。", stock: null };
    vi.spyOn(call, "school").mockImplementation(async () => (there ? real() : Promise.reject(none)));
    render(Room, { room });
    await screen.findByTestId("school-make");
    await write("school-name", "阳光小学");
    await write("school-id", "yangguang");
    await write("school-region", "CN-GD");
    await fireEvent.submit((await screen.findByTestId("school-make")).closest("form")!);
    await screen.findByTestId("school-key");
    expect(there).toBe(true);
  });

  it("is asked for again once the vault is open", async () => {
    fake = startFake({ school: "key" });
    room = new SchoolRoom({ ensureOpen: async () => true });
    vi.spyOn(call, "school").mockRejectedValueOnce({ code: "locked", what: "锁着。", next: "请先打开。", stock: null });
    render(Room, { room });
    await fireEvent.click(await screen.findByTestId("school-open"));
    await screen.findByTestId("school-key");
  });
});

describe("the class list", () => {
  it("says every problem by its line at once, beside whom can be signed", async () => {
    await begin("key");
    await list();
    expect(text("school-read")).toContain("可以制作 2 张卡，3 行要先改");
    expect(screen.getByTestId<HTMLButtonElement>("school-print").disabled).toBe(true);
    const lines = screen.getAllByTestId("line-problem").map((row) => row.querySelector("button")!.textContent!.replace(/[\u2068\u2069]/g, ""));
    expect(lines).toEqual(["第 2 行", "第 3 行", "第 5 行"]);
    expect(screen.getAllByTestId("pupil")).toHaveLength(2);
  });

  it("leads to the line that needs a change", async () => {
    await begin("key");
    await list();
    await fireEvent.click(screen.getAllByTestId("line-problem")[1]!.querySelector("button")!);
    const area = screen.getByTestId<HTMLTextAreaElement>("school-list");
    expect(document.activeElement).toBe(area);
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe("王一，一年级（3）班，440106201905021234");
  });

  it("waits for the last day, and says at its field what is none", async () => {
    await begin("key");
    await write("school-list", LIST);
    await waitFor(() => expect(text("school-read")).toContain("请写上卡片用到哪一天"));
    expect(called("read_school_list")).toEqual([]);
    await settle("school-until", "下学期");
    expect((await screen.findByTestId("field-problem")).textContent).toContain("2027-01-31");
    expect(screen.getByTestId<HTMLButtonElement>("school-print").disabled).toBe(true);
  });

  it("of two lists counts the later, whichever answer comes last", async () => {
    await begin("key");
    const answers: ((line: string) => void)[] = [];
    vi.spyOn(call, "readSchoolList").mockImplementation(
      () => new Promise((resolve) => answers.push((line) => resolve({ line, pupils: [], problems: [] }))),
    );
    room.until = "2027-01-31";
    room.list = "一";
    const [first, second] = [room.look(), ((room.list = "二"), room.look())];
    answers[1]!("later");
    answers[0]!("earlier");
    await Promise.all([first, second]);
    expect(room.read?.line).toBe("later");
  });

  it("is forgotten when another room is shown", async () => {
    await begin("key");
    await list();
    cleanup();
    expect([room.list, room.read, room.view]).toEqual(["", null, null]);
  });
});

describe("the cards", () => {
  const many = Array.from({ length: 23 }, (_, index) => `学生${index}，一年级`).join("\n");

  it("come ten on a page, from the place that is free", async () => {
    await begin("key");
    await list(many);
    await fireEvent.click(screen.getByTestId("school-print"));
    await screen.findByTestId("preview");
    expect(room.cards.job?.pages).toBe(3);
    await settle("start", "9");
    await waitFor(() => expect(room.cards.job?.pages).toBe(4));
    expect(called("print_school").map(({ takes }) => (takes as { start: number }).start)).toEqual([1, 9]);
    for (const wrong of [0, 11, 1.5]) await room.cards.setStart(wrong);
    expect(room.cards.first).toBe(9);
    await room.cards.turnTo(3);
    expect(room.cards.page).toBe(3);
    await waitFor(() => expect(room.cards.offered).toBe(true));
    await fireEvent.click(screen.getByTestId("save"));
    expect((await screen.findByTestId("printed")).textContent).toContain("kincode.pdf");
  });

  it("are not taken any more once it was stopped, and nothing is pulled", async () => {
    await begin("key");
    await list(many);
    const real = call.printSchool;
    let answer = () => {};
    vi.spyOn(call, "printSchool").mockImplementation(
      (request, start, pages) => new Promise((resolve) => (answer = () => void real(request, start, pages).then(resolve))),
    );
    await fireEvent.click(screen.getByTestId("school-print"));
    await fireEvent.click(await screen.findByTestId("cards-stop"));
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByTestId("print-job")).toBeNull();
    expect(room.cards.job).toBeNull();
    expect(called("print_page")).toEqual([]);
  });

  it("are printed page by page as chosen, and nobody is signed anew", async () => {
    await begin("key");
    await list(many);
    await fireEvent.click(screen.getByTestId("school-print"));
    await fireEvent.click(await screen.findByTestId("first"));
    await waitFor(() => expect(room.cards.job?.pages).toBe(1));
    await fireEvent.click(await screen.findByTestId("rest"));
    await waitFor(() => expect([room.cards.job?.pages, room.cards.offered]).toEqual([2, true]));
    await settle("range-to", "9");
    expect((await screen.findByTestId("range-problem")).textContent).toContain("3");
    expect(room.cards.offered).toBe(false);
    const pages = called("print_school").map(({ takes }) => (takes as { pages: unknown }).pages);
    expect(pages).toEqual([null, { from: 1, to: 1 }, { from: 2, to: 3 }]);
  });
});
