"""Problems of the shell: what the computer refuses, and mistakes of the program itself."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error

MESSAGES: dict[str, Message] = {
    "disk-full": error(
        "磁盘空间不足，这个文件没有写成。",
        "请腾出空间或换一个盘（--out），再重新运行；以前的结果没有改动。",
    ),
    "file-in-use-or-forbidden": error(
        "系统不让读写这个文件：它可能正在 Excel 或 WPS 中打开，或者您没有权限。",
        "请关闭打开它的程序，核对文件夹权限，再重新运行；以前的结果没有改动。",
    ),
    "read-only-disk": error(
        "所在的磁盘是只读的，写不进去。",
        "请用 --out 指定可以写入的文件夹，再重新运行。",
    ),
    "file-not-there": error(
        "找不到这个文件或文件夹。",
        "请核对名称和当前所在的文件夹，再重新运行。",
    ),
    "not-a-folder": error(
        "这里需要文件夹，却是一个文件（或者正相反）。",
        "请核对名称，把它改名或移走，再重新运行。",
    ),
    "name-too-long": error(
        "文件的路径太长，系统不接受。",
        "请把工作文件夹移到离盘符更近的位置，或缩短文件名，再重新运行。",
    ),
    "system-error": error(
        "系统报告读写错误（{kind}）。",
        "请核对磁盘、网络盘或U盘是否正常，再重新运行；以前的结果没有改动。",
    ),
    "out-of-memory": error(
        "内存不足，没有算完。",
        "请关闭其他程序再重新运行；仍不行，请把出勤表分开检查是否有异常大的文件。",
    ),
    "program-fault": error(
        "程序内部出错（{kind}），没有算完；以前的结果没有改动。",
        "请把本条信息发给维护人员。设环境变量 PAYROLL_DEBUG=1 再运行可显示经过，"
        "其中可能有个人信息，请勿外传。",
    ),
    "folder-not-empty": error(
        "这个文件夹已经存在，里面有文件。",
        "请换一个名称；为防止覆盖，已有的文件夹不会改动。",
    ),
    "folder-parent-missing": error(
        "上级文件夹不存在。",
        "请先建立上级文件夹，或核对名称是否写错。",
    ),
    "folder-inside-project": error(
        "这个位置在程序自己的文件夹里面，真实人员的资料不能放在这里。",
        "请在程序文件夹以外选一个位置，例如 payroll init ../工资2026。",
    ),
    "default-rates-missing": error(
        "找不到随程序提供的补贴标准文件。",
        "请重新安装程序，或用 --rates 指出补贴标准所在的文件夹。",
    ),
}
