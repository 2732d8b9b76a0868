"""What is personal gives way to nobody, and everything else stays (story 0.6)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.identity.accounts import Account, AccountStatus, NoSuchAccountMove
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.origins import FieldChange
from astrobookings.domain.privacy.closing import closed, require_idle
from astrobookings.domain.privacy.errors import AccountInUse
from astrobookings.domain.privacy.history import HIDDEN, hidden
from astrobookings.domain.privacy.records import (
    OPERATIONS_RECORDS,
    SYSTEM_RECORDS,
    RecordPolicy,
    address_of_nobody,
    personal_fields,
)
from astrobookings.domain.privacy.telling import told
from astrobookings.testing import strategies

ALL = (*SYSTEM_RECORDS, *OPERATIONS_RECORDS)
STRATEGIES: Mapping[str, Callable[[], SearchStrategy[Any]]] = {
    "account": strategies.accounts,
    "agency": strategies.agencies,
    "billing_copy": strategies.billing_copies,
    "booking": strategies.bookings,
    "booking_request": strategies.booking_requests,
    "charge": strategies.charges,
    "invoice": strategies.invoices,
    "invoice_payment": strategies.invoice_payments,
    "launch": strategies.launches,
    "notice": strategies.notices,
    "notification": strategies.notifications,
    "preferences": strategies.mail_preferences,
    "profile": strategies.traveler_profiles,
    "quote": strategies.quotes,
    "receipt": strategies.receipts,
    "refund": strategies.refunds,
    "rocket": strategies.rockets,
    "session": strategies.sessions,
    "sync_conflict": strategies.sync_conflicts,
    "testimonial": strategies.told_testimonials,
    "wish": strategies.wishes,
}


@st.composite
def records(draw: DrawFn) -> tuple[RecordPolicy, Entity]:
    """A record of any kind, and how it treats its person."""
    policy = draw(st.sampled_from(ALL))
    return policy, draw(STRATEGIES[policy.kind]())


def test_every_kind_is_known_and_named_once() -> None:
    assert {one.kind for one in ALL} == STRATEGIES.keys()
    assert len({one.kind for one in ALL}) == len(ALL)


@pytest.mark.parametrize("policy", ALL, ids=lambda one: one.kind)
def test_a_policy_names_fields_that_there_are(policy: RecordPolicy) -> None:
    names = {one.name for one in fields(policy.entity)}

    assert {policy.person, *policy.instead, *policy.untold} <= names | {"id"}
    assert policy.of in {"", *(one.kind for one in ALL[: ALL.index(policy)])}


@given(records())
def test_only_what_is_personal_changes(given: tuple[RecordPolicy, Entity]) -> None:
    policy, record = given

    gone = policy.anonymous(record)

    for one in fields(type(record)):
        if one.name not in policy.instead:
            assert getattr(gone, one.name) == getattr(record, one.name)
    assert policy.anonymous(gone) == gone


@given(strategies.accounts(), strategies.accounts())
def test_accounts_of_nobody_tell_nothing_of_the_person(one: Account, other: Account) -> None:
    same = SYSTEM_RECORDS[0]
    names = ("email", "first_name", "last_name", "phone", "company", "pending_email")

    gone, gone_too = same.anonymous(one), same.anonymous(other)

    assert gone.email == address_of_nobody(one.id)
    assert all(getattr(gone, name) == getattr(gone_too, name) for name in names if name != "email")


@given(records())
def test_the_log_hides_the_values_of_personal_fields_alone(
    given: tuple[RecordPolicy, Entity],
) -> None:
    policy, record = given
    changes = {
        one.name: FieldChange(None, getattr(record, one.name)) for one in fields(type(record))
    }

    left = hidden(policy.kind, changes)

    assert left.keys() == changes.keys()
    for name, change in left.items():
        if name in personal_fields(policy.kind):
            assert change.old is None
            assert change.new in {None, HIDDEN}
        else:
            assert change == changes[name]


@given(records())
def test_no_secret_is_told(given: tuple[RecordPolicy, Entity]) -> None:
    policy, record = given

    names = {path.split("/")[-1] for path in told(policy.kind, record)}

    assert not names & {"password_hash", "secret", "payment_method", "provider_id", *policy.untold}


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 3)))
def test_an_account_is_closed_only_when_nothing_is_open(counts: dict[str, int]) -> None:
    open_things = {name for name, count in counts.items() if count}

    if not open_things:
        require_idle(counts)
        return
    with pytest.raises(AccountInUse) as refusal:
        require_idle(counts)
    assert {reason.split(":")[0] for reason in refusal.value.reasons} == open_things


@given(strategies.accounts())
def test_closing_is_for_good(account: Account) -> None:
    if account.status is AccountStatus.CLOSED:
        with pytest.raises(NoSuchAccountMove):
            closed(account, "#")
        return

    left = closed(account, "#")

    assert (left.status, left.password_hash) == (AccountStatus.CLOSED, "#")
    with pytest.raises(NoSuchAccountMove):
        closed(left, "#")
