import json
from datetime import date

import pytest

from factdesk.documents import Unreadable, read, read_all
from factdesk.documents.rows import table_lines
from factdesk.errors import InputError
from factdesk.records import text_sha256

HEADED = """Trade with other partners in 2024

Published: 2025-03-20
Author: Office of Trade Statistics
Country summary (facts restated)

Trade with Mexico was $839.9 billion in 2024.

It rose.
"""


def test_the_head_of_a_text_file_gives_title_and_date_and_is_no_evidence(write):
    document = read(write("trade.txt", HEADED))
    assert document.text == "Trade with Mexico was $839.9 billion in 2024.\n\nIt rose.\n"
    assert document.title == "Trade with other partners in 2024"
    assert document.published == date(2025, 3, 20)
    assert document.author == "Office of Trade Statistics"
    assert document.metadata == {"header": "Country summary (facts restated)"}
    assert document.sha256 == text_sha256(document.text)


def test_a_text_file_without_a_head_is_its_characters(write):
    text = "\n  The bridge opens\n\nThe mayor opened it on Monday.  \nNote: it is long.\n\n\n"
    document = read(write("bridge.txt", text))
    assert document.text == text
    assert document.sha256 == text_sha256(text)
    assert document.title == "The bridge opens"


def test_a_body_that_follows_its_date_at_once_is_kept(write):
    text = "Published: 2025-03-20\nThe economy grew by 3% in the first half of the year\nand by 2% in the second.\n"
    document = read(write("a.txt", text))
    assert document.text == "The economy grew by 3% in the first half of the year\nand by 2% in the second.\n"
    assert document.published == date(2025, 3, 20)


def test_figures_that_stand_under_a_date_are_kept(write):
    text = "Trade figures\n\nDate: 2025-03-20\nExports 143.5 billion\nImports 438.9 billion\n"
    assert read(write("a.txt", text)).text == "Exports 143.5 billion\nImports 438.9 billion\n"


def test_a_file_that_is_all_head_keeps_it(write):
    assert read(write("a.txt", "A title\n\nPublished: 2025-03-20\n")).text == "A title\n\nPublished: 2025-03-20\n"


def test_a_masthead_gives_the_title_and_stays(write):
    text = "Storm summary\nWeather Service, Burlington, September 12, 2025\n\nThe river crested at 27.4 feet.\n"
    document = read(write("01-nws.txt", text))
    assert (document.title, document.text) == ("Storm summary", text)


def test_an_article_that_opens_with_a_sentence_has_its_file_name_for_a_title(write):
    document = read(write("story.txt", "The mayor said on Monday that taxes rose by 4%.\n\nShe left.\n"))
    assert document.title == "story"
    assert document.published is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: March 20, 2025", date(2025, 3, 20)),
        ("Date: 20 March 2025", date(2025, 3, 20)),
        ("published: 2025-03-20T23:30:00+02:00", date(2025, 3, 20)),
        ("Publication date: 2025-03-20", date(2025, 3, 20)),
        ("Published: 03/04/2025", None),
        ("Published: soon", None),
        ("Published: 9999999-01-01", None),
    ],
)
def test_a_published_line_is_read_where_it_has_one_reading(write, line, day):
    assert read(write("a.txt", f"A title\n\n{line}\n\nThe text stands here.\n")).published == day


def test_markdown_reads_as_prose_and_its_front_matter_says_where_it_is_from(write):
    document = read(
        write(
            "a.md",
            '---\ntitle: "Trade in 2024"\ndate: 2025-03-20\nauthor: Jane Doe\ntags: [a, b]\n---\n'
            "# Trade *figures*\n\nThe U.S. traded **$582.4 billion** of [goods](http://x.y) with\nChina &amp; others."
            "<br>A snake_case word and 5 * 3.[^1]\n\n| Country | 2024 |\n|---|---|\n| Mexico | $839.9 billion |\n\n"
            "- One\n- Two\n\n3. Third\n\n> Quoted.\n\n<!-- hidden --><div>Shown</div>\n\n"
            "![alt](x.png)\n\n[^1]: A note.\n",
        )
    )
    assert document.title == "Trade in 2024"
    assert document.published == date(2025, 3, 20)
    assert document.author == "Jane Doe"
    assert document.text.split("\n\n") == [
        "Trade figures",
        "The U.S. traded $582.4 billion of goods with China & others.\nA snake_case word and 5 * 3.",
        "Country: Mexico; 2024: $839.9 billion",
        "- One\n- Two",
        "3. Third",
        "Quoted.",
        "Shown",
        "A note.",
    ]


