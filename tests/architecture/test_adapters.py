"""The adapters mirror the ports: the file of a port is known by its name on every shelf."""

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "astrobookings"

# Modules that serve their own technology and answer to no port.
INTERNAL = {
    "memory": {"store"},
    "redis": {"store"},
    "sql": {"store", "tables", "mapping", "migrations", "backup"},
    "mongo": {"store", "collections", "mapping", "migrations", "backup"},
}


def modules(folder: Path) -> set[str]:
    """Return the names of the modules and folders in *folder*."""
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    folders = {inner.parent.name for inner in folder.glob("*/*.py")}
    return files | folders


@pytest.mark.parametrize("technology", INTERNAL)
def test_an_adapter_file_bears_the_name_of_its_port(technology: str) -> None:
    ports = modules(PACKAGE / "application" / "ports")

    strange = modules(PACKAGE / "adapters" / technology) - ports - INTERNAL[technology]

    assert strange == set()


@pytest.mark.parametrize("technology", INTERNAL)
def test_the_list_of_internal_modules_names_only_what_is_there(technology: str) -> None:
    assert INTERNAL[technology] <= modules(PACKAGE / "adapters" / technology)
