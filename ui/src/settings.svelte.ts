/** What the person set, kept by Rust; the page follows it in language and theme. */
import type { Settings } from "./ipc/bindings";
import { call } from "./ipc/call";
import { speak, TAGS } from "./words/words.svelte";

/** What holds until Rust has answered: Chinese first, the system's theme. */
export const BEFORE: Settings = {
  lang: "zh",
  theme: "system",
  region: "",
  stock: "a4",
  own_size: {
    width: 2100,
    height: 2970,
    columns: 2,
    rows: 7,
    sides: 47,
    ends: 151,
    between_columns: 25,
    between_rows: 0,
  },
  printers: [],
  printer: "",
  paper_langs: ["zh"],
  lists_address: "",
  lock_after: 5,
  ask_again: "after-minute",
  purge_after: 24,
  backup_every: "never",
  backup_folder: "",
  tray: false,
  hotkey: false,
  remind: true,
};

export class Desk {
  settings = $state.raw<Settings>(BEFORE);

  async load(): Promise<void> {
    this.#follow(await call.settings());
  }

  async change(change: Partial<Settings>): Promise<void> {
    this.#follow(await call.changeSettings({ ...this.settings, ...change }));
  }

  #follow(settings: Settings): void {
    this.settings = settings;
    speak(settings.lang);
    document.documentElement.lang = TAGS[settings.lang];
    document.documentElement.dataset.theme = settings.theme;
    localStorage.setItem(THEME, settings.theme);
  }
}

/** The theme of the last time: the window does not begin bright before Rust has answered and then turn dark. */
export const rememberedTheme = (): string => localStorage.getItem(THEME) ?? BEFORE.theme;

const THEME = "theme";
