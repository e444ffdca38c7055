# 家庭：人、留下的码和文件。

err-birth = “{ $name }”不是日期。
rec-birth = 请写成 2019-03-05；只知道年份就写 2019。
err-document-too-large = { $name } 太大，最多存 32 MB。
rec-document-too-large = 请存一份小一些的，比如只留需要的那几页。
err-name = 还没有写姓名。
rec-name = 请写上姓名，一个字也行。
err-nothing-to-undo = 没有可以撤销的。
rec-nothing-to-undo = 不用做什么。
err-not-shown = 这份东西没有可以出示的码。
rec-not-shown = 可以打开看，或者打印。
err-right-until = 代办人要有结束日期。
rec-right-until = 请写成 2027-03-31。

## 一家人

tally = { $people } 人，{ $codes } 份码
tally-documents = { $people } 人，{ $codes } 份码，{ $documents } 份文件
kept = { $date }收到
leaves = { $date }后彻底删除
next-soon = 到 { $date }就过期。要新的，请找 { $issuer }。
whoever-issued = 原发证单位
word-document = 未核验
note-document = 存档
next-document = 没有可核验的签名，只作存档。
document-pdf = PDF
document-picture = 图片
document-text = 文字
document-title = { $name }（{ $form }）
fact-document-name = 文件名
fact-document-size = 大小
fact-document-text = 内容

relation-myself = 本人
relation-partner = 配偶
relation-daughter = 女儿
relation-son = 儿子
relation-mother = 母亲
relation-father = 父亲
relation-grandmother = 奶奶
relation-grandfather = 爷爷
age-years = { $count } 岁
age-months = { $count } 个月
age-newborn = 不到 1 个月
line-born = { $date }生
line-delegate = 你是代办人，到 { $date }
line-delegate-past = 代办到 { $date }已结束
line-guardian = 你是监护人，到 { $date }
line-guardian-past = 监护到 { $date }已结束
line-of-age = { $date }满 18 岁，之后由本人做主
line-of-age-past = 已满 18 岁，要本人同意才能代管

notice-of-age-what = { $name } { $date }满 18 岁，监护到那天为止。
notice-of-age-next = 从那天起，由本人做主。要继续代管，请先问过本人，再改成代办人并写上结束日期。
notice-of-age-past-what = { $name } { $date }已满 18 岁，监护已经结束。
notice-of-age-past-next = 请把码交给本人；要继续代管，请问过本人，再改成代办人并写上结束日期。
notice-right-ends-what = 你代管 { $name } 的码，到 { $date }为止。
notice-right-ends-next = 还要继续，请问过本人或家人，再改结束日期。
notice-right-ends-past-what = 你代管 { $name } 的码，{ $date }已到期。
notice-right-ends-past-next = 请把码交还本人，再从这里移走；还要继续，请问过本人，再改结束日期。
notice-kit-none-what = 还没有恢复卡，也没有备份：忘了 PIN，这些就打不开了。
notice-kit-none-next = 请在设置里做一张恢复卡，印出来收好。
notice-backup-none-what = 有恢复卡，还没有备份：电脑坏了，这些就找不回来。
notice-backup-none-next = 请在设置里备份一次，存到 U 盘上。
notice-backup-old-what = 上次备份是 { $date }，之后改过的还没有备份。
notice-backup-old-next = 有空时，请在设置里再备份一次。

remind-codes = 有 { $count } 份码 7 天内到期。
remind-rights = 有 { $count } 份代管 7 天内结束。

## 是谁的，为什么

why = { $names }，{ $birth }。{ $look }
why-names-same = 姓名相同
why-names-spelling = 姓名只是字母写法不同
why-names-title = 姓名只差头衔
why-names-middle = 姓名只差中间名
why-names-order = 姓名只是先后不同
why-names-pinyin = 姓名和拼音对得上
why-names-part = 姓名只对上一部分
why-names-sound = 姓名同音不同字
why-names-letter = 姓名只差一个字母
why-birth-same = 生日相同
why-birth-open = 生日写得不全
why-claimed = 码里写的没有核验，请看一下。
why-tie = 有两个人都对得上，请选一个。
why-new = 家里还没有这个人。
why-new-claimed = 家里还没有这个人；码里写的没有核验，请看一下。
why-unread = 码里没有写是谁的，请选一个人。
replaces = 会代替已有的一份，旧的留在历史里。
replaces-dated = 会代替 { $date }的那份，旧的留在历史里。
replaces-older = 已有一份更新的，这一份会放进历史。

## 做了什么，撤销什么

did-add = 添加了{ $name }。
did-already = 都已经有了，没有重复收下。
did-bin = 放进了回收站，30 天内可以取回。
did-edit = 改好了{ $name }的资料。
did-empty = 回收站清空了。
did-keep = 收下了 { $count } 份码。
did-keep-document = 存下了 1 份文件。
did-merge = 合并成了{ $name }一个人。
did-move = 移给了{ $name }。
did-order = 换了位置。
did-remove = { $name }和名下的码都放进了回收站，30 天内可以取回。
did-unbin = 从回收站取回了。
did-undo = 撤销了。
undo-add = 撤销添加{ $name }
undo-bin = 撤销删除{ $name }的一份
undo-edit = 撤销对{ $name }资料的修改
undo-keep = 撤销收下 { $count } 份码
undo-keep-document = 撤销存下文件
undo-merge = 撤销合并{ $name }
undo-move = 撤销移给{ $name }
undo-order = 撤销换位置
undo-remove = 撤销移走{ $name }
undo-unbin = 撤销取回

## 出示

capture-windows = 这个窗口不会出现在截屏和屏幕共享里（Windows 10 2004 版起）。拍照防不住。
capture-macos = 这个窗口不会出现在旧式截屏里；macOS 15 起的屏幕共享仍可能看到。拍照防不住。
capture-linux = 这个系统不能挡住截屏和屏幕共享。出示时请先停止共享。
