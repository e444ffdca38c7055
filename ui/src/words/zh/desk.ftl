## 查验结果：标记下面的词，和词下面的小字

word-accept = 有效
word-refuse = 无效
word-undecided = 暂不能确定
word-expired = 已过期
word-not-yet = 还没生效
word-other = 未核验
word-rules = 这里不收

note-archive = 签名真实，历史名录
note-base45 = 码不完整
note-certificate = 签名证书坏了
note-chunk = 还缺一张
note-clock = 电脑时间不对
note-cose = 码不完整
note-deflate = 码不完整
note-genuine = 签名真实
note-issuer = 冒用别家名义
note-issuer-unknown = 不认识发证单位
note-json = 码不完整
note-jws = 码不完整
note-link = 是个链接
note-not-health-code = 不是健康码
note-numeric = 码不完整
note-picture = 图片打不开
note-prefix = 不是认识的码
note-revoked = 已被作废
note-rules = 签名真实，{ $why }
note-schema = 内容不合规定
note-signature = 签名不对
note-status-unknown = 作废名单不够新
note-time = 签名真实
note-time-unverified = 签名没有核验
note-trust-too-old = 签名真实，名录太旧
note-unsupported = 还核验不了这种码
note-usage = 单位无权发这种证
note-zlib = 码不完整

## 接下来做什么

next-archive = 发它的名录几年前就停用了，只能看出签名是真的。要用，请换一份现在的证明。
next-base45 = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-certificate = 码里带的签名证书读不出来。请让发证单位重发。
next-chunk = 这张健康卡分成了几个二维码。请把其余几张也放进来，或都拍在一张图里。
next-clock = 这台电脑的时间比名录的签发时间还早。请先校准时间，再查一次。
next-cose = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-deflate = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-expired = 要新的，请找原发证单位。
next-genuine = 请和本人证件核对姓名和生日。
next-issuer = 签名的单位不是码里写的那一家，不要采用。
next-issuer-unknown = 向发证单位要它的证书，加进来再查一次。
next-json = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-jws = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-link = 里面只是一个网址，不联网就看不到内容，亲码也不会替你打开。请让对方直接出示证明。
next-not-health-code = 里面没有可以核验的签名，谁都能做一个。请看原来的证明。
next-not-yet = 还没到生效的日子，先收好；也请看看电脑的时间对不对。
next-numeric = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-picture = 请换一张清楚、完整的图片再试。
next-prefix = 这不是能核验的健康码。请找原件再试。
next-revoked = 发证单位已经把它作废。请让本人去发证单位换新的。
next-rules = 码是真的，只是这里的规则不收。请问一下要出示的地方。
next-schema = 发证单位写的内容不合规定。请让它重发。
next-signature = 内容可能被改过，不要采用。请本人出示原件。
next-status-unknown = 这家单位会公布作废名单，这里没有或太旧了。请更新名录再查一次。
next-then = { $first }{ $then }
next-trust-too-old = 查验名录太久没有更新。请更新名录再查一次。
next-unsupported = 这一版还核验不了这种码。请看纸质证明。
next-usage = 这个签名的单位没有发这种证的权力，不要采用。
next-zlib = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。

## 码条第一行：是什么，谁发的

what-vaccination = 疫苗接种证明
what-icvp = 国际预防接种证书
what-test = 检测证明
what-recovery = 康复证明
what-unknown = 健康码
what-shc = SMART 健康卡
what-kc1 = 亲码
what-vds-nc = 国际旅行健康证明
what-link = 健康资料链接
what-other = 别的二维码
from-issuer = { $what } · { $issuer }
from-unknown = { $what } · 自称{ $country }

## 码条第二行：到什么时候

until = 到 { $date }
until-expired = { $date }已过期
until-not-yet = { $date }起生效
until-claimed = 码上写到 { $date }
until-claimed-expired = 码上写到 { $date }，已经过了
until-none = 没有期限
until-unread = 没有读出期限
date = { $year } 年 { $month } 月 { $day } 日
date-month = { $year } 年 { $month } 月
date-year = { $year } 年

month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

## 四个回答

