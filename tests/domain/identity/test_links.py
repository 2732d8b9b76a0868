"""Links of mails work once, for a while, with their secret (stories 0.1, 0.6, 0.8)."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.identity.links import Link, LinkKind, LinkPolicy, issue, use, with_secret
from astrobookings.domain.kernel.ids import LinkId, UserId
from astrobookings.testing.strategies import links
from tests.domain.examples import INSTANT, NOW, number

POLICY = LinkPolicy()
ALL = frozenset(LinkKind)
waiting = links(sent=st.just(True), used=st.just(False))


def issued(kind: LinkKind) -> Link:
    return issue(LinkId(number(1)), UserId(number(2)), kind, now=NOW, policy=POLICY)


@pytest.mark.parametrize(
    ("kind", "lifetime"),
    [
        pytest.param(LinkKind.CONFIRM_EMAIL, timedelta(hours=24), marks=pytest.mark.story("0.1")),
        pytest.param(LinkKind.CHANGE_EMAIL, timedelta(hours=24), marks=pytest.mark.story("0.6")),
        pytest.param(LinkKind.RESET_PASSWORD, timedelta(hours=1), marks=pytest.mark.story("0.8")),
    ],
)
def test_a_link_works_until_its_time_is_over(kind: LinkKind, lifetime: timedelta) -> None:
    link = with_secret(issued(kind), "right")
    last = NOW + lifetime - INSTANT

    assert use(link, kinds=ALL, secret_hash="right", now=last).used_at == last
    with pytest.raises(LinkExpired):
        use(link, kinds=ALL, secret_hash="right", now=NOW + lifetime)


@pytest.mark.story("0.8")
@given(waiting)
def test_a_link_works_once(link: Link) -> None:
    now, secret = link.created_at, link.secret_hash or ""

    used = use(link, kinds=ALL, secret_hash=secret, now=now)

    assert used == evolve(link, used_at=now)
    with pytest.raises(LinkExpired):
        use(used, kinds=ALL, secret_hash=secret, now=now)


@given(waiting, st.text())
def test_a_link_needs_its_secret(link: Link, guess: str) -> None:
    wrong = f"{link.secret_hash}{guess}."

    with pytest.raises(LinkExpired):
        use(link, kinds=ALL, secret_hash=wrong, now=link.created_at)


@given(links(sent=st.just(False)))
def test_a_link_that_was_never_mailed_does_not_work(link: Link) -> None:
    for guess in ("", "None"):
        with pytest.raises(LinkExpired):
            use(link, kinds=ALL, secret_hash=guess, now=link.created_at)


@given(waiting)
def test_a_link_serves_its_own_purpose_only(link: Link) -> None:
    with pytest.raises(LinkExpired):
        use(
            link,
            kinds=ALL - {link.kind},
            secret_hash=link.secret_hash or "",
            now=link.created_at,
        )


@pytest.mark.story("0.1")
def test_a_link_sent_again_makes_the_earlier_mail_useless() -> None:
    link = with_secret(with_secret(issued(LinkKind.CONFIRM_EMAIL), "first"), "second")

    with pytest.raises(LinkExpired):
        use(link, kinds=ALL, secret_hash="first", now=NOW)
    assert use(link, kinds=ALL, secret_hash="second", now=NOW).used_at == NOW


@given(links(used=st.just(True), sent=st.just(True)))
def test_links_are_only_used_in_their_time(link: Link) -> None:
    used: datetime | None = link.used_at

    assert used is not None
    assert link.created_at <= used < link.expires_at
