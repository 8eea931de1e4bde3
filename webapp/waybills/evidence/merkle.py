"""A tree of digests (RFC 6962, 2.1): one root for many chains, and a short proof for each of them. Pure."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

LEAF: Final = b"\x00"
NODE: Final = b"\x01"
Step = tuple[str, bytes]
"""A sibling and the side on which it stands: `left` or `right`."""


def leaf(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over hashed leaves; of none, the SHA-256 of nothing."""
    if not leaves:
        return sha256(b"").digest()
    return _levels(leaves)[-1][0]


def proof(leaves: Sequence[bytes], place: int) -> list[Step]:
    """Return the siblings from the leaf at `place` up to the root. Raises IndexError for a leaf that there is not."""
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    steps: list[Step] = []
    for level in _levels(leaves)[:-1]:
        sibling = place ^ 1
        if sibling < len(level):
            steps.append(("right" if sibling > place else "left", level[sibling]))
        place //= 2
    return steps


def root_from(hashed: bytes, steps: Sequence[Step]) -> bytes:
    """Return the root that a leaf and its proof lead to. Raises ValueError for a side that is none."""
    for side, sibling in steps:
        if side not in {"left", "right"}:
            raise ValueError(side)
        pair = hashed + sibling if side == "right" else sibling + hashed
        hashed = sha256(NODE + pair).digest()
    return hashed


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Return the levels from the leaves to the root; a node without a sibling goes up as it is, as RFC 6962 has it."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [sha256(NODE + below[at] + below[at + 1]).digest() for at in range(0, len(below) - 1, 2)]
        levels.append(pairs + below[len(pairs) * 2 :])
    return levels
