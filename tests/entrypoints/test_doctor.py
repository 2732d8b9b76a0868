"""The doctor looks at every system and says of each what is wrong and what to do."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind
from astrobookings.entrypoints.bootstrap import create_keys, migrate_stores, open_parts
from astrobookings.entrypoints.doctor import Verdict, examine
from astrobookings.entrypoints.settings import Settings, embedded_settings
from tests.servers import (
    MailServer,
    MongoServer,
    PostgresServer,
    RedisServer,
    free_port,
    running_mongo,
)

NOTHING: Mapping[str, str] = {}


def told(settings: Settings, environment: Mapping[str, str] = NOTHING) -> dict[Verdict, str]:
    """What the doctor says, by verdict."""
    found: dict[Verdict, str] = dict.fromkeys(Verdict, "")
    for finding in examine(settings, environment):
        found[finding.verdict] += f"{finding.sentence}\n"
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings of migrated stores in files, with keys."""
    ready = embedded_settings(tmp_path / "var", port=8000)
    migrate_stores(ready)
    create_keys(ready)
    return ready


@pytest.fixture
def full(
    tmp_path: Path,
    postgres_server: PostgresServer,
    mongo_server: MongoServer,
    redis_server: RedisServer,
    mail_server: MailServer,
) -> Settings:
    """Give settings of a platform on servers, migrated, with keys."""
    ready = Settings(
        operations_url=postgres_server.new_database(),
        system_url=mongo_server.new_database(),
        cache_url=redis_server.url,
        smtp_url=mail_server.url,
        payments_url=f"sandbox:///{tmp_path / 'gateway.db'}",
        public_url="http://127.0.0.1:8000",
        keys_file=str(tmp_path / "keys.json"),
    )
    create_keys(ready)
    migrate_stores(ready)
    return ready


def test_every_system_is_looked_at(full: Settings) -> None:
    parts = open_parts(full)
    now = datetime.now(UTC)
    for kind in WorkerKind:
        parts.heartbeats.beat(Heartbeat(id=f"host:{kind}", kind=kind, started_at=now, beat_at=now))
    parts.close()

    said = told(full)

    assert said[Verdict.WRONG] == ""
    for name in ("OPERATIONS_URL", "SYSTEM_URL", "CACHE_URL", "SMTP_URL", "PAYMENTS_URL"):
        assert f"ASTRO_{name}: " in said[Verdict.FINE]
    assert "worker: host:worker at work" in said[Verdict.FINE]


def test_processes_that_said_nothing_lately_are_missed(full: Settings) -> None:
    parts = open_parts(full)
    then = datetime.now(UTC) - timedelta(minutes=5)
    parts.heartbeats.beat(
        Heartbeat(id="host:1", kind=WorkerKind.WORKER, started_at=then, beat_at=then)
    )
    parts.close()

    said = told(full)[Verdict.WRONG]

    assert "no worker is at work; start: astrobookings worker" in said
    assert "no scheduler is at work; start: astrobookings scheduler" in said


AWAY = free_port()


@pytest.mark.parametrize(
    ("change", "setting", "what_to_do"),
    [
        (
            {"operations_url": f"postgresql://astro:tiger@127.0.0.1:{AWAY}/operations"},
            "ASTRO_OPERATIONS_URL",
            "right host, port, user and password",
        ),
        (
            {"system_url": f"mongodb://astro:tiger@127.0.0.1:{AWAY}/astro?replicaSet=rs0"},
            "ASTRO_SYSTEM_URL",
            "right host, port, user and password",
        ),
        (
            {"cache_url": f"redis://:tiger@127.0.0.1:{AWAY}/0"},
            "ASTRO_CACHE_URL",
            "everything goes on, slower",
        ),
        ({"smtp_url": f"smtp://127.0.0.1:{AWAY}"}, "ASTRO_SMTP_URL", "Mails wait until it does"),
        (
            {"payments_url": f"stripe://sk_tiger@127.0.0.1:{AWAY}?webhook_secret=whsec_tiger"},
            "ASTRO_PAYMENTS_URL",
            "Payments wait",
        ),
    ],
)
def test_a_system_that_does_not_answer_is_named_with_what_to_do(
    settings: Settings, change: dict[str, str], setting: str, what_to_do: str
) -> None:
    said = told(evolve(settings, **change))  # type: ignore[arg-type]

    assert f"{setting}: " in said[Verdict.WRONG]
    assert what_to_do in said[Verdict.WRONG]
    assert "tiger" not in "".join(said.values())


def test_the_other_systems_are_looked_at_all_the_same(settings: Settings) -> None:
    away = f"postgresql://127.0.0.1:{AWAY}/operations"

    said = told(evolve(settings, operations_url=away))

    assert "ASTRO_SYSTEM_URL: " in said[Verdict.FINE]
    assert "once both databases are there" in said[Verdict.HINT]


def test_a_mongod_that_stands_alone_is_refused(settings: Settings) -> None:
    with running_mongo(replica_set=False) as alone:
        url = f"mongodb://127.0.0.1:{alone.process.port}/astro"

        said = told(evolve(settings, system_url=url))

    assert "start mongod with --replSet rs0 and call rs.initiate() once" in said[Verdict.WRONG]


def test_a_schema_that_is_behind_is_to_be_migrated(tmp_path: Path) -> None:
    fresh = embedded_settings(tmp_path / "fresh", port=8000)
    create_keys(fresh)

    assert "not at the present schema; run: astrobookings migrate" in told(fresh)[Verdict.WRONG]


def test_a_setting_that_is_none_is_told_with_the_one_that_was_meant(settings: Settings) -> None:
    environment = {
        "ASTRO_OPERATION_URL": "postgresql://db/operations",
        "ASTRO_SMTP_URL_FILE": "/run/smtp",
        "ASTRO_DATA": "var",
    }

    said = told(settings, environment)[Verdict.WRONG]

    assert said == (
        "ASTRO_OPERATION_URL is no setting, so nothing follows it; did you mean "
        "ASTRO_OPERATIONS_URL?\n"
    )


@pytest.mark.parametrize(
    ("change", "verdict", "sentence"),
    [
        ({"public_url": "http://book.example"}, Verdict.WRONG, "sends passwords unencrypted"),
        ({"public_url": "https://book.example"}, Verdict.HINT, "set ASTRO_FORWARDED_HOPS=1"),
        (
            {"public_url": "https://book.example", "forwarded_hops": 1},
            Verdict.FINE,
            "people reach the platform at https://book.example",
        ),
        ({"embedded": False}, Verdict.HINT, "ASTRO_CACHE_URL is not set"),
        ({"embedded": False}, Verdict.HINT, "no money moves"),
    ],
)
def test_settings_that_do_not_go_together_are_told(
    settings: Settings, change: dict[str, object], verdict: Verdict, sentence: str
) -> None:
    assert sentence in told(evolve(settings, **change))[verdict]  # type: ignore[arg-type]


def _remove(keys: Path) -> None:
    keys.unlink()


def _open(keys: Path) -> None:
    keys.chmod(0o644)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(_remove, "run astrobookings keys create"), (_open, "run: chmod 600")],
)
def test_keys_that_are_not_right_are_told(
    settings: Settings, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(Path(settings.keys_file))

    assert sentence in told(evolve(settings, embedded=False))[Verdict.WRONG]
