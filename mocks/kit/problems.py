"""Refusals as RFC 9457 problem details."""

import json

from flask import Response


def problem(status: int, kind: str, title: str, **more: str | int) -> Response:
    """Return an `application/problem+json` answer; `kind` is the stable word a program decides by."""
    body = {"type": f"urn:problem:{kind}", "title": title, "status": status, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json")
