"""Problems of the ledger: its file, the life of a month, people, the chain."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

_FILE = {
    "ledger-missing": error(
        "没有台账文件，或者它不是一个文件。",
        "请核对 --ledger；还没有建账的，请先运行 payroll ledger init --starts YYYY-MM。",
    ),
    "ledger-exists": error(
        "已经有这个名字的文件，没有建立新台账。",
        "请直接使用现有台账；确要另建，请用 --ledger 指定另一个文件名。",
    ),
    "ledger-not-a-ledger": error(
        "这个文件不是本程序的台账。",
        "请核对 --ledger 后面的文件名。",
    ),
    "ledger-older-version": error(
        "台账是第 {version} 版，程序需要第 {known} 版。",
        "请运行 payroll ledger upgrade --by 姓名；升级前会自动在旁边留一份旧台账。",
    ),
    "ledger-of-this-version": error(
        "台账已经是第 {version} 版，不用升级。",
        "请直接使用。",
    ),
    "ledger-newer-version": error(
        "台账是第 {version} 版，这个程序只认识到第 {known} 版。",
        "请换用较新的程序；不要用旧程序处理这个台账。",
    ),
    "ledger-sqlite-too-old": error(
        "Python 自带的 SQLite 是 {version}，太旧，保存不了台账。",
        "请安装较新的 Python（3.11 以上的官方安装包都可以）。",
    ),
    "ledger-setting": error(
        "台账所在的磁盘不支持安全写入（{setting}）。",
        "请把台账放在本机硬盘上，不要放在网络盘或U盘，再运行一次。",
    ),
    "ledger-busy": error(
        "另一个程序正在写台账，等了一会儿还没有写完，这一步没有做。",
        "请等它结束后再运行；确认没有别的窗口在运行本程序。",
    ),
    "ledger-disk-full": error(
        "磁盘空间不足，台账没有写成，原来的内容没有变动。",
        "请腾出空间再运行一次。",
    ),
    "ledger-read-only": error(
        "台账文件不能写入，原来的内容没有变动。",
        "请核对文件和文件夹的权限，再运行一次。",
    ),
    "ledger-cannot-open": error(
        "台账文件打不开。",
        "请核对路径和权限；台账所在的文件夹必须可以写入。",
    ),
    "ledger-disk-error": error(
        "读写台账时磁盘出错，这一步没有记入台账。",
        "请核对磁盘是否正常，运行 payroll verify 核对台账后再做一次。",
    ),
    "ledger-damaged": error(
        "台账文件已损坏，读不出来。",
        "请停止使用这个文件，用 payroll restore 恢复最近的备份，并保留损坏的文件备查。",
    ),
}

_LIFE = {
    "step-out-of-order": error(
        "{subject} 现在是“{state}”{last}，不能{step}。",
        "请用 payroll status 查看进度；现在可以做的是：{hint}。",
    ),
    "step-taken-before": error(
        "这一步已经有人做过，台账没有变动。",
        "请用 payroll status 和 payroll log 查看是谁、什么时候做的。",
    ),
    "month-before-start": error(
        "台账从 {starts} 开始，{subject} 在此以前，不能送审和过账。",
        "请把以前已发的金额用 payroll ledger open 登记为期初。",
    ),
    "month-out-of-order": error(
        "下一个应当过账的月份是 {due}，不是 {subject}。",
        "请先办完 {due}；月份必须一个接一个，迟到的出勤表在以后月份作为补发处理。",
    ),
    "approval-void": error(
        "{subject} 的结果在{by}送审以后有改动，已有的审核全部失效。",
        "请核对改动的原因，由制表人重新运行 payroll submit 送审，再复核、审批。",
    ),
    "same-person-again": error(
        "{subject} 的“{step}”就是{who}做的，同一个人不能再做这一步。",
        "请由另一个人来做；确实只有一个人的，请先运行 payroll ledger mode --single-person。",
    ),
    "same-person-twice": error(
        "同一个人不能办理一个月的两个步骤，台账没有变动。",
        "请由另一个人来做这一步。",
    ),
    "actor-not-a-name": error(
        "--by 后面不是姓名。",
        "请写办理人的姓名，例如 --by 张三；不要写证件号码。",
    ),
    "reason-missing": error(
        "没有写原因。",
        "请用 --reason 写明原因，例如 --reason 北城街道出勤表有误。",
    ),
    "reason-not-plain": error(
        "原因太长（超过 {longest} 字），或者含有证件号、电话号等长号码。",
        "请改成一句话，不写任何人的号码；原因会永久保存在台账里。",
    ),
    "mode-already": error(
        "台账已经是这种审批方式，没有变动。",
        "请用 payroll status 查看现在的审批方式。",
    ),
    "line-posted-before": error(
        "这一笔（同一个人、项目、月份、工资项目）以前已经过账，整个月都没有过账。",
        "请重新运行 payroll run，核对这个人的以前月份后再送审；已发的差额只能作为补发或追回。",
    ),
    "marks-not-written": warning(
        "这一步已记入台账，但旁边的标记文件没有写成。",
        "请核对磁盘空间和文件权限；下一次运行任何一步时会自动补写。",
    ),
}

_RUN = {
    "run-missing": error(
        "没有 {subject} 的核算结果。",
        "请先运行 payroll run，再送审；结果在别处的，请用 --out 指明。",
    ),
    "run-record-unreadable": error(
        "核算记录读不出来，或者缺少内容。",
        "请重新运行 payroll run，再从送审开始办理。",
    ),
    "run-of-another-month": error(
        "这个文件夹里是 {found} 的核算结果。",
        "请把文件夹改回原来的名字，或重新运行 payroll run。",
    ),
    "run-incomplete": error(
        "核算结果不完整，缺少 {missing}。",
        "请不带 --only 重新运行 payroll run，再送审。",
    ),
    "run-file-missing": error(
        "核算时写了这个文件，现在没有了。",
        "请重新运行 payroll run 生成全部文件，再继续办理。",
    ),
    "run-file-changed": error(
        "这个文件在核算以后有改动，已有的审核不能用在它上面。",
        "请重新运行 payroll run 恢复原样（改过的文件会保留在“改动稿”里）；"
        "出勤或标准也变了的，请重新送审。",
    ),
    "run-file-unreadable": error(
        "这一行不是本程序写出的样子，什么也没有过账。",
        "请重新运行 payroll run，再从送审开始办理。",
    ),
    "run-without-this-ledger": error(
        "这次核算没有用这个台账：以前月份的补发、追回没有算进去。",
        "请重新运行 payroll run {subject}（台账不在结果文件夹旁边的，加 --ledger），核对后再送审。",
    ),
    "run-older-than-ledger": error(
        "核算以后台账又有了第 {seq} 条（{step}），这次结果没有算进去，已经过时。",
        "请重新运行 payroll run {subject}，核对后再送审。",
    ),
    "run-does-not-add-up": error(
        "发放明细、资金归集、采用的出勤和核算记录的合计不一致，什么也没有过账。",
        "请重新运行 payroll run；仍然如此，请把本条信息发给维护人员。",
    ),
}

_PEOPLE = {
    "person-not-in-ledger": error(
        "台账里没有尾号 {tail} 的身份证号。",
        "请核对旧号码；还没有过账的，直接在出勤表里改正即可。",
    ),
    "person-already-corrected": error(
        "尾号 {tail} 的身份证号已经是这个人的。",
        "请用 payroll person 查看这个人的记录；不需要再更正。",
    ),
    "person-of-another-name": error(
        "尾号 {tail} 的身份证号在台账里是另一个姓名。",
        "请核对两个号码是否属于同一个人；姓名写错的，请先在下一个月的出勤表里改正姓名。",
    ),
}

_CHAIN = {
    "ledger-tables-changed": error(
        "台账的结构被改过：{names}。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "chain-broken": error(
        "这一条接不上前一条：中间有记录被删除、插入或调换。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "event-changed": error(
        "这一条记录的内容被改过。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "event-rows-changed": error(
        "这一条（{subject} {step}）的明细被改过、增加过或删除过。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "ledger-rows-without-event": error(
        "有的明细不属于任何一条记录。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "ledger-without-start": error(
        "台账没有建账记录，或者建账记录不完整。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "person-changed": error(
        "人员资料（身份证号、姓名、卡号）被改过，与过账时不同。",
        "请停止使用这个文件并保留备查，用 payroll restore 恢复最近的备份。",
    ),
    "copy-not-whole": error(
        "这个台账自己就通不过核对，没有复制。",
        "请先按下面的问题处理；恢复时请换用另一份备份。",
    ),
    "restore-would-lose": error(
        "现有台账里有 {count} 条记录是备份里没有的，没有恢复。",
        "请核对备份是不是最新的；确认要退回到备份的，请加 --force（现有台账会改名保留）。",
    ),
    "anchor-not-in-ledger": error(
        "这里记着台账的第 {seq} 条记录，台账里没有这一条（现有 {last} 条）或者内容不同。",
        "请不要再往这个台账里记账：它可能被改过，或者换成了较早的备份；请找出最新的台账文件。",
    ),
    "anchor-unreadable": error(
        "记着台账进度的文件读不出来。",
        "请核对文件是否被改过；确认台账完整后（payroll verify），删除这个文件，程序会重新写。",
    ),
}

_VERIFY = {
    "head-not-a-head": error(
        "这不是台账校验码。",
        "请照纸上抄写，例如 17-3fa9c2d41b7e90aa。",
    ),
    "posted-folder-missing": error(
        "这个月已经过账，结果文件夹不见了。",
        "请从备份或移走的地方放回这个文件夹；台账里的记录没有受影响。",
    ),
    "posted-file-missing": error(
        "这个文件已经过账，现在没有了。",
        "请从备份放回原来的文件；台账里的记录没有受影响。",
    ),
    "posted-file-changed": error(
        "这个文件在过账以后被改过。",
        "请从备份放回原来的文件；发放以台账为准，差错在以后月份补发或追回。",
    ),
    "posted-rows-differ": error(
        "文件和台账有 {count} 行不同。",
        "请停止发放，运行 payroll log 查看过程，并把本条信息发给维护人员。",
    ),
    "published-differs": error(
        "{difference}",
        "请停止发放，运行 payroll log 查看过程，并把本条信息发给维护人员。",
    ),
    "posted-not-due": error(
        "{program} 已过账 {posted} 元，按当时采用的出勤和现在的标准文件重算是 {due} 元，"
        "相差 {difference} 元。",
        "请核对标准文件是否被改过（只能追加，追溯调标须写 announced）；"
        "确有差额的，在以后月份补发或追回。",
    ),
}

_OPENING = {
    "opening-empty": error(
        "这张表里没有一行期初数。",
        "请核对文件名，把以前已发的金额填在表头下面。",
    ),
    "opening-cell-empty": error(
        "这一行没有填写“{label}”。",
        "请补填“{label}”；每一行都要写明是谁、哪个项目、哪个月、哪一项、多少钱、凭什么文号。",
    ),
    "opening-id-unreadable": error(
        "身份证号不是 18 位号码，或者校验位不对。",
        "请核对有没有抄错，以文本格式填写 18 位身份证号。",
    ),
    "opening-program-unknown": error(
        "没有这个补贴项目。",
        "请写标准文件里的项目名称：{known}。",
    ),
    "opening-component-unknown": error(
        "这个补贴项目没有这一工资项目。",
        "请写标准文件里的工资项目：{known}。",
    ),
    "opening-month-unreadable": error(
        "看不出是哪年哪月。",
        "请改填年月，例如 2026-03。",
    ),
    "opening-month-too-late": error(
        "台账从 {starts} 开始，这一行不在此以前。",
        "请核对所属月份；{starts} 及以后的月份由程序核算和过账，不登记期初。",
    ),
    "opening-amount-unreadable": error(
        "金额不是大于 0、最多两位小数的数。",
        "请改填实际已发的金额（元）；没有发过的，请删去这一行。",
    ),
    "opening-twice": error(
        "同一个人、项目、月份、工资项目在第 {first} 行已经有一笔。",
        "请核对是否重复；确实分几次发放的，请合并成一行。",
    ),
    "opening-posted-before": error(
        "这一笔期初以前已经过账。",
        "请删去这一行；以前过账的金额有误的，请在以后月份作为补发或追回处理。",
    ),
}

MESSAGES: dict[str, Message] = {
    **_FILE,
    **_LIFE,
    **_RUN,
    **_PEOPLE,
    **_CHAIN,
    **_VERIFY,
    **_OPENING,
}
