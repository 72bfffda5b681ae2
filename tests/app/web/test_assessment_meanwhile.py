"""Pages of case assessments while another writes: what was typed is shown beside what stands, and nothing is lost."""

import html
import json
import re

import pytest

from inspectorate_app.actions import assessment, characteristic
from inspectorate_app.actions.characteristic import Noted
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, Case, CaseAssessment
from tests.app import given
from tests.app.assessing import LLR, at, fill, post, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ines(inspection):
    """An inspector with the cases 1 to 3."""
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="female", sentence_type="community")
    return someone


def interview(**changed):
    sent = {"outcome": "held", "held_on-day": "25", "held_on-month": "10", "held_on-year": "2022", "notes": "Agreed"}
    return sent | {"version": "0"} | changed


def rendered(client, code):
    """The version of a question as its form shows it, to be sent back."""
    return re.search(rf'name="{re.escape(code)}-version" value="([^"]*)"', client.get(section()).text)[1]


def test_without_javascript_an_answer_that_was_not_touched_is_never_a_conflict(inspection, ines):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    assessment.save_answer(lead, LLR, 1, "2.2.1", answer="yes", reason="One\nTwo", version=0)
    client = given.signed_in(ines)
    # What the form showed: 2.2.1 answered, 2.2.2 and 2.2.1a not.
    sent = {f"{code}-version": rendered(client, code) for code in ("2.2.1", "2.2.1a", "2.2.2")}
    sent |= {"2.2.1": "yes", "2.2.1-reason": "One\r\nTwo", "2.2.1a": "no"}
    # Meanwhile another answers two of them otherwise.
    assessment.save_answer(lead, LLR, 1, "2.2.1", answer="no", reason="Seen again", version=1)
    assessment.save_answer(lead, LLR, 1, "2.2.2", answer="no", version=0)
    assert client.post(section(), sent).status_code == 302
    assert {row.question: row.answer for row in Answer.objects.all()} == {"2.2.1": "no", "2.2.2": "no", "2.2.1a": "no"}
    # One that was touched still is a conflict, and what was typed is sent again from the page that shows both.
    touched = sent | {"2.2.1-reason": "Mine"}
    shown = client.post(section(), touched)
    assert shown.status_code == 409
    again = re.search(r'name="2\.2\.1-version" value="([^"]*)"', shown.text)[1]
    assert client.post(section(), touched | {"2.2.1-version": again, "2.2.1-keep": "yours"}).status_code == 302
    assert Answer.objects.get(question="2.2.1").reason == "Mine"


def test_what_was_typed_before_another_submitted_is_shown_to_be_copied(inspection, ines):
    client = given.signed_in(ines)
    sent = {"2.2.1": "yes", "2.2.1-version": rendered(client, "2.2.1"), "2.2.1-reason": "Typed <b>in vain"}
    sent |= {"2.2.2": "", "2.2.2-version": rendered(client, "2.2.2")}
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    fill(lead)
    assessment.submit(given.actor(lead), LLR, 1)
    reply = client.post(section(), sent)
    assert reply.status_code == 409
    lost = reply.text[reply.text.index('id="not-saved"') : reply.text.index("</section>")]
    for words in ("Typed &lt;b&gt;in vain", "Lee Lead", "1 answer was not saved", "ask a lead inspector to reopen"):
        assert words in lost
    assert lost.count("<dt") == 1
    assert Answer.objects.get(question="2.2.1").reason == ""


def test_an_interview_typed_before_another_submitted_is_shown_to_be_copied(inspection, ines):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    fill(lead)
    assessment.submit(given.actor(lead), LLR, 1)
    reply = given.signed_in(ines).post(at("case_interview", 1), interview(notes="Said & done"))
    assert reply.status_code == 409
    for words in ("was not saved", "Said &amp; done", "25 10 2022", "Held", "Lee Lead"):
        assert words in reply.text
    assert CaseAssessment.objects.get().interview == ""


def test_the_script_is_told_that_a_case_is_locked(inspection, ines):
    fill(ines)
    assessment.submit(given.actor(ines), LLR, 1)
    reply = post(given.signed_in(ines), answer="no", version=1, key="k9")
    assert (reply.status_code, reply.json()["locked"]) == (403, True)
    assert "locked" in reply.json()["problem"]


def choices_of(client, **changed):
    """The form of what is recorded, as it was shown and then changed."""
    page = client.get(at("case_characteristics", 1)).text
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', page)[1])
    return {f"of-{name}": value for name, value in (json.loads(seen) | changed).items()} | {"seen": seen}


def test_the_assessor_corrects_what_is_recorded_of_a_case(inspection, ines):
    client = given.signed_in(ines)
    assert at("case_characteristics", 1) in client.get(at("case", 1)).text
    sent = choices_of(client, victim_contact="opted_in")
    assert client.post(at("case_characteristics", 1), sent).status_code == 302
    case = Case.objects.get(number=1)
    assert case.characteristics == {"gender": "female", "sentence_type": "community", "victim_contact": "opted_in"}
    assert "Opted in" in client.get(at("case", 1)).text


def test_what_another_recorded_meanwhile_is_shown_beside_what_was_chosen(inspection, ines):
    client = given.signed_in(ines)
    stale = choices_of(client, gender="other")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    changes = {"gender": Noted("female", "male"), "sentence_type": Noted("community", "post_custody")}
    characteristic.record(given.actor(lead), LLR, 1, changes)
    reply = client.post(at("case_characteristics", 1), stale)
    assert reply.status_code == 409
    assert "Someone else changed this" in reply.text
    assert '<option value="other" selected>' in reply.text
    # What was not touched is as the other left it, and only the choice that was made is sent again.
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', reply.text)[1])
    again = stale | {"seen": seen, "of-sentence_type": "post_custody"}
    assert client.post(at("case_characteristics", 1), again).status_code == 302
    assert Case.objects.get(number=1).characteristics == {"gender": "other", "sentence_type": "post_custody"}


def test_what_is_recorded_of_a_submitted_case_is_only_read(ines):
    fill(ines)
    assessment.submit(given.actor(ines), LLR, 1)
    client = given.signed_in(ines)
    assert "submitted and is locked" in client.get(at("case_characteristics", 1)).text
    assert client.post(at("case_characteristics", 1), {"of-gender": "male", "seen": "{}"}).status_code == 409
    assert Case.objects.get(number=1).characteristics["gender"] == "female"


@pytest.mark.parametrize("place", ["section", "all", "interview"])
def test_what_was_typed_before_the_case_was_given_to_another_is_shown_to_be_copied(inspection, ines, place):
    other = given.member(inspection, Role.INSPECTOR, "Olga Other", capacity=5)
    with guard.allowed():
        Case.objects.filter(number=1).update(allocated_to=other)
    answers = {"2.2.1": "no", "2.2.1-reason": "Nobody asked\r\nthem.", "2.2.1-version": "0", "2.2.2-version": "0"}
    addresses = {
        "section": (section(), answers),
        "all": (at("case_all", 1), answers),
        "interview": (at("case_interview", 1), interview(notes="Nobody asked them.")),
    }
    address, typed = addresses[place]
    reply = given.signed_in(ines).post(address, typed)
    assert reply.status_code == 403
    told = html.unescape(reply.text)
    assert "What you wrote was not saved" in told
    assert "Nobody asked" in told
    assert "This case is not allocated to you." in told
    assert "SYN001" not in told, "nothing of the case is told"
    if place != "interview":
        assert told.count("govuk-summary-list__row") == 1, "2.2.2 was not touched"
    assert "What you wrote" not in given.signed_in(ines).get(address).text
    assert not Answer.objects.exists()
