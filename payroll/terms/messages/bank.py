"""Problems of bank results: templates, files, rows that do not fit what was posted."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

_WHOLE = "整个文件都没有登记。"

_TEMPLATES = {
    "bank-template-unknown": error(
        "没有这个名字的回单模板。",
        "请用 --template 写自带的模板（{known}），或者自己的模板文件（*.toml）。",
    ),
    "bank-template-missing": error(
        "回单模板文件打不开。",
        "请核对 --template 后面的文件名。",
    ),
    "bank-template-not-toml": error(
        "回单模板不是 UTF-8 编码的 TOML 文件，或者里面有语法错误。",
        "请对照自带的模板改正后再运行。",
    ),
    "bank-template-key": error(
        "回单模板里这一项缺少、多余，或者写得不对。",
        "请对照自带的模板改正：有表头的写表头文字，分隔的写列号，定长的写 start 和 bytes；"
        "定长的要写明 encoding；一个状态词只能有一个意思。",
    ),
}

_FILES = {
    "bank-month-not-posted": error(
        "{subject} 还没有过账，不能登记银行回单。",
        "请核对 --month；先过账，再登记这个月的回单。",
    ),
    "bank-result-empty": error(
        "回单里没有一笔结果。",
        "请核对文件和模板是否对应。",
    ),
    "bank-result-encoding": error(
        "这个文件不是模板写明的 {encoding} 编码。",
        "请核对文件和模板是否对应，或者把模板的 encoding 改成文件的编码。",
    ),
    "bank-result-width": error(
        "这一行有 {found} 个字节，定长模板要 {needed} 至 {longest} 个。",
        "请核对文件和模板是否对应；" + _WHOLE,
    ),
    "bank-result-cut": error(
        "按模板的位置切开后，这一行不是完整的 {encoding} 文字。",
        "请核对模板里各栏的起始位置和长度（按字节数）；" + _WHOLE,
    ),
}

_CLOSING = {
    "closed-with-unpaid": warning(
        "{subject} 已结账，但还有 {count} 笔、{amount} 元没有付到（{standing}）。",
        "名单和原因请运行 payroll unpaid {subject}；付出以后照样登记回单，结账不影响。",
    ),
}

_ROWS = {
    "bank-result-cell-empty": error(
        "这一行没有“{label}”。",
        "请核对回单；合计、制表一类的行，请把行首的词加进模板的 footer。" + _WHOLE,
    ),
    "bank-result-account-unreadable": error(
        "账号不是 6 至 32 位数字。",
        "请向银行要账号完整的回单；账号有遮盖的不能核对。" + _WHOLE,
    ),
    "bank-result-id-unreadable": error(
        "身份证号不是 18 位号码。",
        "请核对回单；身份证号有遮盖的，请从模板里去掉 id_number。" + _WHOLE,
    ),
    "bank-result-amount-unreadable": error(
        "金额“{found}”不是大于 0、最多两位小数的数。",
        "请核对回单和模板的 amount_unit（yuan 是元，fen 是分）。" + _WHOLE,
    ),
    "bank-result-status-unknown": error(
        "模板“{template}”里没有“{found}”这个处理状态；模板认识的是：{known}。",
        "请向银行问明它的意思，再加进模板的 [status]。" + _WHOLE,
    ),
    "bank-result-unknown": error(
        "过账的月份里没有向尾号 {tail} 的账号发钱。",
        "请核对月份和账号；换了卡的，请在回单里加上“身份证号”一列。" + _WHOLE,
    ),
    "bank-result-name-differs": error(
        "尾号 {tail} 的账号在台账里是{names}的。",
        "请核对户名和账号，先查明钱付给了谁。" + _WHOLE,
    ),
    "bank-result-ambiguous": error(
        "尾号 {tail} 的账号有 {count} 个人的同样一笔钱，分不清是谁的。",
        "请在回单里加上户名或者“身份证号”一列。" + _WHOLE,
    ),
    "bank-result-amount-differs": error(
        "回单是 {found} 元，过账的是 {due} 元。",
        "请与银行核对这一笔；银行把几个月的重发合成一笔的，请按月各做一份回单，每份只写该月的金额，"
        "分别用 --month 登记。" + _WHOLE,
    ),
    "bank-result-twice": error(
        "与{first}是同一笔钱，回单里出现了两次。",
        "请与银行核对是否付了两次；确实重复打印的，请向银行重新要回单。" + _WHOLE,
    ),
    "bank-result-paid-before": error(
        "这一笔已经在台账第 {seq} 条记为已付，这里又是“{said}”。",
        "请先与银行核对是否付了两次；同一批的新回单请加 --repeats，付后退回的请用模板里“退回”的词。"
        + _WHOLE,
    ),
    "bank-result-other-card": warning(
        "过账时的卡号尾号是 {before}，回单是尾号 {after}；已按回单登记。",
        "请核对是不是本人的新卡，并改正花名册和出勤表里的卡号。",
    ),
}

MESSAGES: dict[str, Message] = {**_TEMPLATES, **_FILES, **_CLOSING, **_ROWS}
