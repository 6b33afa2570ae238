"""Problems of the intake stage."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    # folders and files
    "month-folder-missing": error(
        "没有找到 {month} 的考勤文件夹“{folder}”。",
        "请把这个月的考勤表放进这个文件夹后再运行，或核对月份和 --rosters。",
    ),
    "month-folder-empty": error(
        "{month} 的考勤文件夹里没有可以读取的考勤表。",
        "请把用人单位报来的考勤表放进这个文件夹后再运行。",
    ),
    "file-set-aside": warning(
        "文件在“{folder}”文件夹内，只登记，不读取。",
        "如仍需发放，请把文件移出该文件夹后重新运行。",
    ),
    # tables
    "no-people-found": error(
        "没有找到人员名单：{seen}。",
        "请核对是不是考勤表，并写明“姓名”“身份证号”等表头；不是考勤表的，请移出文件夹。",
    ),
    "sheet-not-understood": warning(
        "工作表没有找到人员名单，未读取：{seen}。",
        "请核对这张工作表里有没有要发放的人员；有的，请补上“姓名”“身份证号”等表头。",
    ),
    "heading-missing": error(
        "表头没有“{label}”列；看到的表头是：{seen}。",
        "请补上“{label}”列后重新报送。",
    ),
    "days-column-missing": warning(
        "表头没有出勤天数列；看到的表头是：{seen}。",
        "按出勤计发的项目，请补上“实出勤天数”列后重新报送。",
    ),
    "heading-twice": warning(
        "“{label}”有 {count} 列：{seen}；已逐行核对，内容一致的照读。",
        "请只保留一列，以免填写不一致。",
    ),
    "heading-twice-differs": error(
        "“{label}”有几列，这一行填写不一致：{seen}。",
        "请核对后只保留正确的一列。",
    ),
    # values
    "id-stored-as-number": error(
        "{label}按数字存放，第 15 位以后的数字已经丢失。",
        "请把该单元格设为文本格式，重新录入完整号码。",
    ),
    "id-cleaned": warning(
        "{label}写作“{before}”，已按“{after}”读取。",
        "请在原表中改成不带空格、引号和全角字符的号码。",
    ),
    "name-cleaned": warning(
        "姓名写作“{before}”，已按“{after}”读取，附注不影响计算。",
        "请核对附注是否影响发放；附注请写在“备注”列。",
    ),
    "days-cleaned": warning(
        "{label}写作“{before}”，已按 {after} 天读取。",
        "请在原表中只填数字。",
    ),
    "days-unreadable": error(
        "{label}写作“{before}”，看不出是多少天。",
        "请改填数字，例如 21 或 21.5。",
    ),
    "days-too-fine": error(
        "{label}写作“{before}”，细于百分之一天。",
        "请核对后改填最多两位小数的天数。",
    ),
    "date-unreadable": error(
        "{label}写作“{before}”，看不出是哪一天。",
        "请改填年月日齐全的日期，例如 2026-03-05。",
    ),
    "month-unreadable": error(
        "{label}写作“{before}”，看不出是哪个月。",
        "请改填年月，例如 2026-03。",
    ),
    "other-month": error(
        "这一行的所属月份是 {stated}，不是本次核算的 {month}。",
        "请核对所属月份；确属 {stated} 的，请放进该月的文件夹，由补发核算。",
    ),
    "cell-error-value": error(
        "{label}是公式错误值“{before}”。",
        "请在原表中改正公式，或改填实际内容。",
    ),
    "formula-not-calculated": error(
        "{label}是没有计算过的公式，读不到结果。",
        "请用 WPS 或 Excel 打开原表，重新计算并保存后再报送。",
    ),
    # programs
    "unknown-program": error(
        "补贴项目“{before}”不在费率文件中；已有的项目是：{known}。",
        "请核对项目名称；确是新项目的，请先在 rates 文件夹登记。",
    ),
    # totals
    "total-differs": warning(
        "合计行的“{label}”是 {stated}，逐人相加是 {computed}。",
        "请核对合计公式的范围和各行数字；发放按各行数字计算。",
    ),
}
