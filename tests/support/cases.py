"""Cases in tests: a small service declared for them, a signature that comes, checks that run one after another."""

from dataclasses import dataclass, field, replace
from datetime import date

from tests.support.jobs import run_jobs
from webapp.catalogue.offer import Fee, Fetched
from webapp.core import db, files
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.payments.api import invoice
from webapp.payments.events import InvoicePaid
from webapp.signing.api import SignatureCompleted
from webapp.workflow.models import Case
from webapp.workflow.offer import (
    Automatic,
    CaseType,
    Check,
    Choice,
    Course,
    FeeLine,
    Field,
    Finding,
    Ground,
    Kind,
    Law,
    Rows,
    Section,
    Verdict,
)
from webapp.workflow.queries import case_by_id, steps_of
from webapp.workflow.services import applying, deciding

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
BASIS = "“Avtomobil nəqliyyatı haqqında” Qanun, 14-cü maddə"
SAID = {"purpose": {"why": "repair", "days": 3}, "stops": [{"key": "a1", "place": "Gəncə"}]}


@dataclass
class Register:
    """What the registers of the test say: by check code, findings or a refusal to raise; who was asked."""

    says: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    effects: list = field(default_factory=list)
    refusal: Exception | None = None

    def ask(self, code):
        def answer(facts):
            self.asked.append((code, facts.asked_by))
            said = self.says.get(code, [Finding(verdict=Verdict.AGREES, source="DVX")])
            if isinstance(said, Exception):
                raise said
            return said

        return answer

    def effect(self, facts):
        if self.refusal:
            raise self.refusal
        self.effects.append(facts)
        return f"paper-{len(self.effects)}"


def service(register, **changes):
    """A service of the test's own: one page of questions, rows of stops, two registers, a fee when `fee` is given."""
    qepik = changes.pop("qepik", 0)
    course = replace(Course(days=10), **changes.pop("course", {}))
    told = {
        "code": "papers.certificate",
        "since": date(2026, 1, 1),
        "name": _l("Müraciət"),
        "summary": _l("Müraciət"),
        "law": Law(title="Arayışın verilməsi", content="Arayış verilir.", result="Arayış", basis=(BASIS,)),
        "sections": sections(),
        "checks": (
            Check(
                code="taxpayer",
                title=_l("Müraciət"),
                ask=register.ask("taxpayer"),
                fetched=Fetched(data="Vergi ödəyicisi", register="DVX", by="VÖEN"),
                remarks={"closed": _l("VÖEN")},
            ),
            Check(code="debts", title=_l("Müraciət"), ask=register.ask("debts"), blocking=False),
        ),
        "course": course,
        "refusals": (Ground("unfit", _l("Müraciət"), BASIS),),
        "returns": (Ground("unclear", _l("Müraciət")),),
        "effect": register.effect,
        "about": lambda answers: answers["purpose"].get("why", ""),
    }
    if qepik:
        told["fee"] = lambda _facts: [FeeLine(what="Dövlət rüsumu", qepik=qepik, basis=BASIS)]
        told["fees"] = lambda _day: [Fee(what="Dövlət rüsumu", qepik=qepik, basis=BASIS, since=date(2026, 1, 1))]
    return CaseType(**(told | changes))


def sections():
    whys = (Choice("repair", _l("Müraciət")), Choice("sale", _l("Müraciətlər"), closed=_l("Səhifəni yeniləyin.")))
    return (
        Section(
            code="purpose",
            title=_l("Müraciət"),
            fields=(
                Field(code="why", label=_l("Səbəb"), kind=Kind.CHOICE, choices=whys, basis=BASIS),
                Field(code="days", label=_l("Müddət"), kind=Kind.NUMBER, least=1, most=30, basis=BASIS),
                Field(
                    code="note", label=_l("Qeyd"), required=False, basis=BASIS, when=lambda said: said.get("days") == 30
                ),
            ),
        ),
        Section(
            code="stops",
            title=_l("Müraciətlər"),
            rows=Rows(add=_l("Əlavə et"), one=_l("Müraciət"), most=3),
            title_of=lambda row: row.get("place", ""),
            fields=(Field(code="place", label=_l("Yer"), basis=BASIS, most=40),),
        ),
    )


AUTOMATIC = {"course": {"automatic": Automatic.DECIDE}}


def case_of(public_id):
    """The row as it stands now."""
    with transaction(read_only=True) as session:
        return session.query(Case).filter_by(public_id=public_id).one()


def filled(actor, said=SAID, *, code="papers.certificate", subject=""):
    """A draft with answers."""
    with transaction():
        public_id = applying.start_case(code, subject=subject, actor=actor)
        for section, answers in said.items():
            version = db.session().query(Case).filter_by(public_id=public_id).one().version
            applying.save_answers(public_id, section, answers, version=version, actor=actor)
    return public_id


def sign(public_id, actor, *, between=None):
    """Ask for the signature, and let it come."""
    request = None
    with transaction():
        version = db.session().query(Case).filter_by(public_id=public_id).one().version
        request = applying.send(public_id, version=version, actor=actor)
    if between:
        between()
    with transaction():
        stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
        told = {"purpose": applying.PURPOSE, "ref": public_id, "account_id": actor.account_id}
        more = {"party_id": actor.party_id, "certificate_number": "AZ-C-1", "file_id": stored.id, "signed_at": now()}
        publish(SignatureCompleted(request_id=request, **told, **more))
    return public_id


def work(database, *names):
    """Run the waiting jobs of the engine as a worker would: by name, or all of one round."""
    token = set_actor(SYSTEM)
    try:
        for name in names or ("workflow.check", "workflow.decide", "workflow.issue"):
            run_jobs(database, name)
    finally:
        reset_actor(token)


def approve(world, public_id, actor=None):
    with transaction():
        deciding.approve(public_id, version=version_of(public_id), actor=actor or world.officer)


def version_of(public_id):
    return case_by_id(public_id).version


def actions(public_id, *, only_open=False):
    with transaction(read_only=True):
        return [step.action for step in steps_of(case_by_id(public_id), only_open=only_open)]


def told(code):
    with transaction(read_only=True) as session:
        return session.query(Notice).filter_by(template=code).count()


def paid(public_id):
    """The fact alone: how money comes is the business of payments."""
    found = invoice(public_id)
    told = {"invoice": public_id, "payable": found.payable, "ref": found.ref, "qepik": found.qepik}
    publish(InvoicePaid(**told, paid_at=now(), receipt="R-1"))
