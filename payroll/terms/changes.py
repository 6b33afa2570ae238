"""Words of the bridge between two months."""

CAUSE_TITLES = {
    "joiners": "新上岗人员",
    "leavers": "离开人员",
    "holds": "暂缓发放",
    "rates": "标准变化",
    "days": "出勤天数变化",
    "components": "工资项目增减",
    "one_offs": "一次性项目",
    "corrections": "补发、追回",
    "manual": "手工调整",
}
TITLE = "与上月相比的变动说明"
SHEET_BRIDGE = "变动说明"
SHEET_PEOPLE = "变动人员"
BEFORE = "{month}合计"
AFTER = "{month}合计"
PROGRAM = "补贴项目"
TOTAL = "合计"
PEOPLE_HEADINGS = ("补贴项目", "原因", "姓名", "身份证号", "影响（元）")
REMARK = (
    "合计＝应发－扣款＋单位承担保险。每一分差额都归入一个原因，各栏相加等于本月合计。"
    "标准变化按本月天数计算，其余归入出勤天数变化。"
)
FILE = "变动说明_{month}.xlsx"
