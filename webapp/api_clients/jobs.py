"""What is forgotten by the clock."""

from sqlalchemy import delete, select

from webapp.api_clients.models import ApiEvent, ApiSecret, ApiToken, KeptAnswer, UsedAssertion, WebhookDelivery
from webapp.api_clients.rules import ANSWER_LIFE, EVENT_LIFE
from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("api_clients.forget_old", queue="upkeep", cron="41 * * * *", attempts=1)
def forget_old(timestamp: int) -> None:  # noqa: ARG001 - the queue's signature
    """Forget tokens and answers that are out of date, and events with their deliveries after a month."""
    moment = now()
    with transaction():
        session = db.session()
        session.execute(delete(ApiToken).where(ApiToken.expires_at < moment - ANSWER_LIFE))
        session.execute(delete(ApiSecret).where(ApiSecret.expires_at < moment))
        session.execute(delete(UsedAssertion).where(UsedAssertion.expires_at < moment))
        session.execute(delete(KeptAnswer).where(KeptAnswer.created_at < moment - ANSWER_LIFE))
        old = select(ApiEvent.id).where(ApiEvent.at < moment - EVENT_LIFE)
        session.execute(delete(WebhookDelivery).where(WebhookDelivery.event_id.in_(old)))
        session.execute(delete(ApiEvent).where(ApiEvent.at < moment - EVENT_LIFE))
