"""Medical examinations, training, education."""

from webapp.ehis.answers import Answers, DriverMedical, EducationDocument, Training
from webapp.ehis.policy import Purpose
from webapp.ehis.registers.asking import ask


def driver_medical(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> DriverMedical:
    """Return the driver's last medical examination, without any diagnosis (decision 615/2017, annex 2, 7.2)."""
    return ask(DriverMedical, "getDriverMedical", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)[0]


def domestic_training_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[Training]:
    """Return the training of a driver of domestic carriage (charter 5.2.1); empty when none."""
    return ask(Training, "listDomesticTraining", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def taxi_training_of(fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None) -> Answers[Training]:
    """Return the special training of a taxi driver (charter 5.2.2); empty when none."""
    return ask(Training, "listTaxiTraining", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue)


def education_documents_of(
    fin: str, *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Answers[EducationDocument]:
    """Return the person's documents on education, recognised foreign ones among them."""
    return ask(
        EducationDocument, "listEducationDocuments", {"fin": fin}, purpose=purpose, asked_by=asked_by, issue=issue
    )
