"""Problems of the checks stage: what a row says against itself, the other rows and the rates.

An error holds its row back, a warning is shown while the row is paid: this table is the only place
that decides which.
"""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

ATTENDED = "实际出勤"
REQUIRED = "应出勤"
"""Names of the two day counts inside a message."""

REQUIRED_FROM_CALENDAR = " 天（表上没有填，取日历的工作日）"
REQUIRED_FROM_SHEET = " 天"
"""What follows the required days: where they come from when the sheet says nothing."""

OTHER_ROW = "{cell}（{who}）"
OTHER_ROWS_CUT = "{rows}等 {count} 处"
LIST_BETWEEN = "、"
"""How a message names the other rows it speaks of, and whatever else it lists."""

SETTING_STATUS = "（{status}）"
"""What follows a setting that no source states."""

MESSAGES: dict[str, Message] = {
    # Who the row is about.
    "id-missing": error(
        "没有身份证号。",
        "请补填 18 位身份证号。",
    ),
    "id-old-15-digits": error(
        "身份证号（尾号 {tail}）是 15 位的旧号。",
        "请换成现在的 18 位身份证号。",
    ),
    "id-shape": error(
        "身份证号（尾号 {tail}）共 {length} 个字符，不是 17 位数字加一位数字或 X。",
        "请对照身份证重新填写，留意字母 I、O 与数字 1、0。",
    ),
    "id-birth-date": error(
        "身份证号（尾号 {tail}）第 7 至 14 位的出生日期不存在，或者晚于所属月份。",
        "请对照身份证核对这 8 位数字。",
    ),
    "id-check-digit": error(
        "身份证号（尾号 {tail}）的最后一位与前 17 位对不上，至少有一位填错。",
        "请对照身份证逐位核对。",
    ),
    "name-missing": error(
        "没有姓名。",
        "请补填姓名。",
    ),
    "program-missing": error(
        "没有能够认出的补贴项目。",
        "请填写补贴项目的名称。",
    ),
    "same-id-twice": error(
        "身份证号（尾号 {tail}）在本月出现 {count} 次，另见 {places}。",
        "请核对这些行，一人一个月只留一行；确实在两处上岗的，请先确定由哪一处发放。",
    ),
    "unit-missing": warning(
        "没有用人单位。",
        "请补填用人单位，工资表按单位汇总。",
    ),
    "id-province-unknown": warning(
        "身份证号（尾号 {tail}）的前两位不是已知的省级代码。",
        "请对照身份证核对前两位。",
    ),
    "age-below-16": warning(
        "按身份证号到本月底 {age} 周岁，不满 16 周岁。",
        "请核对身份证号和上岗条件。",
    ),
    "age-60-or-over": warning(
        "按身份证号到本月底 {age} 周岁，已满 60 周岁。",
        "请核对是否已经退休或者开始领取养老金，不应再发的请填写离岗日期。",
    ),
    "same-name-in-unit": warning(
        "用人单位“{unit}”有 {count} 个人同名而身份证号不同，另见 {places}。",
        "请核对是否确有同名的人，还是有一个身份证号填错。",
    ),
    "not-in-registry": warning(
        "花名册里没有这个身份证号（尾号 {tail}）。",
        "请核对身份证号；新上岗的人请先登记到花名册。",
    ),
    # The bank card.
    "card-not-digits": error(
        "银行卡号（尾号 {tail}）含有数字以外的字符。",
        "请对照银行卡重新填写，只填数字。",
    ),
    "card-length": error(
        "银行卡号（尾号 {tail}）共 {length} 位，银行账号有 {shortest} 至 {longest} 位。",
        "请对照银行卡或存折重新填写。",
    ),
    "card-length-unusual": warning(
        "银行卡号（尾号 {tail}）共 {length} 位，银行卡一般是 16 至 19 位。",
        "请核对是不是存折或单位账号；是银行卡的，请补全卡号。",
    ),
    "card-check-digit": warning(
        "银行卡号（尾号 {tail}）的最后一位与前面各位对不上。",
        "请对照银行卡逐位核对；存折和单位账号没有这一位校验，可以不管。",
    ),
    "shared-card": warning(
        "银行卡号（尾号 {tail}）由 {count} 个身份证号共用，另见 {places}。",
        "请核对各人的卡号，工资应发到本人的银行卡。",
    ),
    # Days.
    "attendance-missing": error(
        "没有实际出勤天数。",
        "请补填实际出勤天数；整月没有出勤的请填 0。",
    ),
    "days-negative": error(
        "{label} {days} 天，小于 0。",
        "请核对这个天数。",
    ),
    "days-above-31": error(
        "{label} {days} 天，一个月没有这么多天。",
        "请核对这个天数，留意小数点。",
    ),
    "required-zero": error(
        "应出勤 {required} 天，不足 1 天，无法按天折算。",
        "请填写这个岗位本月的应出勤天数；没有出勤的，只把实际出勤填 0。",
    ),
    "attendance-exceeds-required": error(
        "实际出勤 {attended} 天，多于应出勤 {required}。",
        "请核对这一行的两个天数。",
    ),
    "days-do-not-add-up": error(
        "实际出勤 {attended} 天加各类请假 {leave} 天共 {total} 天，多于应出勤 {required}。",
        "请核对实际出勤和各类请假天数。",
    ),
    "required-above-23": error(
        "应出勤 {required}；“{program}”按 21.75 天扣减，应出勤不能多于 23 天。",
        "请核对应出勤天数；岗位确实天天排班的，请先确定这个项目改用哪种折算办法。",
    ),
    "calendar-without-year": error(
        "计算这一行要用 {month} 的工作日，日历里没有这个月。",
        "请在 calendar.toml 登记这一年的放假和调休安排及文号；只缺应出勤的，也可以在表上补填。",
    ),
    "leave-without-ratio": error(
        "{kind} {days} 天，“{program}”没有确定{kind}按几成计薪。",
        "请确定比例和依据后在 {file} 的 [policy.leave] 登记“{kind}”，这一行才能发放。",
    ),
    "zero-attendance": warning(
        "计薪天数为 0，按天折算的项目发 0.00 元。",
        "请核对是否确实整月没有出勤；已经离岗的请填写离岗日期。",
    ),
    "zero-attendance-insured": warning(
        "计薪天数为 0，按天折算的项目发 0.00 元，单位承担的保险按“零出勤月份的保险”的设置{status}"
        "照缴整月。",
        "请核对是否确实整月没有出勤；已经离岗的请填写离岗日期，以免多缴。",
    ),
    "required-unlike-unit": warning(
        "应出勤 {required} 天，同单位同项目的其他人多为 {usual} 天。",
        "请核对应出勤天数；岗位排班确实不同的，可以不改。",
    ),
    "required-unlike-calendar": warning(
        "{unit}“{program}”有 {count} 人应出勤 {required} 天，"
        "日历上 {month} 有 {working} 个工作日。",
        "请核对应出勤天数；岗位确实按这个天数排班的，可以不改。",
    ),
    "required-shortened": warning(
        "本月中途上岗或离岗，应出勤只填了 {required} 天，少于当月 {working} 个工作日，"
        "出满这些天就会发整月的钱。",
        "请把应出勤填成这个岗位整月的天数，实际出勤照实填。",
    ),
    "calendar-not-checked": warning(
        "日历里没有 {month}，各行的应出勤没有与工作日核对。",
        "请在 calendar.toml 登记这一年的放假和调休安排及文号。",
    ),
    # Dates of the post.
    "end-before-start": error(
        "离岗日期 {end} 早于上岗日期 {start}。",
        "请核对这两个日期。",
    ),
    "days-before-start": error(
        "上岗日期 {start} 在 {month} 以后，这一行却填了 {days} 天出勤或请假。",
        "请核对上岗日期和天数。",
    ),
    "days-after-end": error(
        "离岗日期 {end} 在 {month} 以前，这一行却填了 {days} 天出勤或请假。",
        "请核对离岗日期和天数，离岗以后不能发放。",
    ),
    "not-in-post": error(
        "按上岗、离岗日期，{month} 不在岗，这一行不能发放。",
        "请核对日期；确实不在岗的，请让单位从出勤表中删去这一行。",
    ),
    "attendance-exceeds-days-in-post": warning(
        "实际出勤 {attended} 天，多于本月在岗的 {in_post} 个自然日（{first} 至 {last}）。",
        "请核对实际出勤天数和上岗、离岗日期。",
    ),
    "term-beyond-limit": warning(
        "{start} 上岗，到本月已经超过 {years} 年的期限{status}。",
        "请核对是否可以继续享受这项补贴，不能的请填写离岗日期。",
    ),
    # Rates and ratings.
    "no-rate-in-force": error(
        "“{program}”在 {month} 没有生效的补贴标准。",
        "请核对补贴项目和日期；标准已经下文的，请在 {file} 按文件登记。",
    ),
    "rate-covers-part": warning(
        "“{program}”的“{component}”在 {month} 只有 {first} 至 {last} 有标准，"
        "{count} 人在此外的在岗日这一项没有发。",
        "请核对 {file} 中标准的起止日期和这些人的上岗、离岗日期。",
    ),
    "no-stated-amount": error(
        "“{program}”在 {month} 应发的项目都没有载明金额，一项也不能发。",
        "请取得载明金额的文件后在 {file} 填写 amount。",
    ),
    "unknown-rating": error(
        "考核等次“{rating}”不是“{program}”的等次（{known}）。",
        "请按这些等次填写，或在 {file} 登记新的等次。",
    ),
    "nothing-due": warning(
        "“{program}”在 {month} 只有按考核等次发放的项目，这一行没有填考核等次，什么也不发。",
        "请补填考核等次；本月不考核的，可以不管。",
    ),
    "rating-not-used": warning(
        "有 {count} 行“{program}”填了考核等次，这个项目在 {month} 没有按等次发放的金额，"
        "等次不起作用。",
        "请核对补贴项目；等次只作记录的，可以不管。",
    ),
    "amount-not-stated": warning(
        "“{program}”的“{component}”没有载明金额，{count} 人这一项没有发，其余项目照发。",
        "请取得载明金额的文件后填写 amount，以前月份会按差额补发。",
    ),
    "rating-amount-not-stated": warning(
        "“{program}”的“{component}”没有载明等次“{rating}”的金额，{count} 人这一项没有发，"
        "其余项目照发。",
        "请取得载明金额的文件后填写 amount，以前月份会按差额补发。",
    ),
}
