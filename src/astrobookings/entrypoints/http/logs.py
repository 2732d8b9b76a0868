"""Logs as JSON lines: time, level, event and facts; never bodies, cookies or tokens."""

import logging
import sys
from collections.abc import Sequence

import msgspec
import structlog

from astrobookings.domain.monitoring.redaction import redacted

__all__ = ["configure_logs"]

_QUOTING = {"exception", "error"}


def _rendered(_: object, __: str, facts: structlog.typing.EventDict) -> bytes:
    return msgspec.json.encode(facts, enc_hook=repr)


def _without_secrets(
    _: object, __: str, facts: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Stacks and errors quote what they were about; everything else is told on purpose."""
    for name in _QUOTING & facts.keys():
        facts[name] = redacted(str(facts[name]))
    return facts


def configure_logs(
    level: int = logging.INFO,
    *,
    cache: bool = True,
    heard_by: Sequence[structlog.typing.Processor] = (),
) -> None:
    """Write events of *level* and above to standard error, one JSON object a line.

    *heard_by* hears each event before it is written.
    """
    structlog.configure(
        cache_logger_on_first_use=cache,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _without_secrets,
            *heard_by,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _rendered,
        ],
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
    )
