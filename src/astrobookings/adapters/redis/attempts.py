"""Failed attempts on Redis."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from attrs import frozen

from astrobookings.adapters.redis.store import Command, RedisStore
from astrobookings.application.ports.attempts import Attempts
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["RedisAttempts"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEPT = timedelta(days=1)


@frozen
class RedisAttempts:
    """Counted by all processes; what this one noted is kept in *own* too.

    So while the server is away each process goes by what it saw itself, and a server that comes
    back with nothing has not wiped the slate: only what other processes noted is lost. Attempts
    kept in *own* alone are forgotten here too once another process has forgotten their key.
    Keys tell of people, so the server gets digests of them.
    """

    store: RedisStore
    own: Attempts
    clock: Clock

    def since(self, key: str, moment: datetime) -> Sequence[datetime]:
        own = self.own.since(key, moment)
        noted, forgotten = self._names(key)
        after = f"({_score(moment)}"
        try:
            scored, cleared = self.store.together(
                lambda redis: redis.zrangebyscore(noted, after, "+inf", withscores=True),
                lambda redis: redis.get(forgotten),
            )
        except Unavailable:
            return own
        shared = [_moment(score) for _, score in scored]
        if cleared is not None:
            own = [one for one in own if one > _moment(int(cleared))]
        return _together(own, shared)

    def note(self, key: str, moment: datetime) -> None:
        self.own.note(key, moment)
        noted, _ = self._names(key)
        score, old = _score(moment), _score(moment - _KEPT)
        self._tell(
            lambda redis: redis.zadd(noted, {uuid4().hex: score}),
            lambda redis: redis.zremrangebyscore(noted, "-inf", old),
            lambda redis: redis.expire(noted, _KEPT),
        )

    def forget(self, key: str) -> None:
        self.own.forget(key)
        noted, forgotten = self._names(key)
        now = _score(self.clock.now())
        self._tell(
            lambda redis: redis.delete(noted), lambda redis: redis.set(forgotten, now, ex=_KEPT)
        )

    def _tell(self, *commands: Command) -> None:
        """Tell the others; they are not told while the server is away."""
        with suppress(Unavailable):
            self.store.together(*commands)

    def _names(self, key: str) -> tuple[str, str]:
        digest = hashlib.sha256(key.encode()).hexdigest()[:40]
        return self.store.key("attempts", digest), self.store.key("attempts", digest, "forgotten")


def _score(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(score: float) -> datetime:
    return _EPOCH + int(score) * _MICROSECOND


def _together(own: Iterable[datetime], shared: Iterable[datetime]) -> Sequence[datetime]:
    """Each attempt once, though it may stand in both, oldest first."""
    return sorted((Counter(own) | Counter(shared)).elements())
