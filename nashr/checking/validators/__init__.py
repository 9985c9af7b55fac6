"""The judges: programs of others that say whether a product keeps to its standard.

``JUDGES`` is the table, one row a judge and standard. A row tells what it judges, what the machine
needs for it, and has the function that puts a product before it and gives back its verdict.
"""

from __future__ import annotations

from nashr.checking.validators.base import (
    Judge,
    JudgeFailed,
    Requirement,
    ValidatorFinding,
    Verdict,
)
from nashr.checking.validators.table import JUDGES

__all__ = ["JUDGES", "Judge", "JudgeFailed", "Requirement", "ValidatorFinding", "Verdict"]
