"""What is recorded of a case is corrected while it is inspected, and the samples made from the main one follow."""

import json

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment, characteristic, further_sample
from inspectorate_app.actions import sample as samples
from inspectorate_app.actions.characteristic import Noted
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import KeyUsedBefore, NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, CaseAssessment, Identity, Person, Sample
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
LLR = given.LLR


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ines(inspection):
    """An inspector with three men on community sentences; of none is the victim contact recorded."""
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="male", sentence_type="community")
    return given.actor(someone)


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def note(actor, case=1, key="", **noted):
    changes = {name: Noted(*values) for name, values in noted.items()}
    return characteristic.record(actor, LLR, case, changes, key=key)


def recorded(number=1):
    return Case.objects.get(number=number).characteristics


def twins(module="statutory_victims"):
    """The cases of a module by the reference they share with one of the main sample: role and whose."""
    rows = Case.objects.filter(sample__module=module).order_by("number")
    return {row.reference: (row.role, row.allocated_to.name if row.allocated_to else "") for row in rows}


def test_the_assessor_notes_what_nobody_had_recorded_and_it_is_audited(ines):
    assert note(ines, victim_contact=("", "opted_in"))["characteristics"]["victim_contact"] == "opted_in"
    assert recorded() == {"gender": "male", "sentence_type": "community", "victim_contact": "opted_in"}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject) == ("record characteristic of case", "case 1 characteristics")
    assert (entry.before, entry.after) == ({"victim_contact": ""}, {"victim_contact": "opted_in"})


def test_a_value_is_taken_back(ines):
    note(ines, gender=("male", ""))
    assert recorded() == {"sentence_type": "community"}


def test_nobody_overwrites_what_another_recorded_meanwhile(ines, lead):
    note(lead, gender=("male", "female"))
    with pytest.raises(Overtaken) as refused:
        note(ines, gender=("male", "other"), victim_contact=("", "opted_in"))
    assert refused.value.theirs == {"gender": "female"}
    assert recorded()["gender"] == "female"
    assert "victim_contact" not in recorded()
    # The same value twice is no conflict.
    note(ines, gender=("male", "female"))


def test_a_retry_is_answered_as_the_first_try(ines):
    first = note(ines, key="k", gender=("male", "female"))
    assert note(ines, key="k", gender=("male", "female")) == first
    assert AuditEntry.objects.count() == 1
    with pytest.raises(KeyUsedBefore):
        note(ines, key="k", gender=("female", "other"))


def test_what_the_edition_does_not_know_is_told(ines):
    with pytest.raises(BadInput) as refused:
        note(ines, gender=("male", "purple"), shoe_size=("", "9"))
    assert {fault.field for fault in refused.value.faults} == {"gender", "shoe_size"}


def test_the_case_of_someone_else_is_refused_and_the_lead_may(inspection, ines, lead):
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    with pytest.raises(NotAllowed):
        note(other, gender=("male", "female"))
    with pytest.raises(NotThere):
        note(lead, case=99, gender=("male", "female"))
    note(lead, gender=("male", "female"))


def test_a_submitted_case_is_locked(ines):
    assessment.save_answer(ines, LLR, 1, "2.2.1", answer="yes", version=0)
    with guard.allowed():
        CaseAssessment.objects.update(state="submitted")
    with pytest.raises(NotNow, match="reopen"):
        note(ines, gender=("male", "female"))


def test_how_far_an_assessment_is_follows(ines):
    # 2.4.1d, on contact before release, is asked only where the person was released from custody.
    assessment.save_answer(ines, LLR, 1, "2.2.1", answer="yes", version=0)
    before = CaseAssessment.objects.get()
    note(ines, sentence_type=("community", "post_custody"))
    after = CaseAssessment.objects.get()
    assert (after.answered, after.relevant) == (1, before.relevant + 1)
    note(ines, sentence_type=("post_custody", "community"))
    assert CaseAssessment.objects.get().relevant == before.relevant


