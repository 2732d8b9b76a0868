"""Codes for the cameras of authenticator apps."""

import segno
from markupsafe import Markup

__all__ = ["qr_code"]

_QUIET = 4
"""Modules of white around it, without which scanners do not find it."""


def qr_code(text: str) -> Markup:
    """*text* as a drawing, dark on white whatever the colours around it."""
    rows = [*segno.make(text, error="m", micro=False).matrix_iter(border=_QUIET)]
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    size = len(rows)
    return Markup(  # noqa: S704  # made of numbers alone
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges" role="img" aria-label="QR code for your authenticator app">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{dark}"/></svg>'
    )
