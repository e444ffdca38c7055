## 窗口

room-check = 查验
rail-rooms = 房间
rail-window = 窗口
rail-trust = 信任
rail-keys = 快捷键
rail-other-language = English
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
theme-contrast = 高对比
theme-change = 外观：{ $theme }。按一下换一种。
close = 关闭

## 放进来

empty-headline = 把码放进来，先看看它值不值得信
empty-line = 照片、PDF、截图、文字或扫码枪都可以。不用注册，也不用密码。
drop-here = 拖到这里，或按 Ctrl+V 粘贴
drop-choose = 选择文件
drop-more = 再放一个进来
drop-anywhere = 拖到窗口里任何地方，或按 Ctrl+V 粘贴
drop-release = 松手就开始查
honest = 亲码不是政府健康码，也核验不了微信、支付宝里的码。码的内容只留在这台电脑上，关掉窗口就没有了。
pasted = 粘贴的内容

## 正在看

reading = 正在看第 { $index } 个，共 { $count } 个
reading-page = 第 { $page } / { $pages } 页
reading-stop = 停下
going-for = 已等 { $seconds } 秒
problem-dismiss = 知道了
problem-nothing = 这里面没有找到码。
problem-nothing-next = 换一张清楚些、码完整的图再试。
problem-unreadable = 这个打不开。
problem-unreadable-next = 请先把它存成图片或 PDF，再放进来。文件夹要打开，选里面的文件。
problem-window = 窗口里出了点问题，这一步没有做成。
problem-window-next = 请再试一次。还是不行，就关掉窗口重新打开。

## 码条

desk-title = 查验
desk-count = { $count } 个码，选中 { $chosen } 个
desk-clear = 清空
desk-clear-sure = 再按一次清空
desk-add = 添加
desk-all = 全选
desk-slips = 查过的码
desk-scanned = 刚扫的码
tally = 共 { $count } 个码
tally-accept = 有效
tally-undecided = 暂不能确定
tally-refuse = 无效
slip-choose = 选中，准备打印
slip-choose-never = 没有可以打印的内容
slip-details = 看具体内容
slip-details-close = 收起
slip-aside = 放到一边
slip-trust = 信任它的发证单位
slip-from = 来自 { $source }
slip-unverified = 未核验
slip-claimed-title = 未核验的内容
slip-claimed-warning = 下面的内容没有得到证实，谁都可能写成这样。请不要照着它办事。
slip-answers = 查验结果
slip-facts = 码里写的
slip-birth = { $birth }出生
slip-spoken = { $word }。{ $title }。{ $until }

aside-done = 放到一边了。
aside-undo = 放回来
aside-back = 放回来了。
clear-done = 已清空，这次看的内容都没有留下。

## 扫码枪

scan-sign = 扫码枪可以直接扫
scan-test = 试一下扫码枪
scan-next = 可以直接扫下一张
scan-choose = 选中打印
scan-dialog = 先关掉打开的窗口，再扫一次。
scan-short = 扫到 { $count } 个字符，太短，不是健康码。
scanner-title = 扫码枪测试
scanner-ask = 请用扫码枪扫左边的码
scanner-wait = 不用按任何键，也不用点输入框。
scanner-code = 只用来测试，里面没有个人信息
scanner-arrived = 收到 { $count } 个字符，每次按键 { $pace } 毫秒，{ $ending }
scanner-again = 可以再扫一次，也可以扫别的码。
scanner-end-enter = 以 Enter 结束
scanner-end-tab = 以 Tab 结束
scanner-end-lf = 以换行结束
scanner-end-silence = 没有结束键
scanner-good = 扫码枪好用，一个字符都没有错
scanner-good-next = 关掉这里就可以开始查验。
scanner-read = 收到了，看不出问题
scanner-read-next = 要逐字核对，请扫屏幕上的测试码。
scanner-lowered = 大写字母变成了小写
scanner-lowered-next = 请按扫码枪说明书，把“大小写转换”关掉，或恢复出厂设置。
scanner-raised = 小写字母变成了大写
scanner-layout = 有些字符变成了别的字符
scanner-layout-next = 请按说明书，把扫码枪的键盘语言设为“美国英语”（USA）。
scanner-lost = 中间少了一些字符
scanner-lost-next = 扫码枪打得太快了。请按说明书，把“键间延时”加大一档；用无线的，离电脑近一些。
scanner-extra = 前面或后面多了一些字符
scanner-extra-next = 请按说明书，去掉扫码枪设置的前缀和后缀，只留 Enter。
scanner-nothing = 还没有收到任何按键
scanner-nothing-next = 请看线有没有插好、枪有没有响。扫码枪要设成“USB 键盘”（HID）方式，不是串口。
scanner-slow = 收到了按键，但太慢，不像扫码枪
scanner-slow-next = 如果是扫码枪，请按说明书把“键间延时”减到最小。
scanner-no-ending = 扫完没有 Enter，会多等一小会儿
scanner-no-ending-next = 想更快，请按说明书加上后缀“Enter”。
scanner-composed = 中文输入法开着，没有关系
scanner-caps = Caps Lock 开着，没有关系
scanner-system-layout = 扫码枪和电脑的键盘语言不一样，亲码两种都会试

## 信任

