"""The ledger: what was posted, by whom, and what it was computed from; never edited.

`records` are the values that pass, `store` says what can be asked and written, `sqlite` keeps them
in a file.  Nothing here imports Polars or a workbook library: posting needs neither.
"""