def test_markdown_without_front_matter_has_its_heading_for_a_title(write):
    assert (
        read(write("a.md", "Words come first, then a heading.\n\n## The *deficit*\n\nMore.\n")).title == "The deficit"
    )


PAGE = """<!doctype html><html lang="en-US"><head><title>Tariffs in 2025 | The Site</title>
<meta property="og:site_name" content="The Site"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-05-20T08:00:00Z"></head>
<body><nav><a href="/">Home</a> | Subscribe now for $1 a week</nav><article><h1>Tariffs in 2025</h1>
<p>On April 2, 2025, the United States announced tariffs on nearly all of its trading partners.</p>
<table><caption>Trade by country</caption><tr><th>Country</th><th>2023</th><th>2024</th></tr>
<tr><td>Mexico</td><td>$798.9 billion</td><td>$839.9 billion</td></tr>
<tr><td colspan=2>World</td><td>$5 trillion</td></tr></table>
<table><tr><th>Population</th><td>67 million</td></tr><tr><th>Capital</th><td>Paris</td></tr></table>
<p>China answered step by step, and raised its own tariffs to 125% in the same month of the year.</p></article>
<footer>Copyright 2025. All rights reserved. Article id 600.</footer><script>var x = "never";</script></body></html>"""


def test_a_page_is_its_article_with_tables_as_lines_and_without_navigation(write):
    document = read(write("page.html", PAGE))
    assert document.title == "Tariffs in 2025"
    assert document.site == "The Site"
    assert document.author == "Jane Doe"
    assert document.published == date(2025, 5, 20)
    assert document.language == "en"
    for line in (
        "Trade by country",
        "Country: Mexico; 2023: $798.9 billion; 2024: $839.9 billion",
        "Country: World; 2024: $5 trillion",
        "Population: 67 million",
        "China answered step by step, and raised its own tariffs to 125% in the same month of the year.",
    ):
        assert line in document.text.split("\n")
    for words in ("Subscribe", "Copyright", "never", "Home"):
        assert words not in document.text


def test_a_date_in_a_pages_text_is_not_taken_for_the_day_it_was_published(write):
    page = "<html><body><p>On May 12, 2019, the two governments issued a joint statement in Geneva.</p></body></html>"
    assert read(write("page.html", page)).published is None


def test_a_page_in_the_charset_it_declares_has_its_own_letters(write):
    page = '<html><head><meta charset="windows-1251"></head><body><p>Население Москвы — 13 миллионов.</p></body></html>'
    assert read(write("page.html", page.encode("cp1251"))).text == "Население Москвы — 13 миллионов."


def test_a_pdf_is_paragraphs_without_running_heads(write, make_pdf):
    first = [
        "The United States traded goods worth 582.4 billion dollars with China in",
        "2024, and the deficit was 295.4 billion dollars in the same year, which is",
        "more than before.",
    ]
    second = ["Officials said that it was a long way to go, and nobody knew its end, as it", "seemed."]
    third = ["The last page ends with words of its own."]
    pages = [["Annual report 2024", *body, f"Page {n} of 3"] for n, body in enumerate((first, second, third), 1)]
    document = read(write("report.pdf", make_pdf(*pages, title="The year in trade")))
    assert document.title == "The year in trade"
    assert document.text.split("\n\n") == [" ".join(first), " ".join(second), *third]


def test_a_pdf_named_by_its_program_has_its_first_line_for_a_title(write, make_pdf):
    lines = ["Trade in 2024", "Published: 2025-03-20", "The text of it stands on this much longer line of the page."]
    document = read(write("x.pdf", make_pdf(lines, title="Microsoft Word - draft3.doc")))
    assert (document.title, document.published) == ("Trade in 2024", date(2025, 3, 20))


