"""What a room declares of an e-service that is decided as a case. Everything else is made from it."""

from webapp.workflow.offer.asking import Answers, Applying, CaseFacts
from webapp.workflow.offer.case_type import CaseType, Course, Law, case_types, type_in_force, type_of
from webapp.workflow.offer.checks import Check, Finding, Verdict
from webapp.workflow.offer.deciding import Automatic, FeeLine, Ground, Review
from webapp.workflow.offer.fields import Choice, Field, Kind, Rows, Section
from webapp.workflow.offer.regulation import as_offer

__all__ = [
    "Answers",
    "Applying",
    "Automatic",
    "CaseFacts",
    "CaseType",
    "Check",
    "Choice",
    "Course",
    "FeeLine",
    "Field",
    "Finding",
    "Ground",
    "Kind",
    "Law",
    "Review",
    "Rows",
    "Section",
    "Verdict",
    "as_offer",
    "case_types",
    "type_in_force",
    "type_of",
]
