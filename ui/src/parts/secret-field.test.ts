import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import KitField from "./KitField.svelte";
import SecretField from "./SecretField.svelte";

let keys: string[];
let entered: number;

function field(more: { digits?: boolean; dots?: number; busy?: boolean } = {}): HTMLInputElement {
  render(SecretField, {
    label: "PIN",
    dots: 0,
    digits: true,
    onkey: (key: string) => keys.push(key),
    onenter: () => (entered += 1),
    ...more,
  });
  return screen.getByTestId<HTMLInputElement>("secret");
}

/** Without the marks that Fluent puts around what it fills in. */
const plain = (text: string | null) => (text ?? "").replace(/[\u2068\u2069]/g, "");

const type = async (input: HTMLElement, ...typed: string[]) => {
  for (const key of typed) await fireEvent.keyDown(input, { key });
};

/** An event that happy-dom has no constructor for. */
const beforeInput = (data: string | null, inputType = "insertText") =>
  Object.assign(new Event("beforeinput", { bubbles: true, cancelable: true }), { data, inputType });

const pasting = (text: string) =>
  Object.assign(new Event("paste", { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => text },
  });

beforeEach(() => {
  keys = [];
  entered = 0;
});
afterEach(cleanup);

describe("a secret field", () => {
  it("hands on each key by itself and holds none", async () => {
    const input = field();
    await type(input, "2", "5", "Backspace", "8", "Enter");
    expect(keys).toEqual(["2", "5", "Backspace", "8"]);
    expect(entered).toBe(1);
    expect(input.value).toBe("");
  });

  it("lets nothing in that comes without a key", async () => {
    const input = field();
    const [typed, back] = [beforeInput("7"), beforeInput(null, "deleteContentBackward")];
    await fireEvent(input, typed);
    await fireEvent(input, back);
    expect([typed.defaultPrevented, back.defaultPrevented]).toEqual([true, true]);
    expect(keys).toEqual(["7", "Backspace"]);
    // An engine that let it in all the same.
    input.value = "258014";
    await fireEvent.input(input);
    expect(input.value).toBe("");
  });

  it("keeps the keys from the room behind, but not Tab and Esc", async () => {
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(event.key);
    window.addEventListener("keydown", hear);
    await type(field(), "2", "?", "Delete", "Tab", "Escape");
    window.removeEventListener("keydown", hear);
    expect(heard).toEqual(["Tab", "Escape"]);
  });

  it("takes digits only for a PIN, also full-width ones, and says so", async () => {
    const input = field();
    await type(input, "a");
    expect(keys).toEqual([]);
    expect(document.body.textContent).toContain("PIN 只有数字");
    await type(input, "３");
    expect(keys).toEqual(["3"]);
    expect(document.body.textContent).not.toContain("PIN 只有数字");
  });

  it("takes the Enter of a scanned code for no try", async () => {
    await type(field(), ..."A7K4", "Enter");
    expect(entered).toBe(0);
    expect(keys).toEqual(["7", "4", "Clear"]);
    expect(document.body.textContent).toContain("PIN 只有数字");
  });

  it("refuses to have a PIN pasted, and takes a passphrase character by character", async () => {
    const [pin, words] = [pasting("258014"), pasting("ab c\n")];
    const heard: Event[] = [];
    const hear = (event: Event) => heard.push(event);
    window.addEventListener("paste", hear);
    await fireEvent(field(), pin);
    expect([keys, pin.defaultPrevented]).toEqual([[], true]);
    expect(document.body.textContent).toContain("不能粘贴");
    cleanup();
    const input = field({ digits: false });
    await fireEvent(input, words);
    window.removeEventListener("paste", hear);
    expect(keys).toEqual(["a", "b", " ", "c"]);
    expect([input.value, heard]).toEqual(["", []]);
  });

  it("clears by selecting all", async () => {
    const input = field({ dots: 3 });
    await fireEvent.keyDown(input, { key: "a", ctrlKey: true });
    await type(input, "Delete");
    expect(keys).toEqual(["Clear"]);
    await fireEvent.keyDown(input, { key: "a", ctrlKey: true });
    await type(input, "7");
    expect(keys).toEqual(["Clear", "Clear", "7"]);
  });

  it("draws dots, and says their count to a screen reader", () => {
    field({ dots: 4 });
    const dots = screen.getByTestId("dots");
    expect(dots.querySelectorAll("i")).toHaveLength(6);
    expect(dots.querySelectorAll(".filled")).toHaveLength(4);
    expect(dots.getAttribute("aria-hidden")).toBe("true");
    expect(plain(screen.getAllByRole("status")[0]!.textContent)).toContain("已输入 4 位");
    expect(screen.getByLabelText("PIN")).toBe(screen.getByTestId("secret"));
  });

  it("takes no key while something is under way", async () => {
    await type(field({ busy: true }), "2", "Backspace");
    expect(keys).toEqual([]);
  });
});

describe("the field of the kit", () => {
  it("shows groups of four as they are typed, whatever stands between them", async () => {
    render(KitField, { value: "", onenter: () => (entered += 1) });
    const input = screen.getByTestId<HTMLInputElement>("kit-field");
    await fireEvent.input(input, { target: { value: "000g-40r4 0m3" } });
    expect(input.value).toBe("000G 40R4 0M3");
    expect(plain(document.body.textContent)).toContain("11 / 36");
    await fireEvent.keyDown(input, { key: "Enter" });
    expect(entered).toBe(1);
  });

  it("takes no more than a kit has", async () => {
    render(KitField, { value: "", onenter: () => undefined });
    const input = screen.getByTestId<HTMLInputElement>("kit-field");
    await fireEvent.input(input, { target: { value: "A".repeat(50) } });
    expect(input.value.replaceAll(" ", "")).toHaveLength(36);
  });
});
