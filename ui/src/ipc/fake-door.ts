/**
 * A little vault for the fake desk. `?door=` says in which state it begins: `open` (unless said), `bare` (open,
 * without kit and backup, with a warning), `new`, `network` (new, in a folder on the network), `locked`, `last` (one
 * try left), `waiting`, `passphrase`, `renew`, or the name of a stuck state, with `first-` before it where no vault is
 * here. Its PIN is 258014, its passphrase `salt`; a backup named `own` opens with that passphrase, others with the kit;
 * `broken` ones do not.
 */
import type { DoorView, KitView, Lang, SecretField, SymbolView, VaultView } from "./bindings";
import { PROBLEMS, STUCK } from "./fake-door-words";
import type { Fake, Handlers } from "./fake";

type DoorCommand =
  | "door" | "type_secret" | "clear_secrets" | "set_up" | "unlock" | "unlock_with_kit" | "renew" | "open_older"
  | "rescue" | "finish_rescue" | "lock" | "stay" | "ask_pin" | "change_pin" | "make_kit" | "save_kit" | "vault"
  | "back_up" | "choose_backup_folder" | "read_backup" | "open_backup" | "restore" | "erase" | "save_diagnostics"
  | "open_home";

/** The kits: the one that there is, and those made after it. */
export const KITS = ["000G40R40M30E209185GR38E1W8124QZ2F7M", "7K3MQ9ZT2XWB5HNC8D4RVJ6PYE1SGA0F3TQX"];
const FREE = 5;
const SECONDS = 30;

