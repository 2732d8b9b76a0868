"""What tests of several entrypoints ask for."""

from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give an empty data folder, and no setting of the environment."""
    for name in ("OPERATIONS", "SYSTEM", "SMTP", "PAYMENTS", "PUBLIC"):
        monkeypatch.delenv(f"ASTRO_{name}_URL", raising=False)
    return str(tmp_path / "var")
