# 门：解锁、设 PIN、恢复卡、备份、设置。

## 输入 PIN

secret-count = 已输入 { $count } 位
secret-digits = PIN 只有数字。
secret-no-paste = PIN 不能粘贴，请一位一位地输入。
pad = 数字键
pad-clear = 清空
pad-back = 删掉一位
pin-word = PIN
pass-word = 口令
pin-or-pass = PIN 或口令
kit-word = 恢复卡
pin-present = 现在的 PIN
pass-present = 现在的口令
pin-new = 新的 PIN
pass-new = 新的口令
secret-again = 再输入一次
either-new = 新的 PIN 或口令
either-hint = 原来用 PIN 的，设六位数字；原来用口令的，设一个新口令。
pin-hint = 六位数字。不要用生日、年份、连号或重复的数字。
pass-hint = 六个不相干的词，或者一句别人想不到的长句。

## 门前

door-product = 亲码
door-looking = 正在看保管柜
door-waiting = 正在等系统钥匙串回答，最多再等 20 秒
door-again = 再试一次
door-later = 先不要
door-back = 返回
door-going = 请稍等
door-saved = 存好了：{ $name }
unlock-title = 输入 PIN
unlock-pass-title = 输入口令
unlock-line = 输入 PIN，打开家里的保管柜
unlock-pass-line = 输入口令，打开家里的保管柜
unlock-press = 打开
unlock-going = 正在打开
unlock-kit = 用恢复卡打开
wait-line = 试错太多次，要等一会儿。
wait-next = 关机、改时间都缩短不了。恢复卡现在就能用。
lock-release = 松手。备份现在就能看
lock-drop = 保管柜没有打开。打开以后再放一次。
proof-line = 看之前，再确认一下是你。
proof-press = 确认
stuck-here = 保管柜现在打不开
stuck-first = 还不能设保管柜
stuck-sure = 再按一次：{ $way }
stuck-details = 给帮忙的人看的内容

## 设置保管柜

setup-title = 留下之前，先设一个 PIN
setup-line = 设好以后，只有在这台电脑上输入 PIN，才能看到留下的码。
setup-press = 就用这个
setup-pass = 改用口令，不用系统钥匙串
setup-pass-title = 设一个口令
setup-pass-line = 不用系统钥匙串，全靠这个口令保护，所以要长一些。
start-new-title = 另外新建一个保管柜
start-new-line = 新的保管柜是空的。原来的文件不会删，以后找到恢复卡或备份，还能打开。
start-new-press = 新建
renew-title = 设一个新的 PIN
renew-line = 恢复卡打开了保管柜。请设一个新的 PIN，这张恢复卡随后作废，换成新的一张。
renew-press = 设好并做新卡
renew-pass-line = 恢复卡打开了保管柜。请设一个新的口令，这张恢复卡随后作废，换成新的一张。
renew-pass = 改用口令，不用系统钥匙串

## 恢复卡

kit-field = 恢复卡上的 36 个字符
kit-field-hint = 一组一组照着打，或用扫码枪扫卡上的码。0 和 O、1 和 I 不用分。
kit-field-count = { $count } / { $length }
kit-enter-title = 用恢复卡打开
kit-enter-line = 打开以后要设一个新的 PIN，并做一张新的恢复卡。
first-kit-title = 保管柜设好了，再做一张恢复卡
first-kit-line = 忘了 PIN、换了电脑，只有恢复卡能打开保管柜。现在就可以做。
first-kit-press = 现在做恢复卡
first-kit-later = 以后再说
make-kit-title = 做一张恢复卡
make-kit-line = 忘了 PIN、换了电脑，只有恢复卡能打开保管柜。
make-kit-again-line = 做了新的，旧的那张就不能再打开保管柜。以前的备份还是用旧的那张打开，请一起收好。
make-kit-press = 做恢复卡
kit-title = 恢复卡
kit-groups = 恢复卡的九组字符
kit-symbol = 恢复卡的二维码
kit-once = 只在这里显示这一次。
kit-save = 存成 PDF 去打印
kit-kept = 我已经收好了
kit-asked = 还没有存下来。抄好了就再关一次，之后看不到了。

## 备份和抢救

