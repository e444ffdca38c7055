import "./style/raw.css";
import "./style/meaning.css";
import "./style/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { rememberedTheme } from "./settings.svelte";

document.documentElement.dataset.theme = rememberedTheme();

// A theme may be chosen in the settings; whoever asks their system for more contrast need not choose.
const more = matchMedia("(prefers-contrast: more)");
const follow = () => document.documentElement.toggleAttribute("data-more", more.matches);
more.addEventListener("change", follow);
follow();

if (__FAKE__) {
  const { startFake } = await import("./ipc/fake");
  startFake(Object.fromEntries(new URLSearchParams(location.search)));
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
const app = mount(App, { target });
if (__FAKE__) Object.assign(window, { door: app.door });
// Our own copy of the face is for systems without a Chinese one: its hundred descriptions need not be read before the
// first picture of the window.
void import("@fontsource-variable/noto-sans-sc/index.css");
