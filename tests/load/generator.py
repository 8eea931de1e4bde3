"""The process that makes load: a plan comes by standard input, what happened goes to standard output, both JSON.

Closed loop: every connection sends its next request when its answer is there. Open loop: requests fall due at a fixed
rate whatever the server does, and each one's time counts from the instant at which it was due, so that a server that
stalls is not flattered by requests that were never sent ("coordinated omission").
"""

import json
import selectors
import sys
import time
from collections import Counter

from tests.load.exchange import Connection, Script

SETTLE_SECONDS = 10.0
MOST_CONNECTIONS = 256


class Run:
    """One run over the connections of a plan."""

    def __init__(self, plan):
        self.address = (plan["host"], plan["port"])
        self.expect = plan["expect"]
        self.scripts = [
            Script(given["requests"], capture=given.get("capture"), value=given.get("value", ""))
            for given in plan["scripts"]
        ]
        self.selector = selectors.DefaultSelector()
        self.connections = []
        self.times = []
        self.bad = Counter()

    def connect(self):
        script = self.scripts[len(self.connections) % len(self.scripts)]
        connection = Connection(self.address, script)
        self.connections.append(connection)
        self.selector.register(connection.socket, selectors.EVENT_READ, connection)
        return connection

    def answered(self, timeout):
        """Yield the connections whose answers are whole."""
        for key, _ in self.selector.select(timeout):
            connection = key.data
            status = connection.read()
            if status is None:
                continue
            self.times.append(time.perf_counter() - connection.due)
            if status != self.expect:
                self.bad[str(status)] += 1
            if status == 0:
                self.selector.unregister(connection.socket)
                connection.close()
                self.connections.remove(connection)
                connection = self.connect()
            yield connection

    def close(self):
        self.selector.close()
        for connection in self.connections:
            connection.close()


def closed_loop(run, *, connections, seconds, requests):
    """Send for `seconds`, or until `requests` were answered when that is given."""
    started = time.perf_counter()
    for _ in range(connections):
        run.connect().send(time.perf_counter())
    end = started + (seconds if requests is None else 600)
    while time.perf_counter() < end and (requests is None or len(run.times) < requests):
        for connection in run.answered(1.0):
            connection.send(time.perf_counter())
    took, counted = time.perf_counter() - started, len(run.times)
    settle(run)
    del run.times[counted:]
    return took


def settle(run):
    """Take the answers that are still on their way: what they say is needed by the next run."""
    deadline = time.perf_counter() + SETTLE_SECONDS
    while any(connection.busy for connection in run.connections) and time.perf_counter() < deadline:
        for _ in run.answered(0.2):
            pass


def open_loop(run, *, connections, seconds, rate):
    """Send `rate` requests a second for `seconds`, over as many connections as that takes."""
    for _ in range(connections):
        run.connect()
    idle = list(run.connections)
    started = time.perf_counter()
    total = int(seconds * rate)
    sent = 0
    while len(run.times) < total and time.perf_counter() < started + seconds + SETTLE_SECONDS:
        due = started + sent / rate
        if sent < total and time.perf_counter() >= due:
            if not idle and len(run.connections) < MOST_CONNECTIONS:
                idle.append(run.connect())
            if idle:
                idle.pop().send(due)
                sent += 1
                continue
        wait = max(0.0, due - time.perf_counter()) if sent < total and idle else 0.2
        idle.extend(run.answered(wait))
    if total > len(run.times):
        run.bad["unanswered"] = total - len(run.times)
    return time.perf_counter() - started


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def main():
    plan = json.load(sys.stdin)
    run = Run(plan)
    cpu = time.process_time()
    if plan.get("rate"):
        took = open_loop(run, connections=plan["connections"], seconds=plan["seconds"], rate=plan["rate"])
    else:
        took = closed_loop(run, connections=plan["connections"], seconds=plan["seconds"], requests=plan.get("requests"))
    cpu = time.process_time() - cpu
    run.close()
    ordered = sorted(run.times)
    result = {
        "answers": len(ordered),
        "per_second": len(ordered) / took,
        "p50_ms": percentile(ordered, 0.5) * 1000,
        "p99_ms": percentile(ordered, 0.99) * 1000,
        "worst_ms": percentile(ordered, 1.0) * 1000,
        "bad": run.bad,
        "values": [script.value for script in run.scripts],
        "own_cpu": cpu / took,
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
