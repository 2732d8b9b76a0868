"""Figures of the HTTP side."""

import secrets
from datetime import timedelta

from attrs import field, frozen

__all__ = ["HttpSettings"]


@frozen(kw_only=True)
class HttpSettings:
    """How the HTTP side behaves; the defaults suit one process behind no proxy."""

    public_url: str = ""
    """Where people reach the server, such as https://book.example; empty: where they asked."""
    cursor_secret: bytes = field(factory=lambda: secrets.token_bytes(32), repr=False)
    """Signs list cursors; processes that share lists share it."""
    contact: str = "help@astrobookings.example"
    """Where visitors write to."""
    threads: int = 4
    """Use-cases that run at the same time."""
    max_body: int = 64 * 1024
    """Bytes of a request body."""
    board_ttl: timedelta = timedelta(seconds=2)
    board_poll: timedelta = timedelta(milliseconds=250)
    """How soon changes made by other processes are seen."""
    board_entries: int = 1000
    """Answers of the launch board kept at the same time."""
    caller_ttl: timedelta = timedelta(seconds=1)
    """How long reads trust a token once it was checked."""
    visitor_rate: str = "600/minute"
    """Requests of one address without a valid token."""
    sign_in_rate: str = "60/minute"
    """Such requests that change something, signing in among them."""
    limits_url: str = field(default="memory://", repr=False)
    """Where requests are counted: `redis://…`, or `memory://` for this process alone."""
    forwarded_hops: int = 0
    """Proxies in front whose X-Forwarded-For entries are believed."""
    access_log: bool = True
    metrics_token: str = field(default="", repr=False)
    """Lets a bearer of it read /metrics from elsewhere; empty: only this machine may."""
