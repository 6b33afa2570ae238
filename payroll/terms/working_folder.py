"""The text file that explains a working folder."""

from __future__ import annotations

GUIDE_NAME = "说明.txt"

GUIDE = """就业补贴工资核算：工作文件夹

这里放真实人员的资料，不属于程序，请按单位的保密要求保存和备份。

  rates      补贴标准，一个项目一个文件。标准调整时在文件末尾添加，不改旧的。
  rosters    出勤表，每月一个文件夹，例如 rosters/2026-03，用人单位交来的表放进去即可。
  out        核算结果，程序每月写一个文件夹，例如 out/2026-03。

每月的做法（先在 PowerShell 或终端里进入本文件夹）：

  1. 检查补贴标准        {command} rates check
  2. 放好当月出勤表
  3. 核算                {command} run 2026-03
  4. 看屏幕和 problems.csv 里的问题，改好出勤表，再核算一次
  5. 核对一个人怎样算    {command} explain 2026-03 姓名

全部命令                 {command} --help
"""
