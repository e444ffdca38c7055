## 查验结果：标记下面的词，和词下面的小字

word-accept = 有效
word-refuse = 无效
word-undecided = 暂不能确定
word-expired = 已过期
word-not-yet = 还没生效
word-other = 未核验

note-base45 = 码不完整
note-cose = 码不完整
note-genuine = 签名真实
note-issuer-unknown = 不认识发证单位
note-not-health-code = 不是健康码
note-picture = 图片打不开
note-prefix = 不是认识的码
note-schema = 内容不合规定
note-signature = 签名不对
note-time = 签名真实
note-time-unverified = 签名没有核验
note-unsupported = 还不会看这种码
note-usage = 单位无权发这种证
note-zlib = 码不完整

## 接下来做什么

next-base45 = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-cose = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。
next-expired = 要新的，请找原发证单位。
next-genuine = 请和本人证件核对姓名和生日。
next-issuer-unknown = 向发证单位要它的证书，加进来再查一次。
next-not-health-code = 里面没有可以核验的签名，谁都能做一个。请看原来的证明。
next-not-yet = 还没到生效的日子，先收好；也请看看电脑的时间对不对。
next-picture = 请换一张清楚、完整的图片再试。
next-prefix = 这不是能核验的健康码。请找原件再试。
next-schema = 发证单位写的内容不合规定。请让它重发。
next-signature = 内容可能被改过，不要采用。请本人出示原件。
next-unsupported = 这一版还核验不了这种码。请看纸质证明。
next-usage = 这个签名的单位没有发这种证的权力，不要采用。
next-zlib = 码缺了一块或印坏了。请找原件再拍一张，或让发证单位重发。

## 码条第一行：是什么，谁发的

what-vaccination = 疫苗接种证明
what-test = 检测证明
what-recovery = 康复证明
what-unknown = 健康码
what-shc = SMART 健康卡
what-kc1 = 亲码
what-vds-nc = 国际旅行健康证明
what-link = 健康资料链接
what-other = 别的二维码
from-issuer = { $what } · { $issuer }
from-unknown = { $what } · 自称 { $country }

## 码条第二行：到什么时候

until = 到 { $date }
until-expired = { $date }已过期
until-not-yet = { $date }起生效
until-claimed = 写的是到 { $date }
until-claimed-expired = 写的是到 { $date }，已经过了
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
answer-issuer-known = 在信任的名单里
answer-issuer-unknown = 不认识
answer-status = 是否作废
answer-status-not-offered = 该单位不公布
answer-status-unread = 没有核验
answer-rules = 当地规则
answer-rules-unknown = 未设置

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
fact-country = 国家或地区
fact-issuer = 发证单位
fact-identifier = 证书编号
fact-issued = 签发
fact-expires = 码到期
fact-format = 格式
fact-key = 签名钥匙编号
moment = { $date } { $time }

## 纸上

paper-title = 健康码纸质件
paper-unverified = 未核验
paper-holder-hidden = 姓名未核验，不印
paper-until = 有效到
paper-birth = 出生
paper-issuer = 发证单位
paper-what = 内容
paper-match = 请和本人证件核对。
paper-offline = 码里有签名，离线也能核验。

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
err-no-trust = { $name } 里没有能用的证书。
rec-no-trust = 请要一份 PEM 或 DER 格式的签名证书（.pem、.cer、.crt）。
err-nothing-to-print = 没有可以打印的码。
rec-nothing-to-print = 先放一个能读出来的健康码进来。
err-not-readable-again = 印出来的码没能读回来，所以没有给你。
rec-not-readable-again = 换大一号的纸张规格再试。
err-refused-slip = 有作废、过期或伪造的码，没有打印。
rec-refused-slip = 确实要印，就再按一次“仍要打印无效的码”。
err-save = 没能存到 { $name }。
rec-save = 看看磁盘有没有满、这个地方能不能写，再存一次。
err-settings = 没能记住这个设置。
rec-settings = 看看磁盘有没有满、能不能写。这次打开的窗口里照样有效。
err-text-too-long = “{ $field }”太长，这张纸放不下。
rec-text-too-long = 换大一号的纸张规格。
err-too-dense = 这个码太密，印在这张纸上扫不出来。
rec-too-dense = 换大一号的纸张规格：A4 整页。
err-too-large = { $name } 太大，不敢打开。
rec-too-large = 请裁成只有码的那一块，再放进来。
err-unknown-file = { $name } 不是图片、PDF，也不是文字。
rec-unknown-file = 请存成 PNG、JPEG、WebP 或 PDF 再放进来。
err-unreadable = 读不到 { $name }。
rec-unreadable = 看看文件还在不在、有没有权限。
err-viewer = 没能打开看 PDF 的程序。
rec-viewer = 请先存成文件，再自己打开。
