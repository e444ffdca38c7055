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
  refused: worded("refused", ["里面有作废的码。", "请先确认仍要打印。"], ["There are codes that are not valid.", "Confirm that you want them printed."]),
  noTrust: worded(
    "no-trust",
    ["这个文件里没有名录，也没有证书。", "请选 .kct、.json、.pem 或 .cer 文件。"],
    ["There is neither a list nor a certificate in this file.", "Choose a .kct, .json, .pem or .cer file."],
  ),
  trustFile: worded(
    "trust-file",
    ["这是名录文件，不是码。", "请从“信任”里加入。"],
    ["This is a list of keys, not a health code.", "Add it under “Trusted lists”."],
  ),
  backupFile: worded(
    "backup-file",
    ["这是亲码的加密备份，不是健康码。", "请用“从备份恢复”打开它，先看看里面有什么。"],
    ["This is an encrypted Kincode backup, not a health code.", "Open it with “Restore a backup” to see first what is in it."],
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
    ["A delegate’s right has an end date.", "Please write it as 2027-03-31."],
  ),
  nothingToUndo: worded("nothing-to-undo", ["没有可以撤销的。", "不用做什么。"], ["There is nothing to undo.", "Nothing needs to be done."]),
  askAgain: worded("ask-again", ["要先输入 PIN 才能看。", "请输入 PIN。"], ["The PIN is needed before this can be seen.", "Please enter the PIN."]),
  noKit: worded(
    "no-kit",
    ["还没有恢复卡。", "电脑坏了或忘了 PIN，要靠它打开。请在设置里做一张，印出来收好。"],
    ["There is no recovery kit yet.", "If the computer breaks or the PIN is forgotten, it opens the vault. Make one in the settings and print it."],
  ),
};

/** What the fake authorities and the fake school key cannot do. */
export const AUTHORITY_PROBLEMS = {
  silent: worded(
    "authority-silent",
    ["发码单位没有回答。", "手上的码照常用。请看看网络，过一会儿会自动再试。"],
    ["The authority did not answer.", "The codes you have still work. Check the network; Kincode tries again later."],
  ),
  noAuthority: worded(
    "no-authority",
    ["这个网址上没有发码单位。", "请对照发码单位给的纸，再输入一次，或粘贴它的二维码文字。"],
    ["There is no authority at this address.", "Compare it with the paper from the authority and type it again, or paste the text of its QR code."],
  ),
  address: worded(
    "backup-address",
    ["备用网址要以 https:// 开头。", "请对照发码单位给的纸，再输入一次。"],
    ["The backup address begins with https://.", "Compare it with the paper from the authority and type it again."],
  ),
  day: worded("day", ["这不是日期。", "请写成 2027-09-01。"], ["This is not a date.", "Please write it like 2027-09-01."]),
  schoolName: worded("school-name", ["还没有写校名。", "请写上印在卡片上的校名。"], ["The name is missing.", "Write the name as it stands on the cards."]),
  schoolId: worded(
    "school-id",
    ["代号要 2 到 12 个小写字母、数字或连字符。", "比如 yangguang-1。"],
    ["The short name has 2 to 12 small letters, digits or hyphens.", "For example sunny-1."],
  ),
  region: worded("school-region", ["地区写得不对。", "请写成 CN-GD 这样。"], ["The region is not written right.", "Please write it like CN-GD."]),
  until: worded("school-until", ["截止日期写得不对。", "请写成 2027-01-31。"], ["This is not a date.", "Please write it like 2027-01-31."]),
  noPupil: worded("school-list", ["名单里还有没解决的行，或者一位学生也没有。", "请先照每一行的提示改好。"], ["A line of the list needs a change, or there is no pupil.", "First follow the note beside each line."]),
};

/** What can be wrong with a line of a class list. */
export const LINE_PROBLEMS = {
  name: worded("line-name", ["这一行没有姓名。", "请把姓名写在最前面。"], ["This line has no name.", "Please begin with the name."]),
  number: worded(
    "line-id-number",
    ["这一行有身份证号。", "请删掉号码：卡片上用不到，也不该有。"],
    ["There is an ID number in this line.", "Please delete it: a card needs none and should have none."],
  ),
  twice: worded("line-twice", ["和前面的一行相同。", "请删掉一行；同名的人请写上学号。"], ["This pupil is in an earlier line too.", "Delete one; if two pupils share a name, add the number."]),
};
