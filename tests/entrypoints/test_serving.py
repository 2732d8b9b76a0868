"""Services served alone, and the embedded process as a whole."""

from pathlib import Path

import httpx

from tests.entrypoints.served import serve


def test_a_service_served_alone_answers_its_own_routes_only(tmp_path: Path) -> None:
    with serve(tmp_path / "var", "--only", "booking") as served:
        own = httpx.get(f"{served.base}/api/v1/booking/launches")
        foreign = httpx.get(f"{served.base}/api/v1/agency/spaceports")
        described = httpx.get(f"{served.base}/api/v1/openapi.json").json()

        assert own.status_code == 200
        assert own.json()["items"] == []
        assert foreign.status_code == 404
        assert foreign.headers["content-type"] == "application/problem+json"
        assert all("/booking/" in path for path in described["paths"] if "/api/" in path)
        assert served.stop() == 0
