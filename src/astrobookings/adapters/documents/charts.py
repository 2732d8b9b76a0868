"""Charts as SVG by pygal."""

import sys
from typing import Any
from xml.etree import ElementTree

from astrobookings.application.ports.charts import BarChart
from astrobookings.application.ports.papers import Paper

__all__ = ["SvgCharts"]

_COLORS = ("#1c3a6e", "#c26a1f", "#4f7f5b", "#8a8f9e")


class SvgCharts:
    """Pictures without script; the same chart gives the same bytes."""

    def bars(self, chart: BarChart) -> Paper:
        pygal, style_of = _library()
        style = style_of(
            background="white",
            plot_background="white",
            colors=_COLORS,
            font_family="sans-serif",
            title_font_size=20,
        )
        drawn: Any = pygal.Bar(
            js=(),
            style=style,
            width=960,
            height=420,
            legend_at_bottom=True,
            legend_at_bottom_columns=len(chart.series),
            truncate_legend=-1,
            print_values=False,
            disable_xml_declaration=False,
            no_prefix=True,
            value_formatter=lambda value: f"{value:,.0f} USD",
            human_readable=True,
            pretty_print=False,
        )
        drawn.title = chart.title
        drawn.x_labels = chart.labels
        for name, values in chart.series:
            drawn.add(name, list(values))
        return Paper(f"{chart.name}.svg", "image/svg+xml", _still(drawn.render_tree(), chart.title))


def _library() -> tuple[Any, Any]:
    """The library, loaded only by those who look at charts.

    It leaves an outdated finder among Python's own, at which every later failed import would warn.
    """
    import pygal
    from pygal.style import Style

    sys.meta_path[:] = [one for one in sys.meta_path if type(one).__name__ != "PluginImportFixer"]
    return pygal, Style


def _still(root: Any, title: str) -> bytes:
    """The picture in *root* without script and remarks, and with a title for those who listen."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.endswith("script"):
                parent.remove(child)
    named = ElementTree.Element("title")
    named.text = title
    root.insert(0, named)
    root.set("role", "img")
    drawn: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn
