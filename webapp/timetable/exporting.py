"""The archive of open data: made by a job when the network changed, given from what is kept."""

from typing import TYPE_CHECKING, Final, cast

from flask import current_app
from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.files import store
from webapp.timetable.gtfs.stored import stored
from webapp.timetable.gtfs.writing import written
from webapp.timetable.models import ExportRow

if TYPE_CHECKING:
    from webapp.ui.portal import Portal

ZIP: Final = frozenset({"application/zip"})


def newest() -> ExportRow | None:
    """Return the archive that was made last."""
    return db.session().scalar(select(ExportRow).order_by(ExportRow.id.desc()).limit(1))


def export() -> bool:
    """Make the archive anew when the network or the day is another; return whether it was made."""
    network, day = stored(), today()
    digest = f"{network.digest()[:40]}-{day:%Y%m%d}"
    last = newest()
    if last is not None and last.digest == digest:
        return False
    content = written(network, address=cast("Portal", current_app).settings.public_url, day=day)
    file = store(content, name="gtfs.zip", allowed=ZIP)
    db.session().add(ExportRow(digest=digest, file_id=file.id, made_at=now()))
    db.session().flush()
    return True
