"""Sending mail to a mailbox in memory."""

from collections.abc import Sequence
from threading import Lock

from astrobookings.application.ports.mail import MailRefused, Message

__all__ = ["MemoryMail"]


class MemoryMail:
    """Keeps what it is given; does not look whether the recipient can exist."""

    def __init__(self) -> None:
        self._sent: list[Message] = []
        self._refusal: str | None = None
        self._lock = Lock()

    def send(self, message: Message) -> str:
        with self._lock:
            if self._refusal is not None:
                raise MailRefused(self._refusal)
            self._sent.append(message)
            return f"250 kept as {len(self._sent)}"

    def refuse(self, reason: str = "421 try again later") -> None:
        """Refuse every mail from now on."""
        self._refusal = reason

    def accept(self) -> None:
        """Take mails again."""
        self._refusal = None

    @property
    def mailbox(self) -> tuple[Message, ...]:
        """Every mail taken, oldest first."""
        with self._lock:
            return tuple(self._sent)

    def newest(self, limit: int) -> Sequence[Message]:
        """As the `Mailbox` port."""
        return self.mailbox[::-1][:limit]

    def to(self, address: str) -> tuple[Message, ...]:
        """The mails taken for *address*, oldest first."""
        return tuple(message for message in self.mailbox if message.to == address)
