"""A table of ten thousand waybills: read with its faults, kept, begun as drafts by the job, while somebody else works."""

import resource
import threading
import time

from tests.load import visitors
from tests.load.lines import Line
from tests.load.runs import say
from tests.waybills.conftest import build_world
from webapp.core.jobs import queue
from webapp.core.transaction import transaction
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import start_draft
from webapp.waybills.services.importing import keep_table, want_drafts

ROWS = 10_000
MANY = 200_000
HEAD = "Sifariş;Yükgöndərən (VÖEN);Yükalan (VÖEN);Yükləmə yeri;Boşaltma yeri;Boşaltma ünvanı;Yükləmə vaxtı;Avtomobil;Yükün adı;Yer sayı;Qablaşdırma;XİF MN kodu;Brutto, kq"
ROW = "S-{n};9900010231;9900010361;Göyçay;Bakı;Atatürk prospekti {n};23.11.2026 09:00;10-XY-101;Alma, çeşid {n};120;CT;0808;2400,5"


def table_of(rows):
    """Return a table as a spreadsheet program writes it."""
    return "\n".join([HEAD, *(ROW.format(n=n) for n in range(rows))]).encode()


def measure(base, _scale):
    """Yield how long the table takes, how much memory it adds, how long somebody else waits meanwhile, how a larger one fares."""
    with visitors.application(base) as app, app.app_context():
        world = build_world(app)
        before, started = _peak_mb(), time.perf_counter()
        with transaction():
            public_id = keep_table(table_of(ROWS), "cedvel.csv", actor=world.carrier)
            want_drafts(public_id, actor=world.carrier)
        read = time.perf_counter() - started
        with Another(app, world) as waits:
            queue().tasks["waybills.begin_imported"].func(table=public_id, account_id=world.carrier.account_id)
        took, added = time.perf_counter() - started, _peak_mb() - before
        started = time.perf_counter()
        refusal = _refused(world)
        say(f"read and kept in {read:.1f} s; {len(waits)} drafts begun by another meanwhile; 200,000 rows: {refusal}")
        yield Line("waybill_import_10k_s", took, "s")
        yield Line("waybill_import_10k_memory_mb", added, "MiB")
        yield Line("waybill_import_others_wait_ms", max(waits), "ms")
        yield Line("waybill_import_200k_refused_s", time.perf_counter() - started, "s")


def _refused(world):
    try:
        with transaction():
            keep_table(table_of(MANY), "cedvel.csv", actor=world.carrier)
    except Exception as refused:  # noqa: BLE001 - whatever it says is the measure's note
        return str(getattr(refused, "fields", refused))
    return "taken"


class Another:
    """Somebody who begins drafts while the table is being read in; the times it took, in milliseconds."""

    def __init__(self, app, world):
        self.app, self.world, self.over, self.waits = app, world, threading.Event(), [0.0]
        self.thread = threading.Thread(target=self._work)

    def __enter__(self):
        self.thread.start()
        return self.waits

    def __exit__(self, *_error):
        self.over.set()
        self.thread.join()

    def _work(self):
        with self.app.app_context():
            while not self.over.wait(0.25):
                started = time.perf_counter()
                with transaction():
                    start_draft(frozenset({Role.CARRIER}), actor=self.world.carrier)
                self.waits.append((time.perf_counter() - started) * 1000)


def _peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
