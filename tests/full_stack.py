"""The platform on real servers, each part a process of its own, as operators run it.

`Stack` runs the commands of `astrobookings` with the settings of one environment; `full_stack`
starts an API, a worker and a scheduler on servers that are there already.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from attrs import define, field

__all__ = ["Stack", "full_stack", "stack_settings"]

_PATIENCE = 60.0
"""Seconds to wait for the first answer on a busy machine, and for a process to end."""
_COMMAND = (sys.executable, "-m", "astrobookings.entrypoints.cli")


def stack_settings(
    folder: Path,
    *,
    operations_url: str,
    system_url: str,
    cache_url: str,
    port: int,
    smtp_url: str | None = None,
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The environment of a platform on these servers; the sandbox gateway's charges and the keys
    are in *folder*, and so are the mails unless there is a server for them.
    """
    folder = folder.resolve()
    return {
        "ASTRO_OPERATIONS_URL": operations_url,
        "ASTRO_SYSTEM_URL": system_url,
        "ASTRO_CACHE_URL": cache_url,
        "ASTRO_SMTP_URL": smtp_url or f"mailbox:///{folder / 'mailbox.db'}",
        "ASTRO_PAYMENTS_URL": f"sandbox:///{folder / 'gateway.db'}",
        "ASTRO_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ASTRO_KEYS_FILE": str(folder / "keys.json"),
        **(more or {}),
    }


@define
class Stack:
    """Commands and processes of one platform; what they say goes to files in *logs*."""

    settings: Mapping[str, str]
    logs: Path
    base: str
    """Where it is served."""
    _running: "dict[str, subprocess.Popen[bytes]]" = field(factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a command of this platform needs."""
        others = {name: value for name, value in os.environ.items() if name[:6] != "ASTRO_"}
        return others | dict(self.settings)

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run `astrobookings` with *words* until it ends."""
        return subprocess.run(
            [*_COMMAND, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def must(self, *words: str) -> str:
        """As `command`; what it printed.

        Raises:
            RuntimeError: it did not end well.
        """
        ran = self.command(*words)
        if ran.returncode:
            raise RuntimeError(f"astrobookings {' '.join(words)}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def show(self, *words: str) -> None:
        """As `must`, with what it says of its progress on our own standard error."""
        subprocess.run(
            [*_COMMAND, *words], env=self.environment, stdout=subprocess.DEVNULL, check=True
        )

    def start(self, name: str, *words: str) -> None:
        """Start `astrobookings` with *words* as the process called *name*."""
        with self.log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                [*_COMMAND, *words],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def serve(self, *options: str, name: str = "serve", port: int | None = None) -> str:
        """Start an API, by default at `base`, wait until it is ready, and return where it is.

        Raises:
            RuntimeError: it ended, or did not answer in time.
        """
        at = port or httpx.URL(self.base).port
        self.start(name, "serve", "--port", str(at), *options)
        base = f"http://127.0.0.1:{at}"
        self._await(name, base)
        return base

    def _await(self, name: str, base: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self._running[name].poll() is not None:
                break
            try:
                if httpx.get(f"{base}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not answer: {self.log(name).read_text()[-4000:]}")

    def log(self, name: str) -> Path:
        """The file with what the process called *name* said."""
        return self.logs / f"{name}.log"

    def alive(self) -> Sequence[str]:
        """The names of the processes that run."""
        return [name for name, process in self._running.items() if process.poll() is None]

    def stop(self, name: str) -> int:
        """Ask it to end, as a service manager does, and wait; its exit code."""
        process = self._running[name]
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        return process.wait(_PATIENCE)

    def kill(self, name: str) -> None:
        """kill -9 the process and its children: nobody gets to tidy up."""
        process = self._running[name]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(_PATIENCE)

    def close(self) -> None:
        """End what runs, the last started first."""
        for name in reversed(self.alive()):
            try:
                self.stop(name)
            except subprocess.TimeoutExpired:
                self.kill(name)


@contextmanager
def full_stack(
    settings: Mapping[str, str], logs: Path, *, restored_from: Path | None = None
) -> Iterator[Stack]:
    """A platform with an API, a worker and a scheduler; they are gone afterwards.

    Its stores are migrated, or restored from a backup, with the keys that lie beside it.
    """
    logs.mkdir(parents=True, exist_ok=True)
    stack = Stack(settings, logs, settings["ASTRO_PUBLIC_URL"])
    if restored_from is None:
        stack.must("keys", "create")
        stack.must("migrate")
    else:
        keys = Path(settings["ASTRO_KEYS_FILE"])
        shutil.copyfile(restored_from.with_name("keys.json"), keys)
        keys.chmod(0o600)
        stack.must("restore", str(restored_from))
    try:
        stack.start("worker", "worker")
        stack.start("scheduler", "scheduler")
        stack.serve()
        yield stack
    finally:
        stack.close()
