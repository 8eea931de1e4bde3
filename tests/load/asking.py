"""The client of the exchange against a register in a process of its own: what asking costs beside the round trip itself.

Raw: the same signed bytes, written beforehand, posted over the same kind of connection, the answer left unread. The
client besides writes and signs, keeps both messages in the log on disk, and proves the answer.
"""

import statistics
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial

import httpx2
import structlog

from mocks.ehis.admin import ADMIN_TOKEN
from tests.load import runs
from tests.load.lines import Line
from tests.load.servers import SECRET
from tests.support.ports import free_ports
from webapp.config import ROOT
from webapp.core import crypto, db
from webapp.core.clock import now
from webapp.ehis.errors import RegisterUnavailable
from webapp.ehis.installation import exchange, install_exchange, install_settings
from webapp.ehis.journal.writing import close as close_journal
from webapp.ehis.multipart import pack
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question, write
from webapp.ehis.transport import Deadline
from webapp.processes.child import Child, Program

ASKED = Question(POLICIES["getPerson"], {"fin": "5AYS3L1"}, "AZ2ZAR9W1", Purpose.CABINET, "M-2026-17")
WARM_UP = 50
CALLS = 400
DEAD_CALLS = 100
HUNG_TURNS = 5
HUNG_CALLS = 200
HUNG_PAUSE = 0.005
OTHERS = 4
OTHERS_PAUSE = 0.25
START_SECONDS = 60.0
STOP_SECONDS = 8.0


def measure(base):
    """Yield the client's lines."""
    with registers(base) as (admin, asking):
        overhead, raw = _overhead(asking)
        runs.say(f"ehis_client: raw round trip p50 {raw:.1f} ms, the client adds {overhead:.1f} ms")
        yield Line("ehis_client_overhead_ms", overhead, "ms")
        yield Line("ehis_dead_register_calls_per_100", _dead(admin, asking), "calls")
        yield Line("ehis_hung_register_p99_ratio", _hung(admin, asking), "times")


@contextmanager
def registers(base):
    """Run the registers' security server; yield its admin client and the exchange of this process."""
    port, admin_port = free_ports(2)
    command = ("-m", "mocks.ehis", "--port", str(port), "--admin-port", str(admin_port), "--rate", "0")
    place = ("--data-dir", str(base.settings.data_dir))
    program = Program("ehis", (sys.executable, *command, *place), port)
    settings = replace(base.settings, ehis_url=f"https://127.0.0.1:{port}")
    with ExitStack() as stack:
        child = Child(program, logs=base.logs, environ=base.environ, cwd=ROOT)
        stack.callback(_end, child)
        child.start()
        _until_it_listens(child)
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # the table is on the other
        crypto.install_secret(SECRET)
        database = db.open_database(base.database_url)
        stack.callback(database.close)
        db.install_database(database)
        install_settings(settings)
        stack.callback(close_journal)
        stack.callback(install_exchange, None)
        headers = {"X-Admin-Token": ADMIN_TOKEN}
        admin = httpx2.Client(base_url=f"http://127.0.0.1:{admin_port}", headers=headers, trust_env=False)
        stack.callback(admin.close)
        yield admin, exchange()


def _overhead(asking):
    """Return by how many milliseconds the client's p50 is above the raw p50, and the raw one; taken in turns."""
    identity, sender = asking._identity, asking._sender
    ready = [
        pack(write(ASKED, us=identity.us, key=identity.signing_key, at=now()).signed) for _ in range(WARM_UP + CALLS)
    ]
    raw, whole = [], []
    for content_type, body in ready:
        raw.append(_timed(partial(sender.post, content_type, body, deadline=Deadline(2.0))))
        whole.append(_timed(partial(asking.ask, ASKED)))
    floor = statistics.median(raw[WARM_UP:])
    return statistics.median(whole[WARM_UP:]) - floor, floor


def _dead(admin, asking):
    """Return how many calls reach a register that answers 503 when it is asked a hundred times."""
    code = "getVehicle"
    question = Question(POLICIES[code], {"plate": "10-XY-101"}, "AZ2ZAR9W1", Purpose.FLEET)
    admin.post("/admin/reset").raise_for_status()
    admin.post("/admin/faults", json={"fault": "http_503_empty", "service": code}).raise_for_status()
    for _ in range(DEAD_CALLS):
        try:
            asking.ask(question)
        except RegisterUnavailable:
            continue
        raise RuntimeError("the register is not dead")
    return len(admin.get("/admin/received", params={"service": code}).json())


def _hung(admin, asking):
    """Return the 99th percentile of a healthy service while another one hangs, over the same while it answers.

    The same threads ask the other service at the same pace in both; windows take turns, so that the machine's other
    work falls on both alike. Each hung window begins with a closed breaker, so that questions really hang.
    """
    code = "getVehicle"
    times = {True: [], False: []}
    for turn in range(2 * HUNG_TURNS):
        hung = bool(turn % 2)
        admin.post("/admin/reset").raise_for_status()
        if hung:
            fault = {"fault": "hang", "service": code, "args": {"seconds": "5"}}
            admin.post("/admin/faults", json=fault).raise_for_status()
        asking.guard(code).breaker.close()
        with _others(asking, code):
            for _ in range(HUNG_CALLS):
                times[hung].append(_timed(partial(asking.ask, ASKED)))
                time.sleep(HUNG_PAUSE)
    admin.post("/admin/reset").raise_for_status()
    asking.guard(code).breaker.close()
    usual, beside = (statistics.quantiles(times[hung], n=100) for hung in (False, True))
    runs.say(
        f"ehis_hung_register: p50 {usual[49]:.1f} ms, p99 {usual[98]:.1f} ms while the other answers; "
        f"p50 {beside[49]:.1f} ms, p99 {beside[98]:.1f} ms while it hangs"
    )
    return beside[98] / usual[98]


@contextmanager
def _others(asking, code):
    """Keep some threads asking the service `code` at a steady pace until the block ends."""
    question = Question(POLICIES[code], {"plate": "10-XY-101"}, "AZ2ZAR9W1", Purpose.FLEET)
    over = threading.Event()

    def ask():
        while not over.wait(OTHERS_PAUSE):
            with suppress(RegisterUnavailable):
                asking.ask(question)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(OTHERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(10)


def _timed(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _until_it_listens(child):
    deadline = time.monotonic() + START_SECONDS
    while not child.listening():
        if child.exit_code is not None or time.monotonic() > deadline:
            raise SystemExit(f"{child.program.name} does not start:\n{child.last_words()}")
        time.sleep(0.05)


def _end(child):
    child.ask_to_stop()
    child.stop(STOP_SECONDS)
