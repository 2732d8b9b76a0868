"""Logs as JSON lines: time, level, event and facts; never bodies, cookies or tokens."""

import logging
import sys

import msgspec
import structlog

__all__ = ["configure_logs"]


def _rendered(_: object, __: str, facts: structlog.typing.EventDict) -> bytes:
    return msgspec.json.encode(facts, enc_hook=repr)


def configure_logs(level: int = logging.INFO, *, cache: bool = True) -> None:
    """Write events of *level* and above to standard error, one JSON object a line."""
    structlog.configure(
        cache_logger_on_first_use=cache,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _rendered,
        ],
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
    )
