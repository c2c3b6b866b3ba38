from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from streetlaw.documents.blocks import Heading, facts, table
from streetlaw.documents.page import render
from streetlaw.documents.rows import Rows
from tests.documents.reading import pages, text


def plain(_canvas: Canvas, _page: int, _pages: int) -> None:
    """Nothing around the text."""


def made(rows: list[list[str]], head: tuple[str, ...] = ()) -> bytes:
    def flow() -> list[Flowable]:
        return table(rows, [1 / len(rows[0])] * len(rows[0]), head=head)

    return render(flow, title="Rows", language="en", decorate=plain)


def test_every_row_stands_once_and_the_head_on_every_page() -> None:
    said = pages(made([[f"row {number}.", "cell"] for number in range(1, 201)], head=("Number", "What")))
    assert len(said) > 3
    assert all(page.startswith("Number What") for page in said)
    assert [" ".join(said).count(f"row {number}.") for number in range(1, 201)] == [1] * 200


def test_a_row_taller_than_a_page_goes_on_in_the_next() -> None:
    rows = [["before", "x"], ["tall " * 6000, "beside"], ["after", "y"]]
    said = pages(made(rows, head=("A", "B")))
    assert len(said) > 3
    assert " ".join(said).count("tall") == 6000
    assert "after" in said[-1]
    assert " ".join(said).count("beside") == 1


def test_a_row_that_fits_a_page_is_never_divided() -> None:
    rows = [["word " + "long " * 300] for _ in range(6)]
    for page in pages(made(rows)):
        assert page.count("word") * 300 == page.count("long")


def test_asked_to_split_something_has_to_wait() -> None:
    def flow() -> list[Flowable]:
        (rows,) = table([["one"], ["two"]], [1.0])
        assert isinstance(rows, Rows)
        _, height = rows.wrap(500, 500)
        first, rest = rows.split(500, height)
        assert (first.wrap(500, 500)[1] + rest.wrap(500, 500)[1]) == height
        assert rows.split(500, 5) == []
        return [rows]

    assert "one two" in text(render(flow, title="Rows", language="en", decorate=plain))


def test_columns_of_facts_may_differ_in_length() -> None:
    def flow() -> list[Flowable]:
        return facts([("Left", "1"), ("More", "2")], [("Right", "3")])

    assert text(render(flow, title="Facts", language="en", decorate=plain)).split() == [
        "Left", "1", "Right", "3", "More", "2"]  # fmt: skip


def test_a_heading_too_long_for_the_line_leaves_out_the_other_languages() -> None:
    def flow() -> list[Flowable]:
        return [Heading("Heading " * 12, "beside"), Heading("Short", "beside")]

    assert text(render(flow, title="Heading", language="en", decorate=plain)).count("beside") == 1
