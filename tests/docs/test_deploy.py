"""What `docs/deploy.md` tells an operator to write is what the platform understands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rich_click as click

from astrobookings.entrypoints.cli.main import cli
from astrobookings.entrypoints.http.app import APPLICATIONS, SERVICES
from astrobookings.entrypoints.policies import policies_in
from astrobookings.entrypoints.settings import settings_from

PAGE = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")
MAKEFILE = (Path(__file__).parents[2] / "Makefile").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of code in *language*."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def commands() -> Iterator[list[str]]:
    """The words of every command of the platform on the page."""
    inline: list[str] = re.findall(r"`([^`\n]+)`", PAGE)
    lines = "\n".join([*blocks("console"), *blocks("ini"), *inline]).splitlines()
    for line in lines:
        found = re.match(r"(?:[#$] |ExecStart=/\S+/)?(?:astro|astrobookings) ([^#;%]+)", line)
        if found:
            yield found[1].split()


def test_the_settings_of_the_page_are_settings() -> None:
    (lines,) = (block for block in blocks("sh") if block.startswith("ASTRO_"))
    pairs = (line.partition("=") for line in lines.splitlines())

    settings = settings_from({name: value.strip("'") for name, _, value in pairs})

    assert settings.system_on_mongo
    assert settings.shared_cache
    assert settings.forwarded_hops == 1


def test_the_figures_of_the_page_are_figures_of_policies(tmp_path: Path) -> None:
    (figures,) = blocks("toml")
    file = tmp_path / "policies.toml"
    file.write_text(figures)

    assert policies_in(str(file)).keys() == {"retention", "policies", "delivery"}


def test_every_api_is_led_to_by_the_proxy() -> None:
    led = {found for block in blocks("nginx") for found in re.findall(r"/api/v1/(\w+)/ ", block)}

    assert led == set(SERVICES)


def test_every_application_is_served_where_each_has_a_process() -> None:
    block = next(one for one in blocks("console") if "--port 8006" in one)

    assert set(re.findall(r"--only (\S+)", block)) == set(APPLICATIONS)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_of_the_page_is_a_command(words: list[str]) -> None:
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group) and words:
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]!r}"
        command, words = found, words[1:]

    known = {option for one in command.params for option in one.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_target_of_the_page_is_made() -> None:
    for target in re.findall(r"\$ make ([\w-]+)", PAGE):
        assert f"\n{target}:" in MAKEFILE


def test_every_link_within_the_page_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    there = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}

    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= there
