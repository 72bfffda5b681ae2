"""The pages of drafting: written, previewed, held against the evidence, compared, commented on, taken out."""

import copy
import json
import re

import pytest

from inspectorate_app.actions import draft as actions
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import AuditEntry, DraftPart
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.web.draft.difference import Stretch, differences
from tests.app import given
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
UNTRUE = "We inspected 11 cases."


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(in_drafting)


@pytest.fixture
def inspection(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def client(lead):
    return given.signed_in(lead)


def address(inspection, rest=""):
    return f"/inspections/{inspection.slug}/documents/{rest}"


PART = "report/parts/background"


def page_of(client, inspection, rest=""):
    answer = client.get(address(inspection, rest))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_part_is_written_and_what_was_saved_stands_on_the_list(client, inspection):
    answer = client.post(address(inspection, f"{PART}/text"), {"text": "Leaders are known.", "version": "0"})
    assert answer.status_code == 302
    listed = page_of(client, inspection)
    assert "Lee Lead" in listed
    assert "None open" in listed


def test_the_list_reads_what_was_written_once_and_not_once_for_each_document(
    client, lead, inspection, django_assert_num_queries
):
    for place in ("report/background", "report/2.2"):
        kind, part = place.split("/")
        actions.write(given.actor(lead), inspection.slug, kind, part, text="A start.", version=0)
        actions.comment(given.actor(lead), inspection.slug, kind, part, text="Say more.")
    page_of(client, inspection)
    with django_assert_num_queries(46) as asked:
        page_of(client, inspection)
    read = [each["sql"] for each in asked.captured_queries]
    assert sum('FROM "store_draftpart"' in each for each in read) == 2, "the texts; and the versions, for the review"
    assert sum('FROM "store_draftcomment"' in each for each in read) == 1
    assert sum('FROM "store_claimsupport"' in each for each in read) == 1


def test_a_false_claim_stands_beside_its_line_and_on_the_list(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "background", text=f"A start.\n\n{UNTRUE}", version=0)
    page = page_of(client, inspection, PART)
    assert "Line 3" in page
    assert "<strong>11 cases</strong>" in page
    listed = page_of(client, inspection)
    assert "1 false" in listed
    assert "put 1 false claim of the report right" in listed


def test_what_would_not_be_printed_is_told_beside_its_line_and_stands_in_the_way(client, lead, inspection):
    text = "> He said:\n>\n> - one"
    actions.write(given.actor(lead), inspection.slug, "report", "background", text=text, version=0)
    shown = " ".join(re.sub(r"<[^>]+>", " ", page_of(client, inspection, PART)).split())
    assert "Cannot be printed so Line 3: in a quotation stands a list, which is not printed." in shown
    assert "put 1 place of the report right that cannot be printed as it is written" in page_of(client, inspection)


def test_what_is_saved_as_it_stood_is_said_to_stand(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "background", text="Leaders are known.", version=0)
    sent = {"text": "Leaders are known.", "version": "1"}
    told = client.post(address(inspection, f"{PART}/text"), sent, follow=True).content.decode()
    assert "Nothing was changed, so version 1 stands" in told
    assert "Version 1, saved by Lee Lead" in told


def test_a_preview_saves_nothing_and_keeps_what_was_typed(client, inspection):
    answer = client.post(address(inspection, f"{PART}/text"), {"text": UNTRUE, "version": "0", "preview": "yes"})
    page = answer.content.decode()
    assert "<strong>11 cases</strong>" in page
    assert UNTRUE in page
    assert not DraftPart.objects.exists()


def test_the_script_asks_for_a_piece_of_the_page_and_gets_no_markup_of_the_author(client, inspection):
    answer = client.post(address(inspection, f"{PART}/preview"), {"text": "<img src=x onerror=alert(1)> **bold**"})
    piece = answer.content.decode()
    assert "<html" not in piece
    assert "<img" not in piece
    assert "<strong>bold</strong>" in piece
    assert not DraftPart.objects.exists()


def test_who_saves_over_someone_else_sees_both(client, inspection):
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    actions.write(other, inspection.slug, "report", "background", text="Theirs stands.", version=0)
    answer = client.post(address(inspection, f"{PART}/text"), {"text": "Mine.", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs stands." in page
    assert "Mine." in page
    assert "Ina Inspector" in page
    assert client.post(address(inspection, f"{PART}/text"), {"text": "Mine.", "version": "1"}).status_code == 302


def test_numbers_are_found_by_words_in_every_form(client, inspection):
    page = page_of(client, inspection, f"{PART}/numbers?words=sample:cases")
    assert "{{sample:cases | number}}" in page
    answer = client.get(
        address(inspection, f"{PART}/numbers?words=sample:cases"), headers={"Accept": "application/json"}
    )
    (found,) = json.loads(answer.content)["numbers"]
    assert found["forms"] == [{"words": "10", "placeholder": "{{sample:cases | number}}"}]


def test_versions_tell_what_changed(client, lead, inspection):
    for version, text in enumerate(("Planning was late.", "Planning was often late.")):
        actions.write(given.actor(lead), inspection.slug, "report", "background", text=text, version=version)
    page = page_of(client, inspection, f"{PART}/versions")
    assert "What changed from version 1 to version 2" in page
    assert "New: </span>often </ins>" in page
    assert "The first version" in page_of(client, inspection, f"{PART}/versions?later=1&earlier=0")


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        ("a b", "a b", [("same", "a b")]),
        ("a b c", "a x c", [("same", "a "), ("gone", "b"), ("new", "x"), ("same", " c")]),
        ("", "a", [("new", "a")]),
        ("a", "", [("gone", "a")]),
    ],
)
def test_differences_are_by_words(earlier, later, found):
    assert differences(earlier, later) == tuple(Stretch(*each) for each in found)


def test_a_comment_is_written_and_answered(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "background", text="Late.", version=0)
    answer = client.post(address(inspection, f"{PART}/comments"), {"text": "How?", "quoted": "never", "version": "1"})
    assert "hese words do not stand in the text" in answer.content.decode()
    assert client.post(address(inspection, f"{PART}/comments"), {"text": "How?", "version": "1"}).status_code == 302
    assert "Answer comment 1" in page_of(client, inspection, f"{PART}/comments/1")
    assert client.post(address(inspection, f"{PART}/comments/1"), {"answer": "Weeks."}).status_code == 302
    assert "Weeks." in page_of(client, inspection, PART)


def test_a_source_is_given_for_a_claim(client, lead, inspection):
    text = "The service ran 17 workshops."
    actions.write(given.actor(lead), inspection.slug, "report", "background", text=text, version=0)
    page = page_of(client, inspection, PART)
    link = page.split("/claims/")[1].split('"')[0]
    assert "17 workshops" in page_of(client, inspection, f"{PART}/claims/{link}")
    answer = client.post(address(inspection, f"{PART}/claims/{link}"), {"source": "Meeting 4", "statistic": "no:such"})
    assert "the evidence has no" in answer.content.decode()
    assert client.post(address(inspection, f"{PART}/claims/{link}"), {"source": "Meeting 4"}).status_code == 302
    assert "Has a source" in page_of(client, inspection, PART)


def test_what_a_claim_was_tied_to_is_shown_and_can_be_undone_whatever_came_of_it(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "background", text=UNTRUE, version=0)
    link = page_of(client, inspection, PART).split("/claims/")[1].split('"')[0]
    said = {"source": "Cases of <b>2024</b>", "something_else": "on"}
    assert "It speaks of something else" in page_of(client, inspection, f"{PART}/claims/{link}")
    assert client.post(address(inspection, f"{PART}/claims/{link}"), said).status_code == 302
    page = page_of(client, inspection, PART)
    assert "Lee Lead says that it does not speak of sample:cases." in page
    assert "It speaks of something else: Cases of &lt;b&gt;2024&lt;/b&gt;." in page
    assert "Change or undo this" in page
    actions.write(given.actor(lead), inspection.slug, "report", "background", text="We inspected 10 cases.", version=1)
    link = page_of(client, inspection, PART)
    assert "/claims/" not in link


def test_who_only_reads_sees_what_a_claim_was_tied_to(client, lead, inspection):
    said = "We looked at 10 cases."
    actions.write(given.actor(lead), inspection.slug, "report", "background", text=said, version=0)
    facts = facts_of(inspection)
    place = query.find_place(facts, "report", "background")
    (claim,) = draft_check.check(place, said, draft_check.evidence(facts), {}).claims
    actions.support(
        given.actor(lead), inspection.slug, "report", "background", claim.fingerprint, statistic="sample:cases"
    )
    assert "Change or undo this" in page_of(client, inspection, PART)
    reader = given.signed_in(given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"))
    page = page_of(reader, inspection, PART)
    assert "Tied by Lee Lead to sample:cases." in page
    assert "Change or undo this" not in page


def test_a_document_is_seen_whole_and_taken_out_marked(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "foreword", text="Leaders *are* known.", version=0)
    page = page_of(client, inspection, "report")
    assert "<em>are</em>" in page
    assert "Draft 1" in page
    for kind in ("press-release", "letter", "slides"):
        page_of(client, inspection, kind)
    answer = client.post(address(inspection, "report/download"), {"form": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert "report-draft-1.pdf" in answer["Content-Disposition"]


def test_who_may_only_comment_has_no_form_to_write(lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "background", text="Late.", version=0)
    quality = given.signed_in(given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"))
    page = page_of(quality, inspection, PART)
    assert 'id="draft"' not in page
    assert "Add a comment" in page
    assert quality.post(address(inspection, f"{PART}/text"), {"text": "Mine.", "version": "1"}).status_code == 403


def test_before_the_ratings_are_signed_off_there_is_nothing_to_write():
    made = given.inspection("unsigned-2022", phase="panel")
    client = given.signed_in(given.member(made, Role.LEAD_INSPECTOR, "Lee Lead"))
    page = page_of(client, made, PART)
    assert "once the ratings are signed off" in page
    assert 'id="draft"' not in page
    assert client.get(address(made, "report")).status_code == 200


def test_what_there_is_not_is_not_found(client, inspection):
    for rest in ("poem", "report/parts/9.9", f"{PART}/versions", f"{PART}/claims/0123456789abcdef"):
        assert client.get(address(inspection, rest)).status_code == 404


def test_a_table_of_a_document_names_its_columns_once(client, inspection):
    """Beside each value the name of its column is for narrow windows alone: an attribute, and no text of the cell."""
    page = page_of(client, inspection, "report")
    assert 'data-label="Percentage ‘Yes’"><span>' in page
    assert "app-table__name" not in page


def test_poster_workbook_and_slides_are_offered_to_who_may_take_drafts_out(client, lead, inspection):
    page = page_of(client, inspection, "")
    for kind in ("poster", "workbook", "slides"):
        assert f'action="{address(inspection, f"{kind}/download")}"' in page
    answer = client.post(address(inspection, "workbook/download"), {"form": "xlsx"})
    assert "spreadsheetml" in answer["Content-Type"]
    inspector = given.signed_in(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    assert "poster/download" not in page_of(inspector, inspection, "")
    assert inspector.post(address(inspection, "poster/download"), {"form": "pdf"}).status_code == 403


def test_nothing_is_offered_before_the_ratings_are_signed_off():
    made = given.inspection("not-yet-2022", phase="panel")
    lead = given.signed_in(given.member(made, Role.LEAD_INSPECTOR, "Lou Lead"))
    assert "poster/download" not in page_of(lead, made, "")


def test_a_draft_is_taken_out_in_welsh_where_its_page_offers_it(client, lead, inspection):
    actions.write(given.actor(lead), inspection.slug, "report", "foreword", text="Leaders *are* known.", version=0)
    page = page_of(client, inspection, "report")
    assert re.search(r'name="language" type="radio" value="cy">', page)
    answer = client.post(address(inspection, "report/download"), {"form": "html", "language": "cy"})
    assert f"{inspection.slug}-cy-report-draft-1.html" in answer["Content-Disposition"]
    made = answer.content.decode()
    assert '<html lang="cy">' in made
    assert "Drafft 1" in made
    assert '<em lang="en-GB">are</em>' in made or '<span lang="en-GB"><em>are</em></span>' in made
    sheets = client.post(address(inspection, "workbook/download"), {"form": "ods", "language": "cy"})
    assert f"{inspection.slug}-draft-1-cy-data.ods" in sheets["Content-Disposition"]
    entry = AuditEntry.objects.filter(chain__name=inspection.slug, action="download draft").latest("position")
    assert (entry.after["language"], entry.after["mark"]) == ("cy", "Draft 1")


def test_a_draft_in_a_language_that_there_is_not_is_refused_in_words(client, inspection):
    answer = client.post(address(inspection, "report/download"), {"form": "html", "language": "fr"})
    assert answer.status_code == 409
    assert "use one of en, cy" in answer.content.decode()


def test_who_reads_pages_in_welsh_takes_out_an_english_draft_that_is_english_throughout(client, inspection):
    before = client.post(address(inspection, "report/download"), {"form": "html"}).content
    client.cookies["language"] = "cy"
    assert client.post(address(inspection, "report/download"), {"form": "html"}).content == before
