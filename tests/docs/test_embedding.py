"""docs/embedding.md works where nothing but attrs and cattrs is installed."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = ("attrs", "cattrs", "typing_extensions")
"""The bare install: what pyproject.toml requires without extras, and what that requires."""

RUN = """
import doctest, sys
sys.path[:0] = sys.argv[1:3]
failed, tried = doctest.testfile(sys.argv[3], module_relative=False)
for name in ("sqlalchemy", "litestar", "msgspec", "hypothesis"):
    assert name not in sys.modules
    try:
        __import__(name)
    except ImportError:
        continue
    sys.exit(f"{name} can be imported: this is no bare environment")
sys.exit(0 if tried > 10 and not failed else 1)
"""


def _bare_packages(folder: Path) -> Path:
    """A folder that holds the bare packages alone, as links to the installed ones."""
    for name in BARE:
        files = importlib.metadata.files(name) or []
        for top in {file.parts[0] for file in files} - {".."}:
            installed = Path(str(importlib.metadata.distribution(name).locate_file(top)))
            if installed.exists() and not (folder / top).exists():
                (folder / top).symlink_to(installed)
    return folder


def test_the_page_runs_on_a_bare_install(tmp_path: Path) -> None:
    page = ROOT / "docs" / "embedding.md"
    command = [sys.executable, "-I", "-S", "-c", RUN]
    paths = [str(_bare_packages(tmp_path)), str(ROOT / "src"), str(page)]

    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
