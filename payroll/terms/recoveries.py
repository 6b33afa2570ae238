"""Words of 追回台账: what is to be taken back, was taken back, and is left."""

LEDGER_HEAD = "核算时的台账校验码：{head}。"
LEDGER_SINGLE = "台账为单人办理方式：制表、复核、审批可以是同一人。"

RECOVERY_BOOK = "追回台账.xlsx"
TITLE = "追回台账"
SHEET = "追回台账"
HEADINGS = (
    "序号",
    "姓名",
    "身份证号",
    "收款方",
    "预算项目",
    "期初应追回",
    "本月扣回",
    "期末未扣回",
)
TOTAL = "合计"
REMARK = (
    "期初应追回＝按现在的出勤表和标准重新计算的应发，少于已过账金额的部分；"
    "本月扣回不超过此人本月在同一预算项目的应发，不足部分留待以后月份。"
    "每月从个人扣回的上限：{caps}。"
)
CAP = "{programs}＝{value}"
CAP_STATUS = "（{status}）"
EVERYBODY = "各补贴项目"
BETWEEN_NAMES, BETWEEN_CAPS = "、", "；"
