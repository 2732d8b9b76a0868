"""The composition root: every choice of systems gives the same parts."""

import sys
from pathlib import Path

import pytest
from attrs import evolve

from astrobookings.adapters.mongo import MongoStore
from astrobookings.adapters.sql import SqlStore
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.entrypoints.bootstrap import open_parts, stores_behind, system_parts
from astrobookings.entrypoints.bootstrap.mongo_parts import mongo_parts
from astrobookings.entrypoints.settings import BadSettings, Settings, embedded_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return embedded_settings(tmp_path, port=8000)


def test_mongo_has_every_part_of_the_system_store(settings: Settings) -> None:
    sql = SqlStore(settings.system_url, SystemIds())
    mongo = MongoStore("mongodb://127.0.0.1:1/nowhere", SystemIds())

    assert mongo_parts(mongo).keys() == system_parts(sql).keys()
    mongo.close()
    sql.close()


@pytest.mark.parametrize(
    ("library", "change", "extra"),
    [
        ("psycopg", {"operations_url": "postgresql://db/operations"}, "postgres"),
        ("pymongo", {"system_url": "mongodb://db/astro?replicaSet=rs0"}, "mongo"),
        ("redis", {"cache_url": "redis://cache/0"}, "redis"),
        ("stripe", {"payments_url": "stripe://sk_x@api.stripe.com?webhook_secret=x"}, "stripe"),
    ],
)
def test_a_library_that_is_not_installed_is_named_with_its_extra(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    library: str,
    change: dict[str, str],
    extra: str,
) -> None:
    monkeypatch.setattr(
        "astrobookings.entrypoints.bootstrap.extras.find_spec",
        lambda name: None if name == library else sys,
    )
    chosen = evolve(settings, **change)  # type: ignore[arg-type]

    for look in (open_parts, stores_behind):
        with pytest.raises(BadSettings, match=rf"astrobookings\[server,{extra}\]"):
            look(chosen)


def test_without_keys_a_platform_of_several_processes_does_not_start(settings: Settings) -> None:
    with pytest.raises(BadSettings, match="run astrobookings keys create, or copy it"):
        open_parts(evolve(settings, embedded=False))


def test_a_password_never_goes_to_another_machine_in_the_clear(settings: Settings) -> None:
    with pytest.raises(BadSettings, match="ASTRO_SMTP_URL"):
        open_parts(evolve(settings, smtp_url="smtp://me:tiger@mail.example"))
