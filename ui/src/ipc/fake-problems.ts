/** What the fake desk cannot do, worded as Rust would. */
import type { Lang, ProblemView, Stock } from "./bindings";

type Worded = (lang: Lang) => ProblemView;
const worded =
  (code: string, zh: [string, string], en: [string, string], stock: Stock | null = null): Worded =>
  (lang) => {
    const [what, next] = lang === "zh" ? zh : en;
    return { code, what, next, stock };
  };

export const PROBLEMS = {
  broken: worded(
    "picture-heic",
    ["这是 HEIC 照片，现在还读不了。", "请在手机上把它存成 JPEG，或截一张图，再放进来。"],
    ["This is a HEIC photo, which cannot be read yet.", "Save it as JPEG on the phone, or take a screenshot, and put that in."],
  ),
  gone: worded("gone", ["这个码已经不在桌上了。", "请重新放进来。"], ["This code is no longer on the desk.", "Put it in again."]),
  refused: worded("refused", ["里面有作废的码。", "请先确认仍要打印。"], ["There are invalid codes.", "Confirm that you want them printed."]),
  noTrust: worded(
    "no-trust",
    ["这个文件里没有名录，也没有证书。", "请选 .kct、.json、.pem 或 .cer 文件。"],
    ["There is neither a list nor a certificate in this file.", "Choose a .kct, .json, .pem or .cer file."],
  ),
  trustFile: worded(
    "trust-file",
    ["这是名录文件，不是码。", "请从“信任”里加入。"],
    ["This is a key list and no code.", "Add it under Trust."],
  ),
  backupFile: worded(
    "backup-file",
    ["这是亲码的加密备份，不是健康码。", "请用“从备份恢复”打开它，先看看里面有什么。"],
    ["This is a sealed backup of Kincode and no health code.", "Open it with \"Restore a backup\", and see first what is in it."],
  ),
  dense: worded(
    "too-dense",
    ["这个码太密，印在卡片上扫不出来。", "换大一号的纸张规格。"],
    ["This code is too dense to be scanned from a card.", "Use a larger paper."],
    "a4",
  ),
  lower: worded(
    "scan-lower-case",
    ["扫码枪把大写字母变成了小写，这个码读不出来。", "按扫码枪说明书扫“恢复出厂设置”，或关掉 Caps Lock 再扫。"],
    ["The scanner turned capital letters into small ones, so this code cannot be read.", "Scan “restore factory settings” in its manual, or turn Caps Lock off, and scan again."],
  ),
  noCode: worded(
    "scan-no-code",
    ["扫到的不是健康码。", "请找健康证明上的那个码再扫一次。"],
    ["What was scanned is not a health code.", "Find the code on the health certificate and scan again."],
  ),
  offline: worded(
    "lists-offline",
    ["没有连上名录的网址，名录还是原来的。", "看看网络和网址，或请人把文件拷到 U 盘上，从文件加入。"],
    ["The address of the lists did not answer. Your lists are as they were.", "Check the network and the address, or have the file brought on a USB stick."],
  ),
};

/** What the fake family cannot do, and the notice it may have. */
export const FAMILY_PROBLEMS = {
  name: worded("name", ["还没有写姓名。", "请写上姓名，一个字也行。"], ["The name is missing.", "Please write a name; one character will do."]),
  birth: worded(
    "birth",
    ["这不是日期。", "请写成 2019-03-05；只知道年份就写 2019。"],
    ["This is not a date.", "Please write 2019-03-05, or only 2019 if no more is known."],
  ),
  until: worded(
    "right-until",
    ["代办人要有结束日期。", "请写成 2027-03-31。"],
    ["A delegate's right has an end date.", "Please write it as 2027-03-31."],
  ),
  nothingToUndo: worded("nothing-to-undo", ["没有可以撤销的。", "不用做什么。"], ["There is nothing to undo.", "Nothing needs to be done."]),
  askAgain: worded("ask-again", ["要先输入 PIN 才能看。", "请输入 PIN。"], ["The PIN is needed first.", "Please type the PIN."]),
  noKit: worded(
    "no-kit",
    ["还没有恢复卡。", "电脑坏了或忘了 PIN，要靠它打开。请在设置里做一张，印出来收好。"],
    ["There is no recovery kit yet.", "If the computer breaks or the PIN is forgotten, it opens the vault. Make one in the settings and print it."],
  ),
};
