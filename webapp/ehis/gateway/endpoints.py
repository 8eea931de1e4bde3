"""Rights to REST endpoints, pure: `GET /a/*/b`, where `*` is one segment (or any method) and `**` any, even none.

The path was read strictly (`rest.address`): it has no dots, no doubled slashes, nothing encoded twice.
"""

from collections.abc import Iterable


def allows(rights: Iterable[str], endpoint: tuple[str, str] | None) -> bool:
    """Whether one of `rights` (`METHOD /path`) covers `endpoint`; None is SOAP, which needs the whole service."""
    if endpoint is None:
        return "* /**" in rights
    method, path = endpoint
    return any(
        granted in {"*", method} and _matches(pattern.split("/")[1:], path.split("/")[1:])
        for granted, _, pattern in (right.partition(" ") for right in rights)
    )


def _matches(pattern: list[str], path: list[str]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_matches(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] in {"*", path[0]} and _matches(pattern[1:], path[1:])
