# 学校：自用码。

err-pupil-class = “{ $name }”太长，卡片上放不下。
rec-pupil-class = 请把班级缩短到 30 个字以内。
err-pupil-id = 这一行有证件号码。
rec-pupil-id = 请删掉号码：卡片上用不到，也不该有。
err-pupil-name = 这一行没有可用的姓名：{ $name }
rec-pupil-name = 每行写一位学生，姓名写在最前面，最多 50 个字。
err-pupil-twice = 和第 { $name } 行是同一位学生。
rec-pupil-twice = 请删去其中一行；真有同名的，请写上各自的班级或生日。
err-school-id = “{ $name }”不能作代号。
rec-school-id = 请用 2 到 12 个小写字母、数字或短横，例如 hy3x。
err-school-lines = 名单里还有没解决的行，或者一位学生也没有。
rec-school-lines = 请先照每一行的提示改好。
err-school-name = 校名写不上卡片。
rec-school-name = 请写 1 到 30 个字。
err-school-none = 这台电脑上还没有学校的密钥。
rec-school-none = 请先制作密钥，或者到有密钥的那台电脑上做。
err-school-region = “{ $name }”不是地区代号。
rec-school-region = 请写成 CN-GD 这样。
err-school-there = 这台电脑上已经有一把学校密钥。
rec-school-there = 一台电脑只放一把；另一所学校请用另一台电脑。
err-school-until = “{ $name }”不能作最后一天。
rec-school-until = 请选今天起 199 天以内的日子，写成 2027-01-31。

school-list = 可以制作 { $pupils } 张卡
school-list-problems = 可以制作 { $pupils } 张卡，{ $problems } 行要先改
school-card-title = 本校自用 · { $school }
school-card-class = 班级
school-card-until = 有效至
school-card-sentence = 只在本校有效，不是健康结论。遗失请告诉老师。
school-sheet-title = 学校密钥的指纹
school-sheet-print = 指纹
school-sheet-id = 代号
school-sheet-sentence = 在另一台电脑上导入本校的名录文件时，请逐组核对这五组字符，完全一样再确认。
