# 家庭：人、留下的码和文件、出示。

## 窗口

room-family = 家庭
room-settings = 设置
rail-lock = 锁上
family-opening = 正在等系统钥匙串回答，最多 20 秒

## 家里的人

family-title = 一家人
family-search = 搜姓名、拼音或编号
family-add = 添加
family-waiting = 正在打开
family-release = 松手就放进来
family-save = 存好
family-cancel = 取消
family-nothing = 没有找到“{ $search }”
family-nothing-next = 可以打姓名、拼音或首字母（比如 zxm），也可以打疫苗名或编号。
family-everybody = 看所有人
family-nobody = 家里还没有人
family-nobody-next = 按“添加”，或把码拖到窗口里任何地方。
family-empty = 把家里人的码放进来
family-empty-line = 照片、PDF、截图或文字都可以。先看它值不值得信，留下时才设 PIN。
family-first-person = 先写上家里的人
family-only-check = 只查一下，不留
family-honest = 亲码不是政府健康码，也核验不了微信、支付宝里的码。所有内容只留在这台电脑上，锁着。

notice-settings = 去设置

person-more = { $name }：更多
person-edit = 改资料
person-print = 打印全部
person-up = 往前排
person-down = 往后排
person-merge = 和别人合并
person-remove = 移除，内容放进回收站
person-none = 还没有码。把它拖到窗口里任何地方。
person-new = 家里的人
person-title = 改资料
person-name = 姓名
person-latin = 拼音或拉丁字母
person-latin-hint = 和护照上一样，比如 ZHANG XIAOMAN
person-birth = 出生日期
person-birth-hint = 2019-03-05；只知道年份就写 2019
person-relation = 是你的
person-right = 以什么身份保管
person-until = 到哪天为止
person-until-hint = 比如 2027-03-31；监护人可以不写
person-rest = 拼音、生日、以什么身份保管
relation-myself = 本人
relation-partner = 配偶
relation-daughter = 女儿
relation-son = 儿子
relation-mother = 母亲
relation-father = 父亲
relation-grandmother = 奶奶或外婆
relation-grandfather = 爷爷或外公
relation-other = 其他家人
right-own = 本人
right-guardian = 监护人
right-delegate = 代办人
right-own-line = 这是你自己的码。
right-guardian-line = 替孩子或需要照看的人长期保管。
right-delegate-line = 受本人所托，保管一段时间，要写到哪天为止。

## 留下的东西

held-show = 出示
held-read = 打开
held-details = 详情
held-more = 更多
held-move = 移到别人名下
held-bin = 放进回收站
held-older = 还有 { $count } 份旧的
move-title = 移到谁的名下
move = 移过去
merge-title = { $name }和谁是同一个人
merge-into = 合并到
merge-line = { $from }的东西都归到{ $into }名下，资料以{ $into }的为准。合并后可以撤销。
merge = 合并
history-title = 以前的
history-line = 收到新的以后，旧的留在这里。
history-none = 没有旧的了。
bin-open = 回收站里有 { $count } 份
bin-title = 回收站
bin-line = 留 30 天，到时彻底删除。
bin-none = 回收站是空的。
bin-restore = 放回去
bin-empty = 全部彻底删除
bin-empty-sure = 再按一次，删掉就找不回来
document-line = 没有可核验的签名，谁都可能写成这样。
document-page = 第 { $page } 页，共 { $pages } 页

## 添加

add-title = 添加
add-line = 也可以一次放好几个，或一个有很多页的 PDF。
add-clipboard = 剪贴板里的图片
add-person = 只加一个人
add-found = { $count ->
    [1] 找到 1 份码，要留下吗
   *[other] 找到 { $count } 份码，要留下哪些
 }
add-list = 找到的东西
add-first = 按“留下”以后，请你设一个 PIN，别人就打不开。
add-none = 都不留
add-keep = { $count ->
    [0] 留下
   *[other] 留下 { $count } 份
 }
found-unverified = 未核验
found-document = 可以留作未核验的文件
add-no-code = 没有找到码
found-already = 已经留过了
found-unsure = 拿不准。
found-not-kept = 不留
whose = 是谁的
whose-ask = 请选是谁的
whose-new = 新的人…
whose-newcomer = 新的人：{ $name }
whose-nameless = 新的人

## 一起打印

choose-begin = 一起打印
choose-count = { $count ->
    [0] 勾上要一起打印的码
   *[other] 选了 { $count } 份
}
choose-stop = 不选了

## 出示

show-print = 打印
show-phone = 传到手机
show-phone-line = 打开手机上收证书的应用，用它的相机对着右边的码扫。也可以按“打印”，存成 PDF，再传到手机。
show-others = 别的码
show-back = 按 Esc 返回
show-symbol = { $name }的码，请扫描
show-part = 第 { $part } / { $parts } 张，一张一张扫
show-part-before = 上一张
show-part-after = 下一张
show-bright = 屏幕调到最亮更好扫

## 快捷键

keys-add = 添加
keys-search = 搜人
keys-show = 出示第 1 到 9 个人的第一份码
keys-neighbour = 出示时换上一份、下一份
keys-whole = 出示时铺满屏幕
keys-print-one = 打印这一份，或选几份一起打印
keys-bin = 放进回收站
keys-undo-step = 撤销
keys-lock = 锁上
