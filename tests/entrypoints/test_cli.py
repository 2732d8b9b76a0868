"""The operator's commands: what they say, and the exit codes they end with."""

import json
from pathlib import Path

import pytest

from astrobookings.entrypoints.bootstrap import open_system
from astrobookings.entrypoints.settings import embedded_settings
from astrobookings.testing.world import PASSWORD
from tests.entrypoints.command_line import run


def test_migrating_twice_changes_nothing_the_second_time(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "migrate") == 0
    assert run("--data", data, "migrate") == 0

    said = capsys.readouterr().out.splitlines()
    assert said == ["Migrated: operations, system.", "Both databases are at the present schema."]


@pytest.mark.story("0.1")
def test_an_employee_created_by_an_operator_can_sign_in_at_once(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--email", "Ops@Example.test", "--first-name", "Mae", "--last-name", "Ito"]
    words += ["--position", "operations", "--password", PASSWORD]

    assert run("--data", data, "employee", "create", *words) == 0
    assert run("--data", data, "employee", "create", *words) == 1

    out, err = capsys.readouterr()
    assert "ops@example.test may sign in as operations" in out
    assert err.strip() == "astrobookings: An account with this e-mail address exists already."
    system = open_system(embedded_settings(Path(data), port=8000))
    account = system.parts.users.find_by_email("ops@example.test")
    assert account is not None
    assert system.parts.passwords.verify(account.password_hash, PASSWORD)
    system.close()


def test_a_weak_password_is_refused_in_one_sentence(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--email", "ops@example.test", "--first-name", "Mae", "--last-name", "Ito"]

    code = run(
        *("--data", data, "employee", "create", *words),
        *("--position", "it", "--password", "password"),
    )

    assert code == 1
    assert capsys.readouterr().err.startswith("astrobookings: /password: must have 12 to 128")


def test_the_doctor_finds_fresh_stores_in_order(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "doctor") == 0

    assert "WRONG" not in capsys.readouterr().out


def test_the_doctor_says_what_is_wrong_and_what_to_do(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "migrate") == 0
    assert run("--data", data, "doctor") == 0
    (Path(data) / "keys.json").chmod(0o644)

    assert run("--data", data, "doctor") == 1

    assert "WRONG ASTRO_KEYS_FILE: others can read" in capsys.readouterr().out


def test_the_clock_moves_and_goes_back(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data", data, "migrate") == 0
    for span in ("+90d", "-30m", "reset"):
        assert run("--data", data, "demo", "clock", span) == 0
    assert run("--data", data, "demo", "clock", "tomorrow") == 2

    said = capsys.readouterr().out.splitlines()
    moved, back, now = (line.removeprefix("The embedded clock says ") for line in said[-3:])
    assert now < back < moved


def test_reconciling_with_nothing_to_do_says_so(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "reconcile") == 0

    assert capsys.readouterr().out.strip() == "0 things done."


@pytest.mark.story("5.2", "5.6")
def test_copies_are_brought_up_to_date_by_hand(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, "migrate") == 0

    assert run("--data", data, "sync", "run", "--set", "profiles", "--full") == 0
    assert run("--data", data, "sync", "run") == 0

    told = capsys.readouterr().out.splitlines()[1:]
    assert [line.split(":")[0] for line in told] == ["profiles", "profiles", "launches", "bookings"]
    assert all("success (0 seen, 0 written, 0 in conflict)" in line for line in told)


def test_the_api_description_is_written_to_a_file(data: str, tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"

    assert run("--data", data, "openapi", "-o", str(file)) == 0

    described = json.loads(file.read_text())
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/booking/bookings" in described["paths"]
    assert "/api/v1/finance/reports/annual/{year}.csv" in described["paths"]
    assert described["components"]["schemas"]["NewBooking"]["examples"]


def test_half_a_configuration_is_refused_with_what_is_missing(
    data: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASTRO_OPERATIONS_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")

    assert run("--data", data, "doctor") == 2

    said = capsys.readouterr().err
    assert "ASTRO_SYSTEM_URL" in said
    assert "ASTRO_KEYS_FILE" in said


def test_an_unknown_service_cannot_be_served(data: str) -> None:
    assert run("--data", data, "serve", "--only", "teleport") == 2


@pytest.mark.parametrize("command", ["worker", "scheduler"])
def test_a_worker_of_its_own_needs_a_queue_that_processes_share(
    data: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", data, command) == 2

    assert "ASTRO_CACHE_URL" in capsys.readouterr().err
