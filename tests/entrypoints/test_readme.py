"""The README's walk with curl works as printed."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.entrypoints.served import serve

ROOT = Path(__file__).parents[2]


def _walk() -> str:
    """The shell blocks of the README, in order, as one script."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return "set -euo pipefail\n" + "\n".join(blocks)


@pytest.mark.story("0.1")
@pytest.mark.story("2.1")
@pytest.mark.story("2.3")
@pytest.mark.story("2.5")
def test_the_walk_from_visitor_to_refund_works_and_survives_a_restart(demo_data: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    with serve(demo_data, "--demo") as served:
        done = subprocess.run(
            [bash, "-c", _walk()],
            env={"BASE": served.base, "PATH": "/usr/local/bin:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

        assert done.returncode == 0, done.stdout + done.stderr
        found, booked, left, cancelled, back = done.stdout.strip().splitlines()[-5:]
        before = int(found.rstrip(")").split()[-1])
        assert " confirmed " in booked
        assert int(left) == before - 2
        assert cancelled.split() == ["cancelled", "partially_refunded"]
        assert int(back) == before
        mails = _mails(served.base, at_least=6)
        assert served.stop() == 0

    with serve(demo_data) as again:
        assert _mails(again.base, at_least=6) == mails
        kept = httpx.get(f"{again.base}/api/v1/booking/launches", params={"limit": 1}).json()
        assert kept["items"]


def _mails(base: str, *, at_least: int) -> list[str]:
    """The subjects of the mails sent, newest first, once so many are there."""
    for _ in range(100):
        mails = httpx.get(f"{base}/mailbox.json").json()
        if len(mails) >= at_least:
            break
        time.sleep(0.1)
    confirmed = [mail for mail in mails if mail["attachments"]]
    assert confirmed[0]["attachments"][0]["filename"].endswith(".ics")
    return [mail["subject"] for mail in mails]
