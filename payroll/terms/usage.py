"""What click says to a user, in Chinese: help headings, hints and usage errors.

Keys are click's own texts (the msgids it hands to gettext); a text that a later click words
differently shows in English until it is added here, and a test notices.
"""

from __future__ import annotations

USAGE: dict[str, str] = {
    # Help pages.
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本。",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（运行时确定）",
    "deprecated": "不再使用",
    # Usage errors.
    "Try '{command} {option}' for help.": "用法说明：{command} {option}",
    "Error: {message}": "错误：{message}",
    "Error: invalid input": "错误：请输入 y 或 n。",
    "Error: The two entered values do not match.": "错误：两次输入的不一样。",
    "Missing command.": "没有写要做什么：请写一个命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 不对：{message}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不带值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要写 {nargs} 个值。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    # Values.
    "Choose from:\n\t{choices}": "可以写：{choices}",
    "integer": "整数",
    "float": "数",
    "text": "文字",
    "boolean": "是或否",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "filename": "文件",
    "{value!r} is not a valid {number_type}.": "{value} 不是{number_type}。",
    "{value} is not in the range {range}.": "{value} 不在 {range} 的范围内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value} 看不懂，请写 yes（是）或 no（否）。"
    ),
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在，请核对名称。",
    "{name} {filename!r} is a file.": "{filename} 是文件，这里要写文件夹。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，这里要写文件。",
    "{name} {filename!r} is not readable.": "{name} {filename} 不可读，请核对权限。",
    "{name} {filename!r} is not writable.": "{name} {filename} 不可写，请核对权限。",
    "{name} {filename!r} is not executable.": "{name} {filename} 不可执行，请核对权限。",
    # Questions.
    "Do you want to continue?": "要继续吗？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Repeat for confirmation": "请再输入一次",
    "Aborted!": "已中断。",
}

USAGE_OF_SEVERAL: dict[str, str] = {
    "Did you mean {possibility}?": "您要的是 {possibility} 吗？",
    "Got unexpected extra argument ({args})": "多写了参数：{args}。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写 {nargs} 个值。",
    "Takes {nargs} values but 1 was given.": "要写 {nargs} 个值，只写了 {len} 个。",
    "{value!r} is not {choice}.": "{value} 不能用，只能写 {choice}。",
    "{len_type} values are required, but {len_value} was given.": (
        "要写 {len_type} 个值，只写了 {len_value} 个。"
    ),
}
"""Texts that click words differently for one and for several, by the singular; Chinese does not."""
