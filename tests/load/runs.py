"""Runs of the load generator, each a process of its own; the best of three clean ones counts."""

import json
import subprocess
import sys
from dataclasses import dataclass

from webapp.config import ROOT

CONNECTIONS = 16
SECONDS = 3.0
CLEAN_RUNS = 3
MOST_RUNS = 5
RATE = 60
RATE_SECONDS = 20.0
LONGEST = 660


@dataclass(frozen=True)
class Requests:
    """What one measurement sends, to whom, and the status that every answer must have."""

    port: int
    scripts: list
    expect: int = 200


def get(path, cookie=None):
    """Return a GET request; browsers' usual headers, so that the server does what it does for people."""
    return (_head("GET", path, cookie), None)


def post(path, body, *, cookie=None, headers=()):
    """Return a POST of a form; `body` is the encoded form, in which `@@value@@` may stand."""
    more = ("Content-Type: application/x-www-form-urlencoded", *headers)
    return ("\r\n".join((_head("POST", path, cookie), *more)), body)


def _head(method, path, cookie):
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Mozilla/5.0 (Linux; Android 15) Mobile",
        "Accept: text/html,application/xhtml+xml",
        "Accept-Language: az",
        "Accept-Encoding: gzip, br",
    ]
    return "\r\n".join([*lines, f"Cookie: {cookie}"] if cookie else lines)


def closed(name, requests, seconds=SECONDS):
    """Return the answers a second of the best clean run, None when none was clean, after a short warm-up.

    Sixteen connections ask again as soon as they are answered.
    """
    _run(requests, seconds=1.0)
    clean = []
    for turn in range(MOST_RUNS):
        result = _run(requests, seconds=seconds)
        if not result["bad"]:
            clean.append(result)
        if len(clean) == CLEAN_RUNS:
            break
        if result["bad"]:
            say(f"{name}: run {turn + 1} is not counted, answers other than {requests.expect}: {result['bad']}")
    if not clean:
        return None
    best = max(clean, key=lambda result: result["per_second"])
    spread = ", ".join(f"{result['per_second']:.0f}" for result in clean)
    cpu = best["own_cpu"]
    say(
        f"{name}: {spread} /s; p50 {best['p50_ms']:.1f} ms, p99 {best['p99_ms']:.1f} ms; the generator used "
        f"{cpu:.0%} of a core, so it could send about {best['per_second'] / max(cpu, 0.01):.0f} /s"
    )
    return best["per_second"]


def steady(name, requests):
    """Return the 99th percentile, in ms, of 60 requests a second for 20 s, each timed from when it was due."""
    result = _run(requests, seconds=RATE_SECONDS, rate=RATE)
    if result["bad"]:
        say(f"{name}: not clean, answers other than {requests.expect}: {result['bad']}")
    say(f"{name}: p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms, worst {result['worst_ms']:.1f} ms")
    return result["p99_ms"]


def exactly(requests, number):
    """Send about `number` requests as fast as they are answered."""
    return _run(requests, seconds=0, number=number)


def _run(requests, *, seconds, rate=None, number=None):
    plan = {
        "host": "127.0.0.1",
        "port": requests.port,
        "scripts": requests.scripts,
        "expect": requests.expect,
        "connections": CONNECTIONS,
        "seconds": seconds,
        "rate": rate,
        "requests": number,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.generator"],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the load generator ended:\n{done.stderr[-2000:]}")
    result = json.loads(done.stdout)
    for script, value in zip(requests.scripts, result["values"], strict=True):
        script["value"] = value
    return result


def say(words):
    """Say something to the person who waits; the table alone goes to standard output."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
