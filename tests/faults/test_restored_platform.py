"""A running platform is backed up while people book, lost, and restored elsewhere."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from attrs import frozen

from tests.full_stack import full_stack, stack_settings
from tests.servers import (
    MailServer,
    MongoServer,
    PostgresServer,
    RedisServer,
    free_port,
)
from tests.stories.flights import Flight, book, scheduled
from tests.stories.platform import Person, Platform, SentMails


@frozen
class Site:
    """Where platforms can be put, each with databases of its own."""

    folder: Path
    postgres: PostgresServer
    mongo: MongoServer
    redis: RedisServer
    mail: MailServer

    @contextmanager
    def platform(self, name: str, *, restored_from: Path | None = None) -> Iterator[Platform]:
        """A platform that runs, from nothing or from a backup and the keys beside it."""
        self.redis.clear()
        folder = self.folder / name
        folder.mkdir()
        settings = stack_settings(
            folder,
            operations_url=self.postgres.new_database(),
            system_url=self.mongo.new_database(),
            cache_url=self.redis.url,
            smtp_url=self.mail.url,
            port=free_port(),
            more={"ASTRO_FORWARDED_HOPS": "1"},
        )
        with full_stack(settings, folder, restored_from=restored_from) as stack:
            yield Platform(stack, SentMails(self.mail))


@pytest.fixture
def site(
    tmp_path: Path,
    postgres_server: PostgresServer,
    mongo_server: MongoServer,
    redis_server: RedisServer,
    mail_server: MailServer,
) -> Site:
    return Site(tmp_path, postgres_server, mongo_server, redis_server, mail_server)


@contextmanager
def booking_meanwhile(travelers: list[Person], flight: Flight) -> Iterator[None]:
    """Have *travelers* book and cancel, again and again, while the block runs."""
    ended = threading.Event()

    def keep_booking(traveler: Person) -> None:
        while not ended.is_set():
            view = book(traveler, flight, seats=1)
            path = f"/booking/bookings/{view['id']}"
            quote = traveler.post(f"{path}/cancellation-quotes")
            traveler.post(f"{path}/cancellation", {"quote_id": quote["id"]})

    with ExitStack() as stack:
        threads = [threading.Thread(target=keep_booking, args=(one,)) for one in travelers]
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
        stack.callback(ended.set)
        yield


@pytest.mark.story("2.3")
def test_a_restored_platform_has_all_that_the_backup_had_and_goes_on(site: Site) -> None:
    with site.platform("lost") as lost:
        flight = scheduled(lost, lost.employee("operations"))
        ada, bob = lost.traveler(), lost.traveler()
        kept = book(ada, flight, seats=[1, 2])
        with booking_meanwhile([bob], flight):
            backup = site.folder / "backup"
            lost.stack.must("backup", str(backup))
        keys = Path(lost.stack.settings["ASTRO_KEYS_FILE"]).read_bytes()
    (site.folder / "keys.json").write_bytes(keys)

    with site.platform("found", restored_from=backup) as found:
        again = Person(found.base, ada.email, ada.token, ada.address)
        seen = again.get(f"/booking/bookings/{kept['id']}")
        taken = found.sign_in(bob.email).try_to_post(
            "/booking/bookings", {"launch_id": flight.id, "seats": [2], "payment_method": "pm_ok"}
        )
        booked = book(again, flight, seats=1)
        examined = _examined(found)

    assert (seen["reference"], seen["status"]) == (kept["reference"], "confirmed")
    assert examined.returncode == 0, examined.stdout
    assert taken.json()["code"] == "seats-taken", taken.text
    assert booked["status"] == "confirmed"
    told = [one for one in SentMails(site.mail).to(ada.email) if kept["reference"] in one.text]
    assert len(told) == 1


def _examined(platform: Platform) -> "CompletedProcess[str]":
    """What the doctor says once the worker had time to do what was left to do."""
    for _ in range(5):
        told = platform.stack.command("doctor")
        if told.returncode == 0:
            break
    return told
