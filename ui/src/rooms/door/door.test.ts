import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { call } from "../../ipc/call";
import { startFake, stopFake, type Fake } from "../../ipc/fake";
import { KITS } from "../../ipc/fake-door";
import { STUCK, STUCK_STATES } from "../../ipc/fake-door-words";
import { speak } from "../../words/words.svelte";
import { Door } from "./door.svelte";
import DoorPlace from "./DoorPlace.svelte";
import LockScreen from "./LockScreen.svelte";
import { Secrets } from "./secrets.svelte";
import { LOOK, STAY } from "./watch";

const PIN = "258014";

let fake: Fake;
let door: Door;

/** The door as the window has it: its place above everything, and its screen where the room would be. */
async function begin(state: string, more: { screen?: boolean; lang?: "zh" | "en"; wait?: number } = {}) {
  fake = startFake({ door: state, lang: more.lang ?? "zh" }, more.wait ?? 0);
  speak(more.lang ?? "zh");
  door = new Door();
  await door.load();
  if (more.screen ?? true) render(LockScreen, { door });
  render(DoorPlace, { door });
}

afterEach(() => {
  cleanup();
  stopFake();
  speak("zh");
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const secrets = () => screen.queryAllByTestId<HTMLInputElement>("secret");
const dialog = () => document.querySelector("dialog");
const text = (node: Element | null = document.body) => (node?.textContent ?? "").replace(/[\u2068\u2069]/g, "").trim();
const called = (...names: string[]) => fake.calls.map(({ command }) => command).filter((name) => names.includes(name));

/** As a person types: one key after the other, and no waiting for answers. */
function type(field: HTMLElement, keys: string) {
  for (const key of keys) void fireEvent.keyDown(field, { key });
}
const enter = (field: HTMLElement) => fireEvent.keyDown(field, { key: "Enter" });
const settle = () => waitFor(() => expect(door.busy || door.looking).toBe(false));
async function press(name = "press") {
  await settle();
  await fireEvent.click(screen.getByTestId(name));
}
/** The PIN that there is, into the only field. */
async function typePresent(keys = PIN) {
  await settle();
  type((await screen.findAllByTestId("secret"))[0]!, keys);
  await waitFor(() => expect(door.secrets.dots.present).toBe(keys.length));
}

async function typeTwice(pin = PIN, again = pin) {
  await settle();
  const fields = secrets();
  type(fields.at(-2)!, pin);
  type(fields.at(-1)!, again);
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("press").disabled).toBe(false));
  await press();
}

describe("a PIN", () => {
  it("goes to Rust key by key, in order, and is nowhere in the page", async () => {
    await begin("locked", { wait: 3 });
    const [field] = secrets();
    type(field!, "25");
    await fireEvent.keyDown(field!, { key: "9" });
    await fireEvent.keyDown(field!, { key: "Backspace" });
    type(field!, "8014");
    await waitFor(() => expect(screen.getByTestId("dots").dataset.dots).toBe("6"));
    for (const input of document.querySelectorAll("input")) expect(input.value).toBe("");
    expect(document.body.innerHTML).not.toContain(PIN);
    await enter(field!);
    await waitFor(() => expect(door.view?.is).toBe("open"));
    const keys = fake.calls.filter(({ command }) => command === "type_secret").map(({ takes }) => takes);
    expect(keys.map((took) => (took as { key: string }).key)).toEqual(["2", "5", "9", "Backspace", "8", "0", "1", "4"]);
    const others = fake.calls.filter(({ command }) => command !== "type_secret");
    expect(JSON.stringify(others)).not.toContain(PIN);
    // Everything typed has arrived before it is used.
    expect(called("type_secret", "unlock").at(-1)).toBe("unlock");
  });

  it("keeps its order even if an answer is slow", async () => {
    const log: string[] = [];
    const delays = [30, 1, 10];
    vi.spyOn(call, "typeSecret").mockImplementation(async (_, key) => {
      log.push(`${key} begins`);
      await new Promise((resolve) => setTimeout(resolve, delays[Number(key)]));
      log.push(`${key} ends`);
      return { dots: Number(key) + 1, full: false };
    });
    const typed = new Secrets();
    await Promise.all(["0", "1", "2"].map((key) => typed.type("present", key)));
    expect(log).toEqual(["0 begins", "0 ends", "1 begins", "1 ends", "2 begins", "2 ends"]);
    expect(typed.dots.present).toBe(3);
  });

  it("is typed with the pointer, too", async () => {
    await begin("locked");
    const pad = within(screen.getByTestId("pad"));
    for (const key of PIN) await fireEvent.click(pad.getByText(key));
    await waitFor(() => expect(screen.getByTestId("dots").dataset.dots).toBe("6"));
    await press("unlock-press");
    await waitFor(() => expect(door.view?.is).toBe("open"));
  });

  it("is forgotten when its dialog is left", async () => {
    await begin("open", { screen: false });
    const asked = door.askPin();
    const [field] = await screen.findAllByTestId("secret");
    type(field!, "25");
    await press("later");
    expect(await asked).toBe(false);
    await waitFor(() => expect(called("type_secret", "clear_secrets").at(-1)).toBe("clear_secrets"));
    expect(door.secrets.dots.present).toBe(0);
  });
});

