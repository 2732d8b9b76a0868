"""The wording of mails, without templates."""

from collections.abc import Mapping
from html import escape

from astrobookings.application.ports.letters import Letter
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["MemoryLetters"]


class MemoryLetters:
    """Names the kind and lists the facts, one a line; does not know which facts a kind needs."""

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter:
        subject = kind.value.replace("_", " ").capitalize()
        lines = [f"{name}: {fact}" for name, fact in facts.items()]
        rows = "".join(f"<p>{escape(line)}</p>" for line in lines)
        text = "\n".join((subject, "", *lines, ""))
        html = f"<!doctype html><h1>{escape(subject)}</h1>{rows}"
        return Letter(subject, text, html, notice=f"{subject}.")