def test_a_word_file_is_its_paragraphs_and_tables(write, make_word):
    rows = [["Country", "2024"], ["Mexico", "$839.9 billion"], ["Canada", "$762.1 billion"]]
    document = read(write("a.docx", make_word("The year in trade", "Published: 2025-03-20", "It was good.", rows=rows)))
    assert document.text.endswith(
        "It was good.\n\nCountry: Mexico; 2024: $839.9 billion\nCountry: Canada; 2024: $762.1 billion"
    )
    assert (document.title, document.published) == ("The year in trade", date(2025, 3, 20))


def test_a_table_of_facts_has_no_head(write, make_word):
    rows = [["For", "9"], ["Against", "3"], ["Abstaining", "1"]]
    assert read(write("a.docx", make_word("The vote.", rows=rows))).text.endswith("For: 9\nAgainst: 3\nAbstaining: 1")


def test_a_table_of_years_has_them_for_a_head(write, make_word):
    rows = [["Country", "2024"], ["Mexico", "839"]]
    assert read(write("a.docx", make_word("Trade.", rows=rows))).text.endswith("Country: Mexico; 2024: 839")


def test_a_unit_that_a_caption_or_a_corner_gives_is_that_of_the_bare_numbers(write):
    page = """<html><body><h1>Interim report</h1><p>Norvik's interim report for the first quarter of the year.</p>
    <table><caption>Key figures, USD million</caption><tr><th></th><th>Q1 2025</th><th>Change</th></tr>
    <tr><td>Revenue</td><td>942</td><td>-6%</td></tr><tr><td>Number of ships</td><td>71</td><td></td></tr></table>
    <table><tr><th>€m</th><th>2024</th></tr><tr><td>Profit</td><td>1,118</td></tr></table></body></html>"""
    lines = read(write("page.html", page)).text.split("\n")
    assert "Revenue; Q1 2025 (USD million): 942; Change: -6%" in lines
    assert "Number of ships; Q1 2025: 71" in lines
    assert "€m: Profit; 2024 (€m): 1,118" in lines


@pytest.mark.parametrize(
    ("head", "row", "line"),
    [
        ("goods,year,value,unit", "Steel,2024,31,USD million", "value (USD million): 31; unit: USD million"),
        ("goods,OBS_VALUE,Unit of measure,rank", "Steel,31.5,tonnes,4", "OBS_VALUE (tonnes): 31.5;"),
        ("goods,units,exports", "Steel,%,31", "exports (%): 31"),
        ("goods,year,value (kg),unit", "Steel,2024,31,kg", "value (kg): 31; unit: kg"),
        ("goods,in,out,unit", "Steel,31,32,kg", "in: 31; out: 32; unit: kg"),
        ("goods,value,unit", "Steel,31,index 2015=100", "value: 31; unit: index 2015=100"),
        ("goods,year,unit", "Steel,2024,kg", "year: 2024; unit: kg"),
        ("goods,value,unit", "Steel,€31,EUR", "value: €31; unit: EUR"),
    ],
    ids=str,
)
def test_a_tidy_row_has_its_unit_behind_the_name_of_its_value(write, head, row, line):
    assert line in read(write("a.csv", f"{head}\n{row}\n")).text


def test_a_row_without_a_cell_is_passed_over_in_a_table_with_a_unit():
    rows = [["USD million", "2023", "2024"], [], ["Revenue", "4,100", "4,250"]]
    assert list(table_lines(rows)) == list(table_lines([rows[0], rows[2]]))


def test_a_caption_that_gives_no_unit_changes_no_column(write):
    page = """<html><body><p>The teams of the league and the places that they came from in 2024.</p>
    <table><caption>Teams of the NBA</caption><tr><th>Team</th><th>Wins</th></tr>
    <tr><td>Hawks</td><td>41</td></tr></table></body></html>"""
    assert "Team: Hawks; Wins: 41" in read(write("page.html", page)).text.split("\n")


