"""The group of the exchange: what our security server answers, signature, rights, information system and evidence included.

Then what our own questions cost (`asking`).
"""

import json
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import psycopg

from tests.load import asking, runs
from tests.load.lines import Line
from tests.support.ports import free_ports
from webapp.config import ROOT
from webapp.processes.child import Child, Program
from webapp.processes.programs import ADAPTER, web_server

CONNECTIONS = 16
SECONDS = 4.0
CLEAN_RUNS = 3
RATE = 60
RATE_SECONDS = 60.0
START_SECONDS = 60.0
STOP_SECONDS = 8.0
MOST_A_SECOND = 1_500


def measure(base, _scale):
    """Yield the lines of this group."""
    with provider(base) as port:
        with psycopg.connect(base.database_url, autocommit=True) as connection:
            connection.execute("UPDATE ehis_clients SET rate_per_second = 10000")
        yield Line("ehis_provider_rps", _closed(base, port), "1/s")
        with psycopg.connect(base.database_url, autocommit=True) as connection:
            connection.execute(
                "UPDATE ehis_clients SET rate_per_second = 90"
            )  # 60 with room for a stall of the machine
        yield Line("ehis_provider_p99_ms_at_60rps", _steady(base, port), "ms")
    yield from asking.measure(base)


@contextmanager
def provider(base):
    """Run the security server and the information system behind it; yield the port."""
    gateway, adapter = free_ports(2)
    environ = {**base.environ, "EHIS_GATEWAY_PORT": str(gateway), "EHIS_ADAPTER_PORT": str(adapter)}
    programs = (
        Program("adapter", web_server("127.0.0.1", adapter, ADAPTER, workers=1), adapter),
        Program("gateway", (sys.executable, "-m", "webapp.ehis.gateway"), gateway),
    )
    with ExitStack() as stack:
        for program in programs:
            child = Child(program, logs=base.logs, environ=environ, cwd=ROOT)
            stack.callback(_end, child)
            child.start()
            _until_it_listens(child)
        yield gateway


def _closed(base, port):
    """Return the answers a second of the best clean run of three, after a warm-up."""
    _run(base, port, seconds=2.0)
    clean = []
    for _ in range(CLEAN_RUNS):
        result = _run(base, port, seconds=SECONDS)
        if result["bad"]:
            runs.say(f"ehis_provider: a run is not counted: {result['bad']}")
        else:
            clean.append(result)
    if not clean:
        return None
    best = max(clean, key=lambda result: result["per_second"])
    spread = ", ".join(f"{result['per_second']:.0f}" for result in clean)
    runs.say(
        f"ehis_provider: {spread} /s; p50 {best['p50_ms']:.1f} ms, p99 {best['p99_ms']:.1f} ms; "
        f"the sender used {best['own_cpu']:.0%} of a core"
    )
    return best["per_second"]


def _steady(base, port):
    result = _run(base, port, seconds=RATE_SECONDS, rate=RATE)
    if result["bad"]:
        runs.say(f"ehis_provider at 60/s: not clean: {result['bad']}")
    runs.say(
        f"ehis_provider at 60/s: {result['answers']} answers, p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms, "
        f"worst {result['worst_ms']:.1f} ms"
    )
    return result["p99_ms"]


def _run(base, port, *, seconds, rate=None):
    plan = {
        "port": port,
        "pki": str(base.settings.data_dir / "pki"),
        "connections": CONNECTIONS,
        "seconds": seconds,
        "rate": rate,
        "messages": int(seconds * (rate or MOST_A_SECOND)) + 1,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.signed"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the sender ended:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def _until_it_listens(child):
    deadline = time.monotonic() + START_SECONDS
    while not child.listening():
        if child.exit_code is not None or time.monotonic() > deadline:
            raise SystemExit(f"{child.program.name} does not start:\n{child.last_words()}")
        time.sleep(0.05)


def _end(child):
    child.ask_to_stop()
    child.stop(STOP_SECONDS)