notice-word = 请留意
notice-lists = 去更新名录
trust-title = 信任的名录
trust-line = 只有这些名录里的发证单位签的码，才会算作有效。
trust-empty = 还没有任何名录。
trust-empty-next = 请向卫生部门或可靠的来源要名录或证书文件，再从这里加入。
trust-add = 从文件或 U 盘加入
trust-update = 更新名录
trust-updating = 正在取名录，要等几秒钟
trust-address = 从网址更新
trust-address-none = 没有填写
trust-address-on = 只在按“更新名录”时联网，只取这一个文件。
trust-address-off = 没有网址就不联网。
trust-remove = 移除
trust-remove-sure = 再按一次移除
list-current = 可用
list-too-old = 太旧
list-archive = 历史名录
list-open = 看看有谁
list-close = 收起
list-more = 另有 { $count } 个
issuer-until = 到 { $day }
issuer-ended = { $day }已到期
offer-title = { $count ->
    [1] 要信任这份名录吗
   *[other] 要信任这 { $count } 份名录吗
 }
offer-line = 信任以后，它签的码就会算作有效。请先确认文件是从可靠的地方拿到的。
offer-nothing-new = 里面的内容都已经信任过了。
offer-confirm = 信任
offer-cancel = 先不要
offer-stranger-title = 第一次见到这个单位
offer-compare = 请打电话，或看它公布的纸面、网页，逐组核对下面的指纹。不要只信同一封邮件、同一个 U 盘里写的。
offer-scopes = 信任它的哪些内容（可以少选）
offer-confirm-compared = 核对无误，加入
offer-known-title = 要更新名录吗
offer-known-line = 这个单位你已经信任，签名对得上，不用再核对。
offer-confirm-known = 更新名录

## 打印

print = 打印
print-title = 打印
print-stock = 纸张规格
print-stock-a4 = A4 整页
print-stock-a5 = A5 整页
print-stock-a4-fold = A4 四折
print-stock-large-type = A4 大字
print-stock-lanyard = 挂牌
print-stock-id1 = 卡片，每页 10 张
print-stock-id1-single = 单张卡片
print-stock-labels24 = 标签，每页 24 张
print-stock-l7160 = 标签，每页 21 张
print-stock-own = 自定尺寸
print-stock-size = { $stock } · { $width } × { $height } 毫米
print-start = 从第几格开始
print-start-hint = 纸用过一部分的，先数到第一个空位。从左到右，从上到下，每页 { $places } 格。
print-langs = 文字
print-zh = 中文
print-en = English
print-both = 双语
print-making = 正在排版
print-nothing = 没有可以印的码
print-read = 每个码都在 300 和 150 dpi 下重新读过。
print-proving = 正在逐个试读
print-proven = 已读 { $proven } / { $pages } 页
print-marked = 有 { $count } 个码没有核验，会印上“未核验”，不印姓名。
print-refused = 有 { $count } 个码无效，没有印进来。
print-refused-in = 有 { $count } 个无效的码也印进来了，纸上会写明。
print-refused-press = 仍要打印无效的码
print-refused-out = 不印无效的码
print-pages = 第 { $page } / { $pages } 页
print-previous = 上一页
print-next = 下一页
print-preview = 打印预览，第 { $page } 页，共 { $pages } 页
print-count = { $count } 个码，{ $pages } 页，最小的码格 { $module } 毫米
print-own-width = 整页宽（毫米）
print-own-height = 整页高（毫米）
print-own-columns = 列数
print-own-rows = 行数
print-own-sides = 左右边距（毫米）
print-own-ends = 上下边距（毫米）
print-own-between-columns = 列间隔（毫米）
print-own-between-rows = 行间隔（毫米）
print-more = 更多打印选项
print-less = 收起
print-notch = 印一个剪口标记，方便用手摸到码
print-printer = 打印机
print-printer-none = 不校准
print-printer-new = 给一台打印机起名
print-printer-right = 右移（毫米）
print-printer-down = 下移（毫米）
print-printer-wider = 加宽（%）
print-printer-higher = 加高（%）
print-calibrate = 印校准页
print-calibrate-back = 回到码条
print-first = 先只印第一页，试扫三个码
print-rest = 三个都扫出来了，印第 2 到 { $pages } 页
print-whole = 全部页
print-range-from = 从第几页
print-range-to = 到第几页，共 { $pages } 页
print-range-none = 第 { $from } 到 { $to } 页印不了。
print-range-next = 一共 { $pages } 页：请填 1 到 { $pages }，先小后大。
print-use = 改用“{ $stock }”
print-save = 存为 PDF
print-open = 打开并打印
print-saved = 已存好：{ $name }
print-opened = 已交给系统的看图程序打开。

## 快捷键

keys-title = 快捷键
keys-choose = 选择文件
keys-paste = 粘贴图片或文字
keys-print = 打印选中的码
keys-move = 在码条之间移动
keys-details = 看具体内容，再按收起
keys-aside = 把码条放到一边
keys-undo = 放回来
keys-close = 关闭打开的窗口
keys-keys = 看快捷键

ask-title = 要数字
ask-begin = 让对方输六位数
ask-why = 防止有人把动态码的照片转给别人
ask-line = 请对方在动态码下面输入
ask-hint = 用过一次就换，最多用一分多钟。
ask-stop = 不用输了
