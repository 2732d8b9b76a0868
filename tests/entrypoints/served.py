"""The platform as a stranger runs it: `astrobookings serve` in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from attrs import define

__all__ = ["Served", "free_port", "serve"]

_PATIENCE = 60.0
"""Seconds to wait for the first answer on a busy machine."""


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@define
class Served:
    """A serving process and its address."""

    process: "subprocess.Popen[bytes]"
    base: str

    def kill(self) -> None:
        """kill -9 the whole process group: nobody gets to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def stop(self) -> int:
        """Ask it to end, as a service manager does; its exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=60)


def _wait_until_ready(base: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            if httpx.get(f"{base}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")


@contextmanager
def serve(
    folder: Path, *options: str, port: int | None = None, faults: bool = False
) -> Iterator[Served]:
    """Serve the embedded data of *folder*; the process is gone afterwards."""
    at = port or free_port()
    command = [
        sys.executable,
        "-m",
        "astrobookings.entrypoints.cli",
        "--data",
        str(folder),
        "serve",
        "--embedded",
    ]
    environment = os.environ | {"ASTRO_FAULTS": "1" if faults else "0"}
    with (folder.parent / f"{folder.name}.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--port", str(at), *options],
            stdout=log,
            stderr=log,
            env=environment,
            start_new_session=True,
        )
        served = Served(process, f"http://127.0.0.1:{at}")
        try:
            _wait_until_ready(served.base, process)
            yield served
        finally:
            if process.poll() is None:
                served.kill()
