"""A text in which a person could be recognised is answered for, or changed, before it is published."""

import copy
import csv
import io

import pytest

from inspectorate.errors import BadInput
from inspectorate.report.disclosure_check import Disclosed, fingerprint
from inspectorate_app.actions import (
    disclosure,
    draft,
    name,
    publication,
    publication_files,
)
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import (
    AuditEntry,
    Case,
    DisclosureAnswer,
    Publication,
    PublishedFile,
    Tally,
)
from inspectorate_app.store.queries import disclosure_answer as query
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.publishing import tomorrow

pytestmark = pytest.mark.django_db

#: Made up: age, sex, ethnicity, religion, health, offence, family and place of one person, where four are too many.
TELLING = (
    "Amina is a Somali Muslim woman in her thirties with epilepsy from Northmoor. She was convicted of arson and has "
    "foster children."
)
#: What it is known by.
MARK = fingerprint(TELLING)
WHY = "Amina-Made-Up is no name: names and details were changed."


def telling():
    """A room in whose report the text stands."""
    made = publishing.room()
    draft.write(made.lead, made.slug, "report", "foreword", text=TELLING, version=0)
    given.reviewed(made.inspection)
    return made


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(telling)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


def told(room):
    facts = facts_of(room.inspection)
    return query.told(facts, draft_check.evidence(facts))


def answered(room):
    disclosure.answer(room.lead, room.slug, MARK, reason=WHY)


def test_it_is_told_where_it_stands_before_anything_is_prepared(room):
    (found,) = told(room)
    assert (found.kind, found.part, found.is_open, found.may_be_answered) == ("report", "foreword", True, True)
    assert "epilepsy" in found.found.why
    assert (found.found.text, found.found.fingerprint) == (TELLING, MARK)
    with pytest.raises(NotNow, match="1 text in which a person could be recognised"):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_of_one_state_it_is_worked_out_once_and_anew_where_a_text_is_changed(room):
    from inspectorate_app.store.queries.disclosure import _found

    first, before = told(room), _found.cache_info()
    assert told(room) == first
    assert (_found.cache_info().hits, _found.cache_info().misses) == (before.hits + 1, before.misses)
    draft.write(room.lead, room.slug, "report", "foreword", text="Nobody is told of.", version=1)
    assert told(room) == ()
    assert _found.cache_info().misses == before.misses + 1


def test_it_costs_as_many_statements_however_many_characteristics_the_edition_has(room, django_assert_num_queries):
    """The publication, 1; drafts, 1; cases, results kept, tallies and the end of fieldwork, 4; answers, 1."""
    facts = facts_of(room.inspection)
    known = draft_check.evidence(facts)
    query.told(facts, known)
    with django_assert_num_queries(7):
        assert query.told(facts, known)


def test_a_small_inspection_is_published_with_what_tells_of_few_left_out(room):
    """Of ten cases domestic abuse is recorded in three: what is asked of them alone is confidential in the workbook."""
    answered(room)
    with guard.allowed():
        Case.objects.filter(inspection=room.inspection).update(characteristics={"domestic_abuse": "no"})
        three = Case.objects.filter(inspection=room.inspection).values_list("pk")[:3]
        Case.objects.filter(pk__in=[pk for (pk,) in three]).update(characteristics={"domestic_abuse": "yes"})
        for row in Tally.objects.filter(inspection=room.inspection, characteristic="gender"):
            row.pk, row.characteristic, row.value = None, "domestic_abuse", {"female": "yes", "male": "no"}[row.value]
            row.save(force_insert=True)
    row = publishing.made(room)
    assert (row.state, row.trouble) == ("prepared", "")
    file = PublishedFile.objects.get(publication=row, name__endswith="further-questions.csv")
    (line,) = [each for each in lines(file) if each["question"] == "domestic_abuse_improved"]
    assert (line["yes"], line["relevant"], line["percent_yes"]) == ("[c]", "[c]", "[c]")
    questions = lines(PublishedFile.objects.get(publication=row, name__endswith="key-questions.csv"))
    assert {(each["yes"], each["no"]) for each in questions if each["standard"] == "2.5"} == {("8", "2")}


def lines(file):
    """The rows of a published CSV file."""
    return list(csv.DictReader(io.StringIO(b"".join(keeping.chunks(file.key)).decode())))


def test_a_changed_text_asks_again(room):
    answered(room)
    draft.write(room.lead, room.slug, "report", "foreword", text=f"{TELLING} She left.", version=1)
    (found,) = told(room)
    assert found.is_open
    draft.write(room.lead, room.slug, "report", "foreword", text=f"{TELLING}  ", version=2)
    assert not told(room)[0].is_open, "the text that was answered for stands again"


def test_what_is_taken_back_while_files_are_made_stops_them(room):
    answered(room)
    number = publication.prepare(room.officer, room.slug, day=tomorrow())
    row = Publication.objects.get(number=number)
    disclosure.answer(room.lead, room.slug, MARK, reason="")
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    assert row.state == "failed"
    assert "recognised" in row.trouble


def test_a_small_group_is_never_answered(room):
    group = Disclosed("small group", "Report", "2.2-1", "case:2.2.1@gender=female", "It tells of 2.", "Leave it out.")
    with guard.allowed():
        DisclosureAnswer.objects.create(
        inspection=room.inspection, fingerprint="", reason=WHY, answered_by_id=room.lead.person,
        answered_at=room.inspection.set_up_at,
    )  # fmt: skip
    assert list(query.left_of(facts_of(room.inspection), [group])) == ["mend 1 place that tells of a small group"]
    assert not query.Told(group).may_be_answered


def test_only_the_lead_inspector_answers_and_only_for_what_stands_there(room):
    for actor in (room.officer, room.chief, given.actor(given.member(room.inspection, Role.INSPECTOR, "Ina"))):
        with pytest.raises(NotAllowed):
            disclosure.answer(actor, room.slug, MARK, reason=WHY)
    with pytest.raises(NotThere):
        disclosure.answer(room.lead, room.slug, "0" * 16, reason=WHY)
    with pytest.raises(BadInput):
        disclosure.answer(room.lead, room.slug, MARK, reason="x" * (disclosure.LONGEST + 1))
    publishing.set_phase(room.inspection, "published")
    with pytest.raises(NotNow):
        disclosure.answer(room.lead, room.slug, MARK, reason=WHY)


def test_the_trail_has_no_word_of_the_text_nor_of_the_reason(room):
    answered(room)
    entry = AuditEntry.objects.order_by("-pk").first()
    assert MARK in entry.subject
    kept = repr((entry.subject, entry.before, entry.after))
    assert "Amina" not in kept
    assert "changed" not in kept


def test_the_reason_goes_with_the_names_and_the_answer_stays(room):
    answered(room)
    publishing.set_phase(room.inspection, "published")
    name.delete_names_due(room.inspection.names_delete_on)
    assert list(DisclosureAnswer.objects.values_list("reason", flat=True)) == [""]
