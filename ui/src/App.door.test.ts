import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "./App.svelte";
import { call } from "./ipc/call";
import { startFake, stopFake, type Fake, type Start } from "./ipc/fake";
import { KITS } from "./ipc/fake-door";
import { speak } from "./words/words.svelte";

const PIN = "258014";
let fake: Fake;

async function open(start: Start, awaited: string) {
  sessionStorage.clear();
  fake = startFake(start);
  render(App);
  await screen.findAllByTestId(awaited);
}
afterEach(() => {
  cleanup();
  stopFake();
  speak("zh");
  vi.restoreAllMocks();
});

const called = (command: string) => fake.calls.filter((one) => one.command === command);
const text = (node: Element | null | undefined = document.body) => (node?.textContent ?? "").replace(/[\u2068\u2069]/g, "").trim();
const restore = async () => text(await screen.findByTestId("restore"));

const drop = (name: string) =>
  fireEvent(
    window,
    Object.assign(new Event("drop", { bubbles: true, cancelable: true }), { dataTransfer: { files: [new File(["x"], name)] } }),
  );
async function put(name: string) {
  const choose = screen.getByTestId<HTMLInputElement>("choose");
  Object.defineProperty(choose, "files", { value: [new File([name], name)], configurable: true });
  await fireEvent.change(choose);
}
async function typeTwice() {
  for (const field of await screen.findAllByTestId("secret")) for (const key of PIN) await fireEvent.keyDown(field, { key });
}
/** Two presses: the first one only asks. */
async function pressTwice() {
  await waitFor(() => expect(screen.queryByTestId("press")).toBeNull());
  await fireEvent.click(screen.getByText("恢复").closest("button")!);
  expect(called("restore")).toEqual([]);
  await fireEvent.click((await screen.findByText("再按一次，换成这份备份")).closest("button")!);
  await waitFor(() => expect(called("restore")).toHaveLength(1));
}
async function openWithKit() {
  await fireEvent.input(await screen.findByTestId("kit-field"), { target: { value: KITS[0]! } });
  await fireEvent.click(screen.getByTestId("press"));
  await waitFor(async () => expect(await restore()).toContain("3 个人、6 份码"));
}

describe("a backup that came in", () => {
  it("begins the restore at a first start, with its file chosen", async () => {
    await open({ door: "new", handed: "2026.kcb" }, "restore");
    expect(await restore()).toContain("2026.kcb");
    expect(screen.queryByTestId("restore-here")).toBeNull();
    expect(screen.queryByTestId("adding")).toBeNull();
    await openWithKit();
    await typeTwice();
    await waitFor(() => expect(screen.getByTestId("press")).toHaveProperty("disabled", false));
    await fireEvent.click(screen.getByTestId("press"));
    await waitFor(() => expect(called("restore")).toHaveLength(1));
  });

  it("is looked at before a locked vault, which stays as it is until a second press", async () => {
    await open({ door: "locked", handed: "2026.kcb" }, "restore");
    expect(text(screen.getByTestId("restore-here"))).toContain("现在的保管柜不会动");
    await openWithKit();
    expect(await restore()).toContain("改名留在旁边");
    await typeTwice();
    await pressTwice();
  });

  it("waits for no unlocking, while anything else does", async () => {
    await open({ door: "locked", handed: "xiaozhou-valid.pdf" }, "unlock");
    await waitFor(() => expect(called("take_handed").length).toBeGreaterThan(0));
    expect(called("take_handed").every(({ takes }) => (takes as { backup: boolean }).backup)).toBe(true);
    await drop("photo.jpg");
    await waitFor(() => expect(text(screen.getByTestId("note"))).toContain("打开以后再放一次"));
    await drop("mine.kcb");
    expect(await restore()).toContain("mine.kcb");
  });

  it("is found for what it is in either room of an open vault, and takes the board's place", async () => {
    await open({ family: "three" }, "person");
    await put("mine.kcb");
    expect(await restore()).toContain("mine.kcb");
    await waitFor(() => expect(screen.queryByTestId("adding")).toBeNull());
    await fireEvent.click(screen.getByTestId("later"));
    await fireEvent.click(screen.getByTestId("room-check"));
    await screen.findByTestId("drop");
    await put("other.kcb");
    expect(await restore()).toContain("other.kcb");
    await fireEvent.click(screen.getByTestId("later"));
    await fireEvent.click(screen.getByTestId("room-family"));
    await screen.findAllByTestId("person");
    const boards = called("family").length;
    await put("mine.kcb");
    await openWithKit();
    await typeTwice();
    await pressTwice();
    await waitFor(() => expect(called("family").length).toBeGreaterThan(boards));
  });
});

describe("the window", () => {
  it("says that the door did not answer, and tries again", async () => {
    vi.spyOn(call, "door").mockRejectedValue(null);
    await open({ family: "three" }, "lock-screen");
    await waitFor(() => expect(text(screen.getByTestId("lock-screen"))).toContain("再试一次"));
    vi.mocked(call.door).mockRestore();
    await fireEvent.click(screen.getByText("再试一次").closest("button")!);
    await screen.findAllByTestId("person");
  });

  it("takes its note away when the vault is locked or the language changes", async () => {
    await open({ family: "three" }, "person");
    const save = async () => {
      await fireEvent.click(screen.getByTestId("room-settings"));
      await fireEvent.click(await screen.findByTestId("set-diagnostics"));
      await screen.findByTestId("note");
    };
    await save();
    await fireEvent.click(screen.getByTestId("lang"));
    await waitFor(() => expect(screen.queryByTestId("note")).toBeNull());
    await save();
    await fireEvent.click(screen.getByTestId("lock"));
    await waitFor(() => expect(screen.queryByTestId("note")).toBeNull());
  });
});
