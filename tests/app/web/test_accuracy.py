"""The pages of the factual accuracy check: what each side sees when, and what happens to what was typed."""

import copy
import re
from dataclasses import replace

import pytest

from inspectorate.report.document import Bullets, Document, Heading, Item, Paragraph, words
from inspectorate.report.document_json import as_json
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import accuracy_comment as comments
from inspectorate_app.actions import draft, hold
from inspectorate_app.actions.accuracy import Answer
from inspectorate_app.actions.accuracy_comment import Comment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Person
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.web.accuracy.change import compared
from inspectorate_app.web.draft.difference import Pair, pairs
from tests.app import given
from tests.app.accuracy import in_check, overdue, send

pytestmark = pytest.mark.django_db
OPENED = "open copy for factual accuracy check"


@pytest.fixture(scope="module")
def of_all(before_all):
    def sent():
        inspection, lead, head = in_check()
        send(lead, inspection)
        return inspection, lead, head

    return before_all(sent)


@pytest.fixture
def made(of_all, settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    return copy.deepcopy(of_all)


@pytest.fixture
def team(made):
    return given.signed_in(Person.objects.get(pk=made[1].person))


@pytest.fixture
def service(made):
    return given.signed_in(Person.objects.get(pk=made[2].person))


def at(inspection, place):
    return f"/inspections/{inspection.slug}/{place}"


def read(client, inspection, place):
    response = client.get(at(inspection, place))
    assert response.status_code == 200, place
    return response.content.decode()


def passage(client, inspection):
    """The number of the paragraph on where the service runs from."""
    page = read(client, inspection, "service/accuracy/1/documents/report")
    before = page[: page.index("The service runs from Leicester alone.")]
    return int(re.findall(r'id="p(\d+)"', before)[-1])


def commented(made, client):
    inspection, _lead, head = made
    return comments.comment(head, inspection.slug, 1, "report", passage(client, inspection), Comment("There are more."))


def test_each_opening_of_the_copy_is_written_down_and_looking_at_the_list_is_not(made, service):
    inspection = made[0]
    read(service, inspection, "service/accuracy")
    assert AuditEntry.objects.filter(action=OPENED).count() == 0
    page = read(service, inspection, "service/accuracy/1/documents/report")
    read(service, inspection, "service/accuracy/1/documents/report")
    assert AuditEntry.objects.filter(action=OPENED).count() == 2
    assert "copy for Hal Head, Leicester, Leicestershire and Rutland" in page
    numbers = [int(each) for each in re.findall(r'class="app-passage" id="p(\d+)"', page)]
    assert numbers == list(range(1, len(numbers) + 1)), "every paragraph has a number, and no number is left out"
    assert "From the evidence:" not in page, "keys of the evidence are not the service's"


def opened(of):
    """What was opened of the copy, in order, by the trail."""
    return list(AuditEntry.objects.filter(action=OPENED).order_by("position").values_list("subject", "after"))


def test_whoever_opens_the_form_of_a_comment_reads_the_draft_and_that_is_written_down(made, service):
    inspection, place = made[0], passage(service, made[0])
    commented(made, service)
    before = len(opened(inspection))
    page = read(service, inspection, f"service/accuracy/1/documents/report/paragraphs/{place}")
    assert "The service runs from Leicester alone." in page
    read(service, inspection, "service/accuracy/1/comments/1")
    form = ("accuracy check 1, report", {"opened": "form of a comment", "passage": place})
    assert opened(inspection)[before:] == [form, form]


def test_the_form_of_no_paragraph_and_under_a_hold_is_neither_shown_nor_written_down(made, service):
    inspection, lead, _head = made
    assert service.get(at(inspection, "service/accuracy/1/documents/report/paragraphs/9999")).status_code == 404
    place = passage(service, inspection)
    before = len(opened(inspection))
    hold.place(lead, inspection.slug, reason="A claim.")
    address = at(inspection, f"service/accuracy/1/documents/report/paragraphs/{place}")
    assert "Leicester alone" not in service.get(address).content.decode()
    assert len(opened(inspection)) == before


def test_whoever_looks_what_changed_reads_the_draft_too(made, service):
    inspection, lead, head = made
    comments.submit(head, inspection.slug, 1, comments=0)
    actions.close(lead, inspection.slug, 1)
    read(service, inspection, "service/accuracy/1/documents/report/changes")
    assert opened(inspection) == [("accuracy check 1, report", {"opened": "changes"})]


def test_the_team_sees_no_word_before_it_is_sent_and_the_service_no_answer_before_it_is_closed(made, team, service):
    inspection, lead, head = made
    number = commented(made, service)
    assert "There are more." not in read(team, inspection, "accuracy/1")
    assert team.get(at(inspection, "accuracy/1/comments/1")).status_code == 404
    comments.submit(head, inspection.slug, 1, comments=1)
    assert "There are more." in read(team, inspection, "accuracy/1/comments/1")
    actions.answer(lead, inspection.slug, 1, number, Answer("accepted", "", "All offices are told."), version=1)
    assert "All offices are told." not in read(service, inspection, "service/accuracy")
    assert service.get(at(inspection, "service/accuracy/1/documents/report/changes")).status_code == 404
    actions.close(lead, inspection.slug, 1)
    assert "All offices are told." in read(service, inspection, "service/accuracy")
    assert "Nothing changed" in read(service, inspection, "service/accuracy/1/documents/report/changes")


def test_whoever_is_about_to_close_a_check_sees_what_is_to_be_done_before(made, team):
    inspection, lead, head = made
    comments.submit(head, inspection.slug, 1, comments=0)
    draft.write(lead, inspection.slug, "report", "background", text="We inspected 11 cases.", version=1)
    page = read(team, inspection, "accuracy/1/close")
    assert "put 1 false claim of the report right" in page
    assert team.post(at(inspection, "accuracy/1/close")).status_code == 409
    assert query.document(inspection.pk, 1, "report", changed=True) is None


def test_the_service_reads_on_its_first_pages_whose_turn_it_is(made, service):
    """First its own, then the inspectorate's; once the check is closed, nobody's."""
    inspection, lead, head = made
    for page in ("/", at(inspection, "service/")):
        assert "Check the draft report for factual accuracy" in service.get(page).content.decode()
    number = commented(made, service)
    comments.submit(head, inspection.slug, 1, comments=1)
    for page in ("/", at(inspection, "service/")):
        shown = service.get(page).content.decode()
        assert "The inspectorate answers your comments" in shown
        assert "Check the draft report" not in shown
    actions.answer(lead, inspection.slug, 1, number, Answer("accepted", "", "All offices are told."), version=1)
    actions.close(lead, inspection.slug, 1)
    assert "Nothing needs doing now." in service.get("/").content.decode()


def test_once_it_is_published_the_copy_stands_beside_that(made, service):
    inspection, lead, head = made
    comments.submit(head, inspection.slug, 1, comments=0)
    actions.close(lead, inspection.slug, 1)
    address = "service/accuracy/1/documents/report/changes"
    assert "as it stood when the check was closed" in read(service, inspection, address)
    copy = query.document(inspection.pk, 1, "report")
    said = Paragraph(words("Written after the check."))
    with guard.allowed():
        inspection.publications.create(
            **{"number": 1, "state": "published", "prepared_by_id": lead.person},
            documents=[as_json(replace(copy, blocks=(*copy.blocks, said)))],
        )
        inspection.phase = "published"
        inspection.save()
    page = read(service, inspection, address)
    assert "Your copy beside what was published." in page
    assert re.findall(r"<ins>.*?</span>(.*?)</ins>", page) == ["Written after the check."]


def test_who_changes_over_another_sees_both_and_keeps_what_was_typed(made, service):
    inspection = made[0]
    number = commented(made, service)
    other = given.actor(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))
    comments.change(other, inspection.slug, 1, number, Comment("Theirs stands."), version=1)
    address = at(inspection, f"service/accuracy/1/comments/{number}")
    response = service.post(address, {"correction": "Mine.", "version": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Sam Contact changed this comment after you opened it." in page
    assert "Theirs stands." in page
    assert "Mine.</textarea>" in page
    again = service.post(
        address, {"correction": "Mine.", "version": re.findall(r'name="version" value="(\d+)"', page)[0]}
    )
    assert again.status_code == 302


def test_who_answers_over_another_sees_both(made, team, service):
    inspection, _lead, head = made
    number = commented(made, service)
    comments.submit(head, inspection.slug, 1, comments=1)
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    actions.answer(other, inspection.slug, 1, number, Answer("not_accepted", "Theirs stands."), version=1)
    address = at(inspection, f"accuracy/1/comments/{number}")
    given_ = {"verdict": "accepted", "answer": "", "changes": "Mine.", "version": "1"}
    response = team.post(address, given_)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ina Inspector answered after you opened this page." in page
    assert "Theirs stands." in page
    assert "Mine.</textarea>" in page


def test_what_was_removed_meanwhile_is_not_sent(made, service):
    inspection = made[0]
    commented(made, service)
    response = service.post(at(inspection, "service/accuracy/1/send"), {"comments": "0"})
    page = response.content.decode()
    assert "Comments were written or removed after you opened this page." in page
    assert 'name="comments" value="1"' in page


def test_after_the_last_day_the_form_says_so(made, service):
    inspection = made[0]
    place = passage(service, inspection)
    overdue()
    told = "Ask the lead inspector for more time."
    assert told in read(service, inspection, "service/accuracy")
    assert told in read(service, inspection, "service/accuracy/1/documents/report")
    address = f"service/accuracy/1/documents/report/paragraphs/{place}"
    assert told in read(service, inspection, address)
    response = service.post(at(inspection, address), {"correction": "Late."})
    assert response.status_code == 409
    assert told in response.content.decode()


def test_another_service_and_who_reads_no_drafts_see_nothing(made):
    inspection = made[0]
    for role in (Role.LOCAL_ASSESSOR, Role.OPERATIONS_OFFICER):
        client = given.signed_in(given.member(inspection, role))
        for place in ("accuracy/", "accuracy/1", "service/accuracy", "service/accuracy/1/documents/report"):
            assert client.get(at(inspection, place)).status_code in (403, 404), (role, place)
    elsewhere = given.inspection("elsewhere-2022")
    client = given.signed_in(given.member(elsewhere, Role.SERVICE_HEAD))
    assert client.get(at(inspection, "service/accuracy")).status_code == 404


def document(*blocks):
    return Document("report", "T", "P", "en-GB", "", (Heading(words("Leadership"), 1, "1.1"), *blocks))


def test_what_changed_is_told_by_paragraph_with_the_number_of_the_copy():
    def said(*texts):
        return [Paragraph(words(each)) for each in texts]

    sent = document(*said("Leaders were known to staff.", "It has two offices.", "All goes on."))
    later = document(
        *said("Leaders were known to staff.", "It has three offices.", "Written anew."), *said("All goes on.")
    )
    found = compared(sent, later)
    told = [(each.number, each.heading, "".join(one.text for one in each.stretches)) for each in found.changed]
    assert told == [(3, "Leadership", "It has twothree offices."), (None, "Leadership", "Written anew.")]
    assert (found.sent, found.of(3), found.of(2)) == (4, found.changed[0], None)
    gone = compared(sent, document(Bullets((Item(words("All goes on.")),))))
    assert [each.number for each in gone.changed] == [2, 3], "an item with the same words is the same"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ([], [], []),
        (["a b c"], ["a b c"], [(0, 0)]),
        # two words of three are the same: 2 x 2 / 6 = 0.67, of which half is enough
        (["a b c"], ["a b d"], [(0, 0)]),
        # one of three: 2 x 1 / 6 = 0.33
        (["a b c"], ["a d e"], [(0, None), (None, 0)]),
        (["one", "a b c"], ["new", "a b d", "last"], [(0, None), (None, 0), (1, 1), (None, 2)]),
    ],
)
def test_paragraphs_stand_beside_what_took_their_place(earlier, later, expected):
    assert [(each.earlier, each.later) for each in pairs(earlier, later)] == expected
    assert all(isinstance(each, Pair) for each in pairs(earlier, later))


def test_while_a_legal_hold_stands_no_paragraph_of_the_copy_is_shown_beside_a_comment_either(made, service):
    inspection, lead, _head = made
    number, place = commented(made, service), passage(service, inspection)
    hold.place(lead, inspection.slug, reason="An inquest was opened.")
    for address in (f"service/accuracy/1/documents/report/paragraphs/{place}", f"service/accuracy/1/comments/{number}"):
        assert "The service runs from" not in service.get(at(inspection, address)).content.decode()
        again = service.post(at(inspection, address), {"correction": "", "version": "1"})
        assert "The service runs from" not in again.content.decode(), address
