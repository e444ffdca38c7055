/** The fake vault's door: unlocked from the start unless the test says otherwise. */
import type { DoorView } from "./bindings";
import type { Fake, Handlers } from "./fake";

type DoorCommand =
  | "door" | "type_secret" | "clear_secrets" | "set_up" | "unlock" | "unlock_with_kit" | "renew" | "open_older"
  | "rescue" | "finish_rescue" | "lock" | "stay" | "ask_pin" | "change_pin" | "make_kit" | "save_kit" | "vault"
  | "back_up" | "choose_backup_folder" | "read_backup" | "open_backup" | "restore" | "erase" | "save_diagnostics"
  | "open_home";

export function doorHandlers(fake: Fake): Pick<Handlers, DoorCommand> {
  const open: DoorView = { is: "open" };
  const kit = { groups: ["000G", "40R4", "0M30", "E209", "185G", "R38E", "1W81", "24QZ", "2F7M"], symbol: SYMBOL, note: "" };
  return {
    door: () => open,
    type_secret: () => ({ dots: 1, full: false }),
    clear_secrets: () => null,
    set_up: () => open,
    unlock: () => open,
    unlock_with_kit: (): DoorView => ({ is: "renew" }),
    renew: () => kit,
    open_older: () => open,
    rescue: () => ({ holds: "", missing: null }),
    finish_rescue: () => open,
    lock: (): DoorView => ({ is: "locked", passphrase: false, wait: 0, note: null }),
    stay: () => null,
    ask_pin: () => null,
    change_pin: () => null,
    make_kit: () => kit,
    save_kit: () => null,
    vault: () => ({ passphrase: false, kit: "", has_kit: false, backup: "", warnings: [], details: [] }),
    back_up: () => null,
    choose_backup_folder: () => fake.settings,
    read_backup: () => null,
    open_backup: () => ({ made: "", holds: "", replaces: null }),
    restore: () => open,
    erase: (): DoorView => ({ is: "new" }),
    save_diagnostics: () => null,
    open_home: () => null,
  };
}

/** A symbol of four modules, enough to be drawn. */
export const SYMBOL = { side: 21, path: "M0 0h7v7h-7zM14 0h7v7h-7zM0 14h7v7h-7z" };
