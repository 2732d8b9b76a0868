"""The mailbox of embedded mode keeps mails on this machine."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from astrobookings.adapters.smtp.local_mailbox import LocalMailbox
from astrobookings.application.ports.mail import Attachment, Message

NOW = datetime(2027, 1, 15, 12, 30, 15, 123456, tzinfo=UTC)


def mail(number: int = 1, *attachments: Attachment) -> Message:
    return Message(
        message_id=f"<{number}@astrobookings.example>",
        to="ada@example.com",
        subject=f"Mail {number} – ünïcödé",
        text="Hello\nAda",
        html="<p>Hello<br>Ada</p>",
        attachments=attachments,
        at=NOW,
    )


def test_a_mail_comes_back_as_it_was_sent(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "mailbox.db")
    calendar = Attachment("AB-1.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")
    sent = mail(1, calendar, Attachment("a.bin", "application/octet-stream", b"\0\xff"))

    mailbox.send(sent)

    assert list(mailbox.newest(10)) == [sent]
    mailbox.close()


def test_the_newest_come_first_and_survive_a_restart(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "var" / "mailbox.db")
    for number in range(5):
        mailbox.send(mail(number))
    mailbox.close()

    again = LocalMailbox(tmp_path / "var" / "mailbox.db")

    assert list(again.newest(2)) == [mail(4), mail(3)]
    assert list(again.newest(0)) == []
    assert list(again.newest(-1)) == []
    again.close()


def test_a_repeated_mail_is_shown_again(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "mailbox.db")

    mailbox.send(mail())
    mailbox.send(mail())

    assert list(mailbox.newest(10)) == [mail(), mail()]
    mailbox.close()


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "mailbox.db", kept=3)
    for number in range(7):
        mailbox.send(mail(number, Attachment("a", "text/plain", b"a")))

    assert list(mailbox.newest(10)) == [
        mail(number, Attachment("a", "text/plain", b"a")) for number in (6, 5, 4)
    ]
    mailbox.close()


def test_nobody_else_can_read_the_file(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "mailbox.db")
    mailbox.send(mail())

    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert modes == {0o600}
    mailbox.close()


def test_a_mail_that_cannot_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    mailbox = LocalMailbox(tmp_path / "mailbox.db")
    broken = mail(1, Attachment("a", "text/plain", None))  # type: ignore[arg-type]

    with pytest.raises(Exception, match="NOT NULL"):
        mailbox.send(broken)
    mailbox.send(mail(2))

    assert list(mailbox.newest(10)) == [mail(2)]
    mailbox.close()


def test_threads_and_processes_may_share_the_file(tmp_path: Path) -> None:
    mailboxes = [LocalMailbox(tmp_path / "mailbox.db") for _ in range(3)]

    with ThreadPoolExecutor(6) as senders:
        list(senders.map(lambda n: mailboxes[n % 3].send(mail(n)), range(60)))

    assert len({one.message_id for one in mailboxes[0].newest(100)}) == 60
    for mailbox in mailboxes:
        mailbox.close()


def test_a_url_says_where_the_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for url, file in (
        ("mailbox:///var/mailbox.db", tmp_path / "var" / "mailbox.db"),
        (f"mailbox:///{tmp_path / 'other.db'}", tmp_path / "other.db"),
    ):
        LocalMailbox(url).close()
        assert file.exists()
