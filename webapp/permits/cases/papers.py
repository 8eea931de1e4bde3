"""What is read on the copies that permits ask for: the applicant confirms it beside the picture, and the form has it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from webapp.attachments.api import DATE, NUMBER, VOEN
from webapp.attachments.offer import CopyKind
from webapp.core.text import Text, _l
from webapp.workflow.offer import Field, Kind

METER: Final = CopyKind("permits_meter", _l("Taksometrin metroloji sənədi"), (NUMBER, DATE))
CONTRACT: Final = CopyKind("permits_contract", _l("Məntəqə ilə müqavilə"), (NUMBER, DATE, VOEN))
COMPETENCE: Final = CopyKind("permits_competence", _l("Peşə səriştəsi sənədi"), (NUMBER, DATE))
When = Callable[[Mapping[str, Any]], bool]
KINDS: Final = (METER, CONTRACT, COMPETENCE)
FROM_COPY: Final = _l("Surətdə oxunanı təsdiqləyəndə bura yazılır. Özünüz də yaza bilərsiniz.")
LABELS: Final[dict[str, tuple[Text, Kind]]] = {
    "number": (_l("Sənədin nömrəsi"), Kind.LINE),
    "issued_on": (_l("Verilmə tarixi"), Kind.DAY),
    "voen": (_l("Məntəqənin VÖEN-i"), Kind.VOEN),
}


def copy_of(code: str, label: Text, kind: CopyKind, basis: str, when: When | None = None) -> tuple[Field, ...]:
    """Return the question for the copy and those that what is read on it answers; nobody has to answer these."""
    copy = Field(code=code, label=label, kind=Kind.COPY, basis=basis, copy_kind=kind.code, when=when)
    read = (
        Field(
            code=f"{code}_{pattern.code}",
            label=LABELS[pattern.code][0],
            kind=LABELS[pattern.code][1],
            basis=basis,
            hint=FROM_COPY,
            required=False,
            read_from=(code, pattern.code),
            when=when,
        )
        for pattern in kind.patterns
    )
    return (copy, *read)
