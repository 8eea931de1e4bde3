"""Each process shows what is published, a moment after it is: a thread with a connection of its own listens for it.

The database tells of a publication (NOTIFY); whoever does not hear it, behind a connection pool or after a break, asks
once a second which is the newest. Words are looked through once more before they are shown. When the tables cannot be
read the process goes on with what it has: in the beginning, the catalogues.
"""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

import psycopg
import structlog

from webapp.core import db
from webapp.core.clock import now
from webapp.core.overlay import Original, Published, on_fault, published, serve
from webapp.translations.checks import Source, check
from webapp.translations.rules import is_template, key_of

CHANNEL: Final = "texts_published"
EACH: Final = 1.0
"""Seconds between two questions, when nothing is told."""
SILENCE: Final = 5_000
"""Milliseconds after which a connection to a machine that went away is given up; the system would wait a quarter of an hour."""
PATIENCE: Final = 1.5
"""Seconds that the first page of a process waits for what is published."""
MOST_FAULTS: Final = 100
NEWEST: Final = "SELECT number, version::text FROM text_publications ORDER BY number DESC LIMIT 1"
WORDS: Final = """
SELECT v.language, t.msgid, t.plural, v.forms, t.flags, t.locations
FROM text_publication_items i JOIN text_versions v ON v.id = i.version_id JOIN texts t ON t.id = v.text_id
WHERE i.publication = %s
"""
FAULT: Final = """
INSERT INTO text_faults (key, language, publication, fault, times, first_at, last_at)
VALUES (%(key)s, %(language)s, %(publication)s, %(fault)s, %(times)s, %(at)s, %(at)s)
ON CONFLICT (key, language, publication)
DO UPDATE SET times = text_faults.times + excluded.times, last_at = excluded.last_at
"""
NOT_LOOKED_AT: Final = frozenset({"limit", "invisible", "forbidden", "entities", "addresses"})
"""What blocks publishing but breaks no page: somebody may have judged that it does not matter for these words."""
log = structlog.get_logger(__name__)
Connection = psycopg.Connection[tuple[Any, ...]]
Tell = Callable[[str, str, str, str], None]


class Faults:
    """Published words that could not be shown, counted until they are written down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str, int], tuple[str, int]] = {}

    def add(self, language: str, singular: str, words: str, error: Exception | str) -> None:
        """Count one. The log has it at once, the first time."""
        place = (key_of(singular), language, published().number)
        with self._lock:
            first = place not in self._waiting
            if first and len(self._waiting) >= MOST_FAULTS:
                return
            why, times = self._waiting.get(place, (f"{error}: {words}"[:500], 0))
            self._waiting[place] = (why, times + 1)
        if first:
            log.error("published text not shown", text=singular[:80], language=language, why=str(error)[:200])

    def taken(self) -> list[dict[str, Any]]:
        """Return what was counted, as rows, and begin anew."""
        with self._lock:
            found, self._waiting = self._waiting, {}
        return [
            {"key": key, "language": language, "publication": number, "fault": why, "times": times, "at": now()}
            for (key, language, number), (why, times) in found.items()
        ]


faults: Final = Faults()


def take_the_newest(connection: Connection) -> bool:
    """Show the newest publication in this process, when it shows another one. Returns whether it did. Raises psycopg.Error."""
    row = connection.execute(NEWEST).fetchone()
    number, version = (row[0], row[1]) if row else (0, "")
    if version == published().version:
        return False
    words = fitting(connection.execute(WORDS, (number,)).fetchall(), faults.add)
    serve(Published(number, version, words))
    return True


def write_faults(connection: Connection) -> None:
    """Write down the words that could not be shown. Raises psycopg.Error."""
    for row in faults.taken():
        connection.execute(FAULT, row)


def fitting(rows: Iterable[tuple[Any, ...]], tell: Tell | None) -> dict[str, dict[Original, tuple[str, ...]]]:
    """Return words by language, without those that a page could not show, whoever put them there: `tell` hears of these.

    A row is language, msgid, plural, forms, flags, locations.
    """
    found: dict[str, dict[Original, tuple[str, ...]]] = {}
    for language, msgid, plural, forms, flags, locations in rows:
        source = Source((msgid, plural) if plural else (msgid,), tuple(flags), is_template(locations))
        wrong = _wrong(source, forms, language)
        if not wrong:
            found.setdefault(language, {})[msgid, plural] = tuple(forms)
        elif tell is not None:
            tell(language, msgid, " / ".join(map(str, forms)), wrong)
    return found


def _wrong(source: Source, forms: list[Any], language: str) -> str:
    """Return what keeps words from being shown, nothing when nothing does. One row that no check understands spoils no other."""
    if not all(isinstance(form, str) for form in forms):
        return "forms"
    try:
        found = check(source, forms, language)
    except Exception as error:  # noqa: BLE001 - whatever it is, the catalogue's words are shown
        return type(error).__name__
    return ", ".join(one.code for one in found if one.blocks and one.code not in NOT_LOOKED_AT)


class Follower:
    """Follows the publications for one process, until `stop`."""

    def __init__(self, url: str) -> None:
        self.pid = os.getpid()
        self._url = url
        self._ended, self._told = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="texts", daemon=True)

    def start(self) -> None:
        """Begin, and wait a moment for what is published."""
        on_fault(faults.add)
        self._thread.start()
        self._told.wait(PATIENCE)

    def stop(self) -> None:
        """Follow no longer."""
        self._ended.set()
        self._thread.join(5)

    def _run(self) -> None:
        heard = True
        while not self._ended.is_set():
            try:
                self._follow()
            except psycopg.Error as error:
                if heard:
                    log.warning("publications of texts are not followed", why=str(error)[:200])
                heard = False
                self._told.set()
                self._ended.wait(EACH)
            except Exception:  # whatever a publication holds, the next one must still be heard of
                log.exception("a publication of texts cannot be taken")
                self._told.set()
                self._ended.wait(EACH)
            else:
                heard = True

    def _follow(self) -> None:
        options = "-c timezone=UTC -c statement_timeout=10s -c application_name=kabinet-texts"
        with psycopg.connect(
            self._url, autocommit=True, connect_timeout=5, tcp_user_timeout=SILENCE, options=options
        ) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._ended.is_set():
                take_the_newest(connection)
                self._told.set()
                write_faults(connection)
                for _told in connection.notifies(timeout=EACH, stop_after=1):
                    pass


_following: Final[list[Follower]] = []
_starting: Final = threading.Lock()


def follow_publications() -> None:
    """Have this process show what is published from now on; a process that follows already goes on."""
    if _following and _following[0].pid == os.getpid():
        return
    with _starting:
        if _following and _following[0].pid == os.getpid():
            return
        url = db.database().engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        follower = Follower(url)
        follower.start()
        _following[:] = [follower]
