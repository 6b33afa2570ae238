"""Words of what was paid: how a file or an amount is told of."""

from __future__ import annotations

NOT_CSV = "不是完整的 CSV 文件"
NO_COLUMNS = "没有“{columns}”栏"
NO_LINE_ID = "空的编号"
LINE_TWICE = "{file} 里 {line} 出现了不止一次"
LINES_NOT_CHARGED = "{line} 等 {count} 笔的列支没有记录"
CHARGES_WITHOUT_LINE = "{line} 等 {count} 笔列支没有发放明细"
CHARGED_OTHERWISE = "{line} 发放 {amount} 元，列支 {charged} 元"
AMOUNT = "{amount} 元"
AMOUNT_UNREADABLE = "金额读不出"