describe("the lock screen", () => {
  it("says how many tries are left, and empties the field", async () => {
    await begin("locked");
    type(secrets()[0]!, "111111");
    await waitFor(() => expect(door.secrets.dots.present).toBe(6));
    await enter(secrets()[0]!);
    await waitFor(() => expect(text(screen.getByTestId("unlock-note"))).toBe("PIN 不对。还能试 4 次。"));
    expect(screen.getByTestId("unlock-note").getAttribute("role")).toBe("alert");
    await waitFor(() => expect(screen.getByTestId("dots").dataset.dots).toBe("0"));
  });

  it("does nothing on Enter in an empty field", async () => {
    await begin("locked");
    await enter(secrets()[0]!);
    expect(called("unlock")).toEqual([]);
  });

  it("counts a wait down and asks again at its end", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    await begin("last");
    type(secrets()[0]!, "111111");
    await waitFor(() => expect(door.secrets.dots.present).toBe(6));
    await enter(secrets()[0]!);
    const clock = await screen.findByTestId("countdown");
    expect(clock.textContent).toBe("0:30");
    expect(secrets()).toEqual([]);
    // The kit needs no wait.
    expect(screen.getByTestId("use-kit")).toBeTruthy();
    vi.advanceTimersByTime(12_000);
    await tick();
    expect(screen.getByTestId("countdown").textContent).toBe("0:18");
    vi.advanceTimersByTime(18_500);
    await waitFor(() => expect(secrets()).toHaveLength(1));
  });

  it("asks a passphrase without digits to press", async () => {
    await begin("passphrase");
    expect(screen.queryByTestId("pad")).toBeNull();
    type(secrets()[0]!, "salt");
    await waitFor(() => expect(door.secrets.dots.present).toBe(4));
    await enter(secrets()[0]!);
    await waitFor(() => expect(door.view?.is).toBe("open"));
  });

  it("opens with the kit, then wants a new PIN and shows the new kit", async () => {
    await begin("locked");
    await press("use-kit");
    const kit = await screen.findByTestId("kit-field");
    await fireEvent.input(kit, { target: { value: KITS[0]!.toLowerCase() } });
    await enter(kit);
    await screen.findByTestId("renew");
    await waitFor(() => expect(dialog()).toBeNull());
    const fields = secrets();
    type(fields[0]!, PIN);
    type(fields[1]!, PIN);
    await waitFor(() => expect(door.secrets.dots.again).toBe(6));
    await press("renew-press");
    const shown = await screen.findByTestId("kit");
    expect(text(shown).replace(/\s/g, "")).toContain(KITS[1]);
    expect(door.view?.is).toBe("open");
    await press("kit-kept");
    await waitFor(() => expect(dialog()).toBeNull());
  });

  it("names the group of a mistyped kit", async () => {
    await begin("locked");
    await press("use-kit");
    const kit = await screen.findByTestId("kit-field");
    await fireEvent.input(kit, { target: { value: "000G 4" } });
    await press();
    await waitFor(() => expect(text(dialog())).toContain("第 2 组附近"));
  });
});

