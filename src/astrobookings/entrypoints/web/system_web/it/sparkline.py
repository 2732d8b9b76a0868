"""A metric over time as a small drawing; its figures stand beside it as text."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from astrobookings.domain.monitoring.metrics import Point

__all__ = ["sparkline"]

_GAP = 2.5
"""Steps without samples after which the line breaks off."""


def sparkline(
    points: Sequence[Point],
    *,
    since: datetime,
    until: datetime,
    step: timedelta,
    limit: float | None = None,
    kind: str = "sparkline",
    width: int = 320,
    height: int = 72,
) -> Markup:
    """The means of *points* as lines from *since* to *until*, from zero up; *limit* is dashed.

    Where samples are missing there is no line. Decoration, hidden from screen readers.
    """
    top = max([*(point.most for point in points), limit or 0.0, 0.0]) or 1.0
    span = (until - since) / timedelta(seconds=1) or 1.0

    def place(point: Point) -> str:
        x = width * ((point.at - since) / timedelta(seconds=1)) / span
        return f"{x:.1f} {_down(point.mean, top, height):.1f}"

    drawn = [
        f'<path class="base" d="M0 {height - 1}H{width}"/>',
        *(_stroke([place(point) for point in run]) for run in _runs(points, step)),
    ]
    if limit is not None:
        drawn.append(f'<path class="limit" d="M0 {_down(limit, top, height):.1f}H{width}"/>')
    return Markup(  # noqa: S704  # made of numbers and of constants alone
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )


def _down(value: float, top: float, height: int) -> float:
    """How far below the upper edge *value* is drawn."""
    return 2 + (height - 3) * (1 - value / top)


def _runs(points: Sequence[Point], step: timedelta) -> Iterator[list[Point]]:
    """*points* in pieces that nothing is missing within."""
    piece: list[Point] = []
    for point in points:
        if piece and point.at - piece[-1].at > _GAP * step:
            yield piece
            piece = []
        piece.append(point)
    if piece:
        yield piece


def _stroke(places: list[str]) -> str:
    """A line, or a dot if there is one place alone."""
    if len(places) == 1:
        return f'<path class="line dot" d="M{places[0]}h0"/>'
    return f'<path class="line" d="M{"L".join(places)}"/>'
