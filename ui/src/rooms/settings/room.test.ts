import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Authorities } from "../../authorities.svelte";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import { Desk } from "../../settings.svelte";
import { speak } from "../../words/words.svelte";
import { Door } from "../door/door.svelte";
import DoorPlace from "../door/DoorPlace.svelte";
import Room from "./Room.svelte";

const PIN = "258014";

let fake: Fake;
let door: Door;
let desk: Desk;
let asked: string[];

async function begin(state: string) {
  fake = startFake({ door: state });
  desk = new Desk();
  door = new Door();
  await Promise.all([desk.load(), door.load()]);
  render(Room, {
    desk,
    door,
    authorities: new Authorities(),
    ontrust: () => asked.push("trust"),
    onkeys: () => asked.push("keys"),
    onlang: (lang: string) => asked.push(lang),
  });
  render(DoorPlace, { door });
  await settle();
}

beforeEach(() => (asked = []));
afterEach(() => {
  cleanup();
  stopFake();
  speak("zh");
  vi.restoreAllMocks();
});

const text = (node: Element | null = document.body) => (node?.textContent ?? "").replace(/[\u2068\u2069]/g, "").trim();
const section = (name: string) => text(document.querySelector(`[data-section=${name}]`));
const dialog = () => document.querySelector("dialog");
const settle = () => waitFor(() => expect(door.busy || door.looking).toBe(false));
const press = (name: string) => fireEvent.click(screen.getByTestId(name));
const radio = (label: string) =>
  Array.from(document.querySelectorAll("label")).find((one) => text(one) === label)!.querySelector("input")!;
const pick = (label: string) => fireEvent.click(radio(label));
const called = (name: string) => fake.calls.filter(({ command }) => command === name);

async function type(at: number, keys: string) {
  await settle();
  const field = (await screen.findAllByTestId("secret"))[at]!;
  for (const key of keys) void fireEvent.keyDown(field, { key });
  const dots = () => field.closest(".secret")!.querySelector<HTMLElement>("[data-dots]")!.dataset.dots;
  await waitFor(() => expect(dots()).toBe(String(keys.length)));
}

describe("the settings", () => {
  it("change what Rust keeps", async () => {
    await begin("open");
    await pick("15 分钟");
    await waitFor(() => expect(fake.settings.lock_after).toBe(15));
    await pick("每次都问");
    await waitFor(() => expect(fake.settings.ask_again).toBe("always"));
    await pick("48 小时");
    await waitFor(() => expect(fake.settings.purge_after).toBe(48));
    await pick("深色");
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
    for (const name of ["set-tray", "set-hotkey", "set-remind"]) await press(name);
    await waitFor(() => expect(fake.settings).toMatchObject({ tray: true, hotkey: true, remind: false }));
  });

  it("speak the other language at once, and tell the window", async () => {
    await begin("open");
    await pick("English");
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Settings"));
    await waitFor(() => expect(section("kit")).toContain("Made on 3 November 2026"));
    expect(asked).toEqual(["en"]);
  });

  it("are worded anew when the language changes elsewhere, or the vault is opened", async () => {
    await begin("locked");
    await desk.change({ lang: "en" });
    await waitFor(() => expect(section("kit")).toContain("once the vault is open"));
    const opened = door.ensureOpen();
    await type(0, PIN);
    await fireEvent.keyDown(screen.getByTestId("secret"), { key: "Enter" });
    await opened;
    await waitFor(() => expect(section("kit")).toContain("Made on 3 November 2026"));
    await desk.change({ lang: "zh" });
    await waitFor(() => expect(section("kit")).toContain("2026 年 11 月 3 日"));
  });

  it("name every group by its heading", async () => {
    await begin("open");
    const names = screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent);
    expect(names).toEqual(["安全", "发码单位", "当地规则", "恢复卡", "备份", "外观", "名录与信任", "窗口", "帮助", "清空一切"]);
    for (const name of names) expect(screen.getByRole("region", { name: name! })).toBeTruthy();
  });

  it("lead to trust and keys", async () => {
    await begin("open");
    await press("set-trust");
    await press("set-keys");
    expect(asked).toEqual(["trust", "keys"]);
  });

  it("show what weakens the vault", async () => {
    await begin("bare");
    await waitFor(() => expect(text(screen.getByTestId("warning"))).toContain("钥匙串没有密码"));
    expect(section("kit")).toContain("还没有恢复卡");
  });

  it("say what could not be done, and go on", async () => {
    await begin("open");
    vi.spyOn(call, "changeSettings").mockRejectedValueOnce({ code: "settings", what: "没有存下来。", next: "请再试。" });
    await pick("60 分钟");
    await waitFor(() => expect(text(screen.getByTestId("problem"))).toContain("没有存下来"));
    await pick("1 分钟");
    await waitFor(() => expect(screen.queryByTestId("problem")).toBeNull());
  });
});

