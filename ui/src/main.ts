import "@fontsource-variable/noto-sans-sc";
import "./style/raw.css";
import "./style/meaning.css";
import "./style/base.css";
import { mount } from "svelte";
import App from "./App.svelte";

if (__FAKE__) {
  const { startFake } = await import("./ipc/fake");
  const asked = new URLSearchParams(location.search);
  startFake(Object.fromEntries(asked), Number(asked.get("wait") ?? 0));
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
mount(App, { target });
