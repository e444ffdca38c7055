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
theme-change = 外观：{ $theme }。按一下换一种。
close = 关闭

## 放进来

empty-headline = 把码放进来，先看看它值不值得信
empty-line = 照片、PDF、截图或文字都可以。不用注册，也不用密码。
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
tally = 桌上有 { $count } 个码
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
slip-birth = 出生 { $birth }
slip-spoken = { $word }。{ $title }。{ $until }

aside-done = 放到一边了。
aside-undo = 放回来
aside-back = 放回来了。
clear-done = 已清空，这次看的内容都没有留下。

## 信任

trust-title = 信任的发证单位
trust-line = 只有这里列出的发证单位，签的码才会算作有效。
trust-empty = 还没有信任任何发证单位。
trust-empty-next = 请向卫生部门或可靠的来源要证书文件，再从这里添加。
trust-add = 添加证书
trust-remove = 移除
trust-remove-sure = 再按一次移除
trust-removed = 已移除，桌上的码重新查过了。
offer-title = { $count ->
    [1] 要信任这个发证单位吗
   *[other] 要信任这 { $count } 个发证单位吗
 }
offer-line = 信任以后，它签的码就会算作有效。请先确认证书是从可靠的地方拿到的。
offer-confirm = 信任
offer-cancel = 先不要
offer-done = 已信任，桌上的码重新查过了。
offer-known = 里面的证书都已经信任过了。
certificate-country = 国家或地区
certificate-until = 证书期限
certificate-fingerprint = 指纹
certificate-ended = 已到期
certificate-added = 已信任

## 打印

print = 打印
print-title = 打印
print-stock = 纸张规格
print-stock-a4 = A4 整页
print-stock-id1 = ID-1 卡片
print-langs = 文字
print-zh = 中文
print-en = English
print-both = 双语
print-making = 正在排版，并逐个重新读一遍
print-nothing = 没有可以印的码
print-read = 每个码都在 300 和 150 dpi 下重新读过。
print-read-300 = 每个码都在 300 dpi 下重新读过，其中 { $count } 个在 150 dpi 下读不出。请用 300 dpi 或更高来印。
print-unread = 有 { $count } 个码印出来读不出，所以不能保存。请换一种纸张规格。
print-marked = 有 { $count } 个码没有核验，会横着印上“未核验”，不印姓名。
print-refused = 有 { $count } 个码无效，没有印进来。
print-refused-in = 有 { $count } 个无效的码也印进来了，纸上会写明。
print-refused-press = 仍要打印无效的码
print-refused-out = 不印无效的码
print-pages = 第 { $page } / { $pages } 页
print-previous = 上一页
print-next = 下一页
print-preview = 打印预览，第 { $page } 页，共 { $pages } 页
print-count = { $count } 个码，{ $pages } 页，最小的码格 { $module } 毫米
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