describe("while the vault is shut", () => {
  it("security stays as it is, and opening is offered", async () => {
    await begin("locked");
    expect(section("security")).toContain("打开保管柜以后");
    for (const label of ["1 分钟", "不问", "12 小时"]) {
      expect(radio(label).disabled).toBe(true);
    }
    for (const name of ["set-pin", "set-kit", "set-back-up"]) expect(screen.queryByTestId(name)).toBeNull();
    // How the window looks is nobody's secret.
    expect(radio("深色").disabled).toBe(false);
    await press("set-open");
    await type(0, PIN);
    await fireEvent.keyDown(screen.getByTestId("secret"), { key: "Enter" });
    await screen.findByTestId("set-pin");
    await waitFor(() => expect(section("kit")).toContain("2026 年 11 月 3 日"));
  });

  it("a first PIN can be set before anything is kept", async () => {
    await begin("new");
    expect(section("security")).toContain("还没有保管柜");
    expect(document.querySelector("[data-section=erase]")).toBeNull();
    await press("set-open");
    await type(0, PIN);
    await type(1, PIN);
    await press("press");
    await waitFor(() => expect(door.view?.is).toBe("open"));
    await waitFor(() => expect(text(dialog())).toContain("以后再说"));
  });
});

describe("what the settings do", () => {
  it("changes the PIN, and seals anew where somebody knows the old one", async () => {
    await begin("open");
    await press("set-pin");
    await type(0, "111111");
    await type(1, "739206");
    await type(2, "739206");
    await press("known");
    await press("press");
    await waitFor(() => expect(text(dialog())).toContain("现在的 PIN 不对"));
    await type(0, PIN);
    await type(1, "739206");
    await type(2, "739206");
    await press("press");
    await waitFor(() => expect(text(screen.getByTestId("note"))).toBe("PIN 改好了。"));
    await waitFor(() => expect(dialog()).toBeNull());
    expect(called("change_pin").map(({ takes }) => takes)).toEqual([{ known: true }, { known: true }]);
  });

  it("makes a new kit, and says what becomes of the old one", async () => {
    await begin("open");
    await waitFor(() => expect(text(screen.getByTestId("set-kit"))).toBe("重新做一张"));
    await press("set-kit");
    await waitFor(() => expect(text(dialog())).toContain("旧的那张就不能再打开"));
    await type(0, PIN);
    await press("press");
    await screen.findByTestId("kit");
  });

  it("backs up with the kit or with a passphrase", async () => {
    await begin("open");
    await waitFor(() => expect(section("backup")).toContain("上次备份"));
    await press("set-back-up");
    await press("press");
    await waitFor(() => expect(text(screen.getByTestId("note"))).toContain("kincode-2026-11-21.kcb"));
    await waitFor(() => expect(dialog()).toBeNull());
    await settle();
    await press("set-back-up");
    await pick("单独设的口令");
    await type(0, "correct horse battery");
    await type(1, "correct horse batterz");
    await press("press");
    await waitFor(() => expect(text(dialog())).toContain("两次输入的不一样"));
    await waitFor(() => expect(screen.getAllByTestId("dots").map((dots) => dots.dataset.dots)).toEqual(["0", "0"]));
    await type(0, "correct horse battery");
    await type(1, "correct horse battery");
    await press("press");
    await waitFor(() => expect(dialog()).toBeNull());
    expect(called("back_up").map(({ takes }) => takes)).toEqual([{ own: false }, { own: true }, { own: true }]);
  });

  it("offers a passphrase alone where there is no kit, and no regular backup", async () => {
    await begin("bare");
    await waitFor(() => expect(section("backup")).toContain("请先做一张恢复卡"));
    expect(radio("每天").disabled).toBe(true);
    await press("set-back-up");
    expect(text(dialog())).toContain("单独设一个口令");
    expect(screen.getAllByTestId("secret")).toHaveLength(2);
  });

  it("asks for a folder before it backs up by itself", async () => {
    await begin("open");
    await waitFor(() => expect(radio("每天").disabled).toBe(false));
    await pick("每天");
    await waitFor(() => expect(fake.settings.backup_every).toBe("day"));
    expect(called("choose_backup_folder")).toHaveLength(1);
    await waitFor(() => expect(section("backup")).toContain("文档/亲码备份"));
  });

  it("leaves regular backups off when no folder is chosen", async () => {
    await begin("open");
    await waitFor(() => expect(radio("每周").disabled).toBe(false));
    vi.spyOn(call, "chooseBackupFolder").mockResolvedValue(fake.settings);
    await pick("每周");
    await waitFor(() => expect(radio("不备份").checked).toBe(true));
    expect(fake.settings.backup_every).toBe("never");
  });

  it("saves diagnostics", async () => {
    await begin("locked");
    await press("set-diagnostics");
    await waitFor(() => expect(text(screen.getByTestId("note"))).toContain("kincode-diagnostics.txt"));
  });

  it("locks", async () => {
    await begin("open");
    await press("set-lock");
    await waitFor(() => expect(door.view?.is).toBe("locked"));
    expect(screen.queryByTestId("set-pin")).toBeNull();
  });

  it("erases with the PIN and a second press, never by Enter, and says what stays", async () => {
    await begin("open");
    await press("set-erase");
    await waitFor(() => expect(text(dialog())).toContain("别处的备份不会动"));
    await type(0, PIN);
    await fireEvent.keyDown(screen.getByTestId("secret"), { key: "Enter" });
    const erase = () => Array.from(dialog()!.querySelectorAll("button")).at(-1)!;
    await fireEvent.click(erase());
    expect(called("erase")).toEqual([]);
    expect(text(erase())).toContain("再按一次");
    await fireEvent.click(erase());
    await waitFor(() => expect(door.view?.is).toBe("new"));
    expect(text(await screen.findByTestId("note"))).toBe("都清空了。");
  });
});
