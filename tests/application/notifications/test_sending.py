"""The queue is sent: each mail by itself, retried, never lost (stories 4.6, 4.7)."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from attrs import define, evolve, field
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.mail import Mail, MailRefused, MailServerAway, Message
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import BookingId, LinkId
from astrobookings.domain.notifications.kinds import Lane, Topic
from astrobookings.domain.notifications.notification import (
    Notification,
    NotificationKind,
    NotificationStatus,
)
from astrobookings.testing.faults import ProcessDied, StoreDown, failing
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World
from tests.application.identity.people import ADA, HOME, member, register
from tests.application.notifications.queue import (
    email_of,
    found,
    mail_about,
    mails,
    mails_to,
    notices_of,
    of_kind,
    queued,
    relay,
    save,
)


@define
class Post:
    """A mail server that does as it is told for each mail, then takes everything."""

    inner: Mail
    answers: list[Callable[[Message], None]] = field(factory=list)
    offered: list[Message] = field(factory=list)

    def send(self, message: Message) -> str:
        self.offered.append(message)
        if self.answers:
            self.answers.pop(0)(message)
        return self.inner.send(message)


def refuse(_: Message) -> None:
    raise MailRefused("451 try later")


def break_down(_: Message) -> None:
    raise OSError("the line is cut")


def die(_: Message) -> None:
    raise ProcessDied("while sending")


def post(world: World, *answers: Callable[[Message], None]) -> Post:
    """Put a mail server of ours in place of the one there is."""
    ours = Post(world.parts.mail, list(answers))
    world.restart(evolve(world.parts, mail=ours, jitter=lambda: 1.0))
    return ours


def one_waiting(world: World, **changes: str) -> Notification:
    """The mail of a registration, queued and not sent."""
    register(world, **changes)
    relay(world)
    return queued(world)[-1]


@pytest.mark.story("4.6")
def test_a_sent_mail_is_marked_and_never_sent_again(world: World) -> None:
    waiting = one_waiting(world)

    assert world.system.send_notifications() == 1
    assert world.system.send_notifications() == 0

    marked = found(world, waiting.id)
    assert (marked.status, marked.attempts) == (NotificationStatus.SENT, 1)
    assert marked.sent_at == marked.last_attempt_at == world.clock.now()
    assert len(mails(world)) == 1


@pytest.mark.story("4.2")
def test_a_confirmed_booking_is_mailed_with_a_calendar_file(world: World) -> None:
    traveler, launch = world.traveler(), world.launch(price="250000.00")
    booked = world.book(traveler, launch.id, 2)
    world.settle()

    mail = mails_to(world, email_of(world, traveler))[-1]

    for fact in (booked.booking.reference, "500,000.00 USD", "Cape", "Heron", "Perigee"):
        assert fact in mail.text
    assert f"http://127.0.0.1:8000/traveler/bookings/{booked.booking.id}" in mail.text
    (attachment,) = mail.attachments
    assert attachment.content_type.startswith("text/calendar")
    assert booked.booking.reference.encode() in attachment.content


@pytest.mark.story("4.2")
@pytest.mark.story("2.5")
def test_a_cancelled_booking_is_mailed_with_its_refund(world: World) -> None:
    traveler, launch = world.traveler(), world.launch(price="250000.00")
    world.cancel(traveler, world.book(traveler, launch.id, 2))
    world.settle()

    mail = mail_about(world, traveler, "Booking cancelled")

    assert "450,000.00 USD" in mail.text
    assert "reason: traveler" in mail.text
    assert mail.attachments == ()


@pytest.mark.story("1.5")
@pytest.mark.story("4.2")
def test_travelers_of_an_aborted_launch_hear_why(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1)
    world.system.abort_launch(world.owner_of(launch), launch.id, "funding fell through")
    world.settle()

    assert "launch_aborted" in mail_about(world, traveler, "Booking cancelled").text


@pytest.mark.story("4.7")
def test_the_secret_of_a_link_is_in_its_mail_alone(world: World) -> None:
    waiting = one_waiting(world)
    link_id = LinkId(waiting.subject_id)

    world.system.send_notifications()

    _, _, secret = _token(mails(world)[-1]).partition(".")
    link = world.parts.links.find(link_id)
    assert link is not None
    assert link.secret_hash == world.parts.link_secrets.hash(secret)
    kept = (link, found(world, waiting.id), mails(world))
    logged = [world.parts.system_changes.of(key) for key in (link_id, waiting.id)]
    assert secret not in repr(kept) + repr(logged)
    assert link.secret_hash not in repr(kept) + repr(logged)


@pytest.mark.story("4.7")
@pytest.mark.parametrize("trouble", [refuse, break_down])
def test_a_mail_not_taken_is_tried_again_with_the_same_id(
    world: World, trouble: Callable[[Message], None]
) -> None:
    waiting = one_waiting(world)
    server = post(world, trouble)

    assert world.system.send_notifications() == 0
    missed = found(world, waiting.id)
    assert (missed.status, missed.attempts) == (NotificationStatus.PENDING, 1)
    assert missed.due_at == world.clock.now() + timedelta(seconds=30)
    assert missed.failure != ""
    assert world.system.send_notifications() == 0

    world.pass_time(timedelta(seconds=30))
    assert world.system.send_notifications() == 1
    first, second = server.offered
    assert first.message_id == second.message_id == f"<{waiting.id}@127.0.0.1>"
    assert found(world, waiting.id).failure == ""


@pytest.mark.story("4.7")
def test_the_wait_doubles_and_after_eight_attempts_the_mail_is_given_up(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1)
    relay(world)
    waiting = of_kind(world, NotificationKind.BOOKING_CONFIRMED)
    server = post(world, *[refuse] * 20)
    waits = []

    while (now := found(world, waiting.id)).status is NotificationStatus.PENDING:
        waits.append(now.due_at - world.clock.now())
        world.clock.move(waits[-1])
        world.system.send_notifications()

    seconds = [wait.total_seconds() for wait in waits]
    assert seconds == [0, 30, 60, 120, 240, 480, 960, 1920]
    assert found(world, waiting.id).status is NotificationStatus.FAILED
    assert "451 try later" in found(world, waiting.id).failure
    assert [one.outcome for one in found(world, waiting.id).trail] == ["refused: 451 try later"] * 8
    assert len([one for one in server.offered if str(waiting.id) in one.message_id]) == 8
    world.pass_time(timedelta(days=1))
    world.system.send_notifications()
    assert found(world, waiting.id).status is NotificationStatus.FAILED


@pytest.mark.story("4.7")
def test_waits_are_spread_by_jitter(world: World) -> None:
    waiting = one_waiting(world)
    server = Post(world.parts.mail, [refuse])
    world.restart(evolve(world.parts, mail=server, jitter=lambda: 0.5))

    world.system.send_notifications()

    assert found(world, waiting.id).due_at == world.clock.now() + timedelta(seconds=15)


@pytest.mark.story("4.7")
@given(troubles=st.lists(st.sampled_from([refuse, break_down, die, None]), min_size=1, max_size=5))
def test_one_mail_that_fails_stops_no_other_and_all_arrive_in_the_end(
    troubles: list[Callable[[Message], None] | None],
) -> None:
    world = in_memory_world()
    addresses = [f"ada{number}@example.test" for number in range(len(troubles))]
    for address in addresses:
        register(world, email=address)
    relay(world)
    post(world, *[trouble or (lambda _: None) for trouble in troubles])

    for _ in range(20):
        try:
            world.system.send_notifications()
        except ProcessDied:
            world.restart(world.parts)
        world.pass_time(timedelta(seconds=61))

    assert sorted(mail.to for mail in mails(world)) == addresses


@pytest.mark.story("4.7")
def test_a_failing_mail_does_not_hold_up_the_round(world: World) -> None:
    one_waiting(world, email="ada1@example.test")
    one_waiting(world, email="ada2@example.test")
    post(world, break_down)

    assert world.system.send_notifications() == 1
    assert len(mails(world)) == 1


@pytest.mark.story("4.7")
def test_urgent_mails_go_first_and_a_round_sends_no_more_than_its_limit(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1)
    relay(world)
    one_waiting(world)

    assert world.system.send_notifications(limit=1) == 1
    assert mails(world)[-1].to == ADA.email
    assert [one.priority for one in queued(world)] == [2, 4]


@pytest.mark.story("4.7")
def test_a_mail_claimed_by_a_process_that_died_is_sent_once_its_lease_ends(world: World) -> None:
    waiting = one_waiting(world)
    post(world, die)
    with pytest.raises(ProcessDied):
        world.system.send_notifications()
    assert found(world, waiting.id).status is NotificationStatus.PROCESSING

    world.pass_time(timedelta(seconds=59))
    assert world.system.send_notifications() == 0
    world.pass_time(timedelta(seconds=1))
    assert world.system.send_notifications() == 1


@pytest.mark.story("4.7")
def test_a_mail_that_kills_every_worker_is_given_up(world: World) -> None:
    waiting = one_waiting(world)
    server = post(world, *[die] * 20)

    for _ in range(8):
        with pytest.raises(ProcessDied):
            world.system.send_notifications()
        world.pass_time(timedelta(seconds=60))
    assert world.system.send_notifications() == 0

    assert found(world, waiting.id).status is NotificationStatus.FAILED
    assert len(server.offered) == 8


@pytest.mark.story("4.7")
def test_two_workers_send_each_mail_once(world: World) -> None:
    for number in range(8):
        register(world, email=f"ada{number}@example.test")
    relay(world)

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(lambda _: world.system.send_notifications(), range(4)))

    assert sent == 8
    assert len(mails(world)) == 8


@pytest.mark.story("4.7")
def test_a_mail_that_another_worker_sent_in_between_is_left_alone(world: World) -> None:
    one_waiting(world, email="ada1@example.test")
    one_waiting(world, email="ada2@example.test")
    sent_by_another: list[int] = []
    post(world, lambda _: sent_by_another.append(world.system.send_notifications()))

    assert world.system.send_notifications() == 1

    assert sent_by_another == [1]
    assert sorted(mail.to for mail in mails(world)) == ["ada1@example.test", "ada2@example.test"]


@pytest.mark.story("4.7")
def test_a_worker_that_was_too_slow_leaves_the_mark_to_who_took_over(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = one_waiting(world)

    def dawdle(_: Message) -> None:
        world.pass_time(timedelta(seconds=60))
        world.system.send_notifications()
        raise MailRefused("too late")

    server = post(world)
    server.answers.append(dawdle)
    world.system.send_notifications()

    assert found(world, waiting.id).status is NotificationStatus.SENT
    assert found(world, waiting.id).attempts == 2
    assert caplog.records == []


@pytest.mark.story("0.1")
def test_a_link_used_superseded_or_too_old_is_not_mailed(world: World) -> None:
    member(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    relay(world)
    before = len(mails(world))
    first, _ = queued(world)

    assert world.system.send_notifications() == 1

    assert found(world, first.id).status is NotificationStatus.FAILED
    assert "working link" in found(world, first.id).failure
    assert len(mails(world)) == before + 1
    late = one_waiting(world, email="bea@example.test")
    world.pass_time(timedelta(days=1))
    assert world.system.send_notifications() == 0
    assert found(world, late.id).status is NotificationStatus.FAILED


@pytest.mark.story("0.1")
def test_a_mail_sent_again_carries_a_fresh_secret_and_the_old_one_stops(world: World) -> None:
    one_waiting(world)
    server = post(world, refuse)
    world.system.send_notifications()
    world.pass_time(timedelta(seconds=30))
    world.system.send_notifications()

    first = _token(server.offered[0])
    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), first)
    world.system.confirm_email(world.visitor(), _token(server.offered[1]))


@pytest.mark.story("4.7")
def test_a_booking_that_is_gone_ends_its_mail_with_a_reason(world: World) -> None:
    waiting = one_waiting(world)
    gone = evolve(
        waiting,
        kind=NotificationKind.BOOKING_CONFIRMED,
        subject_id=BookingId(world.parts.ids.new()),
    )
    save(world, gone)

    assert world.system.send_notifications() == 0

    ended = found(world, waiting.id)
    assert ended.status is NotificationStatus.FAILED
    assert "booking" in ended.failure


@pytest.mark.story("0.6")
def test_a_changed_address_that_no_longer_waits_is_not_written_to(world: World) -> None:
    waiting = one_waiting(world)
    save(world, evolve(waiting, kind=NotificationKind.CHANGE_EMAIL))

    assert world.system.send_notifications() == 0

    assert found(world, waiting.id).status is NotificationStatus.FAILED
    assert mails_to(world, ADA.email) == []


@pytest.mark.story("4.7")
def test_a_mail_whose_facts_cannot_be_read_now_waits(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    world.book(traveler, launch.id, 1)
    relay(world)
    waiting = of_kind(world, NotificationKind.BOOKING_CONFIRMED)
    up = world.parts
    down = failing(up.bookings, down=lambda: True, error=StoreDown)
    world.restart(evolve(up, bookings=down))

    for _ in range(20):
        world.pass_time(timedelta(hours=1))
        assert world.system.send_notifications() == 0
    missed = found(world, waiting.id)
    assert (missed.status, missed.failure) == (NotificationStatus.PENDING, "StoreDown")
    assert missed.attempts == 0
    assert issubclass(StoreDown, Unavailable)
    world.restart(up)
    world.pass_time(timedelta(hours=1))
    world.system.send_notifications()
    assert found(world, waiting.id).status is NotificationStatus.SENT


def away(_: Message) -> None:
    raise MailServerAway("connection refused")


@pytest.mark.story("4.7")
def test_while_the_server_is_away_mails_wait_however_long_and_it_is_asked_once_a_round(
    world: World,
) -> None:
    waiting = [one_waiting(world, email=f"ada{number}@example.test") for number in range(3)]
    server = post(world, *[away] * 20)

    for rounds in range(1, 21):
        assert world.system.send_notifications() == 0
        assert len(server.offered) == rounds
        world.pass_time(timedelta(hours=1))

    after = [found(world, one.id) for one in waiting]
    assert {(one.status, one.attempts) for one in after} == {(NotificationStatus.PENDING, 0)}
    assert {one.failure for one in after} == {"the mail server is away: connection refused"}
    assert world.system.send_notifications() == 3


@pytest.mark.story("4.7")
def test_after_an_outage_everything_arrives_once(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    for _ in range(3):
        world.book(traveler, launch.id, 1)
    relay(world)
    post(world, *[away] * 40)

    for _ in range(60):
        world.system.send_notifications()
        world.pass_time(timedelta(hours=1))

    arrived = [mail.subject for mail in mails(world)]
    assert sorted(set(arrived)).count("Booking confirmed") == 1
    assert arrived.count("Booking confirmed") == arrived.count("Agency booking confirmed") == 3


@pytest.mark.story("4.2")
def test_the_in_app_copy_is_there_while_the_mail_waits(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    booked = world.book(traveler, launch.id, 1)
    relay(world)
    post(world, away)

    world.system.send_notifications()

    (notice,) = notices_of(world, traveler)
    assert notice.text == "Booking confirmed."
    assert notice.path == f"/traveler/bookings/{booked.booking.id}"
    assert notice.read_at is None
    world.pass_time(timedelta(hours=1))
    world.system.send_notifications()
    assert notices_of(world, traveler) == [notice]


@pytest.mark.story("4.6")
def test_the_answer_of_the_server_is_kept_with_each_attempt(world: World) -> None:
    waiting = one_waiting(world)
    post(world, refuse)
    began = world.clock.now()
    world.system.send_notifications()
    world.pass_time(timedelta(seconds=30))
    world.system.send_notifications()

    trail = found(world, waiting.id).trail

    assert [one.outcome for one in trail] == ["refused: 451 try later", "250 kept as 1"]
    assert [one.at - began for one in trail] == [timedelta(0), timedelta(seconds=30)]


@pytest.mark.story("4.7")
def test_a_server_that_quotes_a_mail_does_not_make_us_keep_its_secret(world: World) -> None:
    waiting = one_waiting(world)
    quoted: list[str] = []

    def quote(mail: Message) -> None:
        quoted.append(_token(mail).partition(".")[2])
        raise MailRefused(f"550 looks like phishing: {mail.text}")

    post(world, quote)
    world.system.send_notifications()

    (secret,) = quoted
    kept = found(world, waiting.id)
    assert "looks like phishing" in kept.failure
    assert secret not in repr(kept) + repr(world.parts.system_changes.of(waiting.id))


@pytest.mark.story("4.7")
def test_a_closed_account_is_not_written_to(world: World) -> None:
    waiting = one_waiting(world)
    account = world.parts.users.get(waiting.recipient)
    with world.parts.system(world.operator.origin("close", world.clock.now())):
        world.parts.users.save(evolve(account, status=AccountStatus.CLOSED))

    assert world.system.send_notifications() == 0

    assert found(world, waiting.id).status is NotificationStatus.FAILED
    assert "open account" in found(world, waiting.id).failure


@pytest.mark.story("4.8")
def test_what_was_turned_off_is_told_in_app_alone(world: World) -> None:
    agency = world.agency()
    launch = world.launch(agency)
    world.system.choose_preferences(agency, {Topic.LAUNCH_BOOKINGS: False})
    world.book(world.traveler(), launch.id, 1)
    relay(world)

    world.settle()

    kept = of_kind(world, NotificationKind.AGENCY_BOOKING_CONFIRMED)
    assert kept.status is NotificationStatus.DELETED
    assert kept.failure == "the recipient does not want mails of this kind"
    assert notices_of(world, agency)[0].text == "Agency booking confirmed."
    assert not [one for one in mails_to(world, email_of(world, agency)) if "booking" in one.subject]


@pytest.mark.story("4.3")
def test_each_lane_is_sent_by_itself(world: World) -> None:
    usual = one_waiting(world)
    vip = one_waiting(world, email="bea@example.test")
    save(world, evolve(vip, lane=Lane.VIP))

    assert world.system.send_notifications(lane=Lane.VIP) == 1
    assert found(world, vip.id).status is NotificationStatus.SENT
    assert found(world, usual.id).status is NotificationStatus.PENDING
    assert world.system.send_notifications(lane=Lane.NORMAL) == 1


def _token(mail: Message) -> str:
    found_token = re.search(r"\?token=([\w.~-]+)", mail.text)
    assert found_token is not None
    return found_token[1]
