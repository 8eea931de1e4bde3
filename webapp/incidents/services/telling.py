"""Who is told of an incident: the bodies of the law by the messaging service, the owner and the operator's people at once."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import or_, select

from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.text import _, in_language
from webapp.incidents.jobs import tell
from webapp.incidents.models import Addressee, BodyNotice, BodyRequest, FaultReport, Incident
from webapp.incidents.rules import topics
from webapp.incidents.wording import KINDS, SERVICES, SEVERITIES
from webapp.notifications.api import notify_account
from webapp.ui.filters import moment

LONGEST: Final = 1500


def addressees_of(incident: Incident) -> list[Addressee]:
    """Return the bodies that are to be told of the incident, as they are set today."""
    wanted = topics(incident.kind, incident.services, attempt=incident.attempt)
    query = select(Addressee).where(
        Addressee.valid_from <= today(), or_(Addressee.valid_to.is_(None), Addressee.valid_to > today())
    )
    return [row for row in db.session().scalars(query.order_by(Addressee.id)) if wanted & set(row.topics)]


def tell_bodies(incident: Incident, *, about: str) -> None:
    """Make a notice for each body and queue it; what an officer must send is made ready. At most one per body and matter."""
    for addressee in addressees_of(incident):
        if about == "closed" and not addressee.at_once:
            continue
        known = select(BodyNotice.id).where(
            BodyNotice.incident_id == incident.id, BodyNotice.addressee_id == addressee.id, BodyNotice.about == about
        )
        if db.session().scalar(known) is not None:
            continue
        notice = _notice(incident, addressee, about)
        if addressee.at_once:
            queue(notice)


def queue(notice: BodyNotice) -> None:
    """Hand the notice to the worker, with the open transaction."""
    notice.state, notice.queued_at = "queued", now()
    db.session().flush()
    tell.defer(notice_id=notice.id)


def tell_office(code: str, roles: Collection[str], matter: Incident | BodyRequest | FaultReport) -> None:
    """Tell the operator's people who hold one of the roles."""
    title = matter.page if isinstance(matter, FaultReport) else _title(matter)
    for account_id in staff_with(roles):
        notify_account(account_id, code, number=matter.number, title=title, matter=matter.public_id)


def _title(matter: Incident | BodyRequest) -> str:
    return matter.title if isinstance(matter, Incident) else matter.subject


def _notice(incident: Incident, addressee: Addressee, about: str) -> BodyNotice:
    with in_language("az"):  # the bodies' language
        subject, text = _subject(incident, about), _text(incident, about)
    notice = BodyNotice(
        public_id=new_public_id(),
        incident_id=incident.id,
        addressee_id=addressee.id,
        about=about,
        subject=subject,
        text=text,
        key=new_public_id(),
        state="ready",
        attempts=0,
        created_at=now(),
    )
    db.session().add(notice)
    db.session().flush()
    return notice


def _subject(incident: Incident, about: str) -> str:
    if about == "closed":
        return _("%(number)s nömrəli insident bağlandı", number=incident.number)
    return _("%(kind)s: %(number)s", kind=str(KINDS[incident.kind]), number=incident.number)


def _text(incident: Incident, about: str) -> str:
    services = ", ".join(str(SERVICES.get(code, code)) for code in incident.services) or "—"
    lines = [
        incident.title,
        _("Baş vermə vaxtı: %(at)s.", at=moment(incident.happened_at)),
        _("Qeydə alınma vaxtı: %(at)s.", at=moment(incident.registered_at)),
        _("Ağırlığı: %(severity)s.", severity=str(SEVERITIES[incident.severity][0])),
        _("Təsirə məruz qalan xidmətlər: %(services)s.", services=services),
        incident.report if about == "closed" else incident.description,
    ]
    if about == "registered" and incident.measures:
        lines.append(_("Görülən tədbirlər: %(measures)s", measures=incident.measures))
    return "\n".join(lines)[:LONGEST]
