"""What a person downloads with "my data": the documents that were given to the person."""

from typing import Any

from webapp.core.actor import Actor
from webapp.documents.issued import documents_of


def held(actor: Actor) -> list[dict[str, Any]]:
    """Return the person's own documents as plain values, newest first."""
    if actor.person_party_id is None:
        return []
    return [
        {
            "type": document.type_code,
            "title": document.title,
            "number": document.number,
            "holder": document.holder,
            "subject": document.subject,
            "status": document.status.value,
            "valid_from": document.valid_from,
            "valid_to": document.valid_to,
            "issued_at": document.issued_at,
            "facts": [{"name": name, "value": value} for name, value in document.extra],
        }
        for document in documents_of(actor.person_party_id)
    ]
