## 当地规则：查验结果的第四个回答

rules-example = 示例，据 2025 年网文，非现行规定
rules-answer-pass = 符合
rules-answer-fail = 不符合
rules-answer-unknown = 不清楚
rules-pack = { $region }的规则，第 { $version } 版
rules-pack-example = { $region }的示例，据 2025 年网文，非现行规定
rules-source = 《{ $title }》，{ $date }

## 为什么

rules-reason-in-order = 符合这里的规则
rules-reason-not-recognised = 这里不认那个地区的码
rules-reason-too-far-ahead = 提前领取的天数超过这里的规定
rules-reason-paper-too-long = 纸质码的有效期超过这里的规定
rules-reason-colour = 这里现行的法令要求另一种颜色
rules-reason-clock = 这台电脑的时间不对，判断不了
rules-reason-no-rule = 地区规则没有说到这种格式的码
rules-reason-no-pack = 没有这个地区的规则
rules-reason-not-in-force = 这个地区的规则已到期，或还没开始
rules-reason-example-only = 这个地区只有示例，判断不了真实的码
rules-reason-recognition-unknown = 规则没写认不认那个地区的码
rules-reason-offline-unknown = 规则没写离线码能用几天
rules-reason-paper-unknown = 规则没写纸质码能用几天
rules-reason-colour-missing = 这里现行的法令要求颜色，这个码没有写
rules-reason-colour-limited = 这种颜色只能去一部分场所
rules-reason-colour-off = 码上写了颜色，但这里没有现行法令要看颜色

## 下一步

rules-step-nothing = { $until }前不用做什么，码会自己更新。
rules-step-refresh = 请在{ $by }前点一次“更新”。
rules-step-refresh-between = 请在{ $from }到{ $by }之间点一次“更新”，那天的码到时才发。
rules-step-get-code = 还没有码。请先领一个。
rules-step-online = 请连上网更新一次，再出示。
rules-step-reprint = 请在{ $by }前重新打印。
rules-step-shorter-paper = 请打印一张有效期不超过 { $days } 天的纸质码。
rules-step-code-of = 请领{ $region }的码。
rules-step-ask-region = 请向{ $region }的主管部门问一下。
rules-step-call-region = 请打 { $number } 问{ $region }的主管部门。
rules-step-ask-place = 请问一下要出示的地方。
rules-step-ignore-colour = 不看颜色，看其他几项。
rules-step-lapses = 到{ $at }颜色自动失效。
rules-step-release = 满 { $days } 天并有 { $tests } 次阴性，可以提前解除。
rules-step-appeal-for-children = 有异议，可以走儿童申诉通道。
rules-step-appeal-for-children-call = 有异议，可以走儿童申诉通道，或打 { $number }。
rules-step-appeal-ordinary = 有异议，可以按普通办法申诉。
rules-step-appeal-ordinary-call = 有异议，可以按普通办法申诉，或打 { $number }。
rules-step-appeal-unknown = 有异议，请问发码单位怎样申诉。
rules-step-appeal-unknown-call = 有异议，请打 { $number } 问怎样申诉。
rules-step-get-packs = 请更新查验名录，里面有地区规则。
rules-step-set-clock = 请校准电脑时间。
rules-step-bring = 请带{ $papers }。
rules-step-ask-papers = 请先问要带什么材料。
rules-step-face-check = 需要人脸核验。
rules-step-review = 审核约 { $hours } 小时。
rules-step-review-at-once = 审核当场完成。
rules-step-review-open = 审核要多久，没有说明。
rules-step-no-more-children = 一位监护人最多同时绑定 { $most } 个孩子，已经满了。

## 一个地区的规则里写了什么

rules-unknown = 未知
rules-field-papers = 绑定材料
rules-field-review = 审核时间
rules-field-face = 人脸核验
rules-field-children = 孩子上限
rules-field-offline = 离线码
rules-field-display = 疫苗显示
rules-field-update = 更新方式
rules-field-appeal = 申诉
rules-field-hotline = 电话
rules-field-recognises = 认哪里的码
rules-field-paper-days = 纸质码
rules-field-grace = 作废名单
rules-field-mask = 姓名旁边的标记
rules-field-colours = 颜色

rules-and = { $one }和{ $other }
rules-or = { $one }，或{ $other }
rules-paper-birth-certificate = 出生医学证明
rules-paper-declaration = 亲子关系声明
rules-paper-guardian-id = 监护人身份证
rules-paper-household-register = 户口本
rules-paper-id-photo = 电子证件照
rules-paper-police-certificate = 派出所证明
rules-review = { $count } 小时
rules-review-at-once = 当场
rules-face-yes = 要
rules-face-no = 不要
rules-children = 最多 { $count } 个
rules-children-no-limit = 不限
rules-offline = { $count } 天
rules-offline-none = 不支持
rules-display-booking = 剂次、时间，可预约
rules-display-done = 只显示是否完成
rules-display-doses = 剂次和时间
rules-update-auto = 自动
rules-update-manual = 手动刷新
rules-appeal-for-children = 儿童通道
rules-appeal-ordinary = 普通办法
rules-hotline = { $number }
rules-recognises = 也认 { $regions }
rules-recognises-own = 只认本地
rules-paper-days = 最多 { $count } 天
rules-grace = 最多 { $count } 小时
rules-mask-birthday = 出生月日
rules-mask-tail = 证件号后四位
rules-colours-off = 不用
rules-colours-in-force = { $instrument }：{ $disease }，{ $area }，到{ $until }
