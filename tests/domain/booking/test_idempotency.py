"""The same request sent twice books once (story 2.3)."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.errors import KeyInUse, KeyReused
from astrobookings.domain.booking.idempotency import (
    KEY_LIFETIME,
    Answer,
    KeyRecord,
    take_over,
)
from astrobookings.testing.strategies import answers, key_records
from tests.domain.examples import INSTANT

MINUTE = timedelta(seconds=60)
unanswered = key_records(answer=st.none())


@pytest.mark.story("2.3")
@given(unanswered)
def test_a_retry_waits_while_the_first_request_is_at_work(record: KeyRecord) -> None:
    first_minute = record.created_at + MINUTE

    with pytest.raises(KeyInUse):
        take_over(record, record.request, first_minute - INSTANT)


@pytest.mark.story("2.3")
@given(unanswered)
def test_after_a_minute_a_retry_takes_the_booking_over(record: KeyRecord) -> None:
    now = record.created_at + MINUTE

    taken = take_over(record, record.request, now)

    assert taken == evolve(record, lease_until=now + MINUTE)
    with pytest.raises(KeyInUse):
        take_over(taken, record.request, now + MINUTE - INSTANT)


@pytest.mark.story("2.3")
@given(unanswered, answers())
def test_an_answered_request_is_replayed_at_once(record: KeyRecord, answer: Answer) -> None:
    done = evolve(record, answer=answer)

    assert take_over(done, record.request, record.created_at).answer == answer


@pytest.mark.story("2.3")
@given(key_records())
def test_a_key_serves_one_body_only(record: KeyRecord) -> None:
    other = evolve(record.request, digest=f"{record.request.digest}0")

    for now in (record.created_at, record.created_at + MINUTE):
        with pytest.raises(KeyReused):
            take_over(record, other, now)


def test_a_key_is_remembered_for_a_day() -> None:
    assert timedelta(hours=24) == KEY_LIFETIME
