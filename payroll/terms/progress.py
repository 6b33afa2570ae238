"""What the progress line calls the work."""

READING = "读 {month} 的出勤表"
WRITING = "写工资表"
