"""Rows of tables as evidence: tidy and wide, units in the header, the receipt, totals against their rows."""

from pathlib import Path

import pytest

from factdesk.documents import read_all
from factdesk.evidence.passages import cut
from factdesk.records import Check, Claim, Passage
from factdesk.verdicts import compare
from factdesk.verdicts.compare import comparisons

WIDE = "Country: Mexico; 2022: $779.3 billion; 2023: $798.8 billion; 2024: $839.9 billion"
TIDY = "Country: Mexico; Year: 2024; Measure: goods trade; Value (US$ billion): 839.9"
POPULATION = "City: Riga; Population (thousands): 605.8; Area (km²): 304; Founded: 1201"
SHARES = "Party: Greens; Votes: 412,300; Share (%): 12.4; Seats: 31"
SECTORS = "country: Norway; item: salmon exports; year: 2024; value (thousand tonnes): 1,250; unit: thousand tonnes"
DEBT = "country: Norway; indicator: household debt; year: 2024; value (EUR billion): 31; unit: EUR billion"
CENSUS = "State: Ohio\nPopulation 2010: 11,536,504\nPopulation 2020: 11,799,448"

#: columns as data teams name them
RESERVOIR = (
    "reservoir: Quelmo; river: Arda; completed: 1958; storage_million_m3: 68.2; percent_full_2024-03-11: 14.2; "
    "percent_full_2024-03-04: 15.0; remarks: Transfers to the Tavira suspended"
)
GRID = "date: 2025-08-13; grid_peak_demand_mw: 18420; hour_of_peak: 18; solar_share_percent: 16"
CLOSES = "date: 2025-10-16; larkspur_shares_close: 86.37; larkspur_shares_change_percent: -2.3; volume: 377500"
ROWS = [
    ("Trade with Mexico was $839.9 billion in 2024.", WIDE, "agrees"),
    ("Trade with Mexico was nearly $800 billion in 2023.", WIDE, "agrees"),
    ("Trade with Mexico was $779.3 billion in 2024.", WIDE, "differs"),
    ("Trade with Mexico was $500 billion in 2022.", WIDE, "differs"),
    ("Trade with Canada was $839.9 billion in 2024.", WIDE, "not_comparable"),
    ("Trade with Mexico was $839.9 billion in 2019.", WIDE, "not_comparable"),
    ("Goods trade with Mexico was $839.9 billion in 2024.", TIDY, "agrees"),
    ("Goods trade with Mexico was $612 billion in 2024.", TIDY, "differs"),
    ("Goods trade with Mexico was $839.9 billion in 2021.", TIDY, "not_comparable"),
    ("Riga has a population of 605,800.", POPULATION, "agrees"),
    ("Riga has a population of about 600,000.", POPULATION, "agrees"),
    ("Riga has a population of 920,000.", POPULATION, "differs"),
    ("Riga covers an area of 304 square kilometres.", POPULATION, "agrees"),
    ("Riga covers an area of 117 square miles.", POPULATION, "agrees"),
    ("The Greens won 31 seats.", SHARES, "agrees"),
    ("The Greens won 44 seats.", SHARES, "differs"),
    ("The Greens won 12.4 percent of the vote.", SHARES, "agrees"),
    ("Norway's salmon exports were 1.25 million tonnes in 2024.", SECTORS, "agrees"),
    ("Norway's salmon exports were 1.9 million tonnes in 2024.", SECTORS, "differs"),
    ("Norway's salmon exports were 1.25 million tonnes in 2021.", SECTORS, "not_comparable"),
    ("Household debt in Norway was €31 billion in 2024.", DEBT, "agrees"),
    ("Household debt in Norway was €45 billion in 2024.", DEBT, "differs"),
    ("Household debt in Norway was 31% of income in 2024.", DEBT, "not_comparable"),
    ("Ohio's population was 11.8 million in 2020.", CENSUS, "agrees"),
    ("Ohio's population was 13.1 million in 2020.", CENSUS, "differs"),
    ("Ohio's population grew by 2.3 percent from 2010 to 2020.", CENSUS, "agrees"),
    ("Quelmo was 14.2% full on March 11, 2024.", RESERVOIR, "agrees"),
    ("Quelmo was 15% full on March 4, 2024.", RESERVOIR, "agrees"),
    ("Quelmo was 41% full on March 11, 2024.", RESERVOIR, "differs"),
    ("The Tavira was 41% full on March 11, 2024.", RESERVOIR, "not_comparable"),  # another row's
    ("Quelmo stores 68 million cubic metres.", RESERVOIR, "agrees"),
    ("Peak demand on the grid reached 18.4 gigawatts on August 13, 2025.", GRID, "agrees"),
    ("Peak demand on the grid reached 14.8 gigawatts on August 13, 2025.", GRID, "differs"),
    ("Shares of Larkspur fell 2.3% on October 16, 2025.", CLOSES, "agrees"),
    ("Shares of Larkspur rose 2.3% on October 16, 2025.", CLOSES, "differs"),
    ("A total of 1,240 crimes were recorded.", "Crimes\nBurglary: 410\nTheft: 680\nFraud: 150", "agrees"),
    ("A total of 1,900 crimes were recorded.", "Crimes\nBurglary: 410\nTheft: 680\nFraud: 150", "not_comparable"),
]


