"""Shared answers of the launch board on Redis."""

from datetime import timedelta

from attrs import frozen

from astrobookings.adapters.redis.store import RedisStore
from astrobookings.application.ports.board_answers import SharedAnswer

__all__ = ["RedisBoardAnswers"]

_LEAST = timedelta(milliseconds=1)


@frozen
class RedisBoardAnswers:
    """What is left of an answer is counted down by the server, so no clocks need to agree."""

    store: RedisStore

    def find(self, key: str) -> SharedAnswer | None:
        name = self._answer(key)
        body, left = self.store.together(
            lambda redis: redis.get(name), lambda redis: redis.pttl(name)
        )
        if body is None or left <= 0:
            return None
        return SharedAnswer(bytes(body), timedelta(milliseconds=left))

    def claim(self, key: str, lease: timedelta) -> bool:
        answer, claim = self._answer(key), self._claim(key)
        claimed, answered = self.store.together(
            lambda redis: redis.set(claim, b"", px=lease, nx=True),
            lambda redis: redis.exists(answer),
        )
        if claimed and answered:  # in the meantime
            self.release(key)
        return bool(claimed and not answered)

    def put(self, key: str, body: bytes, left: timedelta) -> None:
        if left < _LEAST:
            self.release(key)
            return
        name, claim = self._answer(key), self._claim(key)
        self.store.together(
            lambda redis: redis.set(name, body, px=left), lambda redis: redis.delete(claim)
        )

    def release(self, key: str) -> None:
        self.store.run(lambda redis: redis.delete(self._claim(key)))

    def _answer(self, key: str) -> str:
        return self.store.key("board", "answer", key)

    def _claim(self, key: str) -> str:
        return self.store.key("board", "claim", key)
