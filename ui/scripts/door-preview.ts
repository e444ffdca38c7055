/** The door and the settings over the fake desk, alone: for pictures. `window.door` opens dialogs from outside. */
import "@fontsource-variable/noto-sans-sc";
import "../src/style/raw.css";
import "../src/style/meaning.css";
import "../src/style/base.css";
import { mount } from "svelte";
import { startFake } from "../src/ipc/fake";
import { Door } from "../src/rooms/door/door.svelte";
import { Desk } from "../src/settings.svelte";
import DoorPreview from "./DoorPreview.svelte";

const asked = Object.fromEntries(new URLSearchParams(location.search));
startFake(asked, Number(asked.wait ?? 0));
const [door, desk] = [new Door(), new Desk()];
await desk.load();
if ("late" in asked) void door.load();
else await door.load();
Object.assign(window, { door });
const target = document.getElementById("app");
if (target) mount(DoorPreview, { target, props: { door, desk, settings: "settings" in asked } });
