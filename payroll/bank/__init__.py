"""What the bank answered: files of results, matched row by row against what was posted.

A transfer that bounced is another equation than a wrong amount: `unpaid = posted − settled`.  It is
sent again as a new payment that names the old one; no line is added and nothing is charged.
"""
