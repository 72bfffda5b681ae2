"""The macros of ``component/``: each drawn with real and with hostile words."""

import pytest

from tests.app.web.drawing import HOSTILE, check_harmless, check_references, draw, one, text

YES_NO = (("yes", "Yes"), ("no", "No"))
QUESTION = '{% from "component/question.html" import question %}'
TABLE = '{% from "component/table.html" import table %}'


def test_what_is_kept_of_a_question_tells_a_text_from_its_markup():
    markup = draw(QUESTION + '{{ question("2.1.2", "Enough?", answers, guidance="<b>b</b>" | safe) }}', answers=YES_NO)
    plain = draw(QUESTION + '{{ question("2.1.2", "Enough?", answers, guidance="<b>b</b>") }}', answers=YES_NO)
    assert (len(markup.css("details b")), len(plain.css("details b"))) == (1, 0)


def test_a_reason_keeps_the_line_it_begins_with():
    # A browser drops the first line break of a box, and no more.
    tree = draw(QUESTION + "{{ question('2.1.1', 'Enough?', answers, reason=x) }}", answers=YES_NO, x="\nIndented")
    assert one(tree, "textarea").text() == "\nIndented"


def test_a_question_says_all_that_belongs_to_it():
    tree = draw(
        QUESTION + """{{ question("2.1.1", "Is it enough?", answers, answer="no", version=3, hint="Think.",
        why="Asked because of the weeks.", guidance="# Look" | markdown(4), reason="Because", status="Saved at 2.05pm",
        error="Select yes or no", caption="Question 1 of 7") }}""",
        answers=YES_NO,
    )  # fmt: skip
    check_references(tree)
    assert text(one(tree, "legend h3")) == "Is it enough?"
    assert [("checked" in node.attributes, node.attributes["value"]) for node in tree.css("[name='2.1.1']")] == [
        (False, "yes"),
        (True, "no"),
    ]
    assert one(tree, "[name='2.1.1-version']").attributes["value"] == "3"
    assert one(tree, "[name='2.1.1-reason']").text().strip() == "Because"
    assert text(one(tree, "[role=status]")) == "Saved at 2.05pm"
    assert text(one(tree, "details h4")) == "Look"
    assert one(tree, "fieldset").attributes["aria-describedby"] == "question-2.1.1-hint question-2.1.1-error"
    assert text(one(tree, "[id='question-2.1.1-hint']")) == "Think. Asked because of the weeks."
    assert "hidden" not in one(tree, "[data-question]").attributes


def test_a_question_that_does_not_apply_is_hidden_and_a_submitted_one_is_locked():
    tree = draw(QUESTION + '{{ question("2.1.1", "Enough?", answers, relevant=false, locked=true) }}', answers=YES_NO)
    assert "hidden" in one(tree, "[data-question='2.1.1']").attributes
    assert "disabled" in one(tree, "fieldset").attributes
    assert not tree.css("textarea, details, [checked], [aria-describedby]")
    check_references(tree)


def test_many_questions_share_no_id():
    tree = draw(
        QUESTION + '{% for n in range(60) %}{{ question("2.1." ~ n, "Enough?", answers, reason="") }}{% endfor %}',
        answers=YES_NO,
    )
    assert len(tree.css("[role=status]")) == 60
    check_references(tree)


