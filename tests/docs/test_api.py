"""docs/api.md shows every story, and works as printed."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.architecture.stories import TITLES
from tests.architecture.test_stories import DELIVERED
from tests.entrypoints.served import serve

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
SECTION = re.compile(r"^### ([^\n]*)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)


def script() -> str:
    """The shell blocks of the page, in order, as one script."""
    return "set -euo pipefail\n" + "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))


def shown() -> set[str]:
    """The stories of headings that are followed by curl."""
    found: set[str] = set()
    for heading, rest in SECTION.findall(PAGE):
        if "curl" in rest:
            found.update(re.findall(r"\b\d\.\d+\b", heading))
    return found


def test_every_delivered_story_is_shown() -> None:
    assert DELIVERED - shown() == set()
    assert shown() - TITLES.keys() == set()


def test_the_page_works_as_printed(demo_data: Path, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    with serve(demo_data, "--demo") as served:
        done = subprocess.run(
            [bash, "-c", script()],
            cwd=tmp_path,
            env={"BASE": served.base, "PATH": "/usr/local/bin:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    assert done.returncode == 0, done.stdout + done.stderr
