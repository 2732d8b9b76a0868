"""Figures are told as people write them, and read back as they were."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.refund_policy import RefundPolicy, RefundTier
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.monitoring.alerts import AlertPolicy
from astrobookings.domain.policies.figures import (
    BadFigure,
    Figure,
    FigureKind,
    figures_of,
    told,
    usual,
    with_figures,
)
from astrobookings.entrypoints.parts import standard_policies
from astrobookings.testing.strategies import figures, money, shares, spans

POLICIES: Mapping[str, Any] = {
    "policies": BookingPolicies(),
    "finance": FinancePolicies(),
    "alert_policy": AlertPolicy(),
}


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@frozen
class PaintPolicy:
    colours: frozenset[Colour] = frozenset({Colour.RED})
    layers: tuple[int, ...] = (1,)


def test_a_figure_is_named_by_the_way_to_it() -> None:
    names = [one.name for one in figures_of({"policies": BookingPolicies()})]

    assert names[:3] == [
        "policies.seats.regular",
        "policies.seats.vip",
        "policies.seats.vip_launches",
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(seconds=90), "90 seconds"),
        (timedelta(milliseconds=1500), "1.5 seconds"),
        (timedelta(), "0 seconds"),
        (Money.of("1000"), "1000.00"),
        (Decimal("0.008"), "0.008"),
        (
            (RefundTier(timedelta(days=30), Decimal("0.5")),),
            [{"notice": "30 days", "share": "0.5"}],
        ),
        (frozenset({Colour.RED, Colour.BLUE}), ["blue", "red"]),
        (Colour.RED, "red"),
        (7, 7),
        (0.5, 0.5),
        (True, True),
    ],
)
def test_figures_are_written_as_people_write_them(value: object, written: object) -> None:
    assert told(value) == written


@given(figures())
def test_what_is_told_reads_as_what_it_was(figure: Figure) -> None:
    assert with_figures(POLICIES, {figure.name: figure.value}) == {
        figure.name.partition(".")[0]: POLICIES[figure.name.partition(".")[0]]
    }
    assert usual(POLICIES, figure.name, figure.value) == figure.value


def test_every_figure_of_the_platform_that_is_no_word_reads_as_it_is_told() -> None:
    policies = standard_policies()
    for figure in figures_of(policies):
        if figure.kind is not FigureKind.WORD:
            assert usual(policies, figure.name, figure.value) == figure.value


@given(spans(least=timedelta(seconds=1)))
def test_a_span_reads_as_it_is_told(span: timedelta) -> None:
    changed = with_figures(POLICIES, {"policies.delays.window": told(span)})

    assert changed["policies"].delays.window == span


@given(money(), shares())
def test_amounts_and_shares_are_exact(amount: Money, share: Decimal) -> None:
    changed = with_figures(
        POLICIES,
        {
            "finance.fees.abort_fee": told(amount),
            "finance.fees.new": "1",
            "finance.fees.reliable": told(share),
        },
    )

    assert changed["finance"].fees.abort_fee == amount
    assert changed["finance"].fees.reliable == share


def test_figures_that_are_not_named_stay() -> None:
    changed = with_figures(
        POLICIES, {"policies.seats.vip": 9, "policies.holds.lasts": "1200 seconds"}
    )

    expected = BookingPolicies()
    expected = evolve(
        expected,
        seats=evolve(expected.seats, vip=9),
        holds=evolve(expected.holds, lasts=timedelta(minutes=20)),
    )
    assert changed == {"policies": expected}


def test_refund_tiers_are_a_list() -> None:
    tiers = [{"notice": "30 days", "share": "0.95"}, {"notice": "1 week", "share": "0.5"}]

    changed = with_figures(POLICIES, {"policies.refunds.tiers": tiers})

    assert changed["policies"].refunds == RefundPolicy(
        (
            RefundTier(timedelta(days=30), Decimal("0.95")),
            RefundTier(timedelta(days=7), Decimal("0.5")),
        )
    )


def test_a_set_of_words_is_a_list_of_them() -> None:
    paint = {"paint": PaintPolicy()}

    changed = with_figures(paint, {"paint.colours": ["blue", "red"]})

    assert changed["paint"].colours == {Colour.BLUE, Colour.RED}
    with pytest.raises(BadFigure, match="is one of red, blue, not 'green'"):
        with_figures(paint, {"paint.colours": ["green"]})
    with pytest.raises(BadFigure, match="cannot be changed by configuration"):
        with_figures(paint, {"paint.layers": [2]})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("policies.seats.regluar", 5, "no policies.seats.regluar; did you mean regular?"),
        ("nothing.at.all", 5, "there is no nothing"),
        ("policies.seats.regular.more", 5, "policies.seats.regular"),
        ("policies.seats", 5, "is a table"),
        ("policies.seats.regular", "5", "is a whole number, not '5'"),
        ("policies.seats.regular", 5.0, "is a whole number, not 5.0"),
        ("policies.seats.regular", True, "is a whole number, not True"),
        ("policies.seats.regular", -1, "not below 0"),
        ("policies.seats.regular", 10**13, "nor above"),
        ("policies.seats.regular", 7, "a VIP has at least the seats of others"),
        ("policies.holds.lasts", 20, 'is a time such as "15 minutes"'),
        ("policies.holds.lasts", "-5 minutes", "is a time such as"),
        ("policies.holds.lasts", "31 minutes", "while_paying is at least lasts"),
        ("policies.holds.lasts", "999999999999999 weeks", "is at most 36500 days"),
        ("policies.refunds.tiers", "90 %", "is a list"),
        ("policies.refunds.tiers", [{"notice": "9 days"}], "has exactly: notice, share"),
        ("policies.refunds.tiers", [{"notice": "9 days", "share": "1.2"}], 'share from "0" to "1"'),
        (
            "policies.refunds.tiers",
            [{"notice": "9 days", "share": "0.5"}, {"notice": "9 days", "share": "0.4"}],
            "from the longest notice to the shortest",
        ),
        ("finance.fees.new", "NaN", 'share from "0" to "1"'),
        ("finance.fees.new", 0.01, "is an amount in quotes"),
        ("finance.fees.new", "a lot", "is an amount, not 'a lot'"),
        ("finance.fees.new", "0.001", "reliable agencies pay no more"),
        ("finance.fees.abort_fee", "-1.00", "is not below 0"),
        ("finance.fees.abort_fee", "1.005", "is an amount"),
        ("alert_policy.error_share.limit", float("nan"), "is a number"),
        ("alert_policy.error_share.clear", 0.5, "clear is in order"),
        ("alert_policy.error_share.watched", 1, "is true or false"),
        ("alert_policy.error_share.what", "\n", "is one line"),
        ("alert_policy.error_share.level", "error", "cannot be changed by configuration"),
    ],
)
def test_what_makes_no_sense_is_refused_and_named(name: str, value: object, sentence: str) -> None:
    with pytest.raises(BadFigure) as refused:
        with_figures(POLICIES, {name: value})

    assert sentence in str(refused.value)


def test_a_figure_is_no_table_too() -> None:
    with pytest.raises(BadFigure, match="as a figure and as a table"):
        with_figures(POLICIES, {"policies.seats": 5, "policies.seats.regular": 5})
    with pytest.raises(BadFigure, match="is no single figure"):
        usual(POLICIES, "policies.seats", 5)


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
odd_values = plain | st.lists(plain | st.dictionaries(st.sampled_from(["notice", "share"]), plain))


@given(figures(), odd_values)
def test_whatever_is_sent_is_read_or_refused(figure: Figure, value: object) -> None:
    try:
        written = usual(POLICIES, figure.name, value)
    except BadFigure:
        return

    assert usual(POLICIES, figure.name, written) == written
