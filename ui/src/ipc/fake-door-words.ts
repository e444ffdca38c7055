/** What stands in the way of the fake vault, worded as Rust would. */
import type { Lang, ProblemView, StuckView, Way } from "./bindings";

const problem = (code: string, lang: Lang, zh: [string, string], en: [string, string]): ProblemView => {
  const [what, next] = lang === "zh" ? zh : en;
  return { code, what, next, stock: null };
};

export const PROBLEMS = {
  wrongPin: (lang: Lang, tries: number) =>
    problem(
      "wrong-pin",
      lang,
      [`PIN 不对。${tries > 0 ? `还能试 ${tries} 次。` : "要等 30 秒再试。"}`, "请再试一次。"],
      [`The PIN is wrong. ${tries > 0 ? `${tries} tries left.` : "Wait 30 seconds."}`, "Please try again."],
    ),
  oldPin: (lang: Lang) =>
    problem("old-pin", lang, ["现在的 PIN 不对。", "请再输入一次。"], ["The current PIN is wrong.", "Please enter it again."]),
  wait: (lang: Lang, seconds: number) =>
    problem(
      "pin-wait",
      lang,
      ["试错太多次，还要等一会儿。", `${seconds} 秒后再试。关机、改时间都缩短不了。`],
      ["Too many wrong tries: please wait.", `Try again in ${seconds} seconds. Neither restarting nor changing the clock shortens it.`],
    ),
  differ: (lang: Lang) =>
    problem("pins-differ", lang, ["两次输入的不一样。", "请重新输入两次。"], ["The two entries differ.", "Please enter both again."]),
  weakPin: (lang: Lang) =>
    problem(
      "pin-weak",
      lang,
      ["这个 PIN 太容易猜：数字连着或重复。", "请换六位没有规律、不是生日的数字。"],
      ["This PIN is too easy to guess: the digits are in sequence or repeat.", "Please use six digits without a pattern, and no birthday."],
    ),
  weakWords: (lang: Lang) =>
    problem(
      "passphrase-weak",
      lang,
      ["这个口令太容易猜。", "请用六个不相干的词，或者一句别人想不到的长句。"],
      ["This passphrase is too easy to guess.", "Please use six unrelated words, or a long sentence that nobody would think of."],
    ),
  mistyped: (lang: Lang) =>
    problem(
      "kit-mistyped",
      lang,
      ["恢复卡打错了字：第 2 组附近对不上。", "请对着纸再看一遍；0 和 O、1 和 I 不用分。"],
      ["There is a typing mistake near group 2 of the kit.", "Please compare it with the paper; 0 and O count as the same, as do 1 and I."],
    ),
  wrongKit: (lang: Lang) =>
    problem(
      "wrong-kit",
      lang,
      ["这张恢复卡打不开这个保管柜。", "请找最新的那一张；做了新卡，旧卡就不能用了。"],
      ["This recovery kit does not open this vault.", "Please find the newest one: a new kit replaces the old one."],
    ),
  wrongWords: (lang: Lang) =>
    problem(
      "backup-passphrase",
      lang,
      ["口令不对，备份没有打开。", "备份默认用当时恢复卡上的 36 个字符打开；设过单独口令的，请输入那个口令。"],
      ["This passphrase does not open this backup.", "A backup opens with the 36 characters of the recovery kit used when it was made, or with the passphrase set for it."],
    ),
  brokenBackup: (lang: Lang, name: string) =>
    problem(
      "backup-damaged",
      lang,
      [`备份 ${name} 不完整，或者被改动过。`, "请用另一份备份。这里的东西没有动。"],
      [`The backup ${name} is incomplete or was changed.`, "Please use another backup. Nothing here was touched."],
    ),
  askAgain: (lang: Lang) => problem("ask-again", lang, ["要先输入 PIN 才能看。", "请输入 PIN。"], ["The PIN is needed before this can be seen.", "Please enter the PIN."]),
  noBackup: (lang: Lang, name: string) =>
    problem(
      "backup-content",
      lang,
      [`${name} 打开了，但里面不是亲码的备份。`, "请换一份备份。"],
      [`${name} opened, but it does not hold a Kincode backup.`, "Please choose another backup."],
    ),
  locked: (lang: Lang) =>
    problem("locked", lang, ["保管柜锁着。", "请先输入 PIN。"], ["The vault is locked.", "Please enter the PIN first."]),
};

type Worded = { zh: [string, string]; en: [string, string]; ways: Way[] };

const WAYS: Record<Way, { zh: string; en: string; twice?: boolean }> = {
  retry: { zh: "再试一次", en: "Try again" },
  kit: { zh: "用恢复卡打开", en: "Open with the recovery kit" },
  restore: { zh: "从备份恢复", en: "Restore a backup" },
  passphrase: { zh: "改用口令", en: "Use a passphrase" },
  "start-new": { zh: "另外新建", en: "Start a new vault", twice: true },
  "find-file": { zh: "打开文件夹找一找", en: "Open the folder and look" },
  "open-older": { zh: "打开这份旧的", en: "Open this older copy anyway", twice: true },
  rescue: { zh: "抢救", en: "Rescue what can be read" },
};

