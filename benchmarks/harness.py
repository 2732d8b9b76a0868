"""Rounds in turn, ratios within a round, and the table of what came out."""

import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

__all__ = [
    "Goal",
    "Outcome",
    "Report",
    "Run",
    "Span",
    "in_turn",
    "percentile",
    "progress",
    "ratios",
    "table",
]

T = TypeVar("T")
_STARTED = time.monotonic()


@frozen
class Run:
    """How long to measure: so many rounds, each case so many seconds a round."""

    rounds: int
    seconds: float


@frozen
class Span:
    """The median of some figures, and the outermost two."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, figures: Iterable[float]) -> "Span":
        found = sorted(figures)
        return cls(statistics.median(found), found[0], found[-1])

    def told(self, form: str = ".2f") -> str:
        return f"{self.median:{form}} ({self.low:{form}}–{self.high:{form}})"


@frozen
class Goal:
    """A ratio to reach, or not to exceed when `at_most`; stretch is the next one to aim at."""

    number: str
    what: str
    goal: float
    stretch: float
    at_most: bool = False

    def met_by(self, figure: float) -> str:
        """`stretch`, `goal` or `MISSED`."""
        if self._met(figure, self.stretch):
            return "stretch"
        return "goal" if self._met(figure, self.goal) else "MISSED"

    def _met(self, figure: float, bound: float) -> bool:
        return figure <= bound if self.at_most else figure >= bound

    @property
    def sign(self) -> str:
        return "≤" if self.at_most else "≥"


@frozen
class Outcome:
    """A goal, and what was measured."""

    goal: Goal
    span: Span


@frozen
class Report:
    """What one case found; `faults` name broken promises and fail the run."""

    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def progress(text: str) -> None:
    """One line about what happens now."""
    print(f"[{time.monotonic() - _STARTED:6.1f} s] {text}", file=sys.stderr, flush=True)


def in_turn(run: Run, cases: Mapping[str, Callable[[int], T]]) -> dict[str, list[T]]:
    """Each case once a round, A B C A B C; the results of each by round."""
    found: dict[str, list[T]] = {name: [] for name in cases}
    for number in range(run.rounds):
        for name, case in cases.items():
            progress(f"  round {number + 1} of {run.rounds}: {name}")
            found[name].append(case(number))
    return found


def ratios(ours: Sequence[float], base: Sequence[float]) -> Span:
    """*ours* to *base*, taken within each round."""
    return Span.of(one / other for one, other in zip(ours, base, strict=True))


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure that *share* (0 to 1) of the sorted *figures* do not exceed."""
    return figures[max(math.ceil(share * len(figures)) - 1, 0)]


def table(outcomes: Iterable[Outcome]) -> str:
    """One line per goal, in a form that reads as text and as Markdown."""
    head = ("#", "ratio", "measured", "goal", "stretch", "met")
    rows = [head, *(_row(one) for one in outcomes)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "|".join(["", *("-" * (width + 2) for width in widths), ""]))
    return "\n".join(lines)


def _row(outcome: Outcome) -> tuple[str, ...]:
    goal, span = outcome.goal, outcome.span
    bounds = (f"{goal.sign} {goal.goal:.2f}", f"{goal.sign} {goal.stretch:.2f}")
    return (goal.number, goal.what, span.told(), *bounds, goal.met_by(span.median))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (f" {cell:{width}} " for cell, width in zip(row, widths, strict=True))
    return "|".join(["", *cells, ""])