def test_a_table_has_a_caption_headers_and_the_name_of_the_column_at_each_cell():
    tree = draw(
        TABLE + """{{ table("Cases",
        ["Inspector", {"text": "Cases", "numeric": true}, {"text": "Action", "hide": true}],
        [["Ada Example", 0, {"text": "Open", "href": "/7"}]]) }}"""
    )  # fmt: skip
    assert text(one(tree, "caption")) == "Cases"
    assert [text(node) for node in tree.css("th[scope=col]")] == ["Inspector", "Cases", "Action"]
    assert text(one(tree, "th[scope=row]")) == "Ada Example"
    assert [(node.attributes["data-label"], text(node)) for node in tree.css("td")] == [("Cases", "0"), ("", "Open")]
    assert "govuk-table__cell--numeric" in (tree.css("td")[0].attributes["class"] or "")
    assert one(tree, "td a").attributes["href"] == "/7"
    roles = {node.tag: node.attributes["role"] for node in tree.css("table, thead, tbody, tr, td")}
    assert roles == {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def test_a_cell_with_nothing_in_it_shows_a_dash_but_not_where_an_action_would_stand():
    """Everywhere the same: some tables had a hyphen, others nothing at all."""
    columns = '["Case", "Reason", "By", "Cases", {"text": "Change", "hide": true}]'
    tree = draw(TABLE + f'{{{{ table("Moves", {columns}, [["1", "", none, 0, ""]]) }}}}')
    cells = [cell.text() for cell in tree.css("tbody th span, tbody td span")]
    assert cells == ["1", "–", "–", "0", ""]


def test_an_empty_table_says_so():
    tree = draw(TABLE + '{{ table("Cases", ["Inspector"], [], empty="No cases yet.") }}')
    assert text(one(tree, "p")) == "No cases yet."
    assert not tree.css("table")


def test_a_task_list_leads_to_tasks_that_can_be_started():
    tree = draw(
        '{% from "component/task_list.html" import task_list %}{{ task_list(tasks) }}',
        tasks=[
            {
                "text": "Assessment",
                "href": "/a",
                "hint": "7 of 9 answered",
                "status": "In progress",
                "colour": "yellow",
            },
            {"text": "Submit", "status": "Cannot start yet"},
        ],
    )
    check_references(tree)
    assert one(tree, "a").attributes["aria-describedby"] == "tasks-1-hint tasks-1-status"
    assert text(one(tree, ".govuk-tag--yellow")) == "In progress"
    assert text(one(tree, "#tasks-2-status")) == "Cannot start yet"


@pytest.mark.parametrize(
    ("rating", "colour"),
    [
        ("Outstanding", "green"),
        ("Good", "teal"),
        ("Requires improvement", "orange"),
        ("Inadequate", "red"),
        ("None", "grey"),
    ],
)
def test_a_rating_is_its_words_first(rating, colour):
    tree = draw('{% from "component/tag.html" import rating_tag %}{{ rating_tag(rating) }}', rating=rating)
    assert text(one(tree, f".govuk-tag--{colour}")) == rating


def test_a_summary_list_names_what_its_links_change():
    tree = draw(
        '{% from "component/summary_list.html" import summary_list %}{{ summary_list(rows, card="Inspection") }}',
        rows=[
            {"key": "Lead", "value": "Ada Example", "action": {"text": "Change", "href": "/lead"}},
            {"key": "Cases", "value": 0},
            {"key": "Weeks", "value": ["one", "two"]},
        ],
    )
    assert text(one(tree, "a")) == "Change lead (Inspection)"
    assert [text(node) for node in tree.css("dd.govuk-summary-list__value")] == ["Ada Example", "0", "onetwo"]
    assert len(tree.css("dd br")) == 1
    assert text(one(tree, "h2")) == "Inspection"


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, []),
        (1, 2, ["1", "2"]),
        (5, 12, ["1", "⋯", "4", "5", "6", "⋯", "12"]),
        (12, 12, ["1", "⋯", "11", "12"]),
    ],
)
def test_pages_near_the_one_shown_are_offered(number, pages, shown):
    tree = draw(
        '{% from "component/pagination.html" import pagination %}{{ pagination(number, pages, "?state=open&page=") }}',
        number=number, pages=pages,
    )  # fmt: skip
    assert [text(node) for node in tree.css("li")] == shown
    assert [text(node) for node in tree.css("[aria-current=page]")] == ([str(number)] if shown else [])
    assert len(tree.css("[rel=prev]")) == (number > 1)
    assert [node.attributes["href"] for node in tree.css("[rel=next]")] == (
        [f"?state=open&page={number + 1}"] if number < pages else []
    )


def bar(arguments: str):
    return draw(
        '{% from "component/percentage_bar.html" import percentage_bar %}{{ percentage_bar(' + arguments + ") }}"
    )


def test_a_percentage_is_drawn_and_said():
    tree = bar('64, 16, 25, "Planning"')
    assert one(tree, ".app-bar__part").attributes["width"] == "64"
    assert text(one(tree, ".app-bar__text")) == "64% (16 of 25)"
    assert one(tree, "svg").attributes["aria-hidden"] == "true"
    assert text(one(bar("0, 0, 4"), ".app-bar__text")) == "0% (0 of 4)"


def test_a_percentage_that_is_not_there_is_said_and_not_drawn():
    assert text(one(bar("none"), ".app-bar__text")) == "No relevant cases"
    tree = bar('none, words="Not shown: fewer than 5 cases"')
    assert text(one(tree, ".app-bar__text")) == "Not shown: fewer than 5 cases"
    assert not tree.css("svg")


def test_a_confirmation_is_sent_with_the_token_and_can_be_left():
    tree = draw(
        '{% from "component/confirm.html" import confirm %}'
        '{{ confirm(csrf_input, "Withdraw case", "/back", values={"case": 7}, warning="Final.", danger=true) }}',
        csrf_input="TOKEN",
    )
    form = one(tree, "form")
    assert form.attributes["method"] == "post"
    assert "TOKEN" in form.text()
    assert one(tree, "input[name=case]").attributes["value"] == "7"
    assert text(one(tree, "button.govuk-button--warning")) == "Withdraw case"
    assert one(tree, "a").attributes["href"] == "/back"
    assert text(one(tree, ".govuk-warning-text__text")) == "Warning Final."


@pytest.mark.parametrize(
    "source",
    [
        QUESTION + "{{ question(x, x, ((x, x),), answer=x, version=x, hint=x, why=x, guidance=x, reason=x) }}",
        QUESTION + "{{ question(x, x, ((x, x),), status=x, error=x, caption=x, reason=x, reason_label=x) }}",
        TABLE + '{{ table(x, [x, {"text": x}], [[x, {"text": x, "href": x}]]) }}',
        '{% from "component/tag.html" import tag, rating_tag %}{{ tag(x, x) }}{{ rating_tag(x) }}',
        '{% from "component/task_list.html" import task_list %}'
        '{{ task_list([{"text": x, "href": x, "hint": x, "status": x, "colour": x}]) }}',
        '{% from "component/summary_list.html" import summary_list %}'
        '{{ summary_list([{"key": x, "value": [x, x], "action": {"text": x, "href": x}}], card=x) }}',
        '{% from "component/pagination.html" import pagination %}{{ pagination(1, 3, x, x) }}',
        '{% from "component/percentage_bar.html" import percentage_bar %}{{ percentage_bar(x, x, x, x) }}',
        '{% from "component/confirm.html" import confirm %}{{ confirm("", x, x, action=x, warning=x, values={x: x}) }}',
    ],
    ids=lambda source: source.split('"')[1],
)  # fmt: skip
def test_hostile_words_are_shown_and_do_nothing(source):
    check_harmless(draw(source, x=HOSTILE), times=3)
