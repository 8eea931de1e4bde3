"""What other rooms use to tell people something."""

from webapp.notifications.gateways import Message, MessageRefused, MessagingAway
from webapp.notifications.gateways import send as send_message
from webapp.notifications.telling import notify_account, notify_party
from webapp.notifications.wording import NoticeArea, NotificationTemplate

__all__ = [
    "Message",
    "MessageRefused",
    "MessagingAway",
    "NoticeArea",
    "NotificationTemplate",
    "notify_account",
    "notify_party",
    "send_message",
]
