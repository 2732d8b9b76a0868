"""Drawings made by code: a patch for each launch, a sketch of the way to each destination.

They are SVG without scripts and styles, so that any page may hold them.
"""

import math
from collections.abc import Iterator, Mapping
from hashlib import sha256

from attrs import frozen
from markupsafe import Markup

from astrobookings.domain.agencies.destinations import Destination

__all__ = ["brand_mark", "departure", "empty_sky", "launch_patch", "orbit_sketch"]


@frozen
class _Palette:
    sky: str
    ground: str
    trail: str
    light: str


_PALETTES = (
    _Palette("#1b2558", "#4660c8", "#ff9d5c", "#f4f1e6"),
    _Palette("#10363c", "#2f8f83", "#ffd27a", "#eef7f2"),
    _Palette("#43203f", "#a5487f", "#ffc06b", "#fbeff5"),
    _Palette("#3a1d16", "#b3552e", "#8fd0e8", "#faf0e8"),
    _Palette("#16303a", "#4b7f9e", "#f2735d", "#eef4f7"),
    _Palette("#2b2a4c", "#7d6cc4", "#9be0b0", "#f1effa"),
)
_STARS = 9
_EDGE = 43


class _Draws:
    """Numbers that follow from a text, always the same ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bytes = self._endless()

    def _endless(self) -> Iterator[int]:
        turn = 0
        while True:
            yield from sha256(f"{turn} {self._text}".encode()).digest()
            turn += 1

    def below(self, most: int) -> int:
        """0 to *most* - 1; *most* is at most 256."""
        return next(self._bytes) % most

    def between(self, least: float, most: float) -> float:
        return least + (most - least) * next(self._bytes) / 255


def launch_patch(slug: str) -> Markup:
    """The emblem of the launch *slug*, 96 by 96; decoration, hidden from screen readers."""
    draws = _Draws(slug)
    palette = _PALETTES[draws.below(len(_PALETTES))]
    parts = [
        f'<circle cx="48" cy="48" r="46" fill="{palette.sky}"/>',
        *_stars(draws, palette),
        _ground(draws, palette),
        _flight(draws, palette),
        f'<circle cx="48" cy="48" r="44" fill="none" stroke="{palette.light}" stroke-width="2"/>',
        f'<circle cx="48" cy="48" r="47" fill="none" stroke="{palette.sky}" stroke-width="2"/>',
    ]
    return _drawing(96, 96, "".join(parts))


def _stars(draws: _Draws, palette: _Palette) -> Iterator[str]:
    for _ in range(_STARS):
        angle, distance = draws.between(0, 2 * math.pi), draws.between(6, 38)
        x, y = 48 + distance * math.cos(angle), 48 + distance * math.sin(angle)
        size = draws.between(0.5, 1.4)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{palette.light}"/>'


def _ground(draws: _Draws, palette: _Palette) -> str:
    """A world below, seen in part."""
    size, x = draws.between(30, 52), draws.between(24, 72)
    y = 88 + size / 2 - draws.between(4, 14)
    return f'<path d="{_within(x, y, size)}" fill="{palette.ground}"/>'


def _within(x: float, y: float, size: float) -> str:
    """The part of the circle at (x, y) that lies in the patch, whose edge it must cross."""
    away = math.hypot(x - 48, y - 48)
    along = (_EDGE**2 - size**2 + away**2) / (2 * away)
    across = math.sqrt(_EDGE**2 - along**2)
    east, south = (x - 48) / away, (y - 48) / away
    middle_x, middle_y = 48 + along * east, 48 + along * south
    left_x, left_y = middle_x - across * south, middle_y + across * east
    right_x, right_y = middle_x + across * south, middle_y - across * east
    return (
        f"M{left_x:.1f} {left_y:.1f}A{size:.1f} {size:.1f} 0 0 1 {right_x:.1f} {right_y:.1f}"
        f"A{_EDGE} {_EDGE} 0 0 1 {left_x:.1f} {left_y:.1f}Z"
    )


def _flight(draws: _Draws, palette: _Palette) -> str:
    """A trail that rises, with the rocket at its end."""
    start, bend = draws.between(24, 40), draws.between(-16, 16)
    x, y = draws.between(54, 68), draws.between(20, 32)
    middle_x, middle_y = (start + x) / 2 + bend, (74 + y) / 2 + bend / 2
    angle = math.degrees(math.atan2(y - middle_y, x - middle_x)) + 90
    return (
        f'<path d="M{start:.1f} 74Q{middle_x:.1f} {middle_y:.1f} {x:.1f} {y:.1f}" fill="none" '
        f'stroke="{palette.trail}" stroke-width="3" stroke-linecap="round"/>'
        f'<path transform="translate({x:.1f} {y:.1f}) rotate({angle:.0f})" '
        f'd="M0-11C4-7 5-2 5 4L7 9H-7L-5 4C-5-2-4-7 0-11Z" fill="{palette.light}"/>'
    )


_WAYS: Mapping[Destination, str] = {
    Destination.LOW_EARTH_ORBIT: (
        '<ellipse cx="80" cy="90" rx="66" ry="22" transform="rotate(-18 80 90)"/>'
        '<circle cx="139" cy="62" r="4" fill="currentColor"/>'
    ),
    Destination.ISS: (
        '<ellipse cx="80" cy="90" rx="84" ry="32" transform="rotate(-24 80 90)"/>'
        '<path d="M146 52h22M157 46v12M146 47v10M168 47v10"/>'
    ),
    Destination.MOON: (
        '<path d="M80 42C150-6 300 20 330 84" stroke-dasharray="2 6"/>'
        '<circle cx="345" cy="98" r="17"/><path d="M338 92a4 4 0 1 0 8 0a4 4 0 1 0-8 0M349 106'
        'a3 3 0 1 0 6 0a3 3 0 1 0-6 0"/>'
    ),
    Destination.MARS: (
        '<path d="M80 138C200 190 440 160 520 74" stroke-dasharray="2 6"/>'
        '<circle cx="536" cy="58" r="24"/><path d="M518 50q18 8 36-4M516 68q20 6 40-2"/>'
    ),
}
_FRAMES: Mapping[Destination, int] = {
    Destination.LOW_EARTH_ORBIT: 200,
    Destination.ISS: 200,
    Destination.MOON: 380,
    Destination.MARS: 580,
}


def orbit_sketch(destination: Destination) -> Markup:
    """The way from Earth to *destination*, not to scale, in the colour of the text around it."""
    earth = (
        '<circle cx="80" cy="90" r="44"/><path d="M40 74q28 14 50-4t34 6M38 104q24-8 44 6t40-2"/>'
    )
    lines = f'<g fill="none" stroke="currentColor" stroke-width="1.5">{earth}{_WAYS[destination]}'
    return _drawing(_FRAMES[destination], 180, lines + "</g>", kind="sketch")


def departure() -> Markup:
    """The picture above the launch board: on the way from Earth to the Moon, by night."""
    draws = _Draws("departure")
    stars = (
        f'<circle cx="{draws.between(16, 544):.0f}" cy="{draws.between(14, 250):.0f}" '
        f'r="{draws.between(0.6, 1.7):.1f}"/>'
        for _ in range(46)
    )
    parts = [
        '<rect width="560" height="320" fill="#10173a"/>',
        f'<g fill="#dfe4ff">{"".join(stars)}</g>',
        '<circle cx="130" cy="520" r="318" fill="#24408f"/>',
        '<circle cx="130" cy="520" r="300" fill="#2f56b8"/>',
        '<path d="M-20 300Q60 262 128 286T262 300L300 320H-20Z" fill="#4f8f7d"/>',
        '<path d="M150 250q46-14 92 6t60 34q-52 6-92-10t-60-30Z" fill="#4f8f7d"/>',
        '<circle cx="462" cy="78" r="40" fill="#ece7d8"/>',
        '<g fill="#d3ccb8"><circle cx="450" cy="68" r="8"/><circle cx="476" cy="92" r="6"/>'
        '<circle cx="474" cy="62" r="4"/><circle cx="452" cy="96" r="4"/></g>',
        '<path d="M176 206C214 104 300 62 408 74" fill="none" stroke="#ffb184" stroke-width="2.5" '
        'stroke-dasharray="1 9" stroke-linecap="round"/>',
        '<path d="M176 206C196 152 230 116 268 96" fill="none" stroke="#ff9d5c" stroke-width="4" '
        'stroke-linecap="round"/>',
        '<path transform="translate(276 92) rotate(63) scale(1.5)" '
        'd="M0-11C4-7 5-2 5 4L7 9H-7L-5 4C-5-2-4-7 0-11Z" fill="#f6f2e8"/>',
    ]
    return _drawing(560, 320, "".join(parts), kind="scene")


def brand_mark() -> Markup:
    """The sign of AstroBookings: a seat's back and an orbit around it."""
    return _drawing(
        32,
        32,
        '<g fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round">'
        '<path d="M12 6v12a3 3 0 0 0 3 3h6v6"/>'
        '<ellipse cx="16" cy="16" rx="14" ry="6" transform="rotate(-28 16 16)"/></g>',
    )


def empty_sky() -> Markup:
    """For lists without anything in them."""
    return _drawing(
        96,
        96,
        '<g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">'
        '<path d="M8 74q40-22 80 0"/><path d="M48 20v10M43 25h10M22 34v6M19 37h6M72 40v8M68 44h8"/>'
        '<path d="M48 66l-5-12q5-8 5-8q0 0 5 8z"/></g>',
    )


def _drawing(width: int, height: int, inside: str, *, kind: str = "") -> Markup:
    named = f' class="{kind}"' if kind else ""
    return Markup(  # noqa: S704  # made of numbers and of constants alone
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"{named} '
        f'aria-hidden="true" focusable="false">{inside}</svg>'
    )
