"""Problems of the self-evaluation: what is filled in by hand, and what stays open."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "hand-year-differs": error(
        "文件里写的是 {seen} 年度，文件名却是 {year} 年度。",
        "请核对 year 和文件名。",
    ),
    "hand-project-unknown": error(
        "{year} 年度预算里没有项目“{project}”。",
        "请逐字照预算文件 [[project]] 的 name。",
    ),
    "hand-indicator-unknown": error(
        "项目“{project}”没有三级指标“{indicator}”。",
        "请逐字照预算文件 indicators 的 third；现有：{known}。",
    ),
    "hand-twice": error(
        "项目“{project}”的“{what}”填了两次。",
        "请只留一条。",
    ),
    "hand-computed": error(
        "“{indicator}”由核算结果算出，不能手工填写完成值。",
        "请删去这一条；这个指标确实不适用的，只写 inapplicable = true 和 source。",
    ),
    "hand-actual-missing": error(
        "“{indicator}”没有写完成值 actual。",
        "请写完成值；不适用的写 inapplicable = true。",
    ),
    "hand-actual-unit": error(
        "“{indicator}”的目标是 {target}，完成值“{seen}”不是同一单位的数。",
        "请写成数字加“{unit}”，如 {example}，小数至多两位。",
    ),
    "hand-share-missing": error(
        "“{indicator}”的目标是“{target}”，没有数字可比，要写完成程度 share。",
        '请写 0 到 100 的数，如 share = "95"，并在 source 里写明依据。',
    ),
    "hand-share-wrong": error(
        "完成程度“{seen}”不是 0 到 100 的数。",
        '请写成 share = "95" 或 "92.5"，不写百分号。',
    ),
    "hand-share-unexpected": error(
        "“{indicator}”按数字评分（目标 {target}），不用写完成程度 share。",
        "请删去 share，只写 actual。",
    ),
    "hand-inapplicable-with-actual": error(
        "“{indicator}”写了不适用，又写了完成值。",
        "请只留一样。",
    ),
    "hand-spent-of-payroll": error(
        "项目“{project}”的执行数由核算结果算出，不能手工填写。",
        "请删去这一条 [[spent]]。",
    ),
    "evaluation-no-projects": error(
        "{year} 年度预算里没有一个项目写了绩效指标。",
        "请在预算文件的 [[project]] 里写明 indicators。",
    ),
    "evaluation-nothing-paid": error(
        "{year} 年没有发放结果，没有可以自评的。",
        "请核对 --year、--as-of 和 --out，或先运行 payroll run。",
    ),
    "evaluation-open": warning(
        "{projects} 个项目共有 {count} 项没有数据，总分未定；名称在自评表和{to_fill}里。",
        "请填写 {to_fill}，另存为这个文件，再运行一次。",
    ),
}
