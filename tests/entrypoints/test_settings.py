"""Settings are read from the environment, and say what is wrong with them."""

from pathlib import Path

import pytest

from astrobookings.entrypoints.settings import (
    BadSettings,
    Settings,
    is_configured,
    setting_names,
    settings_from,
    without_secrets,
)

DOCS = Path(__file__).parents[2] / "docs"
FULL = {
    "ASTRO_OPERATIONS_URL": "postgresql://astro:tiger@db/operations",
    "ASTRO_SYSTEM_URL": "mongodb://astro:tiger@db/astrobookings?replicaSet=rs0",
    "ASTRO_CACHE_URL": "redis://:tiger@cache/0",
    "ASTRO_SMTP_URL": "smtp://astro:tiger@mail.example:587?starttls=1",
    "ASTRO_PAYMENTS_URL": "stripe://sk_tiger@api.stripe.com?webhook_secret=whsec_tiger",
    "ASTRO_PUBLIC_URL": "https://book.example",
    "ASTRO_KEYS_FILE": "/etc/astrobookings/keys.json",
}


def test_systems_are_chosen_by_their_urls() -> None:
    settings = settings_from(FULL)

    assert settings.system_on_mongo
    assert settings.shared_cache
    assert not settings.embedded


def test_without_a_cache_a_process_counts_for_itself() -> None:
    settings = settings_from({**FULL, "ASTRO_CACHE_URL": ""})

    assert settings.cache_url == "memory://"
    assert not settings.shared_cache


def test_what_is_missing_is_named_at_once() -> None:
    with pytest.raises(BadSettings, match=r"Set ASTRO_SYSTEM_URL, ASTRO_KEYS_FILE, or"):
        settings_from({**FULL, "ASTRO_SYSTEM_URL": "", "ASTRO_KEYS_FILE": ""})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ASTRO_OPERATIONS_URL", "mongodb://db/x", "sqlite://, postgresql:// or postgresql"),
        ("ASTRO_SYSTEM_URL", "mysql://db/x", "not as 'mysql://db/x'"),
        ("ASTRO_CACHE_URL", "cache:6379", "redis://, rediss:// or memory://"),
        ("ASTRO_SMTP_URL", "mail.example", "smtps:// or mailbox://, not as"),
        ("ASTRO_PUBLIC_URL", "book.example", "https:// or http://"),
        ("ASTRO_FORWARDED_HOPS", "one", "a whole number"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(name: str, value: str, told: str) -> None:
    with pytest.raises(BadSettings) as refused:
        settings_from({**FULL, name: value})

    assert str(refused.value).startswith(name)
    assert told in str(refused.value)


def test_a_refusal_shows_no_password() -> None:
    with pytest.raises(BadSettings) as refused:
        settings_from({**FULL, "ASTRO_OPERATIONS_URL": "postgres://astro:tiger@db/operations"})

    assert "postgres://***@db/operations" in str(refused.value)
    assert "tiger" not in str(refused.value)


def test_settings_are_shown_without_their_secrets() -> None:
    shown = repr(settings_from(FULL))

    assert "tiger" not in shown
    assert "mail.example:587" in shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://cache:6379/0", "redis://cache:6379/0"),
        ("sqlite:////var/lib/x.db", "sqlite:////var/lib/x.db"),
        ("stripe://sk@api.stripe.com?webhook_secret=x", "stripe://***@api.stripe.com?***"),
    ],
)
def test_an_url_without_secrets_still_says_where(url: str, shown: str) -> None:
    assert without_secrets(url) == shown


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "operations-url"
    file.write_text("postgresql://astro:lion@db/operations\n")
    told = {**FULL, "ASTRO_OPERATIONS_URL": "", "ASTRO_OPERATIONS_URL_FILE": str(file)}

    assert settings_from(told).operations_url == "postgresql://astro:lion@db/operations"


def test_a_value_and_a_file_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="ASTRO_SMTP_URL or ASTRO_SMTP_URL_FILE, not both"):
        settings_from({**FULL, "ASTRO_SMTP_URL_FILE": str(tmp_path / "smtp")})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere"
    told = {**FULL, "ASTRO_SMTP_URL": "", "ASTRO_SMTP_URL_FILE": str(file)}

    with pytest.raises(BadSettings, match=f"ASTRO_SMTP_URL_FILE: {file} cannot be read"):
        settings_from(told)


def test_embedded_mode_is_meant_when_no_system_is_named() -> None:
    assert not is_configured({"ASTRO_KEYS_FILE": "keys.json", "PATH": "/bin"})
    assert is_configured({"ASTRO_SYSTEM_URL": "mongodb://db/x"})
    assert is_configured({"ASTRO_SMTP_URL_FILE": "/run/secrets/smtp"})


def test_every_setting_is_explained_to_operators() -> None:
    told = (DOCS / "deploy.md").read_text("utf-8")

    assert {name for name in setting_names() if f"`{name}`" not in told} == set()


def test_an_ordinary_environment_makes_settings_equal_to_those_written_by_hand() -> None:
    by_hand = Settings(
        **{name.removeprefix("ASTRO_").lower(): value for name, value in FULL.items()}  # type: ignore[arg-type]
    )

    assert settings_from(FULL) == by_hand
