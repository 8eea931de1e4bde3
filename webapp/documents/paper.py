"""What is printed of an issued document, in Azerbaijani, and the address with the code that its QR holds."""

from typing import Any

from webapp.core.text import _, in_language
from webapp.documents import keys
from webapp.documents.issued import Issued
from webapp.documents.life import Status
from webapp.documents.offline import Statement, line_of, packed
from webapp.documents.printing import frame, qr_svg, verification_url
from webapp.documents.queries import versions
from webapp.documents.wording import WORDS
from webapp.ui.filters import day, moment


def offline_code(document: Issued) -> str:
    """Return what the document says without a network, signed by the key in use."""
    statement = Statement(
        key_id=keys.key_in_use(),
        type_code=document.type_code,
        number=document.number,
        copy=document.copy,
        subject=document.subject,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        issued_at=document.issued_at,
    )
    line = line_of(statement)
    return packed(line, keys.sign(line))


def scanned_address(document: Issued) -> str:
    """Return what the QR holds: the verification address of this copy, and after # the code, which no server gets.

    What is not valid gets no code: nothing of ours says that it was.
    """
    if not document.can_be_shown:
        return shared_address(document)
    return f"{shared_address(document)}#{offline_code(document)}"


def shared_address(document: Issued) -> str:
    """Return the verification address of this copy."""
    return f"{verification_url(document.token)}?copy={document.copy}"


def paper_data(document: Issued) -> dict[str, Any]:
    """Return what the template of the kind is given."""
    kind = document.kind
    with in_language("az"):
        framed = frame(
            document.token,
            title=document.title,
            number=document.number,
            version=len(versions(document.token)) + 1,
            state=WORDS[_printed_state(document)],
        )
        more = dict(kind.printed(document.ref)) if kind.printed else {}
        return {
            "frame": framed | {"qr": qr_svg(scanned_address(document))},
            "copy": _("DUBLİKAT") if document.copy > 1 else "",
            "copy_words": _("%(n)s nömrəli nüsxə. Əvvəlki nüsxələr etibarsızdır.", n=document.copy)
            if document.copy > 1
            else "",
            "facts_title": _("Sənəd haqqında"),
            "seal_title": _("Elektron möhür"),
            "seal_words": _(
                "Bu fayl Kabinetin elektron möhürü və vaxt möhürü ilə təsdiqlənib. Sənədin indiki vəziyyətini yalnız yuxarıdakı ünvan göstərir."
            ),
            "rows": _rows(document),
            "more": more,
        }


def _rows(document: Issued) -> list[list[str]]:
    rows = [
        [_("Sənədin sahibi"), document.holder],
        [str(document.kind.subject_label), document.subject],
        [_("Qüvvəyə minir"), day(document.valid_from)],
        [_("Son qüvvədə olduğu gün"), day(document.valid_to) if document.valid_to else _("Müddətsiz")],
        [_("Verilib"), moment(document.issued_at)],
    ]
    if document.label:
        rows.append([_("Qeyd"), _(document.label)])
    if document.suspended_until:
        rows.append([_("Dayandırmanın gözlənilən sonu"), day(document.suspended_until)])
    return [row for row in rows if row[1]] + [[_(name), value] for name, value in document.extra]


def _printed_state(document: Issued) -> Status:
    """Return the state as the paper says it: a file outlives its days, so these stand as days alone."""
    return Status.VALID if document.status in {Status.UPCOMING, Status.EXPIRED} else document.status
