"""A waybill's way with real signatures: every request goes to the signing service and comes back as jobs do it."""

from tests.waybills.situations import CONTENT
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.waybills.evidence.anchoring import anchor_all
from webapp.waybills.evidence.giving import container_of
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services.accepting import Loading, request_acceptance
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.receiving import Receipt, request_receipt
from webapp.waybills.services.travelling import arrive, depart
from webapp.waybills.validation.delivery import accepted_quantity


class Life:
    def __init__(self, world, jobs, following):
        self.world, self.jobs, self.following = world, jobs, following

    def seal(self):
        """Let the portal's seals be put; signatures that wait go on waiting."""
        self.work("waybills.seal_act")

    def work(self, *names):
        """Run what waits: signatures and seals."""
        wanted = {"names": list(names or ("signing.%", "waybills.seal_act"))}
        while True:
            with transaction() as session:
                found = session.execute(self.following, wanted).one_or_none()
            if found is None:
                return
            self.jobs[found.task_name].run(**found.args)

    def step(self, ask, *arguments, actor):
        """Ask for a step, let the signature come."""
        public_id = arguments[0]
        with transaction():
            ask(*arguments, version=self.world.version(public_id), actor=actor)
        self.work()

    def drafted(self):
        """A draft that has its document, so that its paper can be drawn."""
        public_id = self.world.draft()
        with transaction():
            waybill = waybill_by_public_id(public_id)
            waybill.document_token = documents.register("waybill", public_id).token
        return public_id

    def offered(self):
        public_id = self.world.draft()
        self.step(request_offer, public_id, actor=self.world.consignor)
        return public_id

    def accepted(self):
        public_id = self.offered()
        loading = Loading(loaded_at=now(), seals=("P-1",), reservations="Bir qutu cırılıb")
        self.step(request_acceptance, public_id, loading, actor=self.world.driver)
        return public_id

    def delivered(self):
        public_id = self.accepted()
        self.step(depart, public_id, actor=self.world.driver)
        self.step(arrive, public_id, actor=self.world.driver)
        amounts = tuple(accepted_quantity(row) for row in CONTENT.goods)
        self.step(request_receipt, public_id, Receipt(delivered=amounts), actor=self.world.consignee)
        return public_id

    def container(self):
        public_id = self.delivered()
        anchor_all()
        return self.given(public_id)

    def given(self, public_id):
        return container_of(public_id)[1]
