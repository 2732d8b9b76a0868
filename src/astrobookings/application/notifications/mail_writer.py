"""A notification becomes a mail."""

from datetime import datetime
from urllib.parse import urlsplit

from attrs import frozen

from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_board import LaunchBoard, LaunchCard
from astrobookings.application.ports.letters import Letters
from astrobookings.application.ports.mail import Attachment, Message
from astrobookings.application.ports.papers import Papers
from astrobookings.application.ports.users import Users
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.notifications.notification import Notification, NotificationKind

__all__ = ["MailWriter", "MailedLink"]


@frozen
class MailedLink:
    """What the mail of a link says: the token `<link id>.<secret>` and until when it works."""

    token: str
    expires_at: datetime


@frozen
class MailWriter:
    """Writes letters with the facts as they are now."""

    users: Users
    bookings: Bookings
    board: LaunchBoard
    letters: Letters
    papers: Papers
    clock: Clock
    public_url: str

    def __call__(self, notification: Notification, link: MailedLink | None) -> Message:
        """The mail; its id is the same at every attempt.

        Raises:
            NotFound: there is nobody, or nothing, left to write to or about.
        """
        account = self.users.get(notification.recipient)
        facts: dict[str, object] = {
            "first_name": account.first_name,
            "public_url": self.public_url,
        }
        attachments: tuple[Attachment, ...] = ()
        if link is not None:
            facts |= self._link_facts(notification.kind, link)
        else:
            booking, card = self._subject(notification)
            facts |= self._booking_facts(booking, card) | _refund_facts(notification, booking)
            attachments = self._attachments(notification.kind, booking, card)
        letter = self.letters.write(notification.kind, facts)
        return Message(
            message_id=f"<{notification.id}@{urlsplit(self.public_url).hostname}>",
            to=_address(account, notification.kind),
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            attachments=attachments,
            at=self.clock.now(),
        )

    def _link_facts(self, kind: NotificationKind, link: MailedLink) -> dict[str, object]:
        page = "reset" if kind is NotificationKind.RESET_PASSWORD else "confirm"
        address = f"{self.public_url}/auth/{page}?token={link.token}"
        return {"link": address, "expires_at": link.expires_at}

    def _subject(self, notification: Notification) -> tuple[Booking, LaunchCard]:
        booking = self.bookings.get(BookingId(notification.subject_id))
        return booking, self.board.get(booking.launch_id, now=self.clock.now())

    def _booking_facts(self, booking: Booking, card: LaunchCard) -> dict[str, object]:
        return {
            "reference": booking.reference,
            "destination": card.launch.destination,
            "spaceport": card.spaceport_name,
            "launch_at": card.launch.launch_at,
            "time_zone": card.time_zone,
            "seats": list(booking.seat_numbers),
            "total": booking.total_price,
            "agency": card.agency_name,
            "rocket": card.rocket_name,
            "url": f"{self.public_url}/traveler/bookings/{booking.id}",
        }

    def _attachments(
        self, kind: NotificationKind, booking: Booking, card: LaunchCard
    ) -> tuple[Attachment, ...]:
        if kind is not NotificationKind.BOOKING_CONFIRMED:
            return ()
        paper = self.papers.calendar(booking, card)
        return (Attachment(paper.filename, paper.content_type, paper.content),)


def _refund_facts(notification: Notification, booking: Booking) -> dict[str, object]:
    if notification.kind is not NotificationKind.BOOKING_CANCELLED:
        return {}
    return {
        "paid": booking.confirmed_at is not None,
        "refund": Money.of(notification.details["refund"]),
        "reason": notification.details["cancelled_by"],
        "cancel_reason": booking.cancel_reason,
    }


def _address(account: Account, kind: NotificationKind) -> str:
    if kind is not NotificationKind.CHANGE_EMAIL:
        return account.email
    if account.pending_email is None:
        raise NotFound("pending address", str(account.id))
    return account.pending_email