restore-title = 从备份恢复
restore-line = 请选亲码的备份文件，名字以 .kcb 结尾。
restore-drop = 把备份拖到这里
restore-choose = 选择备份
restore-here = 这里已经有保管柜了。先打开备份看看，现在的保管柜不会动。
restore-other = 换一份
restore-by = 用什么打开
restore-by-kit = 恢复卡的 36 个字符
restore-by-own = 单独设的口令
restore-open = 打开备份
restore-pin = 给恢复出来的保管柜设一个 PIN：
restore-pass = 给恢复出来的保管柜设一个口令：
restore-press = 恢复
restore-sure = 再按一次，换成这份备份
restore-done = 恢复好了。
rescue-title = 抢救保管柜
rescue-line = 先输入 PIN 或恢复卡，看看还能读出多少。文件不会动。
rescue-by = 用什么打开
rescue-press = 看看能读出多少
rescue-stays = 坏了的文件还留着，不会删。
rescue-pin = 读出的内容会放进一个新的保管柜，请给它设一个新的 PIN 或口令：
rescue-accept = 就用读出的这些
rescue-let-be = 先不动
rescue-done = 抢救好了。
backup-title = 现在备份
backup-line = 备份是加密的文件，可以放在 U 盘或别的电脑上。
backup-by = 以后用什么打开它
backup-no-kit = 还没有恢复卡，请给这份备份单独设一个口令。
backup-press = 选择位置并备份

## 更改

change-pin-title = 更改 PIN
change-pass-title = 更改口令
change-pin-line = 里面的内容不会变。
change-pin-press = 更改
change-pin-known = 原来的被别人知道了
change-pin-known-hint = 会把整个保管柜重新封一遍，要多等一会儿。
pin-changed = PIN 改好了。
pass-changed = 口令改好了。
erase-title = 清空一切
erase-goes = 保管柜、里面所有人和所有的码，都会清掉，恢复卡也不再有用，找不回来。设置和后来加的名录也会清掉，和刚装好时一样。
erase-stays = 存在别处的备份不会动，打印出来的纸也还能用。
erase-press = 清空一切
erase-sure = 再按一次，真的清空
erase-done = 都清空了。

## 设置

set-title = 设置
set-look-at = 查看
set-security = 安全
set-none = 还没有保管柜。留下第一份码时会请你设 PIN。
set-none-press = 现在设 PIN
set-shut = 打开保管柜以后，这里才能改。
set-vault = 保管柜开着
set-vault-hint = 锁上以后，要输入 PIN 才能再看。
set-lock = 现在锁上
set-lock-after = 自动锁定
set-lock-after-hint = 这么久没有人动，就锁上。
set-minutes = { $count } 分钟
set-ask-again = 出示前再问一次 PIN
set-ask-after-minute = 隔了一分钟才问
set-ask-always = 每次都问
set-ask-never = 不问
set-purge = 最多连续打开
set-purge-hint = 到了时间，一直在用也会锁上。
set-hours = { $count } 小时
set-kit-make = 做一张
set-kit-again = 重新做一张
set-kit-shut = 打开保管柜以后，才能做恢复卡。
set-backup = 备份
set-backup-shut = 打开保管柜以后，才能备份。
set-every = 定期备份
set-every-hint = 存成加密文件，用恢复卡打开。
set-every-no-kit = 要用恢复卡打开，请先做一张恢复卡。
set-every-never = 不备份
set-every-day = 每天
set-every-week = 每周
set-folder = 存放的文件夹
set-folder-press = 换一个
set-look = 外观
set-lang = 语言
set-theme = 主题
set-theme-hint = 高对比：字和线最清楚，明暗跟随系统。
set-trust = 名录与信任
set-trust-hint = 只有名录里的发证单位签的码，才算有效。
set-tray = 关掉窗口后留在托盘
set-tray-hint = 到时间照样锁上。
set-hotkey = 按 Ctrl+Alt+K 叫出窗口
set-remind = 快到期时由系统提醒
set-remind-hint = 提醒里不写姓名，也不写是什么码。
set-help = 帮助
set-diagnostics = 诊断文件
set-diagnostics-hint = 给帮忙的人看：程序和系统的情况，没有任何人的信息。
set-diagnostics-press = 存一份
set-erase-hint = 保管柜和里面的一切、设置、后来加的名录都清掉，找不回来。别处的备份不会动。
