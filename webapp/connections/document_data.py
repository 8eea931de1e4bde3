"""What the printed papers say: plain strings for the template, in Azerbaijani, the language of the forms."""

import json
from collections.abc import Mapping
from typing import Any, Final

from webapp.connections import wording
from webapp.connections.errors import NoSuchCase
from webapp.connections.labels import CONTRACT, FORM1, FORM2, PERSON_COLUMNS, SERVICE_COLUMNS, STATUSES, VERDICTS
from webapp.connections.models import Paper, Participant
from webapp.connections.queries import officials
from webapp.core import db
from webapp.core.clock import today
from webapp.core.text import Text, _, _l, in_language
from webapp.documents.api import DocumentType, PublicFacts, frame, versions

Row = list[str]
STATES: Final[dict[str, tuple[Text, str]]] = {
    "draft": (_l("İmzalanmayıb"), "warning"),
    "offered": (_l("İmzalanmayıb"), "warning"),
    "half_signed": (_l("Bir tərəf imzalayıb"), "warning"),
    "signed": (_l("İmzalanıb"), "success"),
}


def paper_data(paper: Paper, participant: Participant, *, signer: str) -> dict[str, Any]:
    """Return the data of a paper as it goes to its signature."""
    content: dict[str, Any] = json.loads(paper.content)
    with in_language("az"):
        return {
            "frame": frame(
                paper.document_token or "",
                title=wording.PAPERS[paper.kind],
                number=paper.number or participant.number,
                version=len(versions(paper.document_token or "")) + 1,
            ),
            "parts": [*PRINTED[paper.kind](content, participant), _signature(content, signer)],
        }


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the paper with this public id: nothing of persons. Raises NoSuchCase."""
    paper = db.session().query(Paper).filter_by(public_id=ref).one_or_none()
    if paper is None:
        raise NoSuchCase
    participant = db.session().get_one(Participant, paper.participant_id)
    word, tone = STATES[paper.state]
    return PublicFacts(
        tone="success" if tone == "success" else "warning",
        word=word,
        number=paper.number or participant.number,
        rows=((_l("İştirakçının adı"), participant.name), (_l("İnformasiya sisteminin tam adı"), participant.system)),
        issued_at=paper.signed_at or paper.created_at,
        as_of=paper.changed_at,
    )


def _form1(content: Mapping[str, Any], _participant: Participant) -> list[dict[str, Any]]:
    said = {**content, "status": str(STATUSES.get(content.get("status") or "", ""))}
    said |= {"opinion": str(VERDICTS.get(content.get("opinion") or "", ""))}
    people = [content.get("contact") or {}, *(row for row in content.get("support") or () if any(row.values()))]
    return [
        _facts(_("1. İştirakçı haqqında məlumat"), FORM1, said),
        _table(_("2. Əlaqə məlumatları"), PERSON_COLUMNS, people),
    ]


def _form2(content: Mapping[str, Any], _participant: Participant) -> list[dict[str, Any]]:
    rows = [row for row in content.get("services") or () if any(row.values())]
    return [
        _facts(_("Başlıq"), FORM2, content),
        _table(_("1. Xidmətlər cədvəli"), SERVICE_COLUMNS, rows),
    ]


def _contract(content: Mapping[str, Any], participant: Participant) -> list[dict[str, Any]]:
    people = [{"name": row.name, "post": row.post} for row in officials(participant)]
    first = _table(
        _("3.3.1. Məlumat mübadiləsinə səlahiyyətli vəzifəli şəxslər"),
        {"name": _l("Soyadı, adı, atasının adı"), "post": _l("Vəzifəsi")},
        people,
    )
    texts = [
        {"title": str(label), "text": str(content.get(name) or "")}
        for name, label in CONTRACT.items()
        if not name.startswith("administrator")
    ]
    administrator = {name: label for name, label in CONTRACT.items() if name.startswith("administrator")}
    title = _("3.3.4. Server inzibatçısı haqqında məlumat")
    return [first, *texts[:2], _facts(title, administrator, content), *texts[2:]]


def _signature(content: Mapping[str, Any], signer: str) -> dict[str, Any]:
    rows: list[Row] = [
        [_("Soyadı, adı, atasının adı"), str(content.get("official_name") or signer)],
        [_("Vəzifəsi"), str(content.get("official_post") or "")],
        [_("İmza"), _("Elektron imza: %(name)s", name=signer)],
        [_("Tarix"), f"{today():%d.%m.%Y}"],
    ]
    return {"title": _("Səlahiyyətli vəzifəli şəxs"), "rows": [row for row in rows if row[1]]}


def _facts(title: str, labels: Mapping[str, Text], content: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": title, "rows": [[str(label), str(content.get(name) or "")] for name, label in labels.items()]}


def _table(title: str, columns: Mapping[str, Text], rows: list[Any]) -> dict[str, Any]:
    cells = [[str(row.get(name) or "") for name in columns] for row in rows]
    return {"title": title, "columns": [str(label) for label in columns.values()], "cells": cells}


PRINTED: Final = {"form1": _form1, "form2": _form2, "contract": _contract}
PAPER_DOCUMENT: Final = DocumentType("connection_paper", _l("Mübadiləyə qoşulma sənədi"), public_facts)
