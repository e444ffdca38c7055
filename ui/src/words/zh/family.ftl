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
