"""Problems of the files stage: what cannot be opened, and what is refused before it is believed."""

from __future__ import annotations

from payroll.terms.messages.message import Message, error, warning

_SAVE_AGAIN = "请在 Excel 或 WPS 里打开它，另存为“Excel 工作簿（*.xlsx）”，用新文件替换后再运行。"
_SEND_AGAIN = "请打开看看能否显示；能显示就另存为 *.xlsx 再放入，不能显示就请对方重新发送。"
_SPLIT = (
    "请删去多余的内容，或拆成几个文件后再放入；"
    "确实需要这么大的，请管理员调高上限（环境变量 PAYROLL_LIMITS）。"
)

FORMAT_NAMES: dict[str, str] = {
    "xlsb": "Excel 二进制工作簿（xlsb）",
    "html": "网页（HTML 表格）",
    "mhtml": "单个文件网页（MHTML）",
    "xml-spreadsheet": "XML 电子表格 2003",
    "flat-ods": "单个 XML 的 OpenDocument 表格（fods）",
    "xml": "XML 数据",
    "pdf": "PDF 文档",
    "doc": "Word 97-2003 文档（doc）",
    "docx": "Word 文档（docx）",
    "ppt": "PowerPoint 97-2003 演示文稿（ppt）",
    "pptx": "PowerPoint 演示文稿（pptx）",
    "odt": "OpenDocument 文档",
    "ofd": "OFD 版式文档",
    "numbers": "苹果 Numbers 表格",
    "wps": "WPS 文字文档",
    "ole": "旧式 Office 复合文档，里面没有工作簿",
    "rtf": "RTF 文档",
    "zip": "ZIP 压缩包",
    "rar": "RAR 压缩包",
    "7z": "7z 压缩包",
    "gzip": "GZIP 压缩包",
    "bzip2": "BZIP2 压缩包",
    "xz": "XZ 压缩包",
    "tar": "TAR 归档",
    "png": "PNG 图片",
    "jpeg": "JPEG 图片",
    "gif": "GIF 图片",
    "bmp": "BMP 图片",
    "tiff": "TIFF 图片",
    "webp": "WebP 图片",
    "heic": "HEIC 图片",
    "exe": "可执行程序",
    "sqlite": "SQLite 数据库",
    "access": "Access 数据库",
    "dbf": "dBASE 数据表",
    "sylk": "SYLK 表格",
    "dif": "DIF 表格",
    "shortcut": "快捷方式",
    "json": "JSON 数据",
}
"""What each refused format is called; its key is the value of `payroll.intake.cells.Format`."""

COUNTED: dict[str, str] = {
    "entries": "内部部分",
    "sheets": "工作表",
    "cells": "单元格",
    "strings": "不同的文字",
    "merges": "合并单元格",
    "text_total": "文字总字数",
    "elements": "内部元素",
    "references": "样式、批注或链接",
}
"""What a limit of `payroll.intake.cells.Limits` counts."""

DELIMITER_NAMES: dict[str, str] = {
    ",": "逗号",
    "\t": "制表符",
    ";": "分号",
    "，": "全角逗号",
    "；": "全角分号",
    "|": "竖线",
}
"""The characters that may stand between the values of a text file, and what they are called."""