answer-signature = 签名
answer-signature-good = 真实
answer-signature-bad = 不对
answer-signature-unknown = 没有核验
answer-issuer = 发证单位
answer-issuer-known = 在名录里（{ $ago }的名录）
answer-issuer-known-undated = 在信任的名录里
answer-issuer-archive = 在历史名录里，已停用
answer-issuer-too-old = 在名录里，但名录太旧（{ $ago }）
answer-issuer-too-old-undated = 在名录里，但名录太旧
answer-issuer-unknown = 不认识
answer-status = 是否作废
answer-status-good = 没有作废（{ $ago }的名单）
answer-status-good-undated = 没有作废
answer-status-missing = 没有该单位的作废名单
answer-status-revoked = 已作废（{ $ago }的名单）
answer-status-revoked-undated = 已作废
answer-status-too-old = 作废名单太旧（{ $ago }）
answer-status-too-old-undated = 作废名单太旧
answer-status-not-offered = 该单位不公布
answer-status-unread = 没有核验
answer-rules = 当地规则
answer-rules-unset = 没有选地区
answer-rules-why = { $answer }：{ $why }
answer-rules-whose = { $answer }（{ $whose }）

## 具体内容

fact-name = 姓名
fact-name-latin = 拼写
fact-birth = 出生
fact-disease = 疾病
fact-vaccine = 疫苗种类
fact-product = 疫苗
fact-manufacturer = 生产单位
fact-dose = 第几剂
dose = 第 { $dose } 剂，共 { $series } 剂
dose-alone = 第 { $dose } 剂
fact-day = 接种日期
fact-method = 检测方法
fact-test-name = 检测名称
fact-device = 试剂
fact-sampled = 采样时间
fact-result = 结果
fact-centre = 检测地点
fact-positive = 首次阳性
fact-from = 可用于
period = { $from } 到 { $until }
period-from = { $from } 起
period-to = 到 { $to }
fact-country = 国家或地区
fact-issuer = 发证单位
fact-identifier = 证书编号
fact-issued = 签发
fact-expires = 码到期
fact-format = 格式
fact-guardian = 监护人
fact-document = 证件号码
fact-address = 发证网址
fact-lot = 批号
fact-counts = 有效期间
fact-key = 签名钥匙编号
event-unread = 另有一项内容没有显示（{ $what }）
moment = { $date } { $time }

## 纸张规格

stock-a4 = A4 整页
stock-a5 = A5 整页
stock-a4-fold = A4 四折
stock-large-type = A4 大字
stock-lanyard = 挂牌
stock-id1 = 卡片，每页 10 张
stock-id1-single = 单张卡片
stock-labels24 = 标签，每页 24 张
stock-l7160 = 标签，每页 21 张
stock-own = 自定尺寸

## 纸上

paper-title = 健康码纸质件
paper-unverified = 未核验
paper-holder-hidden = 姓名未核验，不印
paper-until = 有效到
paper-birth = 出生
paper-issuer = 发证单位
paper-what = 内容
paper-more = 另有（项）
paper-other = 另有
paper-match = 请和本人证件核对。
paper-offline = 码里有签名，离线也能核验。
paper-pinyin = 拼音，非登记拼写
paper-notch = 沿边上的三角剪一个口，手一摸就知道码在哪边。
print-first-sheet = 先只印这一页，随便扫其中三个码。都扫得出来，再印其余的页。
calibrate-title = 打印机校准页
calibrate-print = 一、按 100 % 打印，不要选“适合页面”。
calibrate-left = 二、量纸的左边到竖尺：应是 { $at }.0 毫米。少几毫米，“右移”就加几；多则减。
calibrate-top = 三、量纸的上边到横尺：应是 { $at }.0 毫米。少几毫米，“下移”就加几；多则减。
calibrate-wide = 四、量横尺全长：应是 { $across }.0 毫米。每短 0.15 毫米，“加宽”加 0.1 %。
calibrate-high = 五、量竖尺全长：应是 { $down }.0 毫米。每短 0.2 毫米，“加高”加 0.1 %。
calibrate-again = 填好以后再印一张这页；四个数都对，就校准好了。

## 查验名录

