"""A thread in each process that says every ten seconds: I am here, and this is how I am.

What it writes is in `models`. It never stops the process it speaks for: when the database does not take its words, it
says so to the log once and tries again.
"""

import threading
from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import delete, func, text
from sqlalchemy.dialects.postgresql import insert

from webapp.config import Settings
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.journal.failing import failing_since
from webapp.ehis.journal.stopping import tell_of_stop
from webapp.ehis.monitoring import observing
from webapp.ehis.monitoring.gateways import station_answers
from webapp.ehis.monitoring.judging import BEAT_SECONDS, SILENT_SECONDS
from webapp.ehis.monitoring.models import CertificateInUse, Heartbeat
from webapp.ehis.monitoring.unwritable import tell_of_unwritable
from webapp.ehis.monitoring.version import house_version

SPELL: Final = text("""
    WITH current AS (
        SELECT id FROM ehis_stats.spells
        WHERE component = :component AND seen_at > now() - make_interval(secs => :silent)
        ORDER BY seen_at DESC LIMIT 1
    ), longer AS (
        UPDATE ehis_stats.spells SET seen_at = now() WHERE id = (SELECT id FROM current) RETURNING id
    )
    INSERT INTO ehis_stats.spells (component, began_at, seen_at)
    SELECT :component, now(), now() WHERE NOT EXISTS (SELECT 1 FROM longer)
""")
WITH_ROOMS: Final = frozenset({"portal", "worker"})
"""Processes in which others hear facts."""
FORGOTTEN: Final = text("now() - interval '1 hour'")
log = structlog.get_logger(__name__)


class Reporter:
    """Speaks for one process of `component` until `stop`."""

    def __init__(self, component: str, settings: Settings) -> None:
        self._component = component
        self._settings = settings
        self._began = now()
        self._ended = threading.Event()
        self._heard = True
        self._thread = threading.Thread(target=self._run, name=f"{component}-heartbeat", daemon=True)

    def start(self) -> None:
        """Begin; the first words come at once."""
        self._thread.start()

    def stop(self) -> None:
        """Say nothing more."""
        self._ended.set()
        self._thread.join(5)

    def beat(self) -> None:
        """Say once how the process is, and that the message log has stopped, if so. Raises SQLAlchemy's errors."""
        if self._component in WITH_ROOMS:
            with transaction():
                tell_of_stop()
                tell_of_unwritable()
        with transaction():
            _write(self._component, observing.instance(), self._settings, self._began)
        if self._component == "worker" and station_answers(self._settings.ehis_station_port):
            with transaction():
                place = f"port {self._settings.ehis_station_port}"
                _write("station", place, self._settings, self._began)

    def _run(self) -> None:
        while True:
            try:
                self.beat()
                self._heard = True
            except Exception as error:  # noqa: BLE001 - whatever it is, the process goes on
                if self._heard:
                    log.warning("ehis.heartbeat_lost", component=self._component, kind=type(error).__name__)
                self._heard = False
            if self._ended.wait(BEAT_SECONDS):
                return


def begin_reporting(component: str, settings: Settings) -> Reporter:
    """Let this process tell how it is from now on. Call it in the process itself, after any fork."""
    reporter = Reporter(component, settings)
    reporter.start()
    return reporter


def _write(component: str, instance: str, settings: Settings, began: datetime) -> None:
    """Write the sign of life, what the component uses, and that it is still there."""
    journal = observing.log_of(component)
    failed = None if component == "station" else failing_since()
    stopped = component == "gateway" and journal is not None and journal.stopped
    values = {
        "address": observing.address_of(component, settings),
        "protocol": observing.protocol_of(component),
        "version": house_version(),
        "state": "refusing" if stopped or failed else "running",
        "at": func.now(),
        "started_at": began,
        "clock_offset_ms": None if component == "station" else observing.clock_offset_ms(),
        "authority_offset_ms": observing.authority_offset_ms(),
        "queue_depth": observing.queue_of(component),
        "archive_lag_s": journal.lag_s if journal else None,
        "last_stamp_at": journal.last_stamp_at if journal else None,
        "log_failed_since": failed,
    }
    beat = insert(Heartbeat).values(component=component, instance=instance, **values)
    db.session().execute(beat.on_conflict_do_update(index_elements=["component", "instance"], set_=values))
    _write_certificates(component, settings)
    db.session().execute(SPELL, {"component": component, "silent": SILENT_SECONDS})
    gone = Heartbeat.component == component, Heartbeat.instance != instance, Heartbeat.at < FORGOTTEN
    db.session().execute(delete(Heartbeat).where(*gone))


def _write_certificates(component: str, settings: Settings) -> None:
    for one in observing.certificates_of(component, settings):
        values = {"fingerprint": one.fingerprint, "not_after": one.not_after, "at": func.now()}
        row = insert(CertificateInUse).values(component=component, purpose=one.purpose, **values)
        db.session().execute(row.on_conflict_do_update(index_elements=["component", "purpose"], set_=values))
