"""What requests carry: JSON read strictly, versions, limits; and what they are answered with."""

import json
import re
from typing import Any, Final

from flask import Response, jsonify, request, url_for
from werkzeug.http import quote_etag

from webapp.core.errors import StaleVersion
from webapp.ui.forms import clean_line
from webapp.waybills.machine.errors import BadContent, Malformed, NotJson, VersionNeeded, VersionPassed
from webapp.waybills.machine.shapes import Fault, fault
from webapp.waybills.machine.values import Seen

KINDS: Final = frozenset({"application/json"})
MERGE: Final = frozenset({"application/json", "application/merge-patch+json"})
DEEPEST: Final = 12
VISIBLE: Final = re.compile("[!-~À-ɏЀ-ӿ]")  # a name holds at least one letter, digit or sign
TAGS: Final = re.compile(r'\*|(W/)?"[!#-~]*"(\s*,\s*(W/)?"[!#-~]*")*')


def body(kinds: frozenset[str] = KINDS) -> dict[str, Any]:
    """Return the JSON object of the request. Raises NotJson, Malformed, BadContent."""
    if request.mimetype not in kinds:
        raise NotJson
    try:
        found = json.loads(request.get_data().decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise Malformed from None
    if _depth(found) > DEEPEST:
        raise Malformed
    if not isinstance(found, dict):
        raise BadContent([fault("", "type")])
    return found


def members(sent: dict[str, Any], known: frozenset[str]) -> list[Fault]:
    """Return a fault for each member that the body must not have."""
    return [fault(f"/{str(name)[:80]}", "unknown-member") for name in sent if name not in known]


def text_of(sent: dict[str, Any], name: str, *, most: int, needed: bool = False) -> tuple[str, list[Fault]]:
    """Return a short text of the body, cleaned, and what is wrong with it."""
    value = sent.get(name)
    if value is None and name not in sent:
        return "", [fault(f"/{name}", "missing")] if needed else []
    if not isinstance(value, str):
        return "", [fault(f"/{name}", "type")]
    cleaned = str(clean_line(value))
    if len(value) > most:
        return "", [fault(f"/{name}", "too-long")]
    return cleaned, [fault(f"/{name}", "format")] if needed and not VISIBLE.search(value) else []


def expected_version() -> int:
    """Return the version that If-Match names (RFC 9110, 13.1.1).

    Raises VersionNeeded, Malformed for what is no list of entity tags, VersionPassed for what is not one tag of ours.
    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise VersionNeeded
    if not TAGS.fullmatch(sent):
        raise Malformed
    plain = sent[1:-1] if len(sent) > 2 and sent[0] == sent[-1] == '"' else ""  # noqa: PLR2004 - the quotation marks
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):  # noqa: PLR2004 - fits an integer column
        raise VersionPassed
    return int(plain)


def stale(error: StaleVersion) -> VersionPassed:
    """Return what a changed version means to a program."""
    version = error.facts.get("version")
    return VersionPassed(version=version)


def limit_of(*, usual: int = 50, most: int = 100) -> int:
    """Return how many things a page shall have. Raises Malformed."""
    sent = request.args.get("limit", str(usual))
    if not (sent.isascii() and sent.isdigit() and len(sent) < 4 and 1 <= int(sent) <= most):  # noqa: PLR2004 - three digits
        raise Malformed
    return int(sent)


def shown(seen: Seen, *, status: int = 200) -> Response:
    """Return a waybill with its version as ETag; 304 when the program has it already."""
    answer = jsonify(seen.as_json())
    answer.status_code = status
    answer.headers["ETag"] = quote_etag(str(seen.version))
    if status == 201:  # noqa: PLR2004 - Created
        answer.headers["Location"] = url_for("waybills_api.one", public_id=seen.public_id)
    if request.method == "GET" and quote_etag(str(seen.version)) in request.headers.get("If-None-Match", ""):
        return Response(status=304, headers={"ETag": quote_etag(str(seen.version))})
    return answer


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member stands twice")
    return found


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth
