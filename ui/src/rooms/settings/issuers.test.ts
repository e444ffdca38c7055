import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { Authorities } from "../../authorities.svelte";
import { startFake, stopFake, type Fake, type Start } from "../../ipc/fake";
import { Desk } from "../../settings.svelte";
import { Door } from "../door/door.svelte";
import Room from "./Room.svelte";

let fake: Fake;
let authorities: Authorities;

async function begin(start: Start = {}) {
  fake = startFake(start);
  const [desk, door] = [new Desk(), new Door()];
  authorities = new Authorities();
  await Promise.all([desk.load(), door.load()]);
  render(Room, { desk, door, authorities, ontrust: () => {}, onkeys: () => {} });
  await waitFor(() => expect(authorities.view).not.toBeNull());
}
afterEach(() => {
  cleanup();
  stopFake();
});

const called = (command: string) => fake.calls.filter((one) => one.command === command);
const rows = () => screen.queryAllByTestId("issuer");
const look = async (address: string) => {
  await fireEvent.input(screen.getByTestId("issuer-address"), { target: { value: address } });
  await fireEvent.submit(screen.getByTestId("issuer-address").closest("form")!);
};

describe("the authorities in the settings", () => {
  it("are looked at first, and connected once the fingerprint was compared", async () => {
    await begin();
    await look("https://codes.mingyuan.example");
    const offer = await screen.findByTestId("issuer-offer");
    expect(offer.textContent).toContain("明远区卫生健康局");
    expect(offer.querySelectorAll("[data-testid=fingerprint] span")).toHaveLength(5);
    expect(offer.querySelectorAll("li")).toHaveLength(3);
    expect(called("add_authority")).toEqual([]);
    await fireEvent.click(screen.getByTestId("issuer-add"));
    await waitFor(() => expect(rows()).toHaveLength(1));
    await waitFor(() => expect(screen.getByTestId<HTMLInputElement>("issuer-address").value).toBe(""));
  });

  it("are left alone when nobody answers at the address, and it is said why", async () => {
    await begin();
    await look("https://wrong.example");
    expect((await screen.findByTestId("field-problem")).textContent).toContain("没有发码单位");
    expect(rows()).toEqual([]);
  });

  it("go on the second press only", async () => {
    await begin({ family: "three", authority: "two" });
    const remove = rows()[0]!.querySelectorAll("button")[1]!;
    await fireEvent.click(remove);
    expect(called("remove_authority")).toEqual([]);
    await fireEvent.click(remove);
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  it("say what is wrong with a backup address at its field", async () => {
    await begin({ family: "three", authority: "one" });
    await fireEvent.click(screen.getByTestId("issuer-more"));
    await fireEvent.change(screen.getByTestId("issuer-backup"), { target: { value: "ftp://x" } });
    expect((await screen.findByTestId("field-problem")).textContent).toContain("https://");
    await fireEvent.change(screen.getByTestId("issuer-backup"), { target: { value: "https://b.example" } });
    await waitFor(() => expect(authorities.list[0]!.backup).toBe("https://b.example"));
  });

  it("are refreshed by a press, and say what came of it", async () => {
    await begin({ family: "three", authority: "one" });
    await fireEvent.click(screen.getByTestId("issuers-refresh"));
    await waitFor(() => expect(document.querySelector("[data-section=issuers]")!.textContent).toContain("都更新了"));
  });

  it("are practised with, and not any more", async () => {
    await begin();
    await fireEvent.click(screen.getByTestId("set-practice"));
    await waitFor(() => expect(authorities.practice).toBe(true));
    expect(rows()).toHaveLength(1);
    await fireEvent.click(screen.getByTestId("set-practice"));
    await waitFor(() => expect(authorities.practice).toBe(false));
  });
});
