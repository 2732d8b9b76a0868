"""The page of components: there while one builds, complete, and nowhere else."""

import re
from importlib.resources import files

import pytest
from attrs import evolve
from litestar.testing import TestClient

from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Site

STYLE = (files("astrobookings.entrypoints.web") / "assets" / "astro.css").read_text("utf-8")
TOKENS = set(re.findall(r"--([a-z-]+): #", STYLE))
COMPONENTS = """
button quiet danger plain field fault hint choice filters choices chip count notice badge card
price clock facts figures scroll empty steps timeline seats cabin pass quote stars voice letter
sketch scene pages lead soft small
""".split()


def test_every_colour_is_shown_under_its_name(site: Site) -> None:
    page = site.guest().open("/styleguide")
    shown = {one.get_text().removeprefix("--") for one in page.soup.select(".swatches code")}

    assert shown == TOKENS


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown(site: Site, component: str) -> None:
    page = site.guest().open("/styleguide")
    tags = {"button": "button"}

    assert page.soup.select_one(f"main {tags.get(component, f'.{component}')}") is not None


def test_both_schemes_have_every_colour() -> None:
    light, dark = STYLE.split("@media (prefers-color-scheme: dark)")[:2]
    dark = dark[: dark.index("\n}\n")]

    assert set(re.findall(r"--([a-z-]+): #", dark)) == set(re.findall(r"--([a-z-]+): #", light))


def test_only_embedded_platforms_show_it() -> None:
    world = in_memory_world()
    world.restart(evolve(world.parts, mailbox=None))
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        assert client.get("/styleguide").status_code == 404
