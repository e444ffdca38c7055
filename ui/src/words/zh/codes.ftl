# 亲码自己的码（KC1）：今日码、动态码、纸质码、学校码。

what-strip = 今日码
what-live = 动态码
what-paper = 纸质码
what-school = 学校码

## 码条上另写的字：不是查验结果

mark-practice = 演练，不作数
paper-practice = 演练
mark-paper = 纸质码
mark-green = 写的颜色：绿
mark-yellow = 写的颜色：黄
mark-red = 写的颜色：红

## 印章下面的小字

note-kc1-live = 签名真实，刚刚出示
note-practice = 演练，不作数
note-kc1-practice = 演练用的码
note-kc1-form = 码不完整
note-kc1-issuer-unknown = 不认识发码单位
note-kc1-key-scope = 单位无权发这种码
note-kc1-key-dead = 签名钥匙已作废
note-kc1-signature = 签名不对
note-kc1-trust-old = 签名真实，名录太旧
note-kc1-not-yet = 签名真实
note-kc1-expired = 签名真实
note-kc1-clock = 电脑时间不对
note-kc1-other-place = 不是本校的码
note-kc1-live-missing = 只是一份副本
note-kc1-live-stale = 不是刚刚出示的
note-kc1-live-clock = 两边时间对不上
note-kc1-live-repeat = 这里见过同一张
note-kc1-live-challenge = 数字对不上
note-kc1-status-revoked = 要换新码
note-kc1-status-unknown = 作废名单不够新
note-kc1-status-range = 编号不在名单里

## 接下来做什么

next-kc1-live = 请和本人证件核对姓的头一个字和另一个记号。
next-kc1-paper = 这是纸质码：如果它在屏幕上，请对方打开动态码。请和本人证件核对。
next-kc1-school = 请和花名册核对是不是本人。
next-practice = 只在演练里有效，真的查验不会接受。
next-kc1-practice = 这是演练用的码，不作数。请出示真的码。
next-kc1-form = 码缺了一块或印坏了。请重新打开再扫，纸质码请重印。
next-kc1-issuer-unknown = 向发码单位要它的查验名录，加进来再查一次。
next-kc1-key-scope = 这个签名的单位不能发这种码，或者不能发这个地区的码。请对方联系发码单位。
next-kc1-key-dead = 发码单位已经停用这把签名钥匙。请对方向发码单位要新码。
next-kc1-signature = 内容可能被改过，不要采用。请对方重新打开亲码。
next-kc1-trust-old = 查验名录太久没有更新。请更新名录再查一次。
next-kc1-not-yet = 还没到生效的时候；也请看看电脑的时间对不对。
next-kc1-expired = 请对方联网更新，再打开一次；纸质码请重印。
next-kc1-clock = 这台电脑的时间比发码单位的还早。请先校准时间，再查一次。
next-kc1-other-place = 这是别的学校的码，请到那所学校用。
next-kc1-live-missing = 截图和复印都是这样。请对方在亲码里打开动态码。
next-kc1-live-stale = 可能是旧截图，也可能是对方的时间不准。请对方重新打开动态码。
next-kc1-live-clock = 请看看这台电脑和对方的时间，哪个不准。校准后再扫。
next-kc1-live-repeat = 请等对方的码换新（30 秒以内），再扫一次。
next-kc1-live-challenge = 请对方输入这里显示的六位数字，再扫一次。没有要数字时，请对方把数字清掉。
next-kc1-status-revoked = 请对方联网更新，出示新的码。
next-kc1-status-unknown = 不知道它有没有被换掉。请更新作废名单再查一次。
next-kc1-status-range = 这个编号没有发过。请对方联系发码单位。

## 到什么时候

holder-tail = 证件末四位 { $tail }
holder-birthday = { $month } 月 { $day } 日

## 第五个回答：出示

answer-live = 出示
answer-live-fresh = 刚刚
answer-live-missing = 只是一份副本
answer-live-forged = 不是本机出示的
answer-live-stale = { $seconds } 秒以前
answer-live-clock = 比这台电脑早 { $seconds } 秒
answer-live-repeat = { $seconds } 秒前在这里见过
answer-live-challenge = 数字对不上

## 具体内容

fact-holder = 记号
fact-region = 地区
fact-as-of = 依据截至
fact-serial = 编号
fact-decision = 决定编号
fact-place = 学校
fact-shown = 出示时间

list-kc1 = 亲码发码单位