describe("what stands in the way", () => {
  it.each(STUCK_STATES.flatMap((state) => [[state, true], [state, false]] as const))(
    "%s (a vault is here: %s) is worded, with every way out",
    async (state, here) => {
      for (const lang of ["zh", "en"] as const) {
        await begin(here ? state : `first-${state}`, { lang });
        const told = STUCK(state, lang, here);
        const shown = within(screen.getByTestId("lock-screen"));
        for (const words of [told.what, told.next, ...told.ways.map((way) => way.words)]) {
          expect(text(screen.getByTestId("lock-screen")), words).toContain(words);
        }
        const presses = shown.getAllByRole("button").map((one) => text(one));
        expect(presses).toEqual(told.ways.map((way) => way.words));
        expect(shown.getAllByRole("button")[0]!.classList.contains("main")).toBe(!told.ways[0]!.twice);
        expect(shown.getByRole("heading", { level: 1 })).toBeTruthy();
        expect(document.querySelector("details")?.open).toBe(state === "older-copy" ? undefined : false);
        expect(secrets()).toEqual([]);
        cleanup();
        stopFake();
      }
    },
  );

  it("says that it still waits for the keychain", async () => {
    await begin("no-answer", { wait: 30 });
    await fireEvent.click(screen.getByText("再试一次"));
    expect(text(await screen.findByTestId("going"))).toContain("正在等系统钥匙串");
    await waitFor(() => expect(screen.queryByTestId("going")).toBeNull());
  });

  it("starts anew only after a second press, and says that the old file stays", async () => {
    await begin("gone");
    await fireEvent.click(screen.getByText("另外新建"));
    expect(dialog()).toBeNull();
    await fireEvent.click(screen.getByText(/再按一次/));
    await waitFor(() => expect(text(dialog())).toContain("原来的文件不会删"));
    await typeTwice();
    await waitFor(() => expect(door.view?.is).toBe("open"));
    expect(fake.calls.find(({ command }) => command === "set_up")?.takes).toEqual({ how: "start-new" });
  });

  it("opens the folder of a missing file", async () => {
    await begin("vault-missing");
    await fireEvent.click(screen.getByText("打开文件夹找一找"));
    await waitFor(() => expect(called("open_home")).toHaveLength(1));
  });

  it("opens an older copy, whose PIN was typed before, only after a second press", async () => {
    await begin("older-copy");
    expect(text(screen.getByTestId("stuck"))).toContain("2026 年 11 月 3 日");
    await fireEvent.click(screen.getByText("打开这份旧的"));
    expect(called("open_older")).toEqual([]);
    await fireEvent.click(screen.getByText(/再按一次/));
    await waitFor(() => expect(door.view?.is).toBe("open"));
  });

  it("sets a passphrase after the kit where the keychain does not work", async () => {
    await begin("renew");
    await press("renew-pass");
    await waitFor(() => expect(text(screen.getByTestId("renew"))).toContain("六个不相干的词"));
    expect(screen.queryByTestId("pad")).toBeNull();
  });

  it("rescues only what a person accepts", async () => {
    await begin("damaged");
    await fireEvent.click(screen.getByText("抢救"));
    await typePresent();
    await press();
    await screen.findByTestId("let-be");
    expect(text(dialog())).toContain("3 个人");
    expect(text(dialog())).toContain("有 1 份读不出来");
    await press("let-be");
    await waitFor(() => expect(dialog()).toBeNull());
    expect(door.view?.is).toBe("stuck");
    await fireEvent.click(screen.getByText("抢救"));
    await typePresent();
    await press();
    await screen.findByTestId("let-be");
    await typeTwice();
    await waitFor(() => expect(door.view?.is).toBe("open"));
    const accepted = fake.calls.filter(({ command }) => command === "finish_rescue").map(({ takes }) => takes);
    expect(accepted).toEqual([{ accept: false }, { accept: true }]);
  });
});