def test_a_word_file_reads_with_its_changes_accepted(write, make_word, tmp_path):
    import zipfile

    path = write("a.docx", make_word("Trade rose by CHANGED percent."))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, after = parts["word/document.xml"].split(b"CHANGED")
    tracked = (
        b'</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>5</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="x"><w:r><w:t>7</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">'
    )
    before = before.replace(b"<w:t>", b'<w:t xml:space="preserve">')
    parts["word/document.xml"] = before + tracked + after
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read(path).text == "Trade rose by 7 percent."


def test_a_csv_row_is_a_document_by_the_usual_names_of_columns(write):
    path = write("a.csv", "Headline,Body,URL,Date,rating\nRise,Trade rose.,https://x.org/1,2025-03-01,False\n,,,,\n")
    [document] = read_all([path])
    assert (document.title, document.text, document.url) == ("Rise", "Trade rose.", "https://x.org/1")
    assert document.published == date(2025, 3, 1)
    assert document.metadata == {"rating": "False"}


def test_a_csv_without_a_column_of_text_reads_row_by_row(write):
    path = write("facts.csv", 'Country;2024;Note\nMexico;$839.9 billion;"large; growing"\nCanada;$762.1 billion;\n')
    documents = list(read_all([path]))
    assert [document.text for document in documents] == [
        "Country: Mexico; 2024: $839.9 billion; Note: large; growing",
        "Country: Canada; 2024: $762.1 billion",
    ]
    assert documents[0].title == "facts, row 1"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.csv", "title,text,url\nRise,Trade rose.,\nFall,,https://x.org/2\nStay,  ,\n"),
        (
            "a.jsonl",
            '{"title": "Rise", "text": "Trade rose."}\n{"text": "", "no": 2}\n{"body": null, "no": 3}\n',
        ),
    ],
)
def test_a_row_that_leaves_its_text_empty_is_named_and_is_no_document_of_its_other_columns(write, name, rows):
    found = list(read_all([write(name, rows)]))
    assert [type(item).__name__ for item in found] == ["Document", "Unreadable", "Unreadable"]
    assert "row 2: found no text; fill it in or take the row out" in found[1].message


def test_a_bad_line_of_jsonl_is_named_and_the_others_are_read(write):
    good = json.dumps({"title": "T", "text": "Trade rose.", "published": "2024-01-02", "more": {"a": [1]}})
    path = write("a.jsonl", f"{good}\n\n{{bad\n[1]\n{'[' * 100_000}\n{json.dumps({'text': 'x ' + chr(0xD800)})}\n")
    found = list(read_all([path]))
    assert [type(item).__name__ for item in found] == ["Document", *3 * ["Unreadable"], "Document"]
    assert found[0].metadata == {"more": '{"a": [1]}'}
    assert "line 3" in found[1].message
    assert "line 4" in found[2].message
    assert found[4].text == "x \ufffd"


def test_a_table_is_no_article_unless_it_has_one_row(write):
    with pytest.raises(InputError, match="found 2 documents; wanted one"):
        read(write("a.csv", "text\nOne.\nTwo.\n"))
    assert read(write("b.csv", "text\nOne.\n")).text == "One."


def test_a_folder_is_read_in_order_with_its_bad_files_named(write, tmp_path, make_pdf):
    write("outside.txt", "Never read.")
    write("in/b.txt", "Second.")
    write("in/a/z.md", "First.")
    write("in/.hidden.txt", "Hidden.")
    write("in/.git/x.txt", "Hidden.")
    write("in/c.png", b"\x89PNG\r\n\x1a\n....")
    write("in/d.pdf", make_pdf(["Third."]))
    write("in/e.txt", "")
    (tmp_path / "in" / "f.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "in" / "g").symlink_to(tmp_path / "in", target_is_directory=True)
    found = list(read_all([tmp_path / "in"]))
    assert [item.source.rpartition("/")[2] if isinstance(item, Unreadable) else item.text for item in found] == [
        "Second.",
        "c.png",
        "Third.",
        "e.txt",
        "First.",
    ]
