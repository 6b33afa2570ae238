"""Problems of the rates stage: the files under `rates/` as they are typed by hand."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

SYNTAX = {
    "other-date": "日期要写成 2026-01-01 的样子：四位年、两位月、两位日，半角，不加引号",
    "full-width": "这一行有全角的引号、等号、括号、逗号或数字",
    "Invalid date or datetime": "这个日期不存在",
    "Cannot overwrite a value": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次；可以有许多条的表用双方括号，如 [[component.rate]]",
    "Cannot mutate": "同一个表写了两次",
    "Expected '=' after a key": "键的后面缺少等号",
    "Expected ']' at the end": "表名的方括号没有写完",
    "Expected ']]' at the end": "表名的双方括号没有写完",
    "Unterminated string": "引号没有成对",
    "Illegal character": "引号没有成对，或有不可见的字符",
    "Unclosed array": "方括号没有成对",
    "Unclosed inline table": "花括号没有成对",
    "Expected newline or end of document": "值的后面有多余的内容",
    "Invalid statement": "这一行的开头不是键，也不是表名；中文的键要加英文引号",
    "Invalid initial character for a key part": "键只能是字母、数字和下划线，中文的键要加引号",
    "Invalid value": "等号后面的值写法不对，文字和金额要加英文引号",
}
"""Part of the TOML reader's English message → the likeliest cause in the reader's words."""
SYNTAX_OTHERWISE = "不合 TOML 的写法"

EXPECTED = {
    "string_type": "文字（加英文引号）",
    "date_type": "日期（不加引号，如 2026-01-01）",
    "datetime": "日期（不带时间，如 2026-01-01）",
    "int_type": "整数（不加引号）",
    "list_type": "列表（方括号，或用 [[…]] 写的表）",
    "too_short": "列表（至少有一条）",
    "dict_type": "表（如 [policy] 下面的各行）",
    "model_type": '表（如 { value = "…", source = "…" }）',
    "otherwise": "别的写法",
}
"""Kind of type mistake → what should stand there."""

ONE_OF = "{known} 之一"

_FILES = {
    "rates-folder-missing": error(
        "没有找到这个标准文件夹。",
        "请核对 --rates 后面的文件夹名；新建工作文件夹请用 payroll init。",
    ),
    "rates-folder-empty": error(
        "文件夹里没有任何补贴项目的标准文件（*.toml）。",
        "请核对 --rates 指的是不是放标准文件的文件夹。",
    ),
    "rates-calendar-missing": error(
        "没有日历文件 calendar.toml，算不出每月的工作日。",
        "请把 calendar.toml 放回标准文件夹，写明每年的节假日和调休上班日。",
    ),
    "rates-file-unreadable": error(
        "这个文件打不开。",
        "请核对文件的权限，关闭正在使用它的程序后再试。",
    ),
    "rates-file-name": error(
        "文件名不以 .toml 结尾，程序不会读它。",
        "请把文件改名为 {right}；不用的旧文件请移出标准文件夹。",
    ),
    "rates-file-not-utf8": error(
        "文件不是 UTF-8 编码。",
        "请用记事本打开，另存为时把编码选成 UTF-8。",
    ),
    "rates-file-not-toml": error(
        "从这里起读不下去：{cause}。原文：{line}",
        "请按上下几行的样子改正这一行；标点一律用英文半角。",
    ),
}

_KEYS = {
    "rate-key-unknown": error(
        "程序不认识键 {key}。",
        "请改用：{near}；不需要就删掉这一行。",
    ),
    "rate-key-missing": error(
        "缺少 {key}。",
        "请补上 {key}，写法可对照其他项目的标准文件。",
    ),
    "rate-source-missing": error(
        "没有写依据 source。",
        '请写明文件名称、文号和表名；没有文件依据的，请写“未载明”的情况并标 status = "待确认"。',
    ),
    "rate-type-wrong": error(
        "这里写的是 {seen}，应当是{expected}。",
        "请照这个写法改正，可对照其他项目的标准文件。",
    ),
    "rate-value-unknown": error(
        "程序不认识取值 {seen}。",
        "请从下列取值中选一个：{allowed}。",
    ),
    "rate-payee-reserved": error(
        "收款方 organisation（单位、企业）留给以后使用，现在不能发放给单位。",
        "请删去这个工资项目，另行办理；发给个人的写 person，缴给保险机构的写 insurer。",
    ),
    "rate-id-not-ascii": error(
        "编号 {seen} 里有字母、数字、下划线以外的字符，或不以字母开头。",
        "请改用英文字母、数字和下划线，如 post_subsidy；中文名称写在 name 里。",
    ),
}

_AMOUNTS = {
    "rate-amount-not-quoted": error(
        "金额 {seen} 没有加引号，小数会失真。",
        '请加上英文引号，如 amount = "2150.00"。',
    ),
    "rate-amount-not-plain": error(
        "金额“{seen}”不是普通的小数。",
        '请只写半角数字和小数点，如 "2150.00"，不写逗号、空格和“元”。',
    ),
    "rate-amount-finer-than-fen": error(
        "金额 {seen} 比一分还细。",
        "请按文件写到分；文件写的是比例的，请改用 share 和 of。",
    ),
    "rate-amount-negative": error(
        "金额 {seen} 是负数。",
        "请核对文件；扣款请写成正数，并把收款方写成 deduction。",
    ),
    "rate-amount-too-large": error(
        "金额 {seen} 元超过了一条标准的上限 {limit} 元。",
        "请核对单位是不是元、小数点有没有写错。",
    ),
    "rate-amount-missing": error(
        "这条标准既没有金额 amount，也没有比例 share。",
        '请补上金额；文件提到而没有写明金额的，请写 status = "待确认"。',
    ),
    "rate-amount-and-share": error(
        "这条标准同时写了金额 amount 和比例 share。",
        "请核对文件，只留一种写法。",
    ),
    "rate-share-wrong": error(
        "比例“{seen}”不是大于 0、不超过 10 的小数，或超过四位小数。",
        '请写成小数，如百分之六十写 "0.60"。',
    ),
    "rate-share-without-base": error(
        "写了比例 share，没有写它是谁的比例。",
        '请补上 of，写 bases.toml 里的基数编号，如 of = "minimum_wage"。',
    ),
    "rate-base-without-share": error(
        "写了基数 of，没有写比例 share。",
        '请补上 share，如 share = "0.60"；不是按比例的请删去 of。',
    ),
    "rate-base-unknown": error(
        "bases.toml 里没有基数 {base}。",
        "请核对拼写，或先在 bases.toml 里登记它；现有：{known}。",
    ),
    "rate-base-too-late": error(
        "这条标准从 {since} 起，基数 {base} 从 {base_since} 起才有数。",
        "请在 bases.toml 里补上更早的基数和依据，或改用金额 amount。",
    ),
}

_DATES = {
    "rate-date-out-of-range": error(
        "日期 {seen} 不在 2000 年到 2099 年之间。",
        "请核对年份；一直有效的标准请删去 effective_to。",
    ),
    "rate-dates-reversed": error(
        "止日 {until} 早于起日 {since}。",
        "请核对 effective_from 和 effective_to。",
    ),
    "rate-gap": error(
        "从 {first} 到 {last} 没有任何标准。",
        '请补上这几天的标准；确实不发放的，请写一条 amount = "0.00" 并写明依据。',
    ),
    "rate-overlap": error(
        "与第{other}条同从 {since} 起，看不出以哪条为准。",
        "请在后公布的一条写 announced（公布日期）；写错的一条写 withdrawn（作废日期），不要删除。",
    ),
    "rate-reaches-into-next": error(
        "止日 {until} 越过了第{other}条的起日 {since}，看不出以哪条为准。",
        "请核对止日；后一条确是后来公布的，请在后一条写 announced（公布日期）。",
    ),
    "rate-rating-missing": error(
        "这个工资项目按考核等次发放，这条标准没有写等次。",
        '请补上 rating，如 rating = "优秀"。',
    ),
    "rate-rating-unexpected": error(
        "这个工资项目不按考核等次发放，这条标准却写了等次 {rating}。",
        '请删去 rating，或把 per 改成 "rating"。',
    ),
}

_SETTINGS = {
    "leave-ratio-wrong": error(
        "计薪比例“{seen}”不是 0 到 1 之间、最多两位的小数。",
        '请写成 "0"、"0.80"、"1" 这样的小数。',
    ),
    "recovery-cap-wrong": error(
        "每月扣回上限“{seen}”不是 0 到 1 之间、最多两位的小数。",
        '请写成 "1"（本月应发的全部）、"0.20"（五分之一）这样的小数。',
    ),
    "leave-ratio-unstated": error(
        "假别{kind}没有写计薪比例 value。",
        '请补上 value；尚无依据的，请写 status = "待确认"，有这种假的人先不发放。',
    ),
    "one-off-prorated": error(
        "一次性发放的工资项目不按天数折算，这里却写了 {seen}。",
        '请删去 proration，或把 per 改成 "month"。',
    ),
}

_PROGRAMS = {
    "program-id-twice": error(
        "编号 {seen} 在 {other} 里已经用过。",
        "请换一个编号；复制出来备份的文件请移出标准文件夹。",
    ),
    "program-name-twice": error(
        "名称或别名“{seen}”在 {other} 里已经用过，出勤表上写它时分不清是哪个项目。",
        "请只在一个文件里保留它。",
    ),
    "component-id-twice": error(
        "工资项目编号 {seen} 在这个文件里用了两次。",
        "请换一个编号；同一项目的新标准请写成一条 [[component.rate]]。",
    ),
    "component-name-twice": error(
        "工资项目名称“{seen}”在这个文件里用了两次，表上分不清。",
        "请换一个名称；同一项目的新标准请写成一条 [[component.rate]]。",
    ),
    "charged-to-months-wrong": error(
        "月份“{seen}”不是 起月..止月 的写法，或起月晚于止月。",
        '请写成 "2026-01..2026-12" 的样子。',
    ),
    "charged-to-overlap": error(
        "预算项目“{project}”的月份与第{other}条 charged_to 重叠。",
        "请把两段月份合并，或改到不重叠。",
    ),
}

_BASES = {
    "base-id-twice": error(
        "基数编号 {seen} 用了两次。",
        "请把两处合并成一个 [[base]]，各期写成 [[base.value]]。",
    ),
    "base-without-value": error(
        "基数 {base} 的每一条都已作废。",
        "请补上一条有效的 [[base.value]]，或删去这个基数。",
    ),
}

_CALENDAR = {
    "calendar-year-twice": error(
        "{year} 年写了两次。",
        "请合并成一个 [[year]]。",
    ),
    "calendar-year-wrong": error(
        "年份 {year} 不在 2000 到 2099 之间。",
        "请核对年份。",
    ),
    "calendar-holiday-reversed": error(
        "{holiday}的末日 {last} 早于首日 {first}，或放假超过 {most} 天。",
        "请核对 first 和 last。",
    ),
    "calendar-day-outside-year": error(
        "{day} 不属于 {year} 年的放假安排。",
        "请核对日期的年份。",
    ),
    "calendar-day-twice": error(
        "{day} 写了两次。",
        "请核对通知，只留一处。",
    ),
    "calendar-make-up-not-weekend": error(
        "调休上班日 {day} 不是周六或周日。",
        "请核对通知上的日期。",
    ),
}

MESSAGES: dict[str, Message] = (
    _FILES | _KEYS | _AMOUNTS | _DATES | _SETTINGS | _PROGRAMS | _BASES | _CALENDAR
)
