"""Looks through an archive without writing anything: its faults, and what it would change."""

from dataclasses import dataclass, field

from webapp.timetable.gtfs.archive import opened
from webapp.timetable.gtfs.building import built
from webapp.timetable.gtfs.checking import checked
from webapp.timetable.gtfs.comparing import Changes, compare
from webapp.timetable.gtfs.faults import Faults, Refused
from webapp.timetable.gtfs.network import Network
from webapp.timetable.gtfs.reading import Tables, read


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: the faults; without an error among them also the network of the archive and its changes."""

    faults: Faults = field(default_factory=Faults)
    network: Network | None = None
    changes: Changes | None = None

    @property
    def clean(self) -> bool:
        """Whether it may be applied."""
        return self.network is not None and not self.faults.errors


def tables_of(content: bytes, faults: Faults) -> Tables | None:
    """Return the checked tables of an archive, None when it cannot be opened. Needs no database."""
    try:
        return checked(read(opened(content, faults), faults), faults)
    except Refused as refusal:
        faults.found.append(refusal.fault)
        return None


def look_through(content: bytes, known: Network) -> Look:
    """Return what is found in an archive beside our network."""
    faults = Faults()
    tables = tables_of(content, faults)
    if tables is None or faults.errors:
        return Look(faults)
    network = built(tables, known, faults)
    return Look(faults) if faults.errors else Look(faults, network, compare(known, network))
