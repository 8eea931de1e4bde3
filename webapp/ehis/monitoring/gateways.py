"""Whether the station answers: asked by the worker, because the station's own database role may not write."""

import http.client
from typing import Final

SECONDS: Final = 2.0


def station_answers(port: int) -> bool:
    """Whether somebody speaks HTTP on the station's port. Being turned away without a password is an answer too."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
