import pytest

from inspectorate.errors import BadInput
from inspectorate.register.opening.limits import Limits

from .making import fault_of, opened


def text_of(tmp_path, body):
    return opened(tmp_path / "a.html", f"<!DOCTYPE html><title> Made\n up </title><body>{body}").text


def test_headings_paragraphs_and_lists_are_lines(tmp_path):
    body = """
      <h1>Northmoor <em>PDU</em></h1><p>First
      paragraph,&nbsp;<b>b</b>old<br>and a new line.</p>
      <ol start=4><li>four<li><p>five</p><p>more of five</p><ul><li>inner</ul></ol>
      <h3>2.1 Assessment</h3><div>Inadequate<div>45&#37;</div>end</div>"""
    assert text_of(tmp_path, body).split("\n") == [
        "# Northmoor PDU",
        "",
        "First paragraph, bold",
        "and a new line.",
        "",
        "4. four",
        "5. five",
        "",
        "more of five",
        "",
        "  - inner",
        "",
        "### 2.1 Assessment",
        "",
        "Inadequate",
        "",
        "45%",
        "",
        "end",
        "",
    ]


def test_a_table_has_a_line_for_each_row_and_a_tab_between_cells(tmp_path):
    body = """<table><caption>Ratings</caption><thead><tr><th>Standard<th>Rating<th>Score</thead>
      <tr><td>2.1 <p>Assessment</p>of risk<td><b>In</b>adequate<td>0<tr><td colspan=2>Total<td>2/27<tr></table>"""
    assert text_of(tmp_path, body) == (
        "Ratings\n\nStandard\tRating\tScore\n2.1 Assessment of risk\tInadequate\t0\nTotal\t\t2/27\n"
    )


def test_a_cell_that_spans_rows_keeps_the_columns_below_in_their_places(tmp_path):
    body = """<table><tr><td rowspan=3>Northmoor<td>2.1<td>Good<tr><td rowspan=2>2.2<td>Inadequate<tr><td>again
      <tr><td>Eastvale<td>2.1<td>Good</table>"""
    assert text_of(tmp_path, body) == "Northmoor\t2.1\tGood\n\t2.2\tInadequate\n\t\tagain\nEastvale\t2.1\tGood\n"


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path):
    body = "<table><tr><td><h2>Ratings</h2><table><tr><td>2.1<td>Good</table><td><p>aside</table>"
    assert text_of(tmp_path, body) == "## Ratings\n\n2.1\tGood\n\naside\n"
    assert text_of(tmp_path, "<table><tr><td><p>one</p><p>two</p></table>") == "one\n\ntwo\n"


def test_scripts_and_menus_are_dropped_and_notices_stay(tmp_path):
    body = """<script>var a = 1</script><style>p {}</style><nav>Home</nav><noscript>on</noscript><template>x</template>
      <!-- a remark --><div id=cookies>Are you OK with cookies?</div><p>words</p><svg><title>bars</title></svg>"""
    assert text_of(tmp_path, body) == "Are you OK with cookies?\n\nwords\n"


def test_preformatted_lines_stay_lines(tmp_path):
    assert text_of(tmp_path, "<pre>\none\n  two\n</pre>") == "one\ntwo\n"


def test_the_title_is_the_page_s_own(tmp_path):
    assert opened(tmp_path / "a.html", "<svg><title>no</title></svg><p>x").title is None
    assert opened(tmp_path / "b.html", "<head><title> Made\n up </title></head><p>x").title == "Made up"


def test_numbers_and_spans_that_are_no_numbers(tmp_path):
    body = "<ol start=x><li>a</ol><table><tr><td colspan=-1 rowspan=99999999>b<td colspan=1000>c<td>d</table>"
    assert text_of(tmp_path, body) == "1. a\n\nb\tc" + "\t" * 50 + "d\n"  # a span counts for 50 columns at most


def test_a_page_without_text_is_refused(tmp_path):
    for page in ("<html><body><img src=a.png></body>", "<html><frameset><frame></frameset></html>"):
        with pytest.raises(BadInput) as error:
            opened(tmp_path / "a.html", page)
        assert fault_of(error.value)[0] == "it shows no text"


def test_a_page_that_grows_beyond_the_limit_is_refused(tmp_path):
    page = "<table><tr>" + "<td colspan=50>a" * 20 + "</table>"  # 20 cells of one letter, 999 tabs, one line feed
    with pytest.raises(BadInput) as error:
        opened(tmp_path / "a.html", page, Limits(characters=500))
    assert "characters of text or more; the limit of one document is 500" in fault_of(error.value)[0]


def test_deep_nesting_is_walked_without_recursion(tmp_path):
    assert text_of(tmp_path, "<div>" * 3000 + "words") == "words\n"
    assert text_of(tmp_path, "<table><tr><td>a<td>" + "<div>" * 3000 + "b") == "a\tb\n"
