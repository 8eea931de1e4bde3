"""What a printed application says, in Azerbaijani, the language of the form, and what is public of it."""

from typing import Any, Final

from sqlalchemy import select

from webapp.catalogue.content import day_of
from webapp.catalogue.errors import NoSuchApplication
from webapp.catalogue.labels import (
    CHANGED_ON,
    CONFIRMED,
    FORM2,
    HEAD,
    KINDS,
    LIST_NO,
    PAYMENTS,
    REGISTER_NUMBER,
    REQUESTS,
    USERS,
)
from webapp.catalogue.models import Application
from webapp.catalogue.wording import STATES
from webapp.core import db
from webapp.core.clock import today
from webapp.core.text import Text, _, _l, in_language
from webapp.documents.api import DocumentType, PublicFacts, frame, versions

CODES: Final = {"kind": KINDS, "payment": PAYMENTS}
TITLE: Final = _l(
    "Elektron xidmətin qeydə alınması (üzərində düzəliş aparılması, ləğv edilməsi) barədə müraciət ərizəsi"
)


def answers(application: Application) -> list[tuple[str, Text, str]]:
    """Return the items of form 2 as (field, label, value), numbered as the form numbers them."""
    content = application.content
    said = {name: str(content.get(name) or "") for name in FORM2}
    said |= {name: str(codes.get(said[name], "")) for name, codes in CODES.items()}
    said["users"] = ", ".join(str(USERS[code]) for code in content["users"])
    asked = str(REQUESTS[application.request])
    said["request"] = f"{asked}, {REGISTER_NUMBER} {content['number']}" if content["number"] else asked
    rows = [(name, f"{n}. {label}", said[name]) for n, (name, label) in enumerate(FORM2.items(), 1)]
    if content["list_no"]:
        rows.append(("list_no", str(LIST_NO), content["list_no"]))
    changed = day_of(content["changed_on"])
    if changed:
        rows.append(("changed_on", str(CHANGED_ON), f"{changed:%d.%m.%Y}"))
    return [(name, label, value) for name, label, value in rows]


def paper_data(application: Application, *, signer: str) -> dict[str, Any]:
    """Return the data of the application as it goes to its signature."""
    with in_language("az"):
        token = application.document_token or ""
        version = len(versions(token)) + 1 if token else 1
        signature = [
            [str(CONFIRMED), _("bəli")],
            [str(HEAD), application.head],
            [_("İmza"), _("Elektron imza: %(name)s", name=signer)],
            [_("Tarix"), f"{today():%d.%m.%Y}"],
        ]
        return {
            "frame": frame(token, title=TITLE, number=None, version=version),
            "rows": [[str(label), value] for _name, label, value in answers(application)],
            "signature": {"title": _("Təsdiq"), "rows": signature},
        }


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of the application with this public id. Raises NoSuchApplication."""
    found = db.session().scalar(select(Application).where(Application.public_id == ref))
    if found is None:
        raise NoSuchApplication
    word, tone = STATES[found.state]
    return PublicFacts(
        tone="success" if tone == "success" else "warning",
        word=word,
        number=found.content["number"] or None,
        rows=((FORM2["body"], found.body), (FORM2["name"], str(found.content["name"]))),
        issued_at=found.received_at or found.created_at,
        as_of=found.changed_at,
    )


APPLICATION_DOCUMENT: Final = DocumentType("catalogue_application", TITLE, public_facts)
