"""A world in memory behind a real port, and browsers that look at it."""

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import uvicorn
from attrs import define, evolve, field, frozen
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from astrobookings.application.identity.sign_in import SignInRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.state import http_state
from astrobookings.entrypoints.web.cookies import CookieJar
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World
from tests.entrypoints.served import free_port

__all__ = ["LOOKS", "Look", "ServedWorld", "Window", "looked_at", "served"]


@frozen
class Look:
    """How somebody looks at pages."""

    width: int
    script: bool
    dark: bool

    def __str__(self) -> str:
        script = "script" if self.script else "plain"
        return f"{self.width}-{script}-{'dark' if self.dark else 'light'}"


LOOKS = (
    Look(1280, script=True, dark=False),
    Look(360, script=True, dark=True),
    Look(1280, script=False, dark=True),
    Look(360, script=False, dark=False),
)


@define
class Window:
    """A browser of one person: cookies of its own, and an eye on what goes wrong."""

    page: Page
    base: str
    look: Look
    complaints: list[str] = field(factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        return self.page

    def press(self, words: str) -> Page:
        """Press the button that says exactly *words*, and wait for the next page."""
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()
        return self.page

    def follow(self, words: str) -> Page:
        """Click the link that says exactly *words*, and wait for the next page."""
        self.page.get_by_role("link", name=words, exact=True).first.click()
        self.page.wait_for_load_state()
        return self.page

    def type(self, **values: str) -> None:
        """Fill in fields by name; two underscores stand for a hyphen."""
        for name, value in values.items():
            self.page.locator(f"[name='{name.replace('__', '-')}']").fill(value)

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def violations(self) -> str:
        """What axe finds against WCAG 2.2 AA and good practice; empty when nothing.

        axe is a script: ask only where the look lets scripts run.
        """
        assert self.look.script, "axe needs script"
        found = Axe().run(self.page)
        return found.generate_report() if found.violations_count else ""

    def check(self) -> None:
        """Fail if the page does not fit, or anything was complained about."""
        assert self.overflow() <= 0, f"{self.path} is {self.overflow()} px too wide"
        assert not self.complaints, self.complaints


@define
class ServedWorld:
    """A world, its address, and how it is looked at."""

    world: World
    base: str
    browser: Browser
    look: Look
    windows: list[Window] = field(factory=list)

    def window(self, by: Principal | None = None, look: Look | None = None) -> Window:
        """A browser; of *by*, signed in, or of a visitor."""
        how = look or self.look
        context = self.browser.new_context(
            viewport={"width": how.width, "height": 800},
            java_script_enabled=how.script,
            color_scheme="dark" if how.dark else "light",
            locale="en-GB",
            timezone_id="Europe/Madrid",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        window = Window(context.new_page(), self.base, how)
        _watch(window)
        self.windows.append(window)
        self.hand_over(window, by)
        return window

    def hand_over(self, window: Window, by: Principal | None) -> None:
        """Let *window* be of *by* from now on."""
        context = window.page.context
        context.clear_cookies()
        if by is not None:
            self._sign_in(context, by)

    def _sign_in(self, context: BrowserContext, by: Principal) -> None:
        account = self.world.parts.users.get(UserId(by.user_id))  # type: ignore[arg-type]
        asked = SignInRequest(
            email=account.email, password=PASSWORD, origin_address="test", user_agent="test"
        )
        signed = self.world.system.sign_in(self.world.visitor(), asked)
        jar = CookieJar(self.base)
        tokens = {"access": signed.access_token, "refresh": signed.refresh_token}
        for kind, token in tokens.items():
            name = jar.name("access" if kind == "access" else "refresh")
            context.add_cookies([{"name": name, "value": token, "url": self.base}])

    def close(self) -> None:
        for window in self.windows:
            window.page.context.close()


@contextmanager
def looked_at(world: World, browser: Browser, look: Look) -> Iterator[ServedWorld]:
    """Serve *world* to be looked at; fails if any window had something to complain about."""
    with served(world) as base:
        site = ServedWorld(world, base, browser, look)
        yield site
        for window in site.windows:
            assert not window.complaints, window.complaints
        site.close()


def _watch(window: Window) -> None:
    def said(message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # a page that says no, as it should
        if message.type in {"error", "warning"} and not refused:
            window.complaints.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 500:
            window.complaints.append(f"{response.status} {response.url}")

    window.page.on("console", said)
    window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
    window.page.on("response", answered)


@define
class _Stage:
    """The applications behind a port. Making them takes longer than most walks through them, so
    they are made once for a process, and one world after the other takes its place in them.
    """

    base: str
    settings: HttpSettings
    app: Litestar
    loop: asyncio.AbstractEventLoop
    taken: bool = False

    @classmethod
    def built(cls) -> "_Stage":
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        settings = HttpSettings(
            public_url=base,
            access_log=False,
            visitor_rate="100000/minute",
            sign_in_rate="100000/minute",
            board_ttl=timedelta(0),
        )
        app = create_app(in_memory_world().system, settings=settings)
        return cls(base, settings, app, _serving(app, port))

    @contextmanager
    def showing(self, world: World) -> Iterator[str]:
        self.taken = True
        world.restart(evolve(world.parts, public_url=self.base))
        state = http_state(world.system, self.settings)
        self.app.state["http"] = state
        following = state.following(self.app)
        self._run(following.__aenter__())
        try:
            yield self.base
        finally:
            self._run(following.__aexit__(None, None, None))
            self.taken = False

    def _run(self, step: Coroutine[Any, Any, object]) -> None:
        asyncio.run_coroutine_threadsafe(step, self.loop).result(30)


_STAGES: list[_Stage] = []


@contextmanager
def served(world: World) -> Iterator[str]:
    """Serve *world* at an address, which its mails name."""
    stage = next((one for one in _STAGES if not one.taken), None)
    if stage is None:
        stage = _Stage.built()
        _STAGES.append(stage)
    with stage.showing(world) as base:
        yield base


def _serving(app: Any, port: int) -> asyncio.AbstractEventLoop:
    """Serve *app* until the process ends; the loop that it runs in."""
    loop = asyncio.new_event_loop()
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, ws="none", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(),), daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server ended"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.01)
    return loop
