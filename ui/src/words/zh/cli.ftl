# 命令行自己说的话。

cli-again = 再输入一次：
cli-already = 这份已经留着了。
cli-first = 这里还没有保管柜。现在设一个 PIN：六位数字，不要用生日、年份或连号。
cli-first-passphrase = 这里还没有保管柜。现在设一个口令：六个不相干的词，或者一句别人想不到的长句。
cli-input-twice = 标准输入已经用来读 PIN，不能再当来源。请把内容存成文件，或者去掉 --pin-stdin。
cli-keep = 留给{ $name }吗？
cli-keep-new = 新建“{ $name }”，把它留下吗？
cli-kit = 恢复卡的 36 个字符：
cli-left = 这份没有留：要有人看一眼是谁的。不加 --yes 再来一次，或者用 --to 说是谁。
cli-new-passphrase = 新口令：
cli-new-pin = 新 PIN：
cli-no-secret = 标准输入里没有要的那一行。请每个 PIN 或口令一行，按提问的顺序。
cli-no-such-id = 没有 { $id } 这一份。用 kincode list 看看编号。
cli-no-terminal = 没有终端可以输入 PIN。请在终端里运行，或者加 --pin-stdin。
cli-nobody = 没有人可以回答。请加 { $name }，或者在终端里运行。
cli-nothing = 没有留着这样的东西。
cli-own-passphrase = 备份的口令：
cli-passphrase = 口令：
cli-pin = PIN：
cli-ready = 锁着，用 PIN 打开。
cli-ready-passphrase = 锁着，用口令打开。
cli-replace = 继续吗？
cli-restored = 已经恢复。
cli-two-of-that-name = 有两个人叫“{ $name }”。请用 kincode people 里的编号。
cli-yes-no = （y 是，n 否）
