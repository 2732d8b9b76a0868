"""Requests over keep-alive connections, from a process of its own that does little else.

The process reads a pickled `Load` from standard input and answers with a pickled `Answered`.
Requests are prepared beforehand; one thread waits for all connections at once.
"""

import pickle
import select
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from attrs import define, frozen

from benchmarks.harness import percentile

__all__ = ["Answered", "Load", "main", "request", "send"]

_LENGTH = b"content-length: "
_PATIENCE = 20
"""Seconds without any answer after which the load gives up."""


@frozen
class Load:
    """What to send to 127.0.0.1:`port` until `seconds` are over or nothing is left to send."""

    port: int
    requests: Sequence[bytes]
    seconds: float
    again: bool = False
    """Start over when all requests were sent."""
    connections: int = 32


@frozen
class Answered:
    """How many answers of each status, in how many seconds; latencies in seconds, sorted."""

    statuses: Mapping[int, int]
    seconds: float
    latencies: Sequence[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return sum(self.statuses.values()) / self.seconds

    def ms(self, share: float) -> float:
        """The latency in milliseconds that *share* of the requests do not exceed."""
        return percentile(self.latencies, share) * 1000


def request(
    method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> bytes:
    """An HTTP/1.1 request as it goes over the wire."""
    told = {"host": "127.0.0.1", **(headers or {})}
    if body:
        told |= {"content-type": "application/json", "content-length": str(len(body))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def send(load: Load) -> Answered:
    """Let a process of its own send *load*.

    Raises:
        subprocess.CalledProcessError: a connection broke or the server fell silent.
    """
    ran = subprocess.run(
        [sys.executable, "-c", "from benchmarks.load import main; main()"],
        input=pickle.dumps(load),
        stdout=subprocess.PIPE,
        check=True,
        timeout=load.seconds + 3 * _PATIENCE,
    )
    answered: Answered = pickle.loads(ran.stdout)
    return answered


@define(eq=False)
class _Line:
    """A connection, the answer read so far, and when its request left."""

    socket: socket.socket
    sent: float = 0.0
    answer: bytes = b""

    def ask(self, asked: bytes) -> None:
        self.answer = b""
        self.sent = time.perf_counter()
        self.socket.sendall(asked)


def _drive(load: Load) -> Answered:
    asked = iter(cycle(load.requests) if load.again else load.requests)
    with select.epoll() as poll:
        lines: dict[int, _Line] = {}
        for _ in range(load.connections):
            line = _Line(socket.create_connection(("127.0.0.1", load.port), timeout=_PATIENCE))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            lines[line.socket.fileno()] = line
            poll.register(line.socket, select.EPOLLIN)
        return _measured(load, asked, poll, lines)


def _measured(
    load: Load, asked: Iterator[bytes], poll: select.epoll, lines: Mapping[int, _Line]
) -> Answered:
    statuses: Counter[int] = Counter()
    latencies: list[float] = []
    started = now = time.perf_counter()
    until = started + load.seconds
    busy = 0
    for line, first in zip(lines.values(), asked, strict=False):
        line.ask(first)
        busy += 1
    while busy:
        ready = poll.poll(_PATIENCE)
        if not ready:
            raise TimeoutError("the server fell silent")
        for number, _ in ready:
            line = lines[number]
            status = _read(line)
            if status is None:
                continue
            now = time.perf_counter()
            statuses[status] += 1
            latencies.append(now - line.sent)
            following = next(asked, None) if now < until else None
            if following is None:
                busy -= 1
            else:
                line.ask(following)
    return Answered(dict(statuses), now - started, sorted(latencies))


def _read(line: _Line) -> int | None:
    """The status once the answer is there to its end."""
    part = line.socket.recv(1 << 18)
    if not part:
        raise ConnectionError("the server closed a connection")
    line.answer = answer = line.answer + part if line.answer else part
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return None
    place = answer.index(_LENGTH, 0, head) + len(_LENGTH)
    length = int(answer[place : answer.index(b"\r", place)])
    return int(answer[9:12]) if len(answer) >= head + 4 + length else None


def main() -> None:
    """Do as standard input says."""
    sys.stdout.buffer.write(pickle.dumps(_drive(pickle.load(sys.stdin.buffer))))
