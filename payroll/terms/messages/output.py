"""Problems of the output stage."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

MESSAGES: dict[str, Message] = {
    "output-being-written": error(
        "另一个程序正在写这个输出文件夹。",
        "请等它结束后再运行；确认没有别的窗口在运行本程序。",
    ),
    "output-in-use": error(
        "这个月的输出文件夹里有文件正被打开（多半是 Excel 或 WPS），没有替换，原来的文件没有变动。",
        "请关闭打开的工资表等文件，再运行一次。",
    ),
    "output-not-a-folder": error(
        "这个名字已经被一个文件或快捷链接占用，无法在这里建立这个月的输出文件夹。",
        "请把它改名或移走，再运行一次。",
    ),
    "output-differs": error(
        "写出的结果再读出来，与核算的不一致，什么也没有替换：{difference}",
        "请不要发放，再运行一次；仍然出现的，请把本条信息发给维护人员。",
    ),
    "template-unreadable": error(
        "这个模板打不开，或者不是 .xlsx 工作簿。",
        "请用 Excel 或 WPS 打开模板，另存为 .xlsx（不设密码）后再试。",
    ),
    "template-without-headings": error(
        "在模板的前 {rows} 行里没有找到表头；表头至少要有“姓名”和一个金额（如“实发”）。",
        "请核对模板；叫法不同的，请改成 {examples} 等常用叫法。",
    ),
    "template-heading-unknown": warning(
        "模板的“{heading}”没有对应的内容，没有填写（第一行原有的公式或文字逐行沿用）。",
        "请核对这一列要不要手工填写；只是叫法不同的，请把表头改成常用叫法。",
    ),
    "template-parts-lost": warning(
        "模板里有图片、图表、宏或扩展格式，填好的文件里没有保留。",
        "请核对填好的文件；需要这些内容的，请从模板中复制过去。",
    ),
}
