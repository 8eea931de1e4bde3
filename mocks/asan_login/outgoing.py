"""What the provider sends to others: SMS to the messaging service, logout tokens to relying parties."""

import logging
import queue
import threading
from typing import Any, Protocol

import httpx2

log = logging.getLogger(__name__)
MESSAGING_SECONDS = 3.0
INBOX_SECONDS = 1.0
LOGOUT_SECONDS = 5.0
LOGOUT_ATTEMPTS = 2


class SendingFailedError(Exception):
    """The message was not taken by the messaging service."""


class Messaging(Protocol):
    """The SMS counterpart, as the pages need it."""

    def send_sms(self, to: str, text: str) -> None:
        """Hand over one SMS. Raises SendingFailedError."""

    def inbox(self, number: str) -> list[dict[str, Any]] | None:
        """Return what the number received, newest first; None when the service does not answer."""


class MessagingService:
    """The messaging mock over HTTP."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/api/messages"

    def send_sms(self, to: str, text: str) -> None:
        """Hand over one SMS. Raises SendingFailedError."""
        try:
            message = {"channel": "sms", "to": to, "text": text}
            httpx2.post(self._url, json=message, timeout=MESSAGING_SECONDS).raise_for_status()
        except httpx2.HTTPError as error:
            raise SendingFailedError from error

    def inbox(self, number: str) -> list[dict[str, Any]] | None:
        """Return what the number received, newest first; None when the service does not answer."""
        try:
            answer = httpx2.get(self._url, params={"to": number}, timeout=INBOX_SECONDS)
            messages = answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError):
            return None
        return messages if isinstance(messages, list) else None


class LogoutSender:
    """Posts logout tokens in the background, so that nobody waits for a relying party that does not answer."""

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[str, str]] = queue.Queue(1000)
        threading.Thread(target=self._work, name="logout-sender", daemon=True).start()

    def __call__(self, uri: str, token: str) -> None:
        """Queue one logout token for one back-channel address."""
        try:
            self._queue.put_nowait((uri, token))
        except queue.Full:
            log.warning("too many logout tokens wait; one was dropped")

    def _work(self) -> None:
        while True:
            uri, token = self._queue.get()
            for _ in range(LOGOUT_ATTEMPTS):
                if _delivered(uri, token):
                    break


def _delivered(uri: str, token: str) -> bool:
    try:
        answer = httpx2.post(uri, data={"logout_token": token}, timeout=LOGOUT_SECONDS)
    except httpx2.HTTPError:
        log.warning("logout token not delivered: no answer from %s", uri)
        return False
    if answer.is_success:
        return True
    log.warning("logout token refused by %s with status %d", uri, answer.status_code)
    return answer.is_client_error