def test_a_sample_is_made_from_the_main_one_and_follows_until_its_assessments_begin(ines, lead):
    note(ines, case=1, victim_contact=("", "opted_in"))
    assert further_sample.make_from_main(lead, LLR, "statutory_victims") == 1
    assert twins() == {"SYN001": ("main", "Ines Spector")}
    assert Case.objects.get(sample__module="statutory_victims").number == 4
    # A second comes to be in it, the first no longer is.
    note(ines, case=2, victim_contact=("", "opted_in"))
    note(ines, case=1, victim_contact=("opted_in", "eligible"))
    assert twins() == {"SYN001": ("withdrawn", ""), "SYN002": ("main", "Ines Spector")}
    # And is again.
    note(ines, case=1, victim_contact=("eligible", "opted_in"))
    assert twins()["SYN001"] == ("main", "Ines Spector")
    # Once its assessment has begun it stays, with what was recorded then.
    question = next(each.id for each in given.edition_of(LLR).case_questions if each.module == "statutory_victims")
    assessment.save_answer(ines, LLR, 4, question, answer="yes", version=0)
    note(ines, case=1, victim_contact=("opted_in", "eligible"))
    assert twins()["SYN001"] == ("main", "Ines Spector")
    assert recorded(4)["victim_contact"] == "opted_in"
    subjects = list(AuditEntry.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects.count("case 4") == 3  # made, withdrawn, back again
    with pytest.raises(NotNow, match="main sample"):
        note(ines, case=5, gender=("male", "female"))


def test_a_sample_is_made_once_of_a_module_that_the_edition_makes_so(ines, lead):
    further_sample.make_from_main(lead, LLR, "resettlement")
    assert twins("resettlement") == {}
    with pytest.raises(NotNow, match="has been made"):
        further_sample.make_from_main(lead, LLR, "resettlement")
    for module in ("court_reports", "", "nonsense"):
        with pytest.raises(NotThere):
            further_sample.make_from_main(lead, LLR, module)
    with pytest.raises(NotAllowed):
        further_sample.make_from_main(ines, LLR, "statutory_victims")


def test_without_an_approved_main_sample_there_is_nothing_to_make_it_from(inspection, lead):
    with pytest.raises(NotNow, match="not been approved"):
        further_sample.make_from_main(lead, LLR, "resettlement")


def test_a_replaced_case_leaves_and_its_successor_joins_with_their_names_apart():
    inspection = synthetic.inspection()
    lead = given.actor(synthetic.lead(inspection))
    synthetic.approved(inspection, synthetic.given.Person.objects.get(pk=lead.person))
    of_main = Case.objects.filter(role="main", characteristics__sentence_type="post_custody")
    number = further_sample.make_from_main(lead, LLR, "resettlement")
    assert number == of_main.filter(sample__module="").count() > 0
    assert Identity.objects.filter(case__sample__module="resettlement").count() == number
    assert Sample.objects.get(module="resettlement").method == "main"
    gone = of_main.filter(sample__module="").order_by("number").first()
    twin = Case.objects.get(sample__module="resettlement", reference=gone.reference)
    with pytest.raises(NotNow, match="Replace that one"):
        samples.replace_case(lead, LLR, twin.number, reason="No file")
    successor = samples.replace_case(lead, LLR, gone.number, reason="No file")
    twin.refresh_from_db()
    assert twin.role == "withdrawn"
    stands_in = Case.objects.get(number=successor)
    joined = Case.objects.filter(sample__module="resettlement", reference=stands_in.reference).exists()
    assert joined == (stands_in.characteristics["sentence_type"] == "post_custody")


def test_a_sample_made_from_the_main_one_has_a_page_and_a_record(ines, lead):
    for case in (1, 2):
        note(ines, case=case, victim_contact=("", "opted_in"))
    further_sample.make_from_main(lead, LLR, "statutory_victims")
    note(ines, case=2, victim_contact=("opted_in", "eligible"))
    made = Sample.objects.get(module="statutory_victims")
    client = given.signed_in(Person.objects.get(pk=lead.person))
    at = f"/inspections/{LLR}/sample"
    assert f"{at}/draws/{made.pk}" in client.get(f"{at}/").content.decode()
    page = client.get(f"{at}/draws/{made.pk}").content.decode()
    # Cases 1 to 3 are the main sample; 1 is in this one, and 2 left it again.
    for told in ("1 case of the 3 of the main sample", "Left it again", "SYN001", "SYN002", "1 of 3"):
        assert told in page, told
    assert client.get(f"{at}/draws/{made.pk}?level=areas").status_code == 200
    file = client.post(f"{at}/draws/{made.pk}/record")
    assert file["Content-Disposition"].startswith("attachment")
    record = json.loads(file.content)
    assert (record["method"], record["module"]) == ("from the main sample", "statutory_victims")
    assert [(each["number"], each["main"], each["role"]) for each in record["cases"]] == [
        (4, 1, "main"),
        (5, 2, "withdrawn"),
    ]
    assert AuditEntry.objects.latest("pk").after == {"exported": "record"}
