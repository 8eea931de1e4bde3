"""Open data of the network: the GTFS archive and the realtime feeds, for machines."""

from datetime import datetime, timedelta
from typing import Final

from flask import Response, request

from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.files import read
from webapp.timetable.exporting import newest
from webapp.timetable.realtime import FEEDS
from webapp.timetable.views.blueprint import open_data
from webapp.ui.access import machine

ZIP: Final = "application/zip"
PROTOBUF: Final = "application/x-protobuf"
FRESH: Final = timedelta(seconds=10)
_kept: dict[str, tuple[datetime, bytes]] = {}


@open_data.get("/gtfs.zip")
@machine
def archive() -> Response:
    """Give the archive that was made last; who has it already is told so by its ETag."""
    row = newest()
    if row is None:
        raise NotFound
    answer = Response(read(row.file_id), content_type=ZIP)
    answer.headers["Content-Disposition"] = 'attachment; filename="gtfs.zip"'
    answer.last_modified = row.made_at
    return _cached(answer, 300)


@open_data.get("/gtfs-rt/<feed>")
@machine
def realtime(feed: str) -> Response:
    """Give a realtime feed, made at most every ten seconds."""
    if feed not in FEEDS:
        raise NotFound
    at = now()
    until, content = _kept.get(feed, (at, b""))
    if until <= at:
        content = FEEDS[feed](at)
        _kept[feed] = (at + FRESH, content)
    return _cached(Response(content, content_type=PROTOBUF), 10)


def _cached(answer: Response, seconds: int) -> Response:
    answer.headers["Cache-Control"] = f"public, max-age={seconds}"
    answer.headers["Access-Control-Allow-Origin"] = "*"  # open data: other sites' scripts may read it
    answer.add_etag()
    answer.make_conditional(request)
    return answer
