"""The page on monitoring tells the figures as they are."""

import re
from pathlib import Path

from attrs import evolve

from astrobookings.domain.monitoring.alerts import AlertPolicy
from astrobookings.entrypoints.policies import policies_in

PAGE = (Path(__file__).parents[2] / "docs" / "monitoring.md").read_text("utf-8")
ROW = re.compile(
    r"^\| `(\w+)` \| (?:above|below) ([\d.]+) \| [a-z ]*([\d.]+)[a-z ]* \| (\d+) \|$", re.M
)


def test_the_thresholds_are_those_of_the_policy() -> None:
    told = {rule: (float(a), float(b), int(n)) for rule, a, b, n in ROW.findall(PAGE)}

    assert told == {
        one.rule: (one.limit, one.clear, one.in_a_row) for one in AlertPolicy().thresholds
    }


def test_the_example_of_a_policies_file_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "policies.toml"
    file.write_text(PAGE.partition("```toml\n")[2].partition("```")[0])

    changed = policies_in(str(file))["alert_policy"]

    lag = evolve(AlertPolicy().outbox_lag_seconds, limit=300, clear=60, in_a_row=4)
    assert changed.outbox_lag_seconds == lag
    assert not changed.latency_p95_ms.watched
