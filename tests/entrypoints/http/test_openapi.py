"""The API description is complete and shown without leaving the machine."""

import re
from typing import Any

import pytest

from .stub import client_of, stub_system


@pytest.fixture(scope="module")
def document() -> Any:
    with client_of(stub_system()) as client:
        return client.get("/api/v1/openapi.json").json()


def operations(document: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_every_operation_is_described(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    for path, method, operation in operations(document):
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        assert operation["tags"], (method, path)
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))


def test_errors_are_described_as_problems(document: Any) -> None:
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (method, path)
        if path.startswith("/api/"):
            assert {"400", "401", "429", "503"} <= set(operation["responses"])


def test_bodies_are_described_with_examples(document: Any) -> None:
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        if "requestBody" in operation:
            shape = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[shape.rpartition("/")[2]]["examples"], (method, path)
            assert {"413", "415"} <= set(operation["responses"])


def test_answers_are_described_with_examples(document: Any) -> None:
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        for response in operation["responses"].values():
            for media in response.get("content", {}).values():
                shape = media["schema"].get("$ref")
                if shape is not None and path.startswith("/api/"):
                    assert schemas[shape.rpartition("/")[2]]["examples"], (method, path)


def test_keys_are_documented_as_required(document: Any) -> None:
    for path in ("/api/v1/booking/bookings", "/api/v1/booking/bookings/{booking_id}/payment"):
        parameters = document["paths"][path]["post"]["parameters"]
        keys = [one for one in parameters if one["name"] == "Idempotency-Key"]
        assert [one["required"] for one in keys] == [True]


def test_members_only_routes_say_how_to_sign_in(document: Any) -> None:
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    for path, method, operation in operations(document):
        if path.startswith("/api/v1/booking/bookings"):
            assert operation["security"] == [{"bearer": []}], (method, path)
    assert "security" not in document["paths"]["/api/v1/booking/launches"]["get"]


def test_the_page_loads_nothing_from_elsewhere() -> None:
    with client_of(stub_system()) as client:
        page = client.get("/api/v1/docs").text
        links = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page.partition("<body>")[0])

        assert links
        for link in links:
            assert link.startswith("/api/v1/docs-assets/")
            assert client.get(link).status_code == 200
