# 学校：本校的密钥、花名册、卡片。

room-school = 学校
school-line = 本校自用的卡片，名单不留下
school-empty = 先制作本校的密钥
school-empty-line = 用它签的卡片，只有本校的电脑认。一所学校做一次就够。
school-name = 校名
school-name-hint = 印在每张卡片的最上面
school-id = 代号
school-id-hint = 2 到 12 个小写字母、数字或连字符，比如 yangguang
school-region = 地区
school-region-hint = 比如广东写 CN-GD
school-make = 制作密钥
school-made = 密钥做好了。请打印指纹单，收好。
school-honest = 卡片上写“本校自用”，不写健康颜色、接种内容和身份证号。它不是政府的码，别的学校也不认。
school-own = 本校自用
school-fingerprint = 指纹
school-signed = 现在有 { $count } 个有效的码
school-sheet = 存指纹单
school-file = 存给别的电脑用的文件
school-file-line = 门卫室的电脑从“信任”里加入这个文件，对照指纹单核对后，就认得本校的卡片。
school-print = { $count ->
    [0] 打印卡片
   *[other] 打印 { $count } 张卡片
 }

list-title = 花名册
list-label = 花名册，每行一个人
list-placeholder = 张小满，一年级（3）班，20260317
list-hint = 姓名，班级，学号；用逗号或制表符隔开，可以从表格里粘贴。不要身份证号。
list-until = 卡片用到哪一天
list-until-hint = 比如 2027-01-31
list-none = 左边写上名单，这里马上看到哪些卡能做、哪行要改。
list-wait-until = 请写上卡片用到哪一天。
list-problems = 要改的行
list-line = 第 { $line } 行
list-row = 行
list-name = 姓名
list-class = 班级
list-mark = 码里写的

cards-title = 打印 { $count } 张卡片
cards-line = 每页 10 张，和银行卡一样大。印好沿边剪开，或用预切的卡片纸。
cards-going = 正在签 { $count } 张卡片，再逐张重新读一遍
