"""Figures of policies are changed by a file, which says what is wrong with it."""

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.monitoring.retention import RetentionPolicy
from astrobookings.entrypoints.bootstrap import migrate_stores, open_system
from astrobookings.entrypoints.policies import policies_in
from astrobookings.entrypoints.settings import BadSettings, embedded_settings


def written(folder: Path, text: str) -> str:
    file = folder / "policies.toml"
    file.write_text(text)
    return str(file)


def test_without_a_file_everything_is_as_by_default() -> None:
    assert policies_in("") == {}


def test_figures_that_are_named_change_and_no_others(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '[retention]\nentries = "400 days"\n'
        '[policies.holds]\nlasts = "20 minutes"\nmost_open = 3\n'
        '[policies.charges]\nmaximum = "5000.00"\n',
    )

    changed = policies_in(file)

    assert changed.keys() == {"retention", "policies"}
    assert changed["retention"].entries == timedelta(days=400)
    assert changed["retention"].samples == RetentionPolicy().samples
    booking: BookingPolicies = changed["policies"]
    assert booking.holds.lasts == timedelta(minutes=20)
    assert booking.holds.most_open == 3
    assert booking.charges.maximum == Money.of("5000.00")
    assert booking.seats == BookingPolicies().seats


def test_the_platform_follows_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "[policies.seats]\nregular = 5\n")
    settings = evolve(embedded_settings(tmp_path / "var", port=8000), policies_file=file)
    migrate_stores(settings)

    system = open_system(settings)

    assert system.policies.seats.regular == 5
    system.close()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[retentoin]\n", "there is no retentoin; did you mean retention?"),
        ('[retention]\nentires = "1 day"\n', "no retention.entires; did you mean entries?"),
        ("[retention]\nentries = 400\n", 'retention.entries is a time such as "15 minutes"'),
        ('[policies.holds]\nmost_open = "3"\n', "most_open is a whole number, not '3'"),
        ("[policies.charges]\nmaximum = 5000\n", "maximum is an amount in quotes"),
        ("retention = 5\n", "retention is a table"),
        ("[retention\n", "is no TOML"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSettings) as refused:
        policies_in(written(tmp_path, text))

    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="remove the setting to keep all defaults"):
        policies_in(str(tmp_path / "nowhere.toml"))