MESSAGES: dict[str, Message] = {
    # the file itself
    "file-missing": error(
        "这个文件已经不在原处。", "请确认文件没有被移走或改名，放回原处后再运行。"
    ),
    "file-is-folder": error("这里是一个文件夹，不是文件。", "请指定文件夹里面的表格文件。"),
    "file-not-regular": error("这里不是普通文件，无法按表格读取。", "请用真正的表格文件替换它。"),
    "file-locked": error(
        "这个文件打不开：正被别的程序占用，或者没有读取权限。",
        "请在 Excel 或 WPS 里关闭它；仍打不开的，请管理员开放读取权限后再运行。",
    ),
    "file-unreadable": error("读取这个文件时磁盘或网络出错。", "请把文件复制到本机硬盘后再运行。"),
    "file-changed": error("读取期间这个文件正在被改写。", "请等对方保存完毕、关闭文件后再运行。"),
    "file-empty": error("这个文件是空的（0 字节）。", "请向对方重新要一份，替换后再运行。"),
    "file-too-large": error("文件有 {size} MB，超过 {limit} MB 的上限。", _SPLIT),
    "file-encrypted": error(
        "这个文件设有打开密码，内容无法读取。", "请打开后取消密码，另存为 *.xlsx 再放入。"
    ),
    "file-format-unsupported": error(
        "这个文件的内容是“{format}”，本程序不能直接读取。", _SAVE_AGAIN
    ),
    "file-is-archive": error(
        "这个文件的内容是“{format}”，不是表格。", "请先解压，把里面的表格文件放进来，再运行。"
    ),
    "file-is-no-table": error(
        "这个文件的内容是“{format}”，不是表格。",
        "请核对是否放错了文件；考勤只有这种形式的，请向对方要 Excel 或 WPS 表格原件。",
    ),
    "file-format-unknown": error("认不出这个文件的内容是什么格式（扩展名不作依据）。", _SEND_AGAIN),
    # the container of a workbook
    "workbook-damaged": error("文件已损坏或不完整，内容通不过校验（{part}）。", _SEND_AGAIN),
    "workbook-part-missing": error("文件不完整，缺少内部的一个部分（{part}）。", _SEND_AGAIN),
    "workbook-part-malformed": error(
        "文件内部有一个部分写坏了（{part}，第 {line} 行）。", _SEND_AGAIN
    ),
    "workbook-part-unexpected": error(
        "文件内部有一个部分含有不该出现的内容（{part}，第 {line} 行：{what}）。", _SEND_AGAIN
    ),
    "workbook-unsafe": error(
        "文件内部有不安全或重复的部分（{part}），内容可能被人动过手脚。", _SEND_AGAIN
    ),
    "workbook-doctype": error(
        "工作簿里有 DOCTYPE 声明（{part}），正常的工作簿没有，可能是恶意文件。",
        "请不要打开这个文件，先向对方核实来源，再请对方重新发送。",
    ),
    "workbook-expands": error("工作簿解压后有 {size} MB，超过 {limit} MB 的上限。", _SPLIT),
    "workbook-ratio": error(
        "文件内部有一个部分压缩了 {ratio} 倍（{part}），超过 {limit} 倍的上限，可能是恶意文件。",
        "请不要打开这个文件，先向对方核实来源，再请对方重新发送。",
    ),
    "workbook-too-many": error("工作簿里的{what}超过 {limit} 的上限。", _SPLIT),
    "workbook-too-deep": error(
        "文件内部有一个部分层次过深（{part}），正常的工作簿没有。", _SEND_AGAIN
    ),
    "workbook-no-sheets": error("工作簿里没有可读的工作表。", "请核对发来的是不是考勤表。"),
    "workbook-sheet-twice": error("工作簿里有两张同名或同源的工作表。", _SAVE_AGAIN),
    # cells
    "cell-duplicate": error("同一个单元格在文件里出现了两次，不知道以哪个为准。", _SAVE_AGAIN),
    "cell-out-of-order": error("单元格或行在文件里的先后次序是乱的，不知道能否相信。", _SAVE_AGAIN),
    "cell-address": error("文件里这一处的单元格地址写错了（{seen}）。", _SAVE_AGAIN),
    "cell-beyond-limits": error(
        "这一格有内容，但超出了 {rows} 行、{columns} 列的上限。",
        "请在表里按 Ctrl+End 找到并删去远处的多余内容，保存后再运行。",
    ),
    "cell-value": error("这一格的内容与它的类型不符（类型 {kind}）。", _SAVE_AGAIN),
    "cell-text-too-long": error(
        "有一段文字超过 {limit} 个字符，一格放不下。", "请找到这段文字，改短后保存。"
    ),
    "cell-text-garbled": error(
        "这一格的文字是乱码。", "请打开文件核对；显示正常就另存为 *.xlsx 再放入，否则请对方重发。"
    ),
    "merge-overlap": error("合并单元格的范围互相重叠。", _SAVE_AGAIN),
    "merge-address": error("合并单元格的范围写错了（{seen}）。", _SAVE_AGAIN),
    # text files
    "text-encoding": error(
        "这个文本文件的编码认不出来（不是 UTF-8、UTF-16 或 GB18030）。",
        "请用 Excel 或 WPS 打开，另存为“CSV UTF-8”或 *.xlsx 后再放入。",
    ),
    "text-blank": error("这个文本文件里没有任何内容。", "请向对方重新要一份，替换后再运行。"),
    "text-null": error("这个文本文件里有空字符（NUL），不是正常的表格文本。", _SEND_AGAIN),
    "csv-quotes": error(
        "这一行的双引号不配对，分不清各列。", "请改正这一行的双引号，或另存为 *.xlsx 再放入。"
    ),
    "csv-delimiter": error(
        "分不清各列是用逗号、制表符还是分号隔开的。",
        "请用 Excel 或 WPS 打开，另存为 *.xlsx 再放入。",
    ),
    "csv-row-longer": error(
        "这一行有 {fields} 列，多于其他行的 {width} 列，可能有文字里的{delimiter}被当成了分隔。",
        "请核对这一行；文字里有分隔符的要加双引号，或另存为 *.xlsx 再放入。",
    ),
    "csv-swallowed": error(
        "这一行有一对双引号跨了几行，可能把别的行吞了进去。",
        "请核对这一行的双引号，或另存为 *.xlsx 再放入。",
    ),
    # legacy formats
    "legacy-crashed": error("读取这个旧格式文件的程序中途退出，文件可能已损坏。", _SAVE_AGAIN),
    "legacy-timeout": error("读取这个旧格式文件超过 {seconds} 秒，已中止。", _SAVE_AGAIN),
    "legacy-memory": error("读取这个旧格式文件要用的内存超过上限，已中止。", _SAVE_AGAIN),
    "legacy-damaged": error("这个旧格式（xls）文件已损坏，无法读取。", _SEND_AGAIN),
    # worth knowing, nothing is refused
    "workbook-external-links": warning(
        "工作簿引用了别的文件，表中有的数可能是上次打开时留下的。",
        "请核对引用来的数；最好把它们改成数值后再发。",
    ),
    "workbook-not-calculated": warning(
        "工作簿里有公式，但文件声明其结果尚未计算或要手动计算，表中的数可能是旧的。",
        "请在 Excel 或 WPS 里打开，按 F9 重新计算并保存后再放入。",
    ),
    "workbook-sheet-skipped": warning(
        "这张工作表是宏表或对话框，没有读取。", "请确认它里面没有考勤数据。"
    ),
    "value-under-merge": warning(
        "合并单元格盖住了 {count} 个看不见的值，这是第一个。", "请取消合并，核对被盖住的内容。"
    ),
}
