"""The stories are told on every shape the platform runs in; they cannot tell which it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.full_stack import Stack, full_stack, stack_settings
from tests.servers import free_port, running_mail_server
from tests.stories.platform import LocalMails, Platform, SentMails

BEHIND_A_PROXY = {"ASTRO_FORWARDED_HOPS": "1"}
"""So that people come from many addresses, as limits count them."""


@pytest.fixture(scope="module", params=["embedded", "full_stack"])
def platform(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    """Give a platform that serves, empty but for what earlier tests of the file did."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        yield from _embedded(folder)
    else:
        yield from _on_servers(request, folder)


def _embedded(folder: Path) -> Iterator[Platform]:
    settings = {"ASTRO_DATA": str(folder / "var"), **BEHIND_A_PROXY}
    stack = Stack(settings, folder, f"http://127.0.0.1:{free_port()}")
    try:
        stack.serve("--embedded")
        yield Platform(stack, LocalMails(stack.base))
    finally:
        stack.close()


def _on_servers(request: pytest.FixtureRequest, folder: Path) -> Iterator[Platform]:
    postgres = request.getfixturevalue("postgres_server")
    mongo = request.getfixturevalue("mongo_server")
    redis = request.getfixturevalue("redis_server")
    redis.clear()
    with running_mail_server() as mail:
        settings = stack_settings(
            folder,
            operations_url=postgres.new_database(),
            system_url=mongo.new_database(),
            cache_url=redis.url,
            smtp_url=mail.url,
            port=free_port(),
            more=BEHIND_A_PROXY,
        )
        with full_stack(settings, folder) as stack:
            yield Platform(stack, SentMails(mail))
