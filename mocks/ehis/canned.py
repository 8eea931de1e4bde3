"""Faults that answer instead of the register: broken proxies, floods, faults of the exchange by code."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from mocks.ehis.reply import Reply, fault_reply
from webapp.ehis import profile
from webapp.ehis.faults import old_spelling

MEGABYTE: Final = 1024 * 1024
FLOOD: Final = 50 * MEGABYTE
HTML: Final = "<html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>"
HTML_TYPE: Final = "text/html; charset=utf-8"
Canned = Callable[[Mapping[str, str]], Reply]


@cache
def bomb() -> bytes:
    """Return 100 MB of nothing, which travel as some 100 kB."""
    return gzip.compress(bytes(100 * MEGABYTE), compresslevel=9)


def _flood(_: Mapping[str, str]) -> Reply:
    def chunks() -> Iterator[bytes]:
        for _ in range(FLOOD // 65_536):
            yield b"A" * 65_536

    return Reply(200, profile.MESSAGE_TYPE, chunks(), length=FLOOD)


def _bomb(_: Mapping[str, str]) -> Reply:
    return Reply(200, profile.MESSAGE_TYPE, bomb(), headers=(("Content-Encoding", "gzip"),))


def _redirect(args: Mapping[str, str]) -> Reply:
    return Reply(302, HTML_TYPE, b"", headers=(("Location", args.get("location", "http://127.0.0.1:9/")),))


def _soap_fault(args: Mapping[str, str]) -> Reply:
    """Answer with the fault `code`, in the old spelling if asked, with the HTTP `status` if asked."""
    code = args.get("code", "server.serverproxy.service_failed")
    spelling = old_spelling(code) if args.get("spelling") == "old" else code
    return fault_reply(
        code, args.get("text", "Xidmət cavab vermir"), spelling=spelling, status=int(args.get("status", 200))
    )


def _http_error(args: Mapping[str, str]) -> Reply:
    """Answer with the HTTP `status`, as a proxy would write it: html, json, or nothing."""
    forms = {"html": (HTML_TYPE, HTML.encode()), "json": ("application/json", b'{"message": "error"}')}
    return Reply(int(args.get("status", 500)), *forms.get(args.get("form", "html"), (HTML_TYPE, b"")))


def _too_many(args: Mapping[str, str]) -> Reply:
    return Reply(429, HTML_TYPE, HTML.encode(), headers=(("Retry-After", args.get("seconds", "30")),))


CANNED: Final[dict[str, Canned]] = {
    "http_500_html": lambda _: Reply(500, HTML_TYPE, HTML.encode()),
    "http_502_html": lambda _: Reply(502, HTML_TYPE, HTML.encode()),
    "http_503_empty": lambda _: Reply(503, HTML_TYPE),
    "http_504_json": lambda _: Reply(504, "application/json", b'{"message": "upstream timed out"}'),
    "http_error": _http_error,
    "http_429": _too_many,
    "redirect": _redirect,
    "empty": lambda _: Reply(200, profile.MESSAGE_TYPE),
    "html_200": lambda _: Reply(200, HTML_TYPE, HTML.encode()),
    "malformed": lambda _: Reply(200, profile.MESSAGE_TYPE, b"<soap:Envelope><open></closed>"),
    "gzip_bomb": _bomb,
    "flood": _flood,
    "soap_fault": _soap_fault,
    "maintenance_mode": lambda _: fault_reply("server.serverproxy.maintenance_mode", "Texniki fasilə"),
}
