"""The servers of the tests do what tests rely on."""

import smtplib
from contextlib import closing
from email.message import EmailMessage
from typing import Any

import pytest
import redis
from pymongo import MongoClient, WriteConcern
from sqlalchemy import create_engine, text

from tests.servers import MailServer, MongoServer, PostgresServer, RedisServer


def run(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def a_mail(to: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@example.org", to, "Lift-off at ✨"
    mail.set_content("Be there.")
    return mail


def test_a_database_is_empty_and_can_be_the_template_of_another(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    run(postgres_url, "CREATE TABLE rocket AS SELECT 7 AS seats")

    copy = postgres_server.new_database(template=postgres_url)
    other = postgres_server.new_database()

    assert run(copy, "SELECT seats FROM rocket") == 7
    assert run(other, "SELECT to_regclass('rocket')") is None
    postgres_server.drop_database(copy)
    postgres_server.drop_database(other)


def test_the_mail_server_keeps_what_it_is_given(mail_server: MailServer) -> None:
    with smtplib.SMTP(mail_server.host, mail_server.port) as client:
        client.send_message(a_mail("ada@example.org"))

    assert [mail["Subject"] for mail in mail_server.messages] == ["Lift-off at ✨"]
    assert mail_server.recipients == [("ada@example.org",)]


def test_the_mail_server_refuses_as_told(mail_server: MailServer) -> None:
    mail_server.answers["ada@example.org"] = "550 no such mailbox"
    mail_server.answer_to_data = "451 later"

    with smtplib.SMTP(mail_server.host, mail_server.port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.send_message(a_mail("ada@example.org"))
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(a_mail("bob@example.org"))

    assert mail_server.messages == []


def test_a_mongo_database_knows_transactions(mongo_url: str) -> None:
    with MongoClient[dict[str, Any]](mongo_url) as client:
        ships = client.get_default_database()["ships"]
        with client.start_session() as session:
            with session.start_transaction():
                ships.insert_one({"_id": 1}, session=session)
            session.start_transaction()
            ships.insert_one({"_id": 2}, session=session)
            session.abort_transaction()

        assert [ship["_id"] for ship in ships.find()] == [1]


def test_a_redis_that_was_killed_can_be_started_again(own_redis: RedisServer) -> None:
    with closing(redis.Redis.from_url(own_redis.url)) as client:
        client.set("moon", "full")
        own_redis.process.kill()
        with pytest.raises(redis.ConnectionError):
            client.get("moon")

        own_redis.process.start()

        assert client.get("moon") is None


def test_the_redis_of_a_test_is_empty(redis_url: str) -> None:
    with closing(redis.Redis.from_url(redis_url)) as client:
        assert client.dbsize() == 0


def test_a_mongo_that_was_killed_keeps_what_it_had(own_mongo: MongoServer) -> None:
    url = own_mongo.new_database()
    with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=10_000) as client:
        ships = client.get_default_database()["ships"].with_options(
            write_concern=WriteConcern(w="majority", j=True)
        )
        ships.insert_one({"_id": 1})
        own_mongo.process.kill()
        own_mongo.process.start()

        assert ships.count_documents({}) == 1
