"""Who may do what: the table, against one written by hand from the stories."""

from itertools import product

import pytest
from hypothesis import given

from astrobookings.domain.identity.permissions import (
    PERMISSIONS,
    Action,
    authorize,
    only_own,
    signed_in,
)
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, NotSignedIn
from astrobookings.testing.strategies import principals
from tests.domain.examples import a_principal, number

# vi tr ag cs fi op it sy: `all` records, only their `own`, or none (`-`)
EXPECTED = """
                        visitor traveler agency customer_service finance operations it  system
manage_own_account      -       own      own    own              own     own        own -
manage_users            -       -        -      -                -       all        -   all
manage_agency_profile   -       -        own    -                -       -          -   -
manage_rockets          -       -        own    -                -       -          -   -
schedule_launches       -       -        own    -                -       -          -   -
change_launch_status    -       -        own    -                -       all        -   -
view_agency_launches    -       -        own    -                -       all        -   -
manage_agencies         -       -        -      -                -       all        -   all
view_spaceports         all     all      all    all              all     all        all all
manage_spaceports       -       -        -      -                -       all        -   all
view_launches           all     all      all    all              all     all        all all
book_seats              -       own      -      -                -       -          -   -
view_bookings           -       own      -      all              all     all        -   -
cancel_bookings         -       own      -      all              -       -          -   -
answer_delays           -       own      -      -                -       -          -   -
view_bookings_report    -       -        own    all              all     all        -   -
change_bookings         -       own      -      all              -       -          -   -
book_on_behalf          -       -        -      all              -       -          -   -
override_refunds        -       -        -      all              -       -          -   -
record_transfers        -       -        -      all              -       -          -   -
extend_holds            -       -        -      all              -       -          -   -
view_timelines          -       -        -      all              -       -          all -
keep_wishes             -       own      -      -                -       -          -   -
read_testimonials       all     all      all    all              all     all        all all
give_testimonials       -       own      -      -                -       -          -   -
moderate_testimonials   -       -        -      all              -       all        -   -
export_records          -       -        -      -                all     all        -   -
manage_policies         -       -        -      -                -       all        -   -
read_own_notifications  -       own      own    own              own     own        own -
manage_notifications    -       -        -      -                -       -          all -
view_monitoring         -       -        -      -                -       -          all -
manage_dead_letters     -       -        -      -                -       -          all all
view_sync               -       -        -      -                -       -          all all
run_sync                -       -        -      -                -       -          all all
resolve_conflicts       -       -        -      -                -       -          all -
issue_invoices          -       -        -      -                all     -          -   all
view_invoices           -       -        own    -                all     -          -   -
manage_invoices         -       -        -      -                all     -          -   -
pay_invoices            -       -        own    -                all     -          -   -
process_refunds         -       -        -      -                all     -          -   -
view_annual_report      -       -        -      -                all     all        -   -
view_agency_reports     -       -        own    -                all     all        -   -
view_operations_report  -       -        -      -                -       all        -   -
run_jobs                -       -        -      -                -       -          -   all
"""
HEADER, *ROWS = (line.split() for line in EXPECTED.strip().splitlines())
TABLE = {
    (Action(action), Standing(standing)): right
    for action, *rights in ROWS
    for standing, right in zip(HEADER, rights, strict=True)
}
ABSENT = NotFound("booking", "7")
MINE, FOREIGN = number(1), number(2)


def test_the_table_written_by_hand_is_complete() -> None:
    assert TABLE.keys() == set(product(Action, Standing))
    assert PERMISSIONS.keys() == set(Action)


@pytest.mark.parametrize(("action", "standing"), TABLE)
def test_a_standing_may_do_what_the_table_says_and_nothing_else(
    action: Action, standing: Standing
) -> None:
    by = a_principal(standing, user=1)

    if TABLE[action, standing] != "-":
        authorize(by, action)
    elif standing is Standing.VISITOR:
        with pytest.raises(NotSignedIn):
            authorize(by, action)
    else:
        with pytest.raises(NotAllowed) as refusal:
            authorize(by, action)
        assert refusal.value.action == action.value


@pytest.mark.parametrize(("action", "standing"), TABLE)
def test_own_records_are_open_to_whoever_has_any_right(action: Action, standing: Standing) -> None:
    by = a_principal(standing, user=1)

    if TABLE[action, standing] != "-":
        only_own(by, action, MINE, otherwise=ABSENT)
    else:
        with pytest.raises((NotSignedIn, NotAllowed)):
            only_own(by, action, MINE, otherwise=ABSENT)


@pytest.mark.parametrize(
    ("action", "standing"), [key for key, right in TABLE.items() if right != "-"]
)
def test_foreign_records_look_absent_to_whoever_may_only_see_the_own(
    action: Action, standing: Standing
) -> None:
    by = a_principal(standing, user=1)

    if TABLE[action, standing] == "all":
        only_own(by, action, FOREIGN, otherwise=ABSENT)
    else:
        with pytest.raises(NotFound) as refusal:
            only_own(by, action, FOREIGN, otherwise=ABSENT)
        assert refusal.value is ABSENT


@given(principals())
def test_only_somebody_with_an_account_is_signed_in(by: Principal) -> None:
    if by.standing in {Standing.VISITOR, Standing.SYSTEM}:
        with pytest.raises(NotSignedIn):
            signed_in(by)
    else:
        assert signed_in(by) == by.user_id
