"""Problems of the reconciliation: what was paid, and how the budget is carried out."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "paid-none": error(
        "结果文件夹里没有要对账的发放结果。",
        "请核对 --out 后面的文件夹名和 --as-of 的月份，或先运行 payroll run 年-月。",
    ),
    "paid-file-changed": error(
        "文件的内容与核算当时记下的不一样，核算以后被改动过。",
        "请重新运行 payroll run {month}；已经定下来的月份，请从备份恢复这个文件夹。",
    ),
    "paid-month-differs": error(
        "有 {count} 行的发放月份不是 {month}，第一处写的是 {seen}。",
        "请核对这个文件夹是不是从别的月份复制来的，再重新运行 payroll run {month}。",
    ),
    "paid-line-again": error(
        "有 {count} 笔发放的编号（{line} 等）在别的月份已经有了，同一笔钱会算两次。",
        "请核对这个文件夹是不是从别的月份复制来的，再重新运行 payroll run {month}。",
    ),
    "paid-record-missing": warning(
        "这个月没有 run.json，没法核对结果在核算以后有没有被改动。",
        "请重新运行 payroll run {month}，或确认这些文件就是当时的结果。",
    ),
    "paid-month-missing": warning(
        "{months} 没有发放结果，累计数里没有。",
        "请核对；确实发过的，请先运行 payroll run（例如 payroll run {month}）。",
    ),
    "paid-program-without-rates": warning(
        "发放过的补贴项目“{program}”现在没有标准文件，没法与标准比较。",
        "请核对标准文件的 name；改过名的，请把旧名写进 aliases 再重新核算。",
    ),
    "paid-without-budget": warning(
        "“{project}”（{fund}）支出 {amount} 元，{year} 年度预算里没有这个项目和资金。",
        "请核对项目名称、资金来源和文号；确有这笔资金的，请登记到预算文件。",
    ),
    "budget-overspent": warning(
        "“{project}”累计支出 {spent} 元，全年预算 {budget} 元，超支 {over} 元。",
        "请办理预算调整，并用 [[adjustment]] 登记文号和金额。",
    ),
    "budget-spent-before-release": warning(
        "“{project}”累计支出 {spent} 元，已下达 {available} 元，先支出 {over} 元。",
        "请核对下达文件；已经下达的，请用 [[release]] 登记。",
    ),
}
