"""Problems of the output stage."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

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
}
