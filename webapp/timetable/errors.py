"""Typed refusals of the room."""

from webapp.core.errors import Conflict, Invalid, NotFound
from webapp.core.text import _l


class NoSuchTrip(NotFound):
    """There is no such trip, it does not go between these stations, or it is another carrier's."""

    code = "no-such-trip"
    text = _l("Belə reys tapılmadı.")


class NoSuchStation(NotFound):
    """No station has this code."""

    code = "no-such-station"
    text = _l("Belə stansiya tapılmadı.")


class NoSuchRoute(NotFound):
    """No route has this number."""

    code = "no-such-route"
    text = _l("Belə marşrut tapılmadı.")


class NoSuchImport(NotFound):
    """No timetable was handed in under this key."""

    code = "no-such-import"
    text = _l("Belə idxal tapılmadı.")


class TripOver(Conflict):
    """The trip left already, or will not be run."""

    code = "trip-over"
    text = _l("Reys artıq yola düşüb və ya ləğv edilib.")


class DelayImpossible(Invalid):
    """A bus is late by whole minutes, a day at most, and for a reason that passengers read."""

    code = "delay-impossible"
    text = _l("Gecikmənin məlumatında düzəliş tələb olunur.")


class BusImpossible(Invalid):
    """A bus has a plate, one to ninety-nine seats and a layout that is known."""

    code = "bus-impossible"
    text = _l("Avtobusun məlumatında düzəliş tələb olunur.")


class ImportOver(Conflict):
    """The import has faults, was applied before, or the network changed since it was looked through."""

    code = "import-over"
    text = _l("Bu idxal tətbiq edilə bilməz: nöqsanı var, artıq tətbiq edilib və ya şəbəkə bu arada dəyişib.")


class RouteSold(Conflict):
    """Passengers have tickets for coming trips of the route."""

    code = "route-sold"
    text = _l("Bu marşrutun gələcək reyslərinə bilet satılıb: dayanacaqları və vaxtları dəyişdirilə bilməz.")
