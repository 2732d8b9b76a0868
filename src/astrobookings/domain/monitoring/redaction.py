"""Texts without the secrets that may have slipped into them."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

__all__ = ["HIDDEN", "Fact", "names_a_secret", "redacted", "redacted_facts"]

HIDDEN = "***"

Fact: TypeAlias = str | int | float | bool | None

_SECRET_WORDS = (
    "passw(?:or)?d|passphrase|pwd|secret|token|authorization|cookie|api[_-]?key|private[_-]?key|"
    "signature|credential|payment[_-]?method|card|cvc|cvv|pin[_-]?code|otp|iban"
)
_SECRET_TRACES = tuple(
    "passw passphrase pwd secret token authorization cookie api private signature credential "
    "payment card cvc cvv pin otp iban".split()
)
"""Each of the words above has one of these in it."""
_NAME = re.compile(rf"(?i)(?:{_SECRET_WORDS})")
_QUOTED = r'"(?:\\.|[^"\\\n])*"?' + "|" + r"'(?:\\.|[^'\\\n])*'?"
_OPAQUE_FROM = 32
"""Signs from which a run of letters and figures may be a secret by itself."""
_OPAQUE = re.compile(rf"(?<![\w-])[\w-]{{{_OPAQUE_FROM},}}")
_ID = r"[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"
_FIGURES = re.compile(rf"{_ID}|(?<!\w)\d(?:[ -]?\d){{12,60}}(?!\w)")

_MANY_FIGURES = re.compile(r"\d(?:[ -]?\d){12}")


@frozen
class _Rule:
    """What is hidden; texts that have none of *traces*, in small letters, need not be looked at."""

    traces: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: str = HIDDEN


_RULES = (
    _Rule(
        ("-----begin",),
        re.compile(r"(?s)-----BEGIN [^-\n]*KEY-----.*?(?:-----END [^-\n]*KEY-----|\Z)"),
    ),
    _Rule(
        ("cookie", "authorization"),
        re.compile(
            r"(?im)((?:set-)?cookie|(?:proxy-)?authorization)(['\"]?\s*[:=,]\s*)(?!\*\*\*$)[^\n]+$"
        ),
        rf"\1\2{HIDDEN}",
    ),
    _Rule(("eyj",), re.compile(r"eyJ[\w-]{5,}(?:\.[\w-]*)*")),
    _Rule(("bearer",), re.compile(r"(?i)\b(bearer)\s+[^\s'\",;]+"), rf"\1 {HIDDEN}"),
    _Rule(("basic",), re.compile(r"\b(Basic)\s+[A-Za-z0-9+/_-]{4,}={0,2}"), rf"\1 {HIDDEN}"),
    _Rule((".",), re.compile(rf"\b({_ID})\.[\w-]{{4,}}"), rf"\1.{HIDDEN}"),
    _Rule(("://",), re.compile(r"(\w://)[^\s'\"<>]*@"), rf"\1{HIDDEN}@"),
    _Rule(("$argon2",), re.compile(r"\$argon2\w*\$[^\s'\"]+")),
    _Rule(
        ("pm_", "sk_", "rk_", "pk_", "whsec_", "cs_", "tok_", "card_"),
        re.compile(r"\b(?:pm|sk|rk|pk|whsec|cs|tok|card)_\w+"),
    ),
    _Rule(
        ("_secret_",),
        re.compile(r"\b((?:pi|seti|cs)_\w*?)_secret_\w+"),
        rf"\1_secret_{HIDDEN}",
    ),
    _Rule(
        _SECRET_TRACES,
        re.compile(
            rf"(?i)(?<![\w.-])([\w.-]{{0,40}}?(?:{_SECRET_WORDS})[\w.-]{{0,40}}['\"]?\s*[:=]\s*[bru]?)"
            rf"(?:{_QUOTED}|[^\s'\"][^\n,;&)}}\]]*)"
        ),
        rf"\1{HIDDEN}",
    ),
)


def names_a_secret(name: str) -> bool:
    """Whether what is called *name* is not for any log."""
    return _NAME.search(name) is not None


def redacted(text: str) -> str:
    """*text* with `***` for tokens, passwords, cookies, keys, card numbers and payment methods.

    Rather hides too much than too little; what is hidden already stays as it is.
    """
    seen = text.lower()
    for rule in _RULES:
        if any(trace in seen for trace in rule.traces):
            text = rule.pattern.sub(rule.instead, text)
    if _MANY_FIGURES.search(text):
        text = _FIGURES.sub(_unless(_has_no_card), text)
    return _OPAQUE.sub(_unless(_is_a_word), text) if len(text) >= _OPAQUE_FROM else text


def redacted_facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """*facts* without secrets, by their names and by what they look like."""
    return {name: _fact(name, value) for name, value in facts.items()}


def _fact(name: str, value: Fact) -> Fact:
    if value is None or isinstance(value, bool):
        return value
    if names_a_secret(name):
        return HIDDEN
    return redacted(value) if isinstance(value, str) else value


def _unless(harmless: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda found: found[0] if harmless(found[0]) else HIDDEN


def _is_a_word(text: str) -> bool:
    """Names and ids have no capitals among small letters and figures; made-up secrets do."""
    kinds = (str.isupper, str.islower, str.isdigit)
    return not all(any(kind(sign) for sign in text) for kind in kinds)


def _has_no_card(text: str) -> bool:
    """Card numbers have 13 to 19 figures, perhaps in groups; other figures may stand beside."""
    if re.fullmatch(_ID, text):
        return True
    groups = re.split("[ -]", text)
    runs = ("".join(groups[a:b]) for a in range(len(groups)) for b in range(a + 1, len(groups) + 1))
    return not any(13 <= len(run) <= 19 and _is_checked(run) for run in runs)


def _is_checked(figures: str) -> bool:
    """Whether the last of *figures* is the check digit of Luhn."""
    digits = [int(sign) for sign in reversed(figures)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
