"""Charts as pictures."""

from typing import Protocol

from attrs import frozen

from astrobookings.application.ports.papers import Paper

__all__ = ["BarChart", "Charts"]


@frozen(kw_only=True)
class BarChart:
    """Several series of bars over the same labels; values in USD."""

    name: str
    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    """Each with its name and a value for each label."""


class Charts(Protocol):
    def bars(self, chart: BarChart) -> Paper:
        """An SVG picture; whoever shows it shows the figures as a table, too."""
        ...
