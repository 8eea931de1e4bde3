"""What is looked at before words are kept or published. Pure: `check` takes words and returns what is wrong with them.

A finding that blocks keeps words from being published; the others are questions to the translator, who may answer
“this is right here” with a reason.
"""

from webapp.translations.checks.deciding import CODES, check
from webapp.translations.checks.finding import Finding, Source, TermRule

__all__ = ["CODES", "Finding", "Source", "TermRule", "check"]
