"""Every story that is delivered has a test that says so."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]

DELIVERED = frozenset(
    "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 "
    "1.1 1.2 1.3 1.5 1.8 1.9 "
    "2.1 2.2 2.3 2.4 2.5 2.6 2.10 2.11 "
    "3.1 3.2 3.4 3.5 3.6 3.7 3.8 "
    "4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 "
    "5.1 5.2 5.3 5.4 5.5 5.6 "
    "6.1 6.2 6.3 6.4 6.5".split()
)
KNOWN = frozenset(
    f"{chapter}.{number}"
    for chapter, last in {0: 9, 1: 9, 2: 11, 3: 8, 4: 8, 5: 6, 6: 6}.items()
    for number in range(1, last + 1)
)


def stories_told() -> dict[str, set[str]]:
    """Return the ids of the stories that tests are marked with, and where."""
    told = defaultdict(set)
    for file in sorted(TESTS.rglob("test_*.py")):
        for test, story in marks(ast.parse(file.read_text("utf-8"))):
            told[story].add(f"{file.relative_to(TESTS)}::{test}")
    return told


def marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the name of each marked test, or `*` for a whole file or class, with its story."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for mark in node.decorator_list:
                yield from ((node.name, story) for story in stories_in(mark))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from (("*", story) for story in stories_in(node.value))


def stories_in(expression: ast.expr) -> Iterator[str]:
    """Give the ids in each `pytest.mark.story("id")` within *expression*."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.story":
            yield from (ast.literal_eval(argument) for argument in node.args)


def test_every_delivered_story_has_a_test() -> None:
    assert DELIVERED - stories_told().keys() == set()


def test_every_story_that_a_test_names_exists() -> None:
    unknown = {story: where for story, where in stories_told().items() if story not in KNOWN}

    assert unknown == {}


def test_every_delivered_story_exists() -> None:
    assert DELIVERED <= KNOWN
