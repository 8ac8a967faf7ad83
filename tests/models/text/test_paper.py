"""What is taken away in a file has no number of a person, in whichever form."""

from __future__ import annotations

from console.models.text.paper import Paper, Part, as_csv, as_text, private

WORDS = "群众 13812345678（11010519491231002X）来电"
SHOWN = "群众 138****5678（110***********002X）来电"


def test_text_csv_and_paper_are_masked() -> None:
    paper = Paper(WORDS, [WORDS], [Part(WORDS, [WORDS, "12 人"])], WORDS)
    assert private(paper) == Paper(SHOWN, [SHOWN], [Part(SHOWN, [SHOWN, "12 人"])], SHOWN)
    assert as_text(paper).decode().count(SHOWN) == 5 and "13812345678" not in as_text(paper).decode()
    table = as_csv([WORDS], [[WORDS, "=1+1"]]).decode("utf-8-sig")
    assert table.count(SHOWN) == 2 and "13812345678" not in table and "'=1+1" in table
