"""For the demonstration: who may read the messages of which register."""

from typing import Final

from webapp.core.actor import SYSTEM
from webapp.ehis.journal.reading import name_reader, readers

DEMO: Final = (
    ("9MHR5Y2", "Mehri Bağırova", ("AZ/GOV/DIN/registers/getPerson", "AZ/GOV/DVX/registers/getLegalEntity")),
)


def seed_readers() -> None:
    """Name the demo auditor for two services, once. Needs an open transaction."""
    if readers():
        return
    for fin, name, services in DEMO:
        for service in services:
            name_reader(service, fin, name, actor=SYSTEM)