describe("ensureOpen", () => {
  it("is true at once where the vault is open", async () => {
    await begin("open");
    expect(await door.ensureOpen()).toBe(true);
    expect(dialog()).toBeNull();
  });

  it("asks a new family for a PIN, goes on, and offers a kit that nobody must take", async () => {
    await begin("new", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(text(dialog())).toContain("留下之前，先设一个 PIN"));
    await typeTwice(PIN, "258015");
    await waitFor(() => expect(text(dialog())).toContain("两次输入的不一样"));
    expect(door.secrets.dots).toEqual({ present: 0, new: 0, again: 0, backup: 0 });
    await settle();
    expect(document.activeElement).toBe(secrets()[0]);
    await typeTwice();
    expect(await asked).toBe(true);
    await waitFor(() => expect(text(dialog())).toContain("以后再说"));
    await press("later");
    await waitFor(() => expect(dialog()).toBeNull());
    expect(called("make_kit")).toEqual([]);
  });

  it("makes the kit then and there, and saves it", async () => {
    await begin("new", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(secrets()).toHaveLength(2));
    await typeTwice();
    await asked;
    // The PIN was typed a moment ago.
    await waitFor(() => expect(secrets()).toHaveLength(0));
    await press();
    await screen.findByTestId("kit");
    expect(screen.getByRole("img", { name: "恢复卡的二维码" })).toBeTruthy();
    await press("save-kit");
    await waitFor(() => expect(text(screen.getByTestId("note"))).toContain("亲码恢复卡.pdf"));
    await press("kit-kept");
    await waitFor(() => expect(dialog()).toBeNull());
  });

  it("does not lose a kit to one press of Esc", async () => {
    await begin("open", { screen: false });
    door.start("make-kit");
    await typePresent();
    await press();
    await screen.findByTestId("kit");
    const escape = () => fireEvent(dialog()!, new Event("cancel", { cancelable: true }));
    await escape();
    expect(text(dialog())).toContain("还没有存下来");
    await escape();
    await waitFor(() => expect(dialog()).toBeNull());
  });

  it("says before the set-up that the folder lies on the network, if it does", async () => {
    for (const [state, said] of [["network", 1], ["new", 0]] as const) {
      await begin(state, { screen: false });
      void door.ensureOpen();
      await screen.findAllByTestId("secret");
      expect(screen.queryAllByTestId("place")).toHaveLength(said);
      cleanup();
      stopFake();
    }
  });

  it("sets up with a passphrase where somebody wants that", async () => {
    await begin("new", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(secrets()).toHaveLength(2));
    await press("use-passphrase");
    await waitFor(() => expect(text(dialog())).toContain("六个不相干的词"));
    await press("back");
    await waitFor(() => expect(text(dialog())).toContain("六位数字"));
    await press("use-passphrase");
    await waitFor(() => expect(text(dialog())).toContain("六个不相干的词"));
    await typeTwice("correct horse battery");
    expect(await asked).toBe(true);
    expect(fake.calls.find(({ command }) => command === "set_up")?.takes).toEqual({ how: "passphrase" });
  });

  it("is false where the person lets it be", async () => {
    await begin("locked", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(dialog()).not.toBeNull());
    await fireEvent(dialog()!, new Event("cancel", { cancelable: true }));
    expect(await asked).toBe(false);
  });

  it("leads through kit and new PIN, and is true after them", async () => {
    await begin("locked", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(dialog()).not.toBeNull());
    await press("use-kit");
    const kit = await screen.findByTestId("kit-field");
    await fireEvent.input(kit, { target: { value: KITS[0]! } });
    await press();
    await screen.findByTestId("renew");
    await typeTwice();
    expect(await asked).toBe(true);
    await screen.findByTestId("kit");
  });

  it("shows what stands in the way, and goes on by itself when it is gone", async () => {
    await begin("keychain-locked", { screen: false });
    const asked = door.ensureOpen();
    await waitFor(() => expect(text(dialog())).toContain("系统钥匙串锁着"));
    vi.spyOn(call, "door").mockResolvedValue({ is: "open" });
    await fireEvent.click(screen.getByText("再试一次"));
    expect(await asked).toBe(true);
    await waitFor(() => expect(dialog()).toBeNull());
  });
});

