"""Recommendations after publication: the number of one lasts, and nobody outside reads the draft of a correction."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions import action_plan, action_plan_decision, action_progress, previous_recommendation
from inspectorate_app.actions import recommendation as actions
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Person, PublicActionPlan
from inspectorate_app.store.queries import due, open_recommendation, public_progress, service_task
from inspectorate_app.store.queries import previous_recommendation as previous_query
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.public_publication import published
from inspectorate_app.store.queries.register_table import PUBLISHED_HERE
from tests.app import given
from tests.app.action_plan import HMPPS, PDU, REGION, TEXTS, Followed, accepted, answered, end, followed, publication
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db

OLD_AND_NEW = pytest.mark.parametrize("by_number_alone", [False, True])


def printed(of: Followed) -> list[tuple[int, str]]:
    return [(one.printed, one.text) for one in query.standing(facts_of(of.row))]


def told(of: Followed) -> list[tuple[int, int, str]]:
    """What the service reads: the number as printed, the lasting one, the text."""
    return [(each.printed, each.recommendation.number, each.recommendation.text) for each in of.plan.answers]


def withdrawn(of: Followed, number: int) -> None:
    version = query.find(facts_of(of.row), number).version
    actions.withdraw(of.lead, of.slug, number, reason="It was asked of nobody.", version=version)


def rows(name: str) -> list[dict[str, object]]:
    """Rows of a table of the open data of what was published here."""
    table = next(each for each in PUBLISHED_HERE if each.name == name)
    return list(table.rows(None))


AS_PUBLISHED = [(1, 1, TEXTS[0][2]), (2, 2, TEXTS[1][2]), (3, 3, TEXTS[2][2])]


@OLD_AND_NEW
def test_a_number_that_was_published_is_never_given_to_another(by_number_alone):
    of = followed()
    publication(of, by_number_alone=by_number_alone)
    correction = publication(of, 2, "begun")
    withdrawn(of, 3)
    actions.write(of.lead, of.slug, addressed_as=HMPPS, text="pay practitioners")
    assert printed(of) == [(1, TEXTS[0][2]), (2, TEXTS[1][2]), (4, "pay practitioners")]
    end(correction, "published")
    correction = publication(of, 3, "begun")
    withdrawn(of, 4)
    actions.write(of.lead, of.slug, addressed_as=HMPPS, text="train practitioners")
    assert printed(of) == [(1, TEXTS[0][2]), (2, TEXTS[1][2]), (5, "train practitioners")]


def test_what_was_never_published_leaves_its_number_to_the_next():
    of = followed()
    publication(of)
    correction = publication(of, 2, "begun")
    number = actions.write(of.lead, of.slug, addressed_as=HMPPS, text="pay practitioners")
    end(correction, "withdrawn")
    publication(of, 2, "begun")
    withdrawn(of, number)
    actions.write(of.lead, of.slug, addressed_as=HMPPS, text="train practitioners")
    assert printed(of)[-1] == (4, "train practitioners")


@OLD_AND_NEW
def test_any_is_withdrawn_in_a_correction_and_the_others_keep_their_numbers(by_number_alone):
    of = followed()
    publication(of, by_number_alone=by_number_alone)
    publication(of, 2, "begun")
    withdrawn(of, 2)
    actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    assert printed(of) == [(1, TEXTS[0][2]), (4, "lead better"), (3, TEXTS[2][2])]


def test_what_was_published_stays_where_it_stood():
    of = followed()
    with guard.allowed():
        Inspection.objects.filter(pk=of.row.pk).update(phase="drafting")
    actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    with guard.allowed():
        Inspection.objects.filter(pk=of.row.pk).update(phase="published")
    publication(of)
    publication(of, 2, "begun")
    with pytest.raises(NotNow, match="keeps its place"):
        actions.move(of.lead, of.slug, 4, "up")
    with pytest.raises(NotNow, match="keeps its place"):
        actions.change(of.lead, of.slug, 1, addressed_as=HMPPS, text="lead", version=1)
    assert [number for number, _text in printed(of)] == [1, 2, 3, 4]


@OLD_AND_NEW
def test_the_service_and_who_follows_read_what_is_published_and_no_draft_of_a_correction(by_number_alone):
    of = answered(followed())
    publication(of, by_number_alone=by_number_alone)
    correction = publication(of, 2, "begun")
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=1)
    withdrawn(of, 2)
    new = actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    assert told(of) == AS_PUBLISHED
    filtered = open_recommendation.Filter()
    found = open_recommendation.open_recommendations(filtered, timezone.localdate())
    assert [each.answer.recommendation.text for each in found] == [text for _kind, _to, text in TEXTS]
    action_plan.respond(of.contact, of.slug, 2, response="agreed", reasons="", version=1)
    with pytest.raises(NotThere):
        action_plan.respond(of.contact, of.slug, new, response="agreed", reasons="", version=0)
    with pytest.raises(NotThere):
        action_progress.judge(of.lead, of.slug, new, status="some", found="x", evidence="x", version=0)
    end(correction, "withdrawn")
    assert told(of) == AS_PUBLISHED
    correction = publication(of, 2, "begun")
    end(correction, "published")
    assert told(of) == [(1, 1, "end all assessments"), (4, new, "lead better"), (3, 3, TEXTS[2][2])]
    assert [each.response for each in of.plan.answers] == ["agreed", "", ""]
    with pytest.raises(NotThere):
        action_plan.respond(of.contact, of.slug, 2, response="agreed", reasons="", version=2)


def test_the_room_says_what_of_a_correction_is_not_published_also_when_it_was_withdrawn():
    of = followed()
    publication(of)
    address = f"/inspections/{of.slug}/recommendations/"
    page = given.signed_in(of.lead_person).get(address).content.decode()
    assert [words in page for words in ("Not published", "Differs from", "withdrawn here")] == [False] * 3
    correction = publication(of, 2, "begun")
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=1)
    withdrawn(of, 3)
    actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    for state in ("begun", "withdrawn"):
        end(correction, state)
        page = given.signed_in(of.lead_person).get(address).content.decode()
        assert page.count("Differs from what is published") == page.count("Not published") == 1
        assert "Recommendation 3 is published, and was withdrawn here." in page


def test_actions_on_what_was_withdrawn_are_not_written_any_more():
    of = accepted(followed())
    publication(of)
    correction = publication(of, 2, "begun")
    withdrawn(of, 1)
    action_progress.report(of.contact, of.slug, 1, state="under_way", words="Half.", on=timezone.localdate())
    end(correction, "published")
    with pytest.raises(NotThere):
        action_progress.report(of.contact, of.slug, 1, state="done", words="All.", on=timezone.localdate())


def test_whether_a_plan_is_asked_for_follows_what_is_published():
    of = followed()
    publication(of)
    correction = publication(of, 2, "begun")
    withdrawn(of, 1)
    withdrawn(of, 2)
    facts, today = facts_of(of.row), timezone.localdate()
    assert due.action_plan(of.row.pk, today).plan is not None
    assert service_task.waiting([facts], None, today)[of.row.pk].plan == "writing"
    end(correction, "published")
    assert due.action_plan(of.row.pk, today).plan is None
    assert service_task.waiting([facts], None, today)[of.row.pk].plan == ""


def test_no_plan_is_made_public_while_a_correction_is_on_its_way():
    of = accepted(followed())
    publication(of)
    correction = publication(of, 2, "begun")
    with pytest.raises(NotNow, match="Publication 2 is on its way"):
        action_plan_decision.publish(of.lead, of.slug, version=of.plan.version)
    page = given.signed_in(of.lead_person).get(f"/inspections/{of.slug}/action-plan/").content.decode()
    assert "Publish the action plan" not in page
    assert "Publication 2 is on its way" in page
    end(correction, "withdrawn")
    assert action_plan_decision.publish(of.lead, of.slug, version=of.plan.version) == 1


def test_an_answer_and_its_progress_stay_with_the_recommendation_that_they_were_given_to():
    of = accepted(followed())
    publication(of)
    action_plan_decision.publish(of.lead, of.slug, version=of.plan.version)
    assert {number: each.response for number, each in public_progress.of_inspection(of.slug).items()} == {
        **{1: "Agreed", 2: "Not agreed"}
    }
    assert [row["number"] for row in rows("actions")] == [1]
    correction = publication(of, 2, "begun")
    withdrawn(of, 1)
    actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    end(correction, "published")
    assert {number: each.response for number, each in public_progress.of_inspection(of.slug).items()} == {
        2: "Not agreed"
    }
    assert rows("actions") == []
    (one,) = published()
    assert (one.withdrawn, [each.number for each in one.recommendations]) == ((1,), [4, 2, 3])


def test_what_was_kept_by_printed_numbers_alone_is_not_told_of_another_text():
    """Before, the next that was written took the number of the last that was withdrawn."""
    of = accepted(followed())
    publication(of, by_number_alone=True)
    action_plan_decision.publish(of.lead, of.slug, version=of.plan.version)
    with guard.allowed():
        row = PublicActionPlan.objects.get()
        row.content = {number: {**each, "lasting": None} for number, each in row.content.items()}
        for each in row.content.values():
            del each["lasting"]
        row.content["3"] = row.content["1"]
        row.save()
    assert sorted(public_progress.of_inspection(of.slug)) == [1, 2, 3]
    correction = publication(of, 2, "begun")
    withdrawn(of, 3)
    actions.write(of.lead, of.slug, addressed_as=HMPPS, text="pay practitioners")
    assert sorted(public_progress.of_inspection(of.slug)) == [1, 2, 3], "the correction is not published"
    end(correction, "published")
    with guard.allowed():
        kept = [
            {name: value for name, value in each.items() if name != "lasting"} for each in correction.recommendations
        ]
        kept[2]["number"] = 3
        correction.recommendations = kept
        correction.save()
    assert [(each.printed, each.text) for each in query.published(facts_of(of.row))][2] == (3, "pay practitioners")
    assert sorted(public_progress.of_inspection(of.slug)) == [1, 2]
    assert [row["response"] for row in rows("recommendation-texts")] == ["Agreed", "Not agreed", None]


def test_the_next_inspection_takes_what_is_published_and_no_draft_of_a_correction():
    of = accepted(followed())
    row = given.inspection("llr-2029", phase="analysis")
    with guard.allowed():
        Inspection.objects.filter(pk=row.pk).update(fieldwork_from="2029-01-08", fieldwork_to="2029-01-19")
    row.refresh_from_db()
    lead = given.actor(given.member(row, Role.LEAD_INSPECTOR, "Len Lead"))
    publication(of)
    correction = publication(of, 2, "begun")
    withdrawn(of, 3)
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=1)
    actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    (offered,) = previous_query.earlier(facts_of(row))
    assert (offered.slug, offered.recommendations) == (of.slug, 3)
    previous_recommendation.take(lead, row.slug, of.slug)
    taken = previous_query.previous(facts_of(row))
    assert [(each.printed, each.text) for each in taken] == [
        (number, text) for number, (_kind, _to, text) in enumerate(TEXTS, start=1)
    ]
    end(correction, "published")
    assert [(each.number, each.text) for each in previous_query.of_earlier(facts_of(row), of.slug)] == [
        *((1, "end all assessments"), (4, "lead better"), (2, TEXTS[1][2]))
    ]


def test_recommendations_are_kept_with_what_names_them_for_good():
    of = accepted(followed())
    row = publication(of)
    action_plan_decision.publish(of.lead, of.slug, version=of.plan.version)
    assert [(each["number"], each["lasting"]) for each in row.recommendations] == [(1, 1), (2, 2), (3, 3)]
    assert {number: each["lasting"] for number, each in PublicActionPlan.objects.get().content.items()} == {
        **{"1": 1, "2": 2}
    }
    (version,) = of.row.action_plan.versions.all()
    assert {number: each["lasting"] for number, each in version.content["answers"].items()} == {"1": 1, "2": 2}
    assert row.recommendations[1]["addressed_as"] == REGION


@OLD_AND_NEW
def test_one_that_differs_or_was_withdrawn_is_brought_back_as_published(by_number_alone):
    of = followed()
    publication(of, by_number_alone=by_number_alone)
    correction = publication(of, 2, "begun")
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=1)
    withdrawn(of, 2)
    end(correction, "withdrawn")
    with pytest.raises(NotNow, match="once a correction has begun"):
        actions.bring_back(of.lead, of.slug, 1, version=2)
    publication(of, 2, "begun")
    new = actions.write(of.lead, of.slug, addressed_as=PDU, text="lead better")
    with pytest.raises(Overtaken):
        actions.bring_back(of.lead, of.slug, 1, version=1)
    assert actions.bring_back(of.lead, of.slug, 1, version=2) == 3
    assert actions.bring_back(of.lead, of.slug, 2, version=2) == 3
    assert printed(of) == [(1, TEXTS[0][2]), (4, "lead better"), (2, TEXTS[1][2]), (3, TEXTS[2][2])]
    entry = AuditEntry.objects.filter(subject="recommendation 2").order_by("-position").first()
    assert (entry.before["withdrawn"], entry.before["version"], entry.after["version"]) == (True, 2, 3)
    with pytest.raises(NotNow, match="stands as it is published"):
        actions.bring_back(of.lead, of.slug, 1, version=3)
    with pytest.raises(NotThere):
        actions.bring_back(of.lead, of.slug, new, version=1)


def test_before_publication_there_is_nothing_to_bring_back():
    of = followed("drafting")
    with pytest.raises(NotThere):
        actions.bring_back(of.lead, of.slug, 1, version=1)


def test_the_page_of_one_that_differs_has_what_is_published_and_a_button_while_a_correction_has_begun():
    of = followed()
    publication(of)
    correction = publication(of, 2, "begun")
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=1)
    client = given.signed_in(Person.objects.get(pk=of.lead.person))
    names = {"inspection": of.slug, "recommendation": 1}
    page = client.get(reverse("recommendation", kwargs=names)).content.decode()
    assert f"{PDU} should: {TEXTS[0][2]}" in page
    assert "Bring back as published" in page
    assert (
        "Bring back" not in client.get(reverse("recommendation", kwargs=names | {"recommendation": 2})).content.decode()
    )
    assert client.post(reverse("recommendation_bring_back", kwargs=names), {"version": "2"}).status_code == 302
    assert printed(of)[0] == (1, TEXTS[0][2])
    actions.change(of.lead, of.slug, 1, addressed_as=PDU, text="end all assessments", version=3)
    end(correction, "withdrawn")
    assert "Bring back" not in client.get(reverse("recommendation", kwargs=names)).content.decode()


def test_one_is_brought_back_by_the_api():
    of = followed()
    publication(of)
    publication(of, 2, "begun")
    withdrawn(of, 2)
    lead = calling(Person.objects.get(pk=of.lead.person))
    answer = lead("POST", f"inspections/{of.slug}/recommendations/2/restoration", {"version": 2})
    assert answer.data == {"number": 2, "version": 3}
    assert [number for number, _text in printed(of)] == [1, 2, 3]
