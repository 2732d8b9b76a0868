"""A serving process is killed with -9 in the middle of a booking (design §8)."""

import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest

from astrobookings.entrypoints.demo_data import PASSWORD
from tests.entrypoints.served import Served, free_port, serve


def _login(served: Served) -> dict[str, str]:
    answer = httpx.post(
        f"{served.base}/api/v1/system/auth/login",
        json={"email": "traveler@demo.test", "password": PASSWORD},
    )
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def _a_launch(served: Served) -> dict[str, Any]:
    answer = httpx.get(
        f"{served.base}/api/v1/booking/launches", params={"seats": 2, "sort": "price"}
    )
    launch: dict[str, Any] = answer.json()["items"][0]
    return launch


def _seats_left(served: Served, launch_id: str) -> int:
    found = httpx.get(f"{served.base}/api/v1/booking/launches/{launch_id}")
    left: int = found.json()["seats_left"]
    return left


def _command(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "astrobookings.entrypoints.cli", "--data", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.story("2.3")
def test_a_booking_cut_off_by_kill_9_after_the_charge_is_settled_and_booked_once(
    demo_data: Path,
) -> None:
    folder, port = demo_data, free_port()
    with serve(folder, port=port, faults=True) as served:
        auth = _login(served) | {"Idempotency-Key": str(uuid.uuid4())}
        launch = _a_launch(served)
        before = _seats_left(served, launch["id"])
        body = {"launch_id": launch["id"], "seats": 2, "payment_method": "pm_crash_after_charge"}
        with pytest.raises(httpx.TransportError):
            httpx.post(
                f"{served.base}/api/v1/booking/bookings", json=body, headers=auth, timeout=30
            )
        served.kill()

    assert _command(folder, "demo", "clock", "+2m").returncode == 0
    settled = _command(folder, "reconcile")
    assert settled.returncode == 0, settled.stderr
    examined = _command(folder, "doctor")
    assert examined.returncode == 0, examined.stdout
    assert "the ledger balances" in examined.stdout

    with serve(folder, port=port) as again:
        auth |= _login(again)
        url = f"{again.base}/api/v1/booking/bookings"
        answer = httpx.post(url, json=body, headers=auth, timeout=30)
        assert answer.status_code == 201, answer.text
        assert answer.json()["status"] == "confirmed"
        assert _seats_left(again, launch["id"]) == before - 2
        replayed = httpx.post(url, json=body, headers=auth, timeout=30)
        assert replayed.headers["Idempotency-Replayed"] == "true"
        assert replayed.json() == answer.json()
