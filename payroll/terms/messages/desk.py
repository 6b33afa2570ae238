"""Problems of the desk: corrections, holds, and what goes between the centre and the units."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    # lists that the centre keeps
    "list-misplaced": error(
        "这个文件像是“{list}”，但名称或位置不对，不会被采用。",
        "请改存为“{place}”后再运行；已经不用的，请移进“作废”文件夹。",
    ),
    "list-heading-missing": error(
        "“{list}”没有“{label}”列；看到的是：{seen}。",
        "请在表头补上“{label}”列后再运行。",
    ),
    # corrections
    "corrected": warning(
        "“{label}”原为{before}，已按“{list}”{place}改为{after}（{reason}；{who}，{when}{also}）。",
        "请核对更正的依据；用人单位重报改好的表以后，请删去这一行更正。",
    ),
    "correction-not-needed": warning(
        "表上的“{label}”已经是{after}，不用更正。",
        "请核对后删去这一行更正。",
    ),
    "correction-incomplete": error(
        "这一行更正没有填写“{label}”，或者读不出来。",
        "请补填“{label}”；要写明这一格是空的，请填“空”。",
    ),
    "correction-field-unknown": error(
        "“{before}”不是可以更正的栏目。",
        "请写出勤表的标准栏目：{known}。",
    ),
    "correction-value-unreadable": error(
        "更正“{label}”写的{seen}不是这一栏的内容。",
        "请照出勤表的写法填写“{label}”。",
    ),
    "correction-without-row": error(
        "本月的出勤表里没有这个身份证号（尾号 {tail}），更正无处可用。",
        "请核对身份证号；此人不在表上的，请让用人单位报送出勤表。",
    ),
    "correction-of-several-rows": error(
        "这个身份证号（尾号 {tail}）在本月有 {count} 行，“{label}”都是{before}，不知道更正哪一行。",
        "请先核对这些行，一人一个月只留一行。",
    ),
    "correction-of-another": error(
        "更正写的姓名是“{stated}”，这个身份证号（尾号 {tail}）在表上的姓名是“{found}”。",
        "请核对更正的身份证号和姓名。",
    ),
    "correction-from-differs": error(
        "更正写明“{label}”原为{before}，表上是{found}，没有更正，这一行先不发放。",
        "请核对哪一个对：表上已经改好的，请删去这一行更正；仍要更正的，请改写“原值”。",
    ),
    # sheets for the units to fill in
    "kit-without-people": error(
        "没有花名册，也没有 {month} 的出勤表，不知道各单位有哪些人。",
        "请在出勤表文件夹放入花名册.xlsx，写明身份证号、姓名、补贴项目和用人单位。",
    ),
    "kit-without-unit": error(
        "没有名为“{unit}”的用人单位有在岗的人。",
        "请照花名册写单位的全称；已有的单位是：{known}。",
    ),
    # holds
    "hold-incomplete": error(
        "这一行暂缓没有填写“{label}”，或者读不出来。",
        "请补填“{label}”后再运行；不再暂缓的，请填写结束月份。",
    ),
    "hold-id-unreadable": error(
        "身份证号不是 18 位号码，不知道暂缓谁。",
        "请以文本格式填写 18 位身份证号后再运行，以免把暂缓的钱发出去。",
    ),
    "hold-month-unreadable": error(
        "“{label}”写作“{before}”，看不出是哪年哪月。",
        "请改填年月，例如 2026-03。",
    ),
    "hold-ends-before-start": error(
        "结束月份 {last} 早于起始月份 {first}。",
        "请核对这两个月份。",
    ),
    "on-hold": warning(
        "按“{list}”{place}自 {first} 起暂缓发放（{reason}；{who}），本月各项都不发，"
        "应发的记为待发。",
        "核实以后请在“{list}”填写结束月份（最后一个不发的发放月份），以后由台账按补发算出。",
    ),
    "hold-name-differs": warning(
        "“{list}”{place}的姓名是“{stated}”，表上这个身份证号（尾号 {tail}）的姓名是“{found}”；"
        "已按身份证号暂缓。",
        "请核对暂缓的是不是这个人。",
    ),
    "hold-not-on-any-sheet": warning(
        "暂缓发放的人（尾号 {tail}）不在本月任何出勤表上。",
        "请核对身份证号有没有写错；已经离岗的，请填写结束月份。",
    ),
}