list-csca = 各国旅行证件签证机关（VDS-NC）
list-hc1-dsc = 欧盟数字证书发证单位
list-shc-jwks = SMART 健康卡发证单位
list-shc-crl = SMART 健康卡作废名单
list-vci = VCI 名录：SMART 健康卡发证单位
list-who-did = 世卫组织名录
list-what = { $issuers } 家单位，{ $keys } 把公钥
age-given = 只在这一次有效
age-added = { $ago }加进来（{ $date }）
age-archive = 历史名录：{ $date }起停用
age-as-of = 内容截至 { $date }（{ $ago }）
age-current = 内容截至 { $date }（{ $ago }），可用到 { $until }
age-too-old = 内容截至 { $date }，{ $until }起太旧
ago-today = 今天
ago-yesterday = 昨天
ago-days = { $days } 天前
scope-hc1 = 欧盟和世卫组织证书（HC1）的发证单位
scope-kc1 = 亲码的发码单位 { $authority }
scope-log = 公开日志
scope-packs = 地区规则
scope-shc = SMART 健康卡的发证单位
scope-vds = 旅行健康证明（VDS-NC）的签证机关
added-keys = 已加入，{ $count } 把公钥可用。
added-file = 名录已更新。
added-file-dropped = 名录已更新；{ $count } 项不在许可范围或已停用，没有采用。
added-same = 已经是这一份名录，没有变化。
removed-list = 已移除。
notice-clock-behind-what = 这台电脑的时间不对：名录在 { $date } 签发，现在却显示更早。
notice-clock-behind-next = 请校准电脑时间。之前凡和时间有关的结果都写“暂不能确定”。
notice-clock-ahead-what = 名录的签发时间是 { $date }，比这台电脑的时间还晚一天以上。
notice-clock-ahead-next = 两个时间必有一个不对，请看看电脑时间。
notice-lists-old-what = 查验名录太久没有更新。
notice-lists-old-next = 更新名录，或从 U 盘加入新的一份；在那之前有些码只能答“暂不能确定”。
notice-lists-damaged-what = 有一份存着的名录坏了，没有采用。
notice-lists-damaged-next = 请重新加入它。

## 出了什么事，该怎么做

