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
    "sheet-not-understood": error(
        "工作表没有找到人员名单，未读取：{seen}。",
        "请核对这张工作表里有没有要发放的人员；有的，请补上“姓名”“身份证号”等表头。",
    ),
    "heading-missing": error(
        "表头没有“{label}”列；看到的表头是：{seen}。",
        "请补上“{label}”列后重新报送。",
    ),
    "heading-twice": warning(
        "“{label}”有 {count} 列：{seen}；已逐行核对，一致的照读。",
        "请只保留一列，以免填写不一致。",
    ),
    "heading-twice-differs": error(
        "“{label}”有几列，这一行填写不一致：{seen}。",
        "请核对后只保留正确的一列。",
    ),
    "column-about-days": error(
        "“{title}”一栏写有 {before}，不知道应当怎样计算。",
        "请改用“事假”“病假”“年休假”等栏目填写；与考勤天数无关的，请改列名或删去。",
    ),
    "remark-about-days": warning(
        "“{title}”一栏写有“{before}”，只作提示，不参与计算。",
        "请核对是否影响出勤天数。",
    ),
    "column-without-heading": warning(
        "{columns}没有表头，有 {count} 人填了内容，没有读取。",
        "请核对这几列是什么；有用的，请补上表头；没用的，请删去。",
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
    "name-unreadable": error(
        "姓名一栏写作“{before}”，里面有号码。",
        "请核对是不是填错了栏，姓名一栏只填姓名。",
    ),
    "name-of-several": error(
        "姓名一栏写作“{before}”，像是几个人。",
        "请一人一行，分别填写身份证号和天数。",
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
    "program-unclear": error(
        "{where}同时提到几个补贴项目：{programs}。",
        "请写明每个人的补贴项目，或按项目分表报送。",
    ),
    "program-stated-otherwise": warning(
        "表中人员的补贴项目是{program}，{far}写的却是{other}；已按表中的读取。",
        "请核对补贴项目；{far}写错的，请改正。",
    ),
    "program-left-blank": error(
        "补贴项目一栏空着，别的行写的是{others}，{where}写的是{program}，看不出是哪个项目。",
        "请逐行写明补贴项目。",
    ),
    "program-column-not-used": warning(
        "“{title}”一栏写的是{seen}，不是补贴项目；已按{where}的“{program}”读取。",
        "请核对这些人的补贴项目；有别的项目的，请写明项目名称。",
    ),
    "program-cleaned": warning(
        "补贴项目写作“{before}”，已按“{after}”读取。",
        "请在原表中只写项目名称。",
    ),
    # units
    "unit-unclear": error(
        "看不出属于哪个用人单位：同一处写有 {units}。",
        "请填写“用人单位”列，或按单位分表报送。",
    ),
    # months
    "month-unclear": error(
        "{where}写了几个月份：{months}，看不出是哪个月的考勤。",
        "请写明考勤所属的一个月份；跨月的请分月报送。",
    ),
    "month-not-certain": error(
        "这张表看不出是哪个月的考勤。",
        "请在标题中写明考勤所属的月份后重新报送。",
    ),
    "month-stated-otherwise": warning(
        "{near}写的是 {month}，{far}写的却是 {other}；已按 {month} 读取。",
        "请核对是哪个月的考勤，改正写错的一处。",
    ),
    "sheet-of-another-month": warning(
        "这张表写的是 {stated}，不是 {month}，表中 {people} 人没有读入。",
        "请核对；确是 {month} 的考勤，请改正月份；是以前留下的，请删去。",
    ),
    "other-month-only": error(
        "这张表写的是 {stated}，不是 {month}，表中 {people} 人没有读入。",
        "请核对；确是 {month} 的考勤，请改正月份；否则请报送 {month} 的考勤表。",
    ),
    "day-headings-of-another-month": warning(
        "日期表头是 {months} 的日期，其他各处写的是本月；已按几号读取。",
        "请核对表头日期，更新模板。",
    ),
    "weekdays-of-another-month": warning(
        "日期上的星期与这个月的日历不符，可能用了别的月份的模板。",
        "请核对考勤是否填在正确的日期下。",
    ),
    "grid-crosses-months": error(
        "逐日考勤的日期跨了两个月，不能作为一个月的考勤。",
        "请按自然月重新填报。",
    ),
    # hidden
    "sheet-hidden": warning(
        "隐藏的工作表里有 {people} 人，没有读入。",
        "请核对；要发放的，请取消隐藏；不要的，请删去。",
    ),
    "row-hidden": error(
        "这一行是隐藏的，看不出是否仍要发放。",
        "请取消隐藏或筛选后核对；不发放的，请删去这一行。",
    ),
    "columns-hidden": warning(
        "隐藏的列也已读取：{fields}。",
        "请取消隐藏，核对这几列的内容。",
    ),
    # nobody is lost
    "id-outside-tables": error(
        "有 {count} 个身份证号没有读作人员：{cells}。",
        "请核对这些单元格；是要发放的人员，请按“姓名、身份证号”等表头整理成行。",
    ),
    # days stated in roundabout ways
    "pair-unreadable": error(
        "{label}写作“{before}”，看不出应出勤和实出勤各是多少天。",
        "请写成“应出勤/实出勤”两个数字，或分成两列填写。",
    ),
    "pair-cleaned": warning(
        "{label}写作“{before}”，已按应出勤 {required} 天、实出勤 {attended} 天读取。",
        "请分成“应出勤天数”和“实出勤天数”两列填写。",
    ),
    "days-stated-otherwise": error(
        "同一行里{label}有两个说法，另一处是 {stated} 天。",
        "请核对后只保留正确的一个。",
    ),
    "counted-in-hours": error(
        "表上写明单位是小时，这些数字不能当作天数。",
        "请改填天数后重新报送。",
    ),
    "days-continued": error(
        "下一行（{next}）没有写姓名却有天数，看不出是不是这个人的。",
        "请一人一行，天数合在一起填；另有其人的，请补填姓名和身份证号。",
    ),
    "required-unclear": error(
        "标题里写了几个应出勤天数，看不出以哪个为准。",
        "请填写“应出勤天数”列。",
    ),
    "leave-total-differs": error(
        "请假合计是 {stated} 天，各类请假相加是 {sum} 天。",
        "请核对请假天数。",
    ),
    "absence-differs": error(
        "应出勤 {required} 天，实出勤 {attended} 天，缺勤却写 {absent} 天，对不上。",
        "请核对这三个天数。",
    ),
    "absence-unclear": error(
        "缺勤 {absent} 天，请假 {leave} 天，看不出请假是否算在缺勤之内。",
        "请填写“实出勤天数”。",
    ),
    "absence-exceeds": error(
        "缺勤 {absent} 天，多于应出勤 {required} 天。",
        "请核对这两个天数。",
    ),
    # day grids
    "mark-unknown": error(
        "{days}的考勤符号“{before}”没有说明。",
        "请在表下写明图例，例如“√出勤 △事假”，或在 图例.toml 中登记。",
    ),
    "mark-contradicted": error(
        "{days}的考勤符号“{before}”在图例中有两种解释。",
        "请改正图例，一个符号只表示一种情况。",
    ),
    "mark-unsettled": error(
        "{days}的考勤符号“{before}”看不出算不算出勤。",
        "请核对后改填出勤或请假的符号。",
    ),
    "mark-too-fine": error(
        "{days}的考勤符号“{before}”折合的天数细于百分之一天。",
        "请核对后按半天或整天填写。",
    ),
    "mark-number-large": error(
        "{days}填的“{before}”超过一天，看不出是天数还是小时数。",
        "请填不超过 1 的天数，或用考勤符号。",
    ),
    "mark-outside-month": error(
        "这个月没有这一天，却记了“{before}”。",
        "请核对这一格，删去多余的符号。",
    ),
    "blank-undeclared": error(
        "{days}空白，没有说明空白表示出勤还是休息。",
        "请补填这几天的符号，或在图例中写明空白的含义。",
    ),
    "no-marks": error(
        "这个人整行没有一个考勤符号。",
        "请补填考勤；全月未出勤的，请填请假或缺勤的符号。",
    ),
    "day-nobody-marked": warning(
        "{days} 日是工作日，这张表没有一个人记考勤符号。",
        "请核对是不是没有填完；当天放假或停工的，请填休息的符号。",
    ),
    "mark-without-day": error(
        "日期之间有 {count} 列没有写日期，却记了考勤符号，没有计入出勤。",
        "请在这几列上面写明日期，或写明“上午”“下午”。",
    ),
    "rows-of-person-unclear": error(
        "这个人有不止一行考勤，没有写明哪一行是上午、哪一行是下午。",
        "请在姓名后的一列写明“上午”“下午”。",
    ),
    "rows-read-as-halves": warning(
        "这个人有两行考勤，没有写明上午、下午；两行填的是同样的日子，已按一行半天读取。",
        "请核对天数；请在姓名后的一列写明“上午”“下午”。",
    ),
    "half-row-missing": error(
        "这个人只有上午或下午的一行考勤。",
        "请补上另外半天的一行。",
    ),
    "days-not-in-grid": error(
        "逐日考勤里没有 {days} 日，这几天是工作日。",
        "请补全这个月的日期列。",
    ),
    "mark-on-rest-day": warning(
        "{days}是休息日，记了出勤。",
        "请核对；确属轮班的，可以不改。",
    ),
    "leave-on-rest-day": error(
        "{days}是休息日，却记了{kind}，算不算假没有写明。",
        "请核对：休息日不算假的，请改成休息的符号；轮班的，请写明应出勤天数。",
    ),
    "leave-by-shift": warning(
        "{days}是休息日，记了{kind}，已按轮班计入{kind}天数。",
        "请核对；确属轮班的，可以不改。",
    ),
    "mark-outside-post": error(
        "{days}在上岗之前或离岗之后，却有考勤符号。",
        "请核对上岗、离岗日期和这几天的考勤。",
    ),
    "grid-empty": warning(
        "逐日考勤一格也没有填，已按出勤天数栏读取。",
        "请核对；要求逐日考勤的，请补填。",
    ),
    "count-not-calculated": warning(
        "{fields}是没有计算过的公式，无法核对；已按逐日考勤读取。",
        "请用 WPS 或 Excel 打开原表，重新计算并保存，核对天数。",
    ),
    "grid-and-summary-differ": error(
        "逐日考勤合计{label} {marked} 天，这一栏写的是 {stated}。",
        "请核对逐日考勤和这一栏的天数。",
    ),
    # the same people in two tables, the registry
    "tables-differ": error(
        "同一个人在两张表里{label}不一致：{own} 和 {other}。",
        "请核对两张表，改成一致。",
    ),
    "filled-by-name": warning(
        "{fields}取自“{where}”，是按姓名对上的。",
        "请核对是不是同一个人；请在表中写上身份证号。",
    ),
    "name-shared": warning(
        "“{where}”只写了姓名，表中有几个人同名，看不出是哪一个，没有采用。",
        "请在那张表中写上身份证号。",
    ),
    "id-from-registry": warning(
        "表中没有身份证号，已按“{unit}”的姓名从花名册取得（尾号 {tail}）。",
        "请核对是不是同一个人；请在表中写上身份证号。",
    ),
    "registry-differs": warning(
        "花名册里这个人的{label}是“{known}”，表上写的是“{own}”。",
        "请核对身份证号有没有填错、是不是同一个人；花名册过时的，请更新。",
    ),
    "filled-from-registry": warning(
        "表中没有的{fields}，已按身份证号从花名册补上，共 {people} 人。",
        "请核对花名册是否是最新的。",
    ),
    "legend-file-unreadable": error(
        "图例.toml 读不出来。",
        '请检查：单位名、符号和解释都要加英文引号，例如 "√" = "出勤"。',
    ),
    "legend-table-missing": error(
        "图例没有写在单位名下。",
        '请在上面加一行带英文引号的单位名，例如 ["默认"] 或 ["北城街道办事处"]。',
    ),
    "legend-word-unknown": error(
        "图例的解释“{word}”不是已知的考勤情况；已知的有：{known}。",
        "请改用其中的一个词。",
    ),
    # totals
    "total-differs": warning(
        "合计行的“{label}”是 {stated}，逐人相加是 {computed}。",
        "请核对合计公式的范围和各行数字；发放按各行数字计算。",
    ),
}