const STATES: Record<string, Worded> = {
  "keychain-locked": {
    zh: ["系统钥匙串锁着，拿不到保管柜的钥匙。", "请解锁钥匙串（通常是登录密码），再试一次。"],
    en: ["The system’s keychain is locked, and half of the vault’s key is in it.", "Please unlock the keychain (usually with the login password) and try again."],
    ways: ["retry", "kit"],
  },
  denied: {
    zh: ["系统不让亲码使用钥匙串。", "请在系统设置里允许亲码使用钥匙串，再试一次。"],
    en: ["The system does not let Kincode use the keychain.", "Please allow it in the system’s settings and try again."],
    ways: ["retry", "kit"],
  },
  "no-service": {
    zh: ["这台电脑上没有钥匙串服务在运行。", "请重新登录这台电脑，或启动钥匙串服务，再试一次。"],
    en: ["No keychain service is running on this computer.", "Please log in to this computer again, or start the keychain’s service, then try again."],
    ways: ["retry", "kit"],
  },
  "no-answer": {
    zh: ["系统钥匙串 20 秒没有回答。", "可能有一个要密码的窗口藏在这个窗口后面。找到它，输入密码，再按“再试一次”。"],
    en: ["The system’s keychain has not answered for 20 seconds.", "A password window may be behind this one. Find it, type the password, then press “Try again”."],
    ways: ["retry", "kit"],
  },
  gone: {
    zh: ["保管柜在，钥匙串里的钥匙不见了。", "重装系统或清过钥匙串就会这样。恢复卡能打开它。"],
    en: ["The vault is here, but its key is gone from the keychain.", "This happens after reinstalling the system or clearing the keychain. The recovery kit opens it."],
    ways: ["kit", "restore", "start-new"],
  },
  "store-changed": {
    zh: ["钥匙在另一个钥匙串里，现在回答的不是那一个。", "请换回原来的钥匙串再试；或者用恢复卡打开，钥匙就搬到现在这个。"],
    en: ["The key is in a different keychain from the one in use now.", "Please go back to that keychain and try again; or open with the recovery kit, and the key moves here."],
    ways: ["retry", "kit"],
  },
  "wrong-secret": {
    zh: ["钥匙串里的钥匙不是这个保管柜的。", "保管柜的文件可能是从别处拷来的。用恢复卡可以打开；东西没有动。"],
    en: ["The key in the keychain is not this vault’s.", "The vault’s file may be a copy from elsewhere. The recovery kit opens it; nothing was touched."],
    ways: ["kit", "restore"],
  },
  broken: {
    zh: ["钥匙串给的内容看不懂。", "请重启电脑再试一次；还不行就用恢复卡。"],
    en: ["What the keychain holds cannot be understood.", "Please restart the computer and try again, or use the recovery kit."],
    ways: ["retry", "kit"],
  },
  "vault-missing": {
    zh: ["这里设过保管柜，它的文件不见了。", "可能被移走或删掉了。请先找一找，再看备份。"],
    en: ["There was a vault here, but its file is missing.", "It may have been moved or deleted. Please look for it first, then for a backup."],
    ways: ["find-file", "restore", "start-new"],
  },
  "in-use": {
    zh: ["保管柜正被另一个亲码打开着。", "请先关掉那一个，再试一次。"],
    en: ["The vault is already open elsewhere.", "Please close it there, then try again."],
    ways: ["retry"],
  },
  damaged: {
    zh: ["保管柜的文件坏了。", "已经另存了一份，什么也没有删。大多数内容通常还读得出来。"],
    en: ["The vault’s file is damaged.", "A copy was set aside, and nothing was deleted. Most of it can usually be read."],
    ways: ["rescue", "restore"],
  },
  "older-copy": {
    zh: ["这个保管柜比上次看到的旧，后来存的不在里面。", "请先找更新的那一份，放回文件夹；找不到再打开这一份。"],
    en: ["This vault is older than the one last seen; what was kept later is not in it.", "Please look for the newer one first and put it into the folder; open this one if you cannot find it."],
    ways: ["find-file", "restore", "open-older"],
  },
  "newer-format": {
    zh: ["这个保管柜是更新版本的亲码存的。", "请安装新版本的亲码。东西没有动。"],
    en: ["This vault is from a newer Kincode.", "Please install the newer version. Nothing was touched."],
    ways: ["retry"],
  },
  unwritable: {
    zh: ["存放的文件夹写不进去。", "请看看文件夹的权限，再试一次。"],
    en: ["The folder cannot be written to.", "Please check its permissions, then try again."],
    ways: ["retry", "find-file"],
  },
  "no-space": {
    zh: ["磁盘满了。", "请腾出一些空间再试。原来的内容都在。"],
    en: ["The disk is full.", "Please make some room, then try again. Everything is there."],
    ways: ["retry"],
  },
  failed: {
    zh: ["保管柜出了错。", "请再试一次；还不行就重启电脑。留下的内容都还在。"],
    en: ["The vault ran into an error.", "Please try again, or restart the computer. What you kept is still there."],
    ways: ["retry"],
  },
};

/** The names of all stuck states. */
export const STUCK_STATES = Object.keys(STATES);

const older = (lang: Lang) =>
  lang === "zh"
    ? [{ label: "这一份存于", value: "2026 年 11 月 3 日 20:14" }, { label: "上次看到的存于", value: "2026 年 11 月 20 日 07:52" }]
    : [{ label: "This copy was written", value: "3 November 2026, 20:14" }, { label: "Last seen, written", value: "20 November 2026, 07:52" }];

export function STUCK(state: string, lang: Lang, here: boolean): StuckView {
  const { zh, en, ways } = STATES[state] ?? STATES.failed!;
  const [what, next] = lang === "zh" ? zh : en;
  const offered: Way[] = here ? ways : ["retry", "passphrase"];
  return {
    state,
    what,
    next,
    here,
    ways: offered.map((way) => ({ way, words: WAYS[way][lang], twice: WAYS[way].twice ?? false })),
    details: state === "older-copy" ? older(lang) : [
      { label: lang === "zh" ? "状态" : "State", value: state },
      { label: lang === "zh" ? "保管柜" : "Vault", value: here ? "c41f 09d2" : "-" },
      { label: lang === "zh" ? "程序" : "Program", value: "Kincode 0.1.0" },
    ],
  };
}
