"""Problems of the forecast: what was paid, the plan, what is supposed, next year's draft."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

_PAID = {
    "paid-file-missing": error(
        "{month} 的结果里有 {other}，没有 {file}，不知道这个月每一笔钱由哪里列支。",
        "请用“payroll run {month}”重新生成这个月的全部结果。",
    ),
    "paid-file-unreadable": error(
        "这个文件不是程序写出的样子：{what}。",
        "请用“payroll run {month}”重新生成这个月的结果；手工改过的，请先移走改动稿。",
    ),
    "paid-value-unreadable": error(
        "“{column}”一栏的“{seen}”不是程序写出的样子。",
        "请用“payroll run {month}”重新生成这个月的结果；不要手工修改这个文件。",
    ),
    "paid-charges-differ": error(
        "{month} 的 lines.csv 和 charges.csv 对不上：{what}。",
        "请用“payroll run {month}”重新生成这个月的结果，两个文件要出自同一次核算。",
    ),
    "paid-project-unknown": error(
        "{lines} 笔共 {amount} 元列支在“{project}”，{year} 年的预算文件里没有这个项目。",
        "请核对项目名称；确有这个项目的，请先写进 {file}，再重新测算。",
    ),
    "paid-program-unknown": error(
        "发放明细里的补贴项目“{program}”没有对应的标准文件。",
        "请核对 --rates 后面的文件夹，或恢复它的标准文件。",
    ),
}

_FORECAST = {
    "forecast-nothing-paid": warning(
        "{out} 里没有 {year} 年的发放记录，{year} 年全部按计划测算。",
        "请核对 --out 后面的文件夹；今年确实还没有发放的，不用处理。",
    ),
    "forecast-month-not-paid": warning(
        "{months} 没有发放记录，又不在测算的月份里，这些月份的钱没有算进来。",
        "请先核算这些月份，或用 --from 从最早没有发放的月份开始测算。",
    ),
    "forecast-paid-months-replaced": warning(
        "{months} 已有发放记录；按 --from 的要求，这些月份改用计划测算，没有采用实际数。",
        "请核对 --from；要采用实际数的，请从 {following} 开始测算。",
    ),
    "forecast-ends-with-budget": warning(
        "{program}在 {month} 发了 {people} 人；预算只按 {planned} 个月测算，今年已发 {paid} 个月，"
        "默认计划从 {first} 起不再列人。",
        "请核对；还要发的，请用 --write-plan 写出计划，填上以后各月的人数。",
    ),
    "forecast-months-without-project": warning(
        "{program}在 {months} 没有可以列支的预算项目，默认计划这些月份不列人。",
        "请核对；这些月份还要发的，请在标准文件 {file} 的 charged_to 里写明由哪个预算项目列支。",
    ),
    "forecast-program-paused": warning(
        "{program}今年已发 {paid} 个月，{month} 没有发放，默认计划以后不列人；"
        "预算按 {planned} 个月测算。",
        "请核对是不是漏报；以后要发的，请用 --write-plan 写出计划，填上月份和人数。",
    ),
    "forecast-program-not-started": warning(
        "{program}今年还没有发放，默认计划没有列入；预算按 {people} 人 {planned} 个月测算。",
        "请核对；今年要发的，请用 --write-plan 写出计划，填上月份和人数。",
    ),
    "forecast-standard-not-stated": warning(
        "{program}的{items}没有写明标准，测算里没有这几项，实际需要的钱会更多。",
        "请在标准文件里补上金额，或用 --what-if 假设一个标准再测算。",
    ),
}

_PLAN_FILE = {
    "plan-file-kind": error(
        "计划文件要写成 .xlsx 或 .csv。",
        "请改用这两种后缀之一的文件名，例如 计划.xlsx。",
    ),
    "plan-file-missing": error(
        "找不到这个计划文件。",
        "请核对 --plan 后面的文件名；还没有计划的，先用 --write-plan 写一份再改。",
    ),
    "plan-file-exists": error(
        "这个文件已经在那里，里面可能有填好的计划。",
        "请换一个文件名，或先移走它，再运行 --write-plan。",
    ),
    "plan-empty": error(
        "计划里没有一行人数。",
        "请填上补贴项目、月份和人数，或用 --write-plan 写一份默认计划再改。",
    ),
}

_PLAN = {
    "plan-program-unknown": error(
        "“{seen}”不是已登记的补贴项目。",
        "请从这些名称里选：{known}；新的补贴项目请先建立标准文件。",
    ),
    "plan-program-blank": error(
        "这一行没有写补贴项目。",
        "请每一行都写上补贴项目，不要合并单元格。",
    ),
    "plan-program-without-project": error(
        "{program}在 {months} 没有可以列支的预算项目。",
        "请核对月份，或在标准文件 {file} 的 charged_to 里写明由哪个预算项目列支。",
    ),
    "plan-month-unreadable": error(
        "“{seen}”不是月份。",
        "请写成 {example}；几个月一样的可以写成 {example}..{last}。",
    ),
    "plan-month-outside": error(
        "{month} 不在测算的月份 {first} 至 {last} 之内。",
        "请改成测算的月份，或用 --from 改变测算的起点。",
    ),
    "plan-month-twice": error(
        "{program} {month} 在第 {other} 行已经写过。",
        "请一个补贴项目一个月只留一行。",
    ),
    "plan-people-wrong": error(
        "人数“{seen}”不是零或正整数。",
        "请写整数人数；人数变动请从变动的月份起另写一行。",
    ),
    "plan-people-too-many": error(
        "人数 {seen} 超过上限 {limit}。",
        "请核对有没有把金额填进人数栏。",
    ),
    "plan-share-wrong": error(
        "出勤率“{seen}”不在 0 到 1（0% 到 100%）之间。",
        "请写成 0.985 或 98.5%；不知道的请留空，按最近几个月的实际出勤率测算。",
    ),
    "plan-share-too-fine": error(
        "出勤率“{seen}”比万分之一还细。",
        "请写到万分之一，如 0.9773 或 97.73%。",
    ),
    "plan-new-people-wrong": error(
        "新增人数“{seen}”不是零或正整数。",
        "请写整数；不填就按人数比上月增加多少推算。",
    ),
    "plan-new-more-than-people": error(
        "新增人数 {new} 多于这个月的人数 {people}。",
        "请核对：新增的人也要算在人数里。",
    ),
    "plan-new-people-unused": warning(
        "{program}没有一次性的工资项目，新增人数不影响金额。",
        "可以不填这一栏。",
    ),
    "plan-months-missing": warning(
        "{program}的计划没有写 {months}，这些月份按 0 人测算。",
        "请核对；人数不变的请逐月写明，或写成 起月..止月。",
    ),
    "plan-program-missing": warning(
        "计划里没有{program}，按 0 人测算；{month} 它发了 {people} 人。",
        "请核对；还要继续发的，请在计划里加上它。",
    ),
}

_SUPPOSED = {
    "what-if-malformed": error(
        "“{seen}”看不懂。",
        "请写成 补贴项目.工资项目=金额@起月，例如 {rate_example}；"
        "假设人数写成 {heads_example}；几处一起变的，中间用分号隔开。",
    ),
    "what-if-name-unknown": error(
        "“{seen}”不是补贴项目，也不是登记的基数。",
        "请从这些名称里选：{known}。例如 {rate_example}。",
    ),
    "what-if-component-unknown": error(
        "{program}没有“{seen}”这个工资项目。",
        "请从这些名称里选：{known}。",
    ),
    "what-if-component-needed": error(
        "“{seen}”没有写哪个工资项目，不知道是假设金额还是人数。",
        "假设金额请写成 {rate_example}；假设人数请在数字后面写“人”，例如 {heads_example}。",
    ),
    "what-if-amount-wrong": error(
        "“{seen}”不是至多两位小数的金额，或超过上限 {limit} 元。",
        "请写成 2250 或 2250.50，不写逗号和单位。",
    ),
    "what-if-people-wrong": error(
        "人数“{seen}”不是零或正整数，或超过上限 {limit}。",
        "请写整数人数，例如 {heads_example}。",
    ),
    "what-if-share-wrong": error(
        "出勤率“{seen}”不在 0 到 1（0% 到 100%）之间，或多于四位小数。",
        "请写成 0.985 或 98.5%。",
    ),
    "what-if-date-wrong": error(
        "“{seen}”不是月份，也不是日期。",
        "请在 @ 后面写起月，如 {example}；只变几个月的人数和出勤率可以写成 {example}..{last}。",
    ),
    "what-if-date-outside": error(
        "{seen} 不在测算的月份 {first} 至 {last} 之内，假设不会有任何影响。",
        "请改成测算的月份，或用 --from 改变测算的起点。",
    ),
    "what-if-rated": error(
        "{program}的{component}按考核等次发放，测算里没有考核等次，假设不会有任何影响。",
        "请等考核结果出来后用出勤表核算；要预留的钱请另加说明。",
    ),
    "what-if-twice": error(
        "一个方案里“{seen}”从同一个月起假设了两次。",
        "请只留一个；要比较两个数的，请分别写两个 --what-if。",
    ),
    "what-if-only-heads": error(
        "--heads 只假设人数，“{seen}”不是人数。",
        "请改用 --what-if，或写成 {heads_example}。",
    ),
    "what-if-base-unlinked": error(
        "没有一个工资项目与{base}联动，假设它变动不会有任何影响。",
        "请用 --link 写明假设哪些工资项目随它变动，例如 --link {link_example}。",
    ),
    "what-if-base-unknown-then": error(
        "{month} 没有登记{base}的数，算不出变动的比例。",
        "请先在 bases.toml 里补上当时的数和依据。",
    ),
    "what-if-link-not-stated": error(
        "{program}的{component}在 {month} 没有写明标准，算不出联动以后的数。",
        "请先写明标准，或从 --link 里去掉它。",
    ),
    "what-if-link-unknown": error(
        "--link 里的“{seen}”不是一个工资项目。",
        "请写成 补贴项目.工资项目，用逗号隔开，例如 {link_example}。",
    ),
    "what-if-link-unused": error(
        "写了 --link，却没有一个方案假设基数变动。",
        "请用 --what-if 写明基数变成多少，例如 {base_example}；不需要的请去掉 --link。",
    ),
    "what-if-bases-several": error(
        "写了 --link，又假设了几个基数（{bases}）变动，不知道随哪一个变动。",
        "请一次只假设一个基数，分几次测算。",
    ),
}

_NEXT_YEAR = {
    "draft-year-wrong": error(
        "{year} 年不能编制：最近的预算文件是 {latest} 年的，只能编制它的下一年。",
        "请写 {following}；要编制更后的年度，请先把中间年度的预算写进 budget 文件夹。",
    ),
    "draft-margin-wrong": error(
        "预备比例“{seen}”不在 0 到 0.5（0% 到 50%）之间，或比万分之一还细。",
        "请写成 0.05 或 5%。",
    ),
    "draft-nobody": warning(
        "{count} 个项目没有人数可以依据，金额空着，已列入“未定事项”：{projects}。",
        "请用 --plan 写明人数，或在草案里填写金额和依据。",
    ),
    "draft-standard-not-stated": warning(
        "{project}：{items}没有写明标准，草案的金额不含这几项，已列入“未定事项”。",
        "请按权限确定标准后写进标准文件，再重新编制。",
    ),
    "draft-calendar-missing": warning(
        "calendar.toml 里没有 {year} 年，暂按周一至周五都上班推算；只在月中调标准时影响金额。",
        "放假通知公布后请补进 calendar.toml，再重新编制。",
    ),
}

_GUARD = {
    "forecast-is-not-payroll": error(
        "要写出的明细里有 {lines} 笔不是应发的钱（reason 为“{reason}”），不能用来发放。",
        "请用“payroll run”按出勤表核算；测算结果只看 测算.xlsx。",
    ),
}

MESSAGES: dict[str, Message] = {
    **_PAID,
    **_FORECAST,
    **_PLAN_FILE,
    **_PLAN,
    **_SUPPOSED,
    **_NEXT_YEAR,
    **_GUARD,
}
