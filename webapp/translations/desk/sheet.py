"""Everything that the page of one text shows, gathered: reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.auth import api as auth
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.translations import queries as engine
from webapp.translations.checks import Finding
from webapp.translations.desk import discussing, pictures, queries
from webapp.translations.desk.asking import Wanted
from webapp.translations.models import TextAssignment, TextComment, TextRow, TextTarget, TextTerm, TextVersion
from webapp.translations.permissions import REVIEW, TRANSLATE
from webapp.translations.rules import OPEN, ORIGINAL, Plural, forms_wanted, plurals_of

PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Step:
    """A version in the history and the one before it, with which it is compared."""

    version: TextVersion
    before: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in a language as its page shows it. `forms` are the words in the fields, `number` the version they build on."""

    language: str
    text: TextRow
    target: TextTarget
    source: list[str]
    forms: list[str]
    number: int
    plurals: tuple[Plural, ...]
    findings: Sequence[Finding]
    history: list[Step]
    waiting: TextVersion | None
    me: int | None
    terms: Sequence[TextTerm]
    comments: Sequence[TextComment]
    assignment: TextAssignment | None
    colleagues: list[auth.Account]
    pictures: list[pictures.Shown]
    earlier: str | None
    later: str | None
    may_write: bool
    may_review: bool

    @property
    def may_decide(self) -> bool:
        """Whether the one who looks may approve what waits: nobody approves their own where two persons are asked for."""
        own = self.waiting is not None and self.waiting.two_persons and self.waiting.author_id == self.me
        return self.waiting is not None and self.may_review and not own

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the words from being published."""
        return any(one.stands_in_the_way for one in self.findings)


def sheet_of(
    language: str, key: str, wanted: Wanted, actor: Actor, *, typed: list[str] | None = None, number: int | None = None
) -> Sheet:
    """Return the sheet of a text; `typed` are words that were sent and stay in the fields. Raises NoSuchText."""
    text = engine.text_by_key(key)
    target, source = engine.target(text.id, language), engine.source_of(text)
    versions = engine.versions(text.id, language)
    forms = typed if typed is not None else _begun(text, target, source, versions)
    earlier, later = queries.neighbours(language, wanted, actor, text)
    return Sheet(
        language=language,
        text=text,
        target=target,
        source=source,
        forms=forms,
        number=engine.latest_number(text.id, language) if number is None else number,
        plurals=plurals_of(language) if text.plural else (),
        findings=engine.findings_of(text, language, forms) if any(forms) else (),
        history=_history(versions, target.base or source),
        waiting=next((one for one in versions if one.state == PROPOSED), None),
        me=actor.account_id,
        terms=_terms_in(source),
        comments=discussing.comments_of(text, language),
        assignment=discussing.assignment_of(text, language),
        colleagues=discussing.colleagues(language),
        pictures=pictures.pictures_of(text, language),
        earlier=earlier,
        later=later,
        may_write=actor.has(TRANSLATE[language].code),
        may_review=actor.has(REVIEW[language].code),
    )


def typed_forms(sent: Any, text: TextRow, language: str) -> list[str]:
    """Return the words of the form's fields as they were typed: outer and doubled spaces are for the checks to judge."""
    wanted = forms_wanted(language, has_plural=bool(text.plural))
    return [str(sent.get(f"form-{place}", "")).replace("\r\n", "\n") for place in range(wanted)]


def _begun(text: TextRow, target: TextTarget, source: list[str], versions: Sequence[TextVersion]) -> list[str]:
    """Return the words that the fields begin with: what is being worked on, else what pages show, else nothing."""
    wanted = forms_wanted(target.language, has_plural=bool(text.plural))
    working = next((one.forms for one in versions if one.state in OPEN), None)
    begun = working or target.shown or (source if target.language == ORIGINAL else [])
    return [*begun, *[""] * wanted][:wanted]


def _history(versions: Sequence[TextVersion], base: list[str]) -> list[Step]:
    earlier = [one.forms for one in versions[1:]] + [base]
    return [Step(version, before) for version, before in zip(versions, earlier, strict=bool(versions))]


def _terms_in(source: list[str]) -> list[TextTerm]:
    """Return the terms of the glossary whose first word stands in the original, whatever its ending."""
    words = fold(" ".join(source))
    return [term for term in engine.terms() if any(part and part in words for part in _stems(term.az))]


def _stems(term: str) -> list[str]:
    return [stem[:-1] if len(stem) > 5 else stem for stem in (fold(one) for one in term.split(","))]  # noqa: PLR2004 - endings change the last letter (-q, -ğ; -k, -y)
