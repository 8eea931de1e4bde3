"""Ports for servers that tests start: free, and below the range from which the system takes its own."""

import random
import socket

LOWEST, HIGHEST = 18_200, 32_000
TRIES = 200


def free_ports(count):
    """Return `count` different ports of this machine on which nobody listens."""
    found = []
    for port in random.SystemRandom().sample(range(LOWEST, HIGHEST), TRIES):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free port")
