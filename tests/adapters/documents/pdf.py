"""Reads back the text of a PDF with embedded fonts, as far as our tests need it."""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>")
_SHOWN = re.compile(rb"/F(\d) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\) Tj", re.DOTALL)
_ESCAPED = {b"r": b"\r", b"n": b"\n", b"t": b"\t"}


def lines_of(pdf: bytes) -> list[str]:
    """Return the texts that the pages of *pdf* show, in the order they were drawn."""
    streams = [_inflated(found[1]) for found in _STREAM.finditer(pdf)]
    pages = drawing_of(pdf)
    fonts = [dict(_LETTER.findall(one)) for one in streams if b"beginbfchar" in one]
    lines, font = [], fonts[0]
    for found in _SHOWN.finditer(pages):
        if found[1]:
            font = fonts[int(found[1]) - 1]
        else:
            lines.append(_read(found[2], font))
    return lines


def drawing_of(pdf: bytes) -> bytes:
    """Return what is drawn on the pages of *pdf*, as its operators."""
    streams = [_inflated(found[1]) for found in _STREAM.finditer(pdf)]
    return b"\n".join(stream for stream in streams if b" Tj" in stream)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)  # its end may look like that of a line
    except zlib.error:
        return stream


def _read(shown: bytes, font: dict[bytes, bytes]) -> str:
    plain = re.sub(rb"\\(.)", lambda m: _ESCAPED.get(m[1], m[1]), shown, flags=re.DOTALL)
    codes = [plain[at : at + 2].hex().upper().encode() for at in range(0, len(plain), 2)]
    return "".join(chr(int(font[code], 16)) for code in codes)