describe("askPin", () => {
  it("is true after the right PIN", async () => {
    await begin("open", { screen: false });
    const asked = door.askPin();
    const [field] = await screen.findAllByTestId("secret");
    type(field!, "1");
    await waitFor(() => expect(door.secrets.dots.present).toBe(1));
    await enter(field!);
    await waitFor(() => expect(text(dialog())).toContain("PIN 不对"));
    await settle();
    type(field!, PIN);
    await waitFor(() => expect(door.secrets.dots.present).toBe(6));
    await enter(field!);
    expect(await asked).toBe(true);
  });

  it("is false when too many wrong PINs have locked the vault", async () => {
    await begin("open", { screen: false });
    const asked = door.askPin();
    const [field] = await screen.findAllByTestId("secret");
    for (let time = 0; time < 5; time += 1) {
      type(field!, "1");
      await waitFor(() => expect(door.secrets.dots.present).toBe(1));
      await enter(field!);
      await settle();
    }
    expect(await asked).toBe(false);
    expect(door.view?.is).toBe("locked");
  });
});

describe("a backup", () => {
  const choose = async (name: string) => {
    const input = screen.getByTestId<HTMLInputElement>("choose-backup");
    Object.defineProperty(input, "files", { value: [new File(["x"], name)], configurable: true });
    await fireEvent.change(input);
    await settle();
  };

  it("is restored with the kit of its time and a new PIN", async () => {
    await begin("gone");
    await fireEvent.click(screen.getByText("从备份恢复"));
    await screen.findByTestId("restore");
    await choose("broken.kcb");
    await waitFor(() => expect(text(dialog())).toContain("不完整"));
    await choose("kincode-2026-11-15.kcb");
    const kit = await screen.findByTestId("kit-field");
    await fireEvent.input(kit, { target: { value: KITS[0]! } });
    await press();
    await waitFor(() => expect(text(dialog())).toContain("3 个人、6 份码"));
    expect(text(dialog())).toContain("改名留在旁边");
    await typeTwice();
    await waitFor(() => expect(door.view?.is).toBe("open"));
    expect(text(screen.getByTestId("note"))).toBe("恢复好了。");
  });

  it("opens with its own passphrase", async () => {
    await begin("gone");
    await fireEvent.click(screen.getByText("从备份恢复"));
    await screen.findByTestId("restore");
    await choose("own.kcb");
    await fireEvent.click(await screen.findByLabelText("单独设的口令"));
    type((await screen.findAllByTestId("secret"))[0]!, "salt");
    await waitFor(() => expect(door.secrets.dots.backup).toBe(4));
    await press();
    await waitFor(() => expect(text(dialog())).toContain("3 个人、6 份码"));
  });

  it("is taken from a drop, which the room behind never sees", async () => {
    await begin("gone");
    const heard: Event[] = [];
    const hear = (event: Event) => heard.push(event);
    window.addEventListener("drop", hear);
    await fireEvent.click(screen.getByText("从备份恢复"));
    await screen.findByTestId("restore");
    const drop = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [new File(["x"], "mine.kcb")] },
    });
    await fireEvent(dialog()!, drop);
    await screen.findByTestId("kit-field");
    window.removeEventListener("drop", hear);
    expect(text(dialog())).toContain("mine.kcb");
    expect(drop.defaultPrevented).toBe(true);
    expect(heard).toEqual([]);
  });
});

describe("while the vault is open", () => {
  it("tells Rust that somebody is here, at most every ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    await begin("open", { screen: false });
    for (let time = 0; time < 5; time += 1) await fireEvent.pointerMove(window);
    expect(called("stay")).toHaveLength(1);
    vi.advanceTimersByTime(STAY);
    await fireEvent.keyDown(window, { key: "a" });
    expect(called("stay")).toHaveLength(2);
  });

  it("learns when it has locked itself, and takes what it showed off the screen", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    await begin("open", { screen: false });
    door.start("change-pin");
    await waitFor(() => expect(dialog()).not.toBeNull());
    await call.lock();
    vi.advanceTimersByTime(LOOK);
    await waitFor(() => expect(door.view?.is).toBe("locked"));
    await waitFor(() => expect(dialog()).toBeNull());
  });
});
