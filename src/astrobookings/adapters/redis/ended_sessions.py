"""Sessions whose access tokens are refused, on Redis."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from redis import Redis

from astrobookings.adapters.redis.store import RedisStore, together
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["RedisEndedSessions"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HEARS_SINCE = "hears-since"
_SETTLING = timedelta(seconds=2)
"""After the server was away, others may still be telling it what it missed."""


class RedisEndedSessions:
    """One sorted set: each session until when its tokens are refused, and since when it hears.

    The latter, a negative score, goes when the set goes: a server that lost its memory does not
    say that a session goes on if it may have ended before. What this process announced it knows
    itself, and tells the server as soon as it is back.
    """

    def __init__(self, store: RedisStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._key = store.key("ended-sessions")
        self._own: dict[SessionId, datetime] = {}
        self._lock = Lock()
        store.on_return(self._tell_what_it_missed)

    def announce(self, session_id: SessionId, until: datetime) -> None:
        now = self._clock.now()
        with self._lock:
            kept = {one: end for one, end in self._own.items() if now < end}
            self._own = {**kept, session_id: max(until, kept.get(session_id, until))}
        self._store.run(lambda redis: self._tell(redis, {session_id: until}))

    def contains(self, session_id: SessionId, issued_at: datetime) -> bool:
        now = self._clock.now()
        until = self._own.get(session_id)
        if until is not None and now < until:
            return True
        scores = self._store.run(
            lambda redis: redis.zmscore(self._key, [_HEARS_SINCE, session_id.hex])
        )
        hears_since, refused_until = scores
        if refused_until is not None and _score(now) < refused_until:
            return True
        if hears_since is None:
            self._store.run(self._begin)
        if hears_since is None or _score(issued_at) < -hears_since:
            raise Unavailable("The cache has not heard of sessions that ended before.")
        if self._store.returned_within(_SETTLING):
            raise Unavailable("The cache may not have heard of every session that ended.")
        return False

    def _begin(self, redis: Redis) -> None:
        redis.zadd(self._key, {_HEARS_SINCE: -_score(self._clock.now())}, nx=True)

    def _tell(self, redis: Redis, ended: dict[SessionId, datetime]) -> None:
        now = _score(self._clock.now())
        refused = {one.hex: _score(until) for one, until in ended.items()}
        together(
            redis,
            lambda redis: redis.zadd(self._key, {_HEARS_SINCE: -now}, nx=True),
            lambda redis: redis.zadd(self._key, refused, gt=True),
            lambda redis: redis.zremrangebyscore(self._key, "(0", now),
        )

    def _tell_what_it_missed(self, redis: Redis) -> None:
        own = self._own
        if own:
            self._tell(redis, own)


def _score(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