export function doorHandlers(fake: Fake, start = "open"): Pick<Handlers, DoorCommand> {
  const begun = start.replace("first-", "");
  const typed: Record<SecretField, string> = { present: "", new: "", again: "", backup: "" };
  let is = stateOf(begun);
  const stuck = begun;
  let pin = begun === "passphrase" ? "salt" : "258014";
  let passphrase = begun === "passphrase";
  let fails = begun === "last" ? FREE - 1 : 0;
  let wait = begun === "waiting" ? 272 : 0;
  let since = performance.now();
  const fresh = /^(bare|new|network)$/.test(begun);
  /** Set up just now. */
  let young = false;
  let made = fresh ? -1 : 0;
  let saved = !fresh;

  const lang = (): Lang => fake.settings.lang;
  const say = (zh: string, en: string) => (lang() === "zh" ? zh : en);
  const left = () => Math.max(0, Math.ceil(wait - (performance.now() - since) / 1000));

  function view(): DoorView {
    if (is === "locked") {
      const tries = FREE - fails;
      const note = left() > 0
        ? say("PIN 输错了 5 次，要等一会儿再试。", "The PIN was wrong five times: please wait.")
        : fails > 0 && tries > 0 ? say(`还能试 ${tries} 次`, `${tries} tries left`) : null;
      return { is, passphrase, wait: left(), note };
    }
    if (is === "stuck") return { is, ...STUCK(stuck, lang(), !start.startsWith("first-")) };
    if (is === "new") {
      const warning = say("存放保管柜的文件夹在网络上（nfs4）：几台电脑同时打开，可能会坏。请换到这台电脑自己的硬盘，或者一次只在一台上用。", "The vault’s folder is on the network (nfs4): if two computers open it at once, it may be damaged. Move it to this computer’s own disk, or use it on one at a time.");
      return { is, warning: begun === "network" ? warning : null };
    }
    return { is };
  }

  /** Compares, counts, and makes wait. */
  function prove(code: "wrong-pin" | "old-pin" = "wrong-pin"): void {
    const right = typed.present === pin;
    typed.present = "";
    if (left() > 0) throw PROBLEMS.wait(lang(), left());
    if (right) {
      fails = 0;
      return;
    }
    fails += 1;
    if (fails >= FREE) [wait, since] = [SECONDS, performance.now()];
    if (fails >= FREE && is === "open") is = "locked";
    throw code === "old-pin" ? PROBLEMS.oldPin(lang()) : PROBLEMS.wrongPin(lang(), Math.max(0, FREE - fails));
  }

  function twice(words = false): void {
    const [one, other] = [typed.new, typed.again];
    typed.new = typed.again = "";
    if (one !== other) throw PROBLEMS.differ(lang());
    if (words ? one.length < 12 : /^(\d)\1+$|123456|^(19|20)/.test(one) || one.length < 6) {
      throw words ? PROBLEMS.weakWords(lang()) : PROBLEMS.weakPin(lang());
    }
    [pin, passphrase] = [one, words];
  }

  function kitFits(kit: string): void {
    if (kit.length !== 36) throw PROBLEMS.mistyped(lang());
    if (kit !== KITS[Math.max(0, made)]) throw PROBLEMS.wrongKit(lang());
  }

  function makeKit(): KitView {
    made += 1;
    return {
      groups: (KITS[made % KITS.length] ?? "").match(/.{4}/g) ?? [],
      symbol: SYMBOL,
      note: say(
        "忘了 PIN 或换了电脑，用它打开保管柜。请打印两份，一份放家里，一份放信得过的人那里。",
        "It opens the vault if the PIN is forgotten or the computer is lost. Print two: one for home, one for somebody you trust.",
      ),
    };
  }

  const open = (): DoorView => ((is = "open"), view());
  const mustBeOpen = () => {
    if (is !== "open") throw PROBLEMS.locked(lang());
  };

  return {
    door: view,
    type_secret: ({ field, key }) => {
      if (key === "Clear") typed[field] = "";
      else if (key === "Backspace") typed[field] = typed[field].slice(0, -1);
      else typed[field] += key;
      return { dots: typed[field].length, full: typed[field].length >= 6 };
    },
    clear_secrets: () => {
      typed.present = typed.new = typed.again = typed.backup = "";
      return null;
    },
    set_up: ({ how }) => (twice(how === "passphrase"), (made = -1), (young = true), open()),
    unlock: () => (prove(), open()),
    unlock_with_kit: ({ kit }) => (kitFits(kit), (is = "renew"), view()),
    renew: () => (twice(passphrase), open(), makeKit()),
    open_older: open,
    rescue: ({ kit }) => {
      if (kit === null) prove();
      else kitFits(kit);
      return {
        holds: say("读出了 3 个人、5 份码", "3 people and 5 codes could be read"),
        missing: say("有 1 份读不出来，有 1 份可能不是最新的。", "1 cannot be read; 1 may not be the newest."),
      };
    },
    finish_rescue: ({ accept }) => (accept ? (twice(), open()) : view()),
    lock: () => ((is = "locked"), view()),
    stay: () => null,
    ask_pin: () => (prove(), null),
    change_pin: () => (prove("old-pin"), twice(passphrase), null),
    make_kit: () => {
      mustBeOpen();
      if (!young || made >= 0) {
        if (typed.present === "") throw PROBLEMS.askAgain(lang());
        prove();
      }
      return makeKit();
    },
    save_kit: () => ({ name: say("亲码恢复卡.pdf", "kincode-kit.pdf") }),
    vault: (): VaultView => {
      mustBeOpen();
      return {
        passphrase,
        has_kit: made >= 0,
        kit: made >= 0
          ? say("2026 年 11 月 3 日做的，还没有用过。", "Made on 3 November 2026, not used so far.")
          : say("还没有恢复卡。忘了 PIN 就打不开了。", "There is no recovery kit yet. Without it, a forgotten PIN cannot be replaced."),
        backup: saved
          ? say("上次备份：2026 年 11 月 15 日。", "Last backup: 15 November 2026.")
          : say("还没有备份过。", "There is no backup yet."),
        warnings: start === "bare"
          ? [say("这台电脑的钥匙串没有密码，谁开机都能用。建议给登录设密码，或者改用口令。", "The keychain of this computer has no password, so anyone who starts it can use it. Set a login password, or use a passphrase.")]
          : [],
        details: [],
      };
    },
    back_up: ({ own }) => {
      mustBeOpen();
      const [one, other] = [typed.backup, typed.again];
      typed.backup = typed.again = "";
      if (own && one !== other) throw PROBLEMS.differ(lang());
      if (own && one.length < 12) throw PROBLEMS.weakWords(lang());
      saved = true;
      return { name: "kincode-2026-11-21.kcb" };
    },
    choose_backup_folder: () => (fake.settings = { ...fake.settings, backup_folder: say("文档/亲码备份", "Documents/Kincode") }),
    read_backup: (_, name) => {
      if (name.includes("broken")) throw PROBLEMS.brokenBackup(lang(), name);
      if (!name.endsWith(".kcb")) throw PROBLEMS.noBackup(lang(), name);
      fake.given = name;
      return null;
    },
    open_backup: ({ kit }) => {
      const own = fake.given?.includes("own") ?? false;
      const right = own ? kit === null && typed.backup === "salt" : kit === KITS[0];
      typed.backup = "";
      if (!right) throw PROBLEMS.wrongWords(lang());
      return {
        made: say("2026 年 11 月 15 日 20:14 备份", "Made on 15 November 2026, 20:14"),
        holds: say("3 个人、6 份码", "3 people, 6 codes"),
        replaces: is === "new" ? null : say("现在的保管柜会改名留在旁边，不会删。", "The current vault is renamed and stays in the folder."),
      };
    },
    restore: () => (twice(), open()),
    erase: () => {
      mustBeOpen();
      prove();
      [is, made, saved] = ["new", -1, false];
      fake.settings = { ...fake.settings, lang: "zh", theme: "system" };
      return view();
    },
    save_diagnostics: () => ({ name: "kincode-diagnostics.txt" }),
    open_home: () => null,
  };
}

function stateOf(start: string): DoorView["is"] {
  if (start === "network") return "new";
  if (start === "new" || start === "renew") return start;
  if (start === "open" || start === "bare") return "open";
  return /^(locked|last|waiting|passphrase)$/.test(start) ? "locked" : "stuck";
}

/** Looks like a symbol; says nothing. */
export const SYMBOL: SymbolView = { side: 33, path: noise(33) };

function noise(side: number): string {
  const near = (at: number, corner: number) => at >= corner && at < corner + 7;
  const corners = [[0, 0], [side - 7, 0], [0, side - 7]] as const;
  let dice = 20_261_121;
  let path = "";
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      dice = (dice * 48_271) % 2_147_483_647;
      const corner = corners.find(([left, top]) => near(x, left) && near(y, top));
      const ring = corner ? Math.max(Math.abs(x - corner[0] - 3), Math.abs(y - corner[1] - 3)) : 0;
      const edge = corners.some(([left, top]) => near(x + 1, left) || near(x - 1, left) ? near(y + 1, top) || near(y - 1, top) || near(y, top) : false);
      if (corner ? ring !== 2 : !edge && dice % 2 === 0) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return path;
}
