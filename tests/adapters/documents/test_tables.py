"""Tables open in a spreadsheet with the figures they have, and reckon nothing."""

import csv
import io
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.documents.charts import SvgCharts
from astrobookings.adapters.documents.tables import DocumentTables
from astrobookings.application.ports.charts import BarChart
from astrobookings.application.ports.tables import Table
from astrobookings.domain.kernel.money import Money
from tests.adapters.documents.pdf import drawing_of, lines_of

TABLES = DocumentTables()
NOW = datetime(2027, 1, 15, 12, 30, 15, tzinfo=UTC)
ODD = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "http://a.b", 'Łódź; "x", y\nz', "", "007"]


def a_table(*texts: str) -> Table:
    return Table(
        name="annual-report-2027",
        title="Annual report 2027",
        as_of=NOW,
        columns=("Agency", "Launches", "Amount (USD)", "Share", "Day", "At"),
        rows=tuple((one, 3, Money.of("1250000.05"), 0.5, date(2027, 2, 3), NOW) for one in texts),
        totals=("Total", 3, Money.of("-0.05"), None, None, None),
    )


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_a_csv_has_plain_figures() -> None:
    paper = TABLES.csv(a_table("Orbita"))

    assert paper.filename == "annual-report-2027.csv"
    assert read_csv(paper.content) == [
        ["Agency", "Launches", "Amount (USD)", "Share", "Day", "At"],
        ["Orbita", "3", "1250000.05", "0.5", "2027-02-03", "2027-01-15T12:30:15Z"],
        ["Total", "3", "-0.05", "", "", ""],
    ]


@pytest.mark.parametrize("text", ODD)
def test_a_csv_holds_no_formula(text: str) -> None:
    told = read_csv(TABLES.csv(a_table(text)).content)[1][0]

    assert told in {text, f"'{text}"}
    assert not told.lstrip().startswith(("=", "+", "-", "@"))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), max_size=4))
def test_every_text_of_a_csv_comes_back(texts: list[str]) -> None:
    rows = read_csv(TABLES.csv(a_table(*texts)).content)[1:-1]

    assert [row[0].removeprefix("'") for row in rows] == [one.removeprefix("'") for one in texts]


@pytest.mark.parametrize("text", ODD)
def test_a_workbook_has_figures_that_can_be_reckoned_with_and_no_formula(text: str) -> None:
    paper = TABLES.xlsx(a_table(text))

    sheet = openpyxl.load_workbook(io.BytesIO(paper.content)).active
    assert sheet is not None
    _, row, totals = sheet.iter_rows()
    assert (row[0].value or "") == text
    assert row[0].data_type != "f"
    assert [cell.value for cell in row[1:4]] == [3, 1250000.05, 0.5]
    assert [cell.data_type for cell in row[1:4]] == ["n", "n", "n"]
    assert row[4].value == datetime(2027, 2, 3)  # noqa: DTZ001  a day has no zone
    assert totals[2].value == -0.05
    assert sheet.freeze_panes == "A2"


def test_a_pdf_tells_every_row_over_as_many_pages_as_it_takes() -> None:
    paper = TABLES.pdf(a_table(*(f"Agency {number}" for number in range(80))))

    told = " ".join(lines_of(paper.content))
    assert "Annual report 2027" in told
    assert "Agency 0" in told
    assert "Agency 79" in told
    assert "1,250,000.05" in told


def test_an_empty_table_says_so() -> None:
    assert "There is nothing to report." in lines_of(TABLES.pdf(a_table()).content)
    assert len(read_csv(TABLES.csv(a_table()).content)) == 2


def test_the_same_table_gives_the_same_bytes() -> None:
    for write in (TABLES.csv, TABLES.xlsx, TABLES.pdf):
        assert write(a_table("Orbita")) == write(a_table("Orbita"))


def test_a_chart_is_a_picture_without_script_and_with_a_title() -> None:
    chart = BarChart(
        name="annual-report-2027",
        title="Revenue <2027> & more",
        labels=("Jan", "Feb"),
        series=(("received", (1.0, 2.5)), ("pending", (0.0, 0.0))),
    )

    drawn = SvgCharts().bars(chart)

    root = ElementTree.fromstring(drawn.content)
    names = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert "script" not in names
    assert (root[0].tag, root[0].text) == ("{http://www.w3.org/2000/svg}title", chart.title) or (
        root[0].text == chart.title
    )
    assert drawn == SvgCharts().bars(chart)
    assert b"http" not in drawn.content.replace(b"http://www.w3.org/2000/svg", b"")


def test_the_cells_of_a_pdf_are_not_filled_with_the_colour_of_its_head() -> None:
    drawn = drawing_of(DocumentTables().pdf(a_table("Orbita", "Perigee")).content)

    assert len(re.findall(rb"\bre f\b", drawn)) == 1
