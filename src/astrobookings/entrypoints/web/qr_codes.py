"""Codes for cameras: of authenticator apps, and at the gate."""

import segno
from markupsafe import Markup

__all__ = ["FOR_AN_APP", "qr_code"]

FOR_AN_APP = "QR code for your authenticator app"

_QUIET = 4
"""Modules of white around it, without which scanners do not find it."""


def qr_code(text: str, label: str) -> Markup:
    """*text* as a drawing, dark on white whatever is around it; *label* says what it is."""
    rows = [*segno.make(text, error="m", micro=False).matrix_iter(border=_QUIET)]
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    size = len(rows)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        'shape-rendering="crispEdges" role="img" aria-label="{label}">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{dark}"/></svg>'
    ).format(size=size, label=label, dark=dark)
