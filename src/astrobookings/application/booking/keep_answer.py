"""Keeping an answer for replays (story 2.3)."""

from attrs import frozen

from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.domain.booking.idempotency import Answer, KeyedRequest

__all__ = ["KeepAnswer"]


@frozen
class KeepAnswer:
    """Records what a keyed request was answered; without a record of its key nothing is kept."""

    keys: IdempotencyKeys

    def __call__(self, key: KeyedRequest, answer: Answer) -> None:
        self.keys.finish(key, answer)
