"""docs/business-rules.md works as printed: its figures, reckoned by hand, are what comes out."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "business-rules.md"


@pytest.mark.story("3.5")
@pytest.mark.story("3.1")
def test_the_story_of_the_page_comes_out_as_reckoned() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)

    exec(compile("\n\n".join(examples), str(PAGE), "exec"), {})

    assert sum(example.count("assert ") for example in examples) >= 10
