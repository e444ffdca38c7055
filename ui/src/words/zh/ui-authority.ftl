# 发码单位：领取、动态码、纸质码、对照、开学检查、演练。

## 动态码

live-show = 动态码
live-lead = 动态码 · { $from }
live-lead-practice = 演练 · { $from }
live-line = { $line } · 码上写 { $mark }
live-colour = 发码单位写的，和查验结果是两回事
live-paper = 打印纸质码
live-challenge = 对方要六位数
live-symbol = { $name }的动态码，请扫描
live-left = { $seconds } 秒后换新
live-only-scan = 只有扫描才算数，边框只供人看
live-challenged = 写进了 { $digits }，{ $seconds } 秒后换新
live-refresh = 更新
challenge-label = 对方屏幕上的六位数
challenge-enter = 写进码里
challenge-close = 取消
challenge-hint = 只写进下一个码，换新以后就没有了。

## 领取

run-age = 上次更新：{ $age }
codes-get = 领取离线码
codes-refresh = 更新
codes-asking = 正在问发码单位
codes-title = 为{ $name }领取离线码
codes-from = 向谁领取
codes-about = { $regions } · { $contact }
codes-line = 一次领好多天的码，没有网络也能出示。到时候自动更新；有的地区要自己点“更新”。
codes-nobody = 还没有发码单位。
codes-nobody-next = 发码单位会给一张纸，上面有网址或二维码。还没有的话，可以先用演练家庭试试。
codes-not = 先不领
codes-settings = 去加发码单位

## 纸质码

paper-word = 纸质码
paper-title = 纸质码
paper-line = 不用手机，印在纸上就能查。纸上没有颜色，也没有接种内容。
paper-list = 开过的纸质码
paper-before = 开新的以后，{ $serial } 就作废，旧纸扫不过。
paper-issue = 开一张纸质码
paper-again = 开一张新的
paper-again-sure = 再按一次，旧的作废
paper-lost = 丢了，作废
paper-lost-sure = 再按一次作废

## 对照

compare-title = 对照几个发码单位
compare-of = { $name }：几个发码单位的对照
compare-no-colour = 没有写颜色
compare-as-of = 来源时间
compare-age = 上次更新
compare-through = 备用
compare-update = 怎么更新
compare-line = 颜色是发码单位写的，亲码只照样显示，不会替它改。

## 开学检查

ready-title = 开学检查
ready-day = 哪一天
ready-day-hint = 比如 2027-02-22；也可以是放假、出门的那天
ready-tests = 再试两样
ready-page = 打印一张试试
ready-page-line = 印一张，看看清不清楚，再用扫码枪或手机扫一下。
ready-page-none = 还没有可以印的码。先领取离线码，再开一张纸质码。
ready-scanner-line = 有扫码枪的，试一下它有没有打错字。

## 演练

practice-start = 先用演练家庭试试
practice-stop = 结束演练
practice-ribbon = 这里的码只供演练，别处都不认。
practice-switch = 演练
practice-hint = 用编出来的一家人试用全部功能。码上都有“演练”，别处都不认。关掉就全部收走。

## 设置

issuers-title = 发码单位
issuers-none = 有了保管柜，就可以连上发码单位。
issuers-shut = 打开保管柜以后才能看和改。
issuers-more = 指纹和备用网址
issuers-remove = 移除
issuers-remove-sure = 再按一次移除，它的码进回收站
issuers-fingerprint = 指纹，和它公布的一样才对
issuers-backup = 备用网址
issuers-backup-hint = 原来的网址不通时用；可以不写。
issuers-add = 连上发码单位
issuers-add-other = 再连一个
issuers-add-hint = 写网址，或粘贴它的二维码里的文字。先看是谁，核对以后才连上。
issuers-look = 看是谁
issuers-looking = 正在联系，要等几秒钟
issuers-refresh-title = 更新所有的码
issuers-refresh-hint = 平时自动更新；有的地区要自己点“更新”。
issuer-title = 要连上这个发码单位吗
issuer-compare = 请看它给的纸或它公布的网页，逐组核对下面的指纹。有一组不一样就不要连。
issuer-confirm = 核对无误，连上

region-title = 当地规则
region-here = 在哪里出示和查验
region-here-hint = 查一个码时，按这里的规则再看一遍。
region-none-hint = 没有选：只看签名、发码单位和是否作废，不看当地规则。
region-choose = 地区
region-none = 不选
region-gone = 这个地区的规则已到期，或还没有收到。请更新查验名录。
region-more = 规则写了什么，出自哪里
region-beside = 和哪里比
region-beside-none = 不比
region-there = { $name }：{ $value }
region-binding = 在这里绑定一个孩子：
