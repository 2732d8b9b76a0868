"""Facts tell what a copy says, and their digest tells them apart."""

from datetime import timedelta, timezone

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.money import Money
from astrobookings.domain.sync.copies import ChangedElsewhere, differing, refuse_changed
from astrobookings.domain.sync.facts import BOOKKEEPING, digest_of, facts_of
from astrobookings.testing.builders import a_billing_copy, a_booking, a_launch

names = st.text(max_size=4)
plain = st.none() | st.booleans() | st.integers() | names | st.lists(st.integers(), max_size=3)


def test_values_within_are_told_by_their_path() -> None:
    launch = a_launch(price=Money.of("1250000.5"))

    facts = facts_of(launch)

    assert facts["price"] == "1250000.50"
    assert facts["destination"] == launch.destination.value
    assert facts["launch_at"] == launch.launch_at.isoformat()
    assert facts["history"] == []
    assert facts_of(a_booking())["seats"] == [
        {"number": 1, "price": "250000.00"},
        {"number": 2, "price": "250000.00"},
    ]


def test_the_same_instant_is_the_same_fact_in_every_zone() -> None:
    launch = a_launch()
    elsewhere = launch.launch_at.astimezone(timezone(timedelta(hours=9)))

    assert facts_of(evolve(launch, launch_at=elsewhere)) == facts_of(launch)


def test_fields_can_be_left_out() -> None:
    copy = a_billing_copy(version=3)

    assert not facts_of(copy, without=BOOKKEEPING).keys() & BOOKKEEPING
    assert facts_of(copy, without=BOOKKEEPING) == facts_of(
        evolve(copy, version=9), without=BOOKKEEPING
    )


@given(st.dictionaries(names, plain), st.dictionaries(names, plain))
def test_equal_facts_alone_have_equal_digests(
    one: dict[str, object], other: dict[str, object]
) -> None:
    def told(facts: dict[str, object]) -> dict[str, object]:
        """Python takes True for 1; JSON does not."""
        return {name: (type(value), value) for name, value in facts.items()}

    assert (digest_of(one) == digest_of(other)) == (told(one) == told(other))
    assert digest_of(one) == digest_of(dict(reversed(one.items())))


@given(st.dictionaries(names, plain), st.dictionaries(names, plain))
def test_what_differs_is_named_version_aside(
    one: dict[str, object], other: dict[str, object]
) -> None:
    found = set(differing(one, other))

    assert found == {
        name
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name) and name != "source_version"
    }


@given(plain, plain, plain)
def test_only_what_was_written_or_decided_on_is_overwritten(
    source: object, standing: object, written: object
) -> None:
    stands, digest = {"value": standing}, digest_of({"value": standing})

    def refused(over: str | None = None) -> bool:
        last = digest_of({"value": written})
        try:
            refuse_changed({"value": source}, stands, written=last, over=over)
        except ChangedElsewhere as refusal:
            return refusal.digest == digest
        return False

    untouched = digest == digest_of({"value": written})
    assert refused() == (not untouched and source != standing)
    assert not refused(over=digest)


def test_a_later_field_is_told_once_it_is_set() -> None:
    booking = a_booking()

    assert not {"adding", "retained"} & set(facts_of(booking))
    assert facts_of(evolve(booking, retained=Money.of("1")))["retained"] == "1.00"
    adding = facts_of(evolve(booking, adding=booking.seats[:1]))["adding"]
    assert adding == [{"number": 1, "price": "250000.00"}]
