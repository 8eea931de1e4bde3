"""Stretches of days: sorted, apart from each other, both ends included, as ordinals of the calendar. Pure."""

from collections.abc import Iterable

Stretch = tuple[int, int]


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the days that lie in any of `stretches`; what touches becomes one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """Return the days of `stretches` that lie in none of `taken`."""
    left = union(stretches)
    for first, last in union(taken):
        left = [piece for stretch in left for piece in _apart(stretch, first, last)]
    return left


def size(stretches: Iterable[Stretch]) -> int:
    """Return how many days the stretches of a union have."""
    return sum(last - first + 1 for first, last in stretches)


def meets(stretches: Iterable[Stretch], first: int, last: int) -> bool:
    """Whether one of `stretches` has a day from `first` to `last`."""
    return any(begin <= last and first <= end for begin, end in stretches)


def _apart(stretch: Stretch, first: int, last: int) -> list[Stretch]:
    begin, end = stretch
    if last < begin or end < first:
        return [stretch]
    pieces = (begin, first - 1), (last + 1, end)
    return [piece for piece in pieces if piece[0] <= piece[1]]
