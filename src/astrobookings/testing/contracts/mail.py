"""What every adapter of `Mail` must do."""

from collections.abc import Callable, Sequence

import pytest
from attrs import evolve, frozen

from astrobookings.application.ports.mail import Attachment, Mail, MailRefused, Message
from astrobookings.testing.builders import NOW

__all__ = ["MailContract", "Post"]

MESSAGE = Message(
    message_id="<0190-7@astrobookings.example>",
    to="ada@example.com",
    subject="You fly to Mars – congratulations",
    text="Hello Ada,\nsee you soon.\n",
    html="<p>Hello Adä</p>\n",
    attachments=(Attachment("AB-1.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n"),),
    at=NOW,
)


@frozen
class Post:
    """A mail adapter, the mails its server has taken, and a server to be switched to refusing."""

    mail: Mail
    taken: Callable[[], Sequence[Message]]
    refuse: Callable[[], None]


class MailContract:
    """Needs a fixture `post`."""

    def test_a_mail_arrives_as_it_was_sent(self, post: Post) -> None:
        answer = post.mail.send(MESSAGE)

        assert list(post.taken()) == [MESSAGE]
        assert answer.startswith("250 ")

    def test_every_attempt_is_a_mail(self, post: Post) -> None:
        post.mail.send(MESSAGE)
        post.mail.send(evolve(MESSAGE, to="bob@example.com"))
        post.mail.send(MESSAGE)

        found = list(post.taken())
        assert [one.to for one in found] == [
            "ada@example.com",
            "bob@example.com",
            "ada@example.com",
        ]
        assert {one.message_id for one in found} == {MESSAGE.message_id}

    def test_a_refused_mail_is_told(self, post: Post) -> None:
        post.refuse()

        with pytest.raises(MailRefused):
            post.mail.send(MESSAGE)

        assert list(post.taken()) == []