err-already-there = 文件 { $name } 已经有了，没有动它。
rec-already-there = 换一个名字，或加 --force 覆盖。
err-closed = 这份东西已经关掉了。
rec-closed = 请再放进来一次。
err-damaged = { $name } 打不开：文件不完整，或不是它写的那种格式。
rec-damaged = 请重新下载或重新拍一张，再放进来。
err-encrypted = { $name } 是加了密码的 PDF，读不了。
rec-encrypted = 请先用看 PDF 的程序去掉密码，另存一份再放进来。
err-fonts = 找不到打印用的字体。
rec-fonts = 请重新安装；从源码运行的，请先执行 cargo xtask fonts。
err-glyph = 字体里没有“{ $character }”（{ $code }）这个字，印出来会是空的，所以没有印。
rec-glyph = 请把这个字告诉我们，或改用不含姓名的打印。
err-heic = { $name } 是 HEIC 照片，这里读不了。
rec-heic = 请在手机上选“最兼容”（JPEG）再发一次，或截一张屏。
err-list-damaged = { $name } 坏了：不完整，或者不合格式。
rec-list-damaged = 请重新下载或重新要一份。原来的名录没有动。
err-list-keys = { $name } 里有不合格式、不能用的公钥。
rec-list-keys = 请让发证单位改好再发。整份都没有采用。
err-list-not-pinned = { $name } 的发布者不是你信任的那一个。{ $code }
rec-list-not-pinned = 先向发布者核对指纹，再把它加进来。
err-list-not-yet = { $name } 的签发时间在一天以后。
rec-list-not-yet = 请看看电脑时间对不对；对的话，请向发布者要一份新的。
err-list-older = { $name } 比手上的名录旧（{ $code }）。
rec-list-older = 不用加，手上的更新。要退回旧的，请先移除这个发布者。
err-list-practice = { $name } 是演练用的名录，不能用在真的查验里。
rec-list-practice = 演练请在演练窗口里加。
err-list-root-skipped = { $name } 和手上的名录接不上：中间少了一次换钥匙的记录，或者那把钥匙对不上。
rec-list-root-skipped = 请向发布者要完整的名录；确实换了发布者，就先核对新指纹。
err-list-scope = 有的内容超出了发布者自己声明的范围。
rec-list-scope = 请用 --scope 声明它，或去掉这一部分。
err-list-signature = { $name } 的签名不对，可能被改过。
rec-list-signature = 不要用它。请从发布者那里重新取一份。
err-list-two-tongues = { $name } 和手上的名录编号相同、内容不同（{ $code }）。
rec-list-two-tongues = 发布者自相矛盾。手上的没有动，请把两个指纹报给发布者。
err-list-unsigned = { $name } 需要和它的签名文件（.sig）放在一起。
rec-list-unsigned = 请把两个文件一起放进来。
err-network = 没能取到名录。
rec-network = 看看网络和地址，或从 U 盘加入。手上的名录没有动。
err-no-trust = { $name } 里没有能用的公钥或证书。
rec-no-trust = 请要一份名录文件（.kct）、证书（.pem、.cer）或公钥清单（jwks.json、did.json）。
err-no-such-place = 这种纸每页只有 { $name } 格。
rec-no-such-place = 起始格请填 1 到 { $name }。
err-no-such-page = 一共只有 { $name } 页。
rec-no-such-page = 页码请填 1 到 { $name }。
err-own-size = 这个自定尺寸印不了：{ $name }。
rec-own-size = 每张码条至少 50 × 20 毫米（竖的至少 90 × 120 毫米），整页 50 到 420 毫米。请改边距、间隔或列数、行数。
err-printer = 打印机“{ $name }”的校准数超出了范围。
rec-printer = 移动最多 10 毫米，缩放最多 5 %。请重新量校准页。
err-not-readable-again = 印出来的码没能读回来，所以没有给你。
rec-not-readable-again = 换大一号的纸张规格再试。
err-nothing-to-print = 没有可以打印的码。
rec-nothing-to-print = 先放一个能读出来的健康码进来。
err-paste-nothing = 剪贴板里没有图片，也没有文字。
rec-paste-nothing = 先复制一张截图或一段文字，再按 Ctrl+V。
err-refused-slip = 有作废、过期或伪造的码，没有打印。
rec-refused-slip = 确实要印，就再按一次“仍要打印无效的码”。
err-save = 没能存到 { $name }。
rec-save = 看看磁盘有没有满、这个地方能不能写，再存一次。
err-scan = 扫到的不是健康码。
rec-scan = 请对准证明上的二维码再扫一次；扫码枪要设成英文键盘、能扫二维码。
err-scan-case = 扫到的字母大小写反了。
rec-scan-case = 请关掉大写锁定（Caps Lock），再扫一次。
err-settings = 没能记住这个设置。
rec-settings = 看看磁盘有没有满、能不能写。这次打开的窗口里照样有效。
err-sign = 没能签名。
rec-sign = 看看密钥文件在不在、对不对。
err-text-too-long = “{ $field }”太长，这张纸放不下。
rec-text-too-long = 换大一号的纸张规格。
err-too-dense = 这个码太密，印在这张纸上扫不出来。
rec-too-dense = 换大一号的纸张规格：{ $stock }。
err-too-large = { $name } 太大，不敢打开。
rec-too-large = 请裁成只有码的那一块，再放进来。
err-too-long-for-qr = 这张健康卡内容太多，一个二维码放不下。
rec-too-long-for-qr = 请存成文件，或让发证单位发一张内容少的。
err-backup-file = { $name } 是亲码的加密备份，不是健康码。
rec-backup-file = 请用“从备份恢复”打开它，先看看里面有什么。
err-trust-file = { $name } 是查验名录，不是健康码。
rec-trust-file = 请在“信任的名录”里加入它。
err-unknown-file = { $name } 不是图片、PDF，也不是文字。
rec-unknown-file = 请存成 PNG、JPEG、WebP 或 PDF 再放进来。
err-unreadable = 读不到 { $name }。
rec-unreadable = 看看文件还在不在、有没有权限。
err-viewer = 没能打开看 PDF 的程序。
rec-viewer = 请先存成文件，再自己打开。

## 托盘和系统通知：没有人名

remind-expiring = 有码快到期了。打开亲码看看。
remind-title = 亲码 Kincode
tray-lock = 锁定
tray-open = 打开亲码
tray-quit = 退出
