"""Problems of the budget stage: the budget file as it is typed by hand, and charging to it."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

_FILES = {
    "budget-missing": error(
        "没有 {year} 年度的预算文件。",
        "请把当年公开的预算写进标准文件夹下的 {file}，写法可对照往年的文件。",
    ),
    "budget-none": error(
        "标准文件夹里没有任何年度的预算文件。",
        "请核对 --rates 后面的文件夹名，或把公开的预算写进 budget/年度.toml。",
    ),
    "budget-year-differs": error(
        "文件里写的是 {seen} 年度，文件名却是 {year} 年度。",
        "请核对 year 和文件名。",
    ),
    "budget-calendar-missing": error(
        "测算要用 {year} 年的日历，calendar.toml 里没有这一年。",
        "请在 calendar.toml 里补上这一年的节假日和调休上班日。",
    ),
}

_FIGURES = {
    "budget-figure-not-quoted": error(
        "数字 {seen} 没有加引号，小数会失真。",
        '请加上英文引号，如 "22000000" 或 "658.95"。',
    ),
    "budget-figure-not-plain": error(
        "“{seen}”不是普通的小数。",
        "请只写半角数字和小数点，不写逗号、空格和单位。",
    ),
    "budget-figure-too-fine": error(
        "数字 {seen} 超过两位小数：元比一分还细，或万元比公布的更细。",
        "请按公开文本写到两位小数。",
    ),
    "budget-amount-negative": error(
        "金额 {seen} 是负数。",
        "请核对公开文本；调减预算请用 [[adjustment]] 登记，不要把年初数写成负数。",
    ),
    "budget-amount-too-large": error(
        "金额 {seen} 元超过了上限 {limit} 元。",
        "请核对单位是不是元、小数点有没有写错。",
    ),
    "budget-people-wrong": error(
        "人数 {seen} 不在 1 到 {limit} 之间。",
        "请按公开文本写整数人数；人数没有写明的，请在 assumed 里写明按多少人测算。",
    ),
    "budget-months-wrong": error(
        "月份“{seen}”不是 起月..止月 的写法，或起月晚于止月。",
        '请写成 "2026-01..2026-12" 的样子。',
    ),
    "budget-reference-wrong": error(
        "“{seen}”不是一个单元格或一列的写法。",
        "请写成 表｜行｜列，整列写成 表｜列，中间用全角竖线。",
    ),
}

_PROJECTS = {
    "budget-project-twice": error(
        "预算项目“{project}”写了两次。",
        "请核对公开文本，只留一条；确是两个项目的，请按公开文本写全名称。",
    ),
    "budget-document-missing": error(
        "上年结转的项目没有写文号 document。",
        "请补上下达这笔资金的文号。",
    ),
    "budget-document-unexpected": error(
        "本年预算的项目写了文号 {document}，文号只用于上年结转。",
        "请核对 fund；确是本年预算的请删去 document。",
    ),
    "budget-months-outside-year": error(
        "月份 {months} 超出了 {year} 年度{fund}可以支付的范围。",
        "请核对月份：本年预算只付本年各月，上年结转不付本年以后的月份。",
    ),
    "budget-months-outside-project": error(
        "测算月份 {months} 超出了项目的月份 {window}。",
        "请核对两处月份。",
    ),
    "budget-deadline-wrong": error(
        "“{what}”应当写截止日 by 或周期 every 中的一个。",
        '请写 by = 2026-05-31 这样的日期，或 every = "月"。',
    ),
    "budget-part-twice": error(
        "组成部分“{part}”写了两次。",
        "请只留一条。",
    ),
    "budget-part-unknown": error(
        "上级“{under}”不是这个项目的组成部分。",
        "请核对 under；直接属于项目的不写 under。",
    ),
    "budget-holding-unknown": error(
        "没有登记“{holding}”的数量。",
        "请先用 [[holding]] 登记公开文本里的数量，或核对名称。",
    ),
    "budget-indicator-not-number": error(
        "指标“{indicator}”的值“{value}”不是数字，不能拿来核对。",
        "请核对指标值的写法，或删去 states。",
    ),
    "budget-indicator-unit": error(
        "指标“{indicator}”的单位“{unit}”不能用来核对{states}。",
        "请核对指标值的单位和 states。",
    ),
    "budget-measure-unfit": error(
        '指标“{indicator}”写了 measure = "{measure}"，{need}。',
        "请核对 measure 和指标值，或删去 measure 改为人工填写。",
    ),
    "budget-deadline-unknown": error(
        "指标“{indicator}”的 deadline“{deadline}”用不上：这个项目登记的时限是{known}。",
        '请逐字照 deadlines 里的 what；deadline 只与 measure = "on_time" 一起写。',
    ),
    "budget-component-unknown": error(
        "指标“{indicator}”要核对的工资项目“{component}”不在本项目的测算依据里。",
        "请写标准文件里工资项目的编号，并用 [[project.basis]] 写明测算依据。",
    ),
    "budget-basis-missing": error(
        "指标“{indicator}”要核对人数，项目却没有测算依据。",
        "请用 [[project.basis]] 写明人数和月份，或删去 states。",
    ),
    "budget-factor-unknown": error(
        "“{factor}”不是这个项目带数字的三级指标。",
        "请核对 factors 里的名称和指标值。",
    ),
    "budget-program-unknown": error(
        "测算依据里的补贴项目编号“{program}”没有对应的标准文件。",
        "请核对编号，或先建立它的标准文件；现有：{known}。",
    ),
}

_CHANGES = {
    "budget-change-document-missing": error(
        "这笔{what}没有写文号 document。",
        "请补上批复或下达的文号；没有文件的不能登记。",
    ),
    "budget-change-zero": error(
        "这笔{what}的金额是 0。",
        "请核对金额；调减、收回写成负数，没有变动的删去这一条。",
    ),
    "budget-change-project-unknown": error(
        "没有名为“{project}”的预算项目。",
        "请逐字照本文件 [[project]] 的 name；"
        '年中新增的项目，先加一条 [[project]]，年初金额写 "0"。',
    ),
    "budget-change-outside-year": error(
        "这笔{what}的日期 {day} 不在 {year} 年。",
        "请核对日期；别的年度的，请写进那一年的预算文件。",
    ),
    "budget-change-twice": error(
        "{what} {document} 对“{project}”写了两次。",
        "请核对文件，只留一条；同一文件确有几笔的，请把当天的合并成一条。",
    ),
    "budget-adjusted-below-zero": error(
        "到 {day} 为止，调整后的预算是 {amount} 元，不能小于零。",
        "请核对这个项目的各条 [[adjustment]] 的金额和日期。",
    ),
    "budget-released-below-zero": error(
        "到 {day} 为止，累计下达 {amount} 元，不能小于零。",
        "请核对这个项目的各条 [[release]] 的金额和日期。",
    ),
    "budget-released-too-much": error(
        "到 {day} 为止，累计下达 {released} 元，多于当时的预算 {adjusted} 元。",
        "请核对下达的金额；文件追加了预算的，请同时用 [[adjustment]] 登记。",
    ),
}

_TABLES = {
    "budget-table-twice": error(
        "报表“{table}”写了两次。",
        "请合并成一个 [[table]]。",
    ),
    "budget-row-twice": error(
        "“{row}”在这张表里出现了两次，引用时分不清是哪一行。",
        "请在名称上加字区分。",
    ),
    "budget-cells-count": error(
        "“{row}”一行有 {seen} 格，表头有 {columns} 列。",
        '请按列补齐或删去多余的格，空格写 ""。',
    ),
    "budget-units-count": error(
        "单位写了 {seen} 个，表头有 {columns} 列。",
        "请给每一列写一个单位；都是万元的不用写。",
    ),
    "budget-row-unknown": error(
        "“{row}”的上级“{under}”不是这张表的行。",
        "请写上级行的名称或科目编码。",
    ),
    "budget-row-under-itself": error(
        "“{row}”的上级又归到它自己。",
        "请核对 under。",
    ),
    "budget-column-unknown": error(
        "“{column}”不是这张表的列。",
        "请从这些列里选：{known}。",
    ),
    "budget-cell-unknown": error(
        "公开报表里没有“{reference}”。",
        "请核对表、行、列的名称；科目行也可以写编码。",
    ),
    "budget-growth-unknown": error(
        "没有登记名为“{what}”的增减。",
        "请核对 part_of，它应当是另一条 [[growth]] 的 what。",
    ),
    "budget-units-differ": error(
        "“{reference}”的单位与“{other}”不同，不能相加或比较。",
        "请核对两处引用。",
    ),
}

_CHARGING = {
    "charged-project-unknown": error(
        "列支的预算项目“{project}”不在任何一年的预算文件里。",
        "请核对项目名称（逐字照预算文件），或先把它写进预算文件。",
    ),
    "charged-project-other-fund": error(
        "{months} 由“{project}”列支，这个项目只付 {window}。",
        "请把 charged_to 的月份改到项目可付的月份之内，其余月份另写列支项目。",
    ),
    "charged-order-contradicts": error(
        "{files} 里 {projects} 的列支先后互相矛盾。",
        "请把这几个标准文件里 charged_to 的先后改成一致。",
    ),
    "no-project-for-month": error(
        "{program} {month} 没有可以列支的预算项目，这一行先不发放。",
        "请在标准文件 {file} 的 charged_to 里写明这个月由哪个预算项目列支。",
    ),
    "budget-overrun": warning(
        "“{project}”可用 {left} 元，这次应列支 {needed} 元："
        "{lines} 笔共 {over} 元列不下，项目还剩 {rest} 元（一笔钱不拆开列支）。",
        "请先落实资金或办理预算调整；列不下的各笔在 charges.csv 里记为 over。",
    ),
}

MESSAGES: dict[str, Message] = _FILES | _FIGURES | _PROJECTS | _CHANGES | _TABLES | _CHARGING
