"""Whether the ledger, the published files and the rules still say the same.  Nothing is changed."""

from payroll.verification.verify import verify

__all__ = ["verify"]
