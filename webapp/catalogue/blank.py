"""The blank form of a service: what is asked, seen and taken home before anything is begun (Rules 7.1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankField:
    """One question: how it is answered (`answer`), what can be chosen, by which clause it is asked, when it is asked."""

    label: Text
    answer: Text
    basis: str
    hint: Text = ""
    choices: tuple[Text, ...] = ()
    required: bool = True
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSection:
    """A part of the form; one that `repeats` is filled in for each vehicle, driver and the like."""

    title: Text
    fields: Sequence[BlankField]
    intro: Text = ""
    repeats: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The whole form, and what is confirmed at its end."""

    sections: tuple[BlankSection, ...]
    confirmations: tuple[Text, ...] = ()
    signed: bool = True