def checks(claim: str, row: str, title: str = "Goods trade by country") -> tuple[Check, ...]:
    return compare(Claim.from_text(claim), Passage(document_id="t", quote=row, start=0, end=len(row), title=title))


@pytest.mark.parametrize(("claim", "row", "outcome"), ROWS, ids=[f"{claim} / {row}" for claim, row, _ in ROWS])
def test_a_cell_is_found_by_row_and_column(claim: str, row: str, outcome: str) -> None:
    found = checks(claim, row)
    assert found, "nothing was compared"
    assert found[0].outcome == outcome, found[0].explanation


def test_the_receipt_names_row_column_and_value() -> None:
    (check,) = checks("Trade with Mexico was $839.9 billion in 2024.", WIDE)
    assert check.evidence == "$839.9 billion"
    assert "row “Mexico”" in check.explanation
    assert "column “2024”" in check.explanation
    (check, *_) = checks("Riga has a population of 920,000.", POPULATION)
    assert "row “Riga”, column “Population (thousands)”: “605.8”" in check.explanation


def test_a_table_named_by_its_title_gives_the_cells_their_subject() -> None:
    (check,) = checks(
        "Exports to Mexico were $334 billion in 2024.", "Country: Mexico; 2024: $334.0 billion", "Exports"
    )
    assert check.outcome == "agrees"
    assert checks("Exports to Mexico were $334 billion in 2024.", WIDE, "Imports")[0].outcome == "not_comparable"


def test_a_sum_that_is_not_the_stated_total_is_shown_and_left_open() -> None:
    (check, *_) = checks("A total of 1,900 crimes were recorded.", "Crimes\nBurglary: 410\nTheft: 680\nFraud: 150")
    assert "410 + 680 + 150" in check.explanation
    assert "1,240" in check.explanation


PROSE = "<p>The bureau publishes these figures once a year, with a note on how the partners' own statistics differ.</p>"
PAGE = f"""<html><head><title>Goods trade by country</title></head><body><article><h1>Goods trade by country</h1>{PROSE}
<table><tr><th>Country</th><th>2023 (US$ billion)</th><th>2024 (US$ billion)</th></tr>
<tr><td>Mexico</td><td>798.8</td><td>839.9</td></tr><tr><td>Canada</td><td>773.9</td><td>762.1</td></tr></table>
{PROSE}</article></body></html>"""
SHEET = "Country,2023,2024\nMexico,$798.8 billion,$839.9 billion\nCanada,$773.9 billion,$762.1 billion\n"


@pytest.mark.parametrize(("name", "content"), [("goods-trade.csv", SHEET), ("trade.html", PAGE)])
def test_a_file_with_a_table_gives_a_receipt_for_the_one_cell_that_is_meant(
    name: str, content: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    passages = [passage for document in read_all([file]) for passage in cut(document)]  # type: ignore[arg-type]  # it can be read
    claim = Claim.from_text("Goods trade with Canada was $900 billion in 2024.")
    fired = [check for passage in passages for check in compare(claim, passage) if check.outcome != "not_comparable"]
    assert [check.outcome for check in fired] == ["differs"]
    assert "row “Canada”, column “2024" in fired[0].explanation
    assert "762.1" in fired[0].evidence


def test_a_cell_of_a_whole_table_confirms_only_where_the_claim_names_or_dates_its_row() -> None:
    table = "team: Otters; year: 2019; wins: 12. team: Herons; year: 2020; wins: 9. team: Pikes; year: 2021; wins: 7."
    outcomes = {
        claim: [check.outcome for check in checks(claim, table, "Wins by team")]
        for claim in ("The Herons had 9 wins.", "There were 9 wins by the best team.", "In 2020 there were 9 wins.")
    }
    assert outcomes == {
        "The Herons had 9 wins.": ["agrees"],
        "There were 9 wins by the best team.": ["not_comparable"],
        "In 2020 there were 9 wins.": ["agrees"],
    }


def test_another_row_of_a_whole_table_excludes_nothing() -> None:
    table = "team: Otters; year: 2019; wins: 12. team: Herons; year: 2020; wins: 9. team: Pikes; year: 2021; wins: 7."
    passage = Passage(document_id="t", quote=table, start=0, end=len(table))
    claim = Claim.from_text("In 2018 the best team had 40 percent of the wins.")
    found = comparisons(claim, passage)
    assert found
    assert not any(item.excludes or item.gate for item in found)
