"""The import contracts hold, and each of them notices a deliberate break.

A mistyped name in `importlinter.ini` forbids nothing and says nothing, hence the breaks.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "astrobookings"
CONFIG = ROOT / "importlinter.ini"

# contract id -> the files that break it, with their text
BREAKS: dict[str, dict[str, str]] = {
    "layers": {
        "entrypoints/wrong.py": "",
        "adapters/system/wrong.py": "import astrobookings.entrypoints.wrong",
    },
    "core": {"domain/kernel/wrong.py": "import sqlalchemy"},
    "bare": {"adapters/memory/wrong.py": "import litestar"},
    "domain": {
        "domain/booking/wrong.py": "",
        "domain/identity/wrong.py": "import astrobookings.domain.booking.wrong",
    },
    "application": {
        "application/booking/wrong.py": "",
        "application/identity/wrong.py": "import astrobookings.application.booking.wrong",
    },
    "adapters": {
        "adapters/sql/wrong.py": "",
        "adapters/memory/wrong.py": "import astrobookings.adapters.sql.wrong",
    },
    "root": {
        "adapters/memory/wrong.py": "",
        "entrypoints/wrong.py": "import astrobookings.adapters.memory.wrong",
    },
}
NEW_FOLDERS = {
    "layers": "novelty/__init__.py",
    "domain": "domain/novelty/__init__.py",
    "application": "application/novelty/__init__.py",
}
MORE_BREAKS = {
    "core": {"application/ports/wrong.py": "import cattrs"},
    "domain": {
        "domain/kernel/wrong.py": "import astrobookings.domain.identity.wrong",
        "domain/identity/wrong.py": "",
    },
    "application": {
        "application/identity/wrong.py": "",
        "application/ports/wrong.py": "import astrobookings.application.identity.wrong",
    },
}


def contracts() -> dict[str, ConfigParser]:
    """Return the contracts of the configuration, by id."""
    found = {}
    for section in read_config().sections():
        if section.startswith("importlinter:contract:"):
            one = ConfigParser()
            one.read_dict({"contract": dict(read_config()[section])})
            found[section.rpartition(":")[2]] = one
    return found


def read_config() -> ConfigParser:
    config = ConfigParser()
    config.read(CONFIG)
    return config


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package that lies in *folder*."""
    command = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert command, "import-linter is not installed"
    return subprocess.run(
        [command, "--no-logo", "--no-cache", "--config", CONFIG],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def broken(output: str) -> set[str]:
    """Return the ids of the contracts that the *output* of a check calls broken."""
    named = {one["contract"]["name"]: key for key, one in contracts().items()}
    lines = (re.fullmatch(r"(.*\S) BROKEN(?: .*)?", line) for line in output.splitlines())
    return {named[line[1]] for line in lines if line}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the package to a folder where it may be spoiled."""
    package = tmp_path / "astrobookings"
    shutil.copytree(PACKAGE, package, ignore=lambda _, names: {"__pycache__"} & set(names))
    return package


def spoil(package: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = package / name
        assert not file.exists()
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'"""A break on purpose."""\n{text}\n')


def test_every_contract_holds() -> None:
    result = lint(ROOT / "src")

    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(contracts())} kept, 0 broken" in result.stdout


def test_every_contract_is_broken_on_purpose_below() -> None:
    assert BREAKS.keys() == contracts().keys()


@pytest.mark.parametrize(
    ("contract", "files"),
    [
        *((key, files) for key, files in BREAKS.items()),
        *((key, files) for key, files in MORE_BREAKS.items()),
        *((key, {name: ""}) for key, name in NEW_FOLDERS.items()),
    ],
)
def test_a_break_is_noticed_by_its_contract_alone(
    copy: Path, contract: str, files: dict[str, str]
) -> None:
    spoil(copy, files)

    result = lint(copy.parent)

    assert result.returncode != 0
    assert broken(result.stdout) == {contract}, result.stdout + result.stderr


def imported_names(distributions: set[str]) -> set[str]:
    """Return the top-level names that the installed ones of *distributions* bring."""
    return {
        name
        for name, owners in packages_distributions().items()
        if {str(canonicalize_name(owner)) for owner in owners} & distributions
        and not name.startswith("_")
    }


def test_the_core_is_forbidden_every_library_that_we_name() -> None:
    required = requires("astrobookings") or ()
    ours = {str(canonicalize_name(Requirement(line).name)) for line in required}

    forbidden = set(contracts()["core"]["contract"]["forbidden_modules"].split())
    missing = imported_names(ours) - {"astrobookings", "attr", "attrs", "py"} - forbidden

    assert missing == set()


@pytest.mark.parametrize("layer", ["domain", "application"])
def test_the_core_imports_only_the_standard_library_and_attrs(layer: str) -> None:
    allowed = set(sys.stdlib_module_names) | {"attrs", "astrobookings"}

    strange = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in (PACKAGE / layer).rglob("*.py")
        for name in top_level_imports(file)
        if name not in allowed
    }

    assert strange == set()


def top_level_imports(file: Path) -> set[str]:
    """Return the first part of every name that *file* imports, relative imports aside."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    named = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}
    return {name.partition(".")[0] for name in plain | named}
