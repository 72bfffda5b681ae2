"""Drafts: written a version at a time, commented on, held against the evidence, and in the way of the next phase."""

import copy
import io
import json

import docx
import odfdo
import openpyxl
import pptx
import pytest
from pypdfium2 import PdfDocument

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate.report.claims.claim import Support
from inspectorate.report.file_format import formats_of
from inspectorate_app.actions import draft as actions
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, DraftVersion
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries import draft_check, review
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.drafting import in_drafting
from tests.app.results import GOOD, NEAR, judge_all, ten_cases

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(in_drafting)


@pytest.fixture
def inspection(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def inspector(inspection):
    return given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))


def write(actor, inspection, text, version=0, part="2.2", kind="report"):
    return actions.write(actor, inspection.slug, kind, part, text=text, version=version)


def part_of(inspection, part="2.2", kind="report"):
    facts = facts_of(inspection)
    return query.draft(facts, query.find_place(facts, kind, part))


def checked(inspection, part="2.2", kind="report"):
    facts = facts_of(inspection)
    known = draft_check.evidence(facts)
    found = draft_check.standing(facts, kind, known)
    return next(each.checked for each in found if each.draft.place.id == part)


def first_question(inspection):
    """The first key question of 2.2, answered yes in six of ten cases."""
    return draft_check.evidence(facts_of(inspection)).base.rated.edition.standard_by_id["2.2"].key_questions[0].id


def test_every_text_that_was_saved_is_kept(inspection, lead, inspector):
    assert write(lead, inspection, "Planning was late.") == 1
    assert write(inspector, inspection, "Planning was often late.", version=1) == 2
    now = part_of(inspection)
    assert (now.text, now.version, now.changed_by, now.words) == ("Planning was often late.", 2, "Ina Inspector", 4)
    kept = query.versions(facts_of(inspection), now.place)
    assert [(each.version, each.text, each.by) for each in kept] == [
        (2, "Planning was often late.", "Ina Inspector"),
        (1, "Planning was late.", "Lee Lead"),
    ]


def test_a_text_saved_as_it_stood_is_no_new_version_and_undoes_no_review(inspection, lead, inspector):
    write(lead, inspection, "Planning was late.\n\nOften.")
    given.reviewed(inspection)
    written = AuditEntry.objects.count()
    assert write(inspector, inspection, " Planning was late.\r\n\r\nOften.\n", version=1) == 1
    now = part_of(inspection)
    assert (now.version, now.changed_by, DraftVersion.objects.count()) == (1, "Lee Lead", 1)
    assert review.reviewed(facts_of(inspection), "report").is_done
    assert AuditEntry.objects.count() == written
    with pytest.raises(Overtaken):
        write(inspector, inspection, "Planning was late.\n\nOften.", version=0)


def test_nothing_written_where_nothing_stood_begins_no_part(inspection, lead):
    assert write(lead, inspection, " \n") == 0
    assert part_of(inspection).version == 0


def test_a_line_break_of_a_word_processor_is_one_here(inspection, lead):
    write(lead, inspection, "After the line\x0bbreak from Word.")
    assert part_of(inspection).text == "After the line\nbreak from Word."


@pytest.mark.parametrize(("character", "code"), [("\x0c", "000C"), ("\uf0b7", "F0B7"), ("\x1b", "001B")])
def test_a_character_that_cannot_be_printed_is_told_with_its_line(inspection, lead, character, code):
    with pytest.raises(BadInput) as refused:
        write(lead, inspection, f"Leaders were known.\n\nThey said {character} much.")
    (fault,) = refused.value.faults
    assert (fault.field, fault.mend) == ("text", "take it out, or type the text again")
    assert fault.problem == (f"line 3: after 'They said ' stands the character U+{code}, which cannot be printed")
    assert part_of(inspection).version == 0


def test_nobody_overwrites_what_they_have_not_read(inspection, lead, inspector):
    write(lead, inspection, "Ours.")
    with pytest.raises(Overtaken) as refused:
        write(inspector, inspection, "Mine.")
    assert refused.value.theirs == {"text": "Ours.", "version": 1, "by": "Lee Lead"}
    assert DraftVersion.objects.count() == 1


def test_the_trail_keeps_no_word_of_what_was_written(inspection, lead):
    write(lead, inspection, "Ms Smythe-Jones told us of her case.")
    actions.comment(lead, inspection.slug, "report", "2.2", text="Take Smythe-Jones out.", quoted="Ms Smythe-Jones")
    actions.resolve(lead, inspection.slug, "report", "2.2", 1, answer="Smythe-Jones is out.")
    told = json.dumps(list(AuditEntry.objects.values("subject", "before", "after")))
    assert "draft of report, part 2.2, comment 1" in told
    assert "Smythe" not in told


def test_a_comment_is_on_words_of_the_text_and_is_resolved_once(inspection, lead):
    write(lead, inspection, "Planning was late\nin most cases.")
    with pytest.raises(BadInput) as refused:
        actions.comment(lead, inspection.slug, "report", "2.2", text="Which?", quoted="in all cases")
    assert [fault.field for fault in refused.value.faults] == ["quoted"]
    assert actions.comment(lead, inspection.slug, "report", "2.2", text="Which?", quoted="late in most") == 1
    actions.resolve(lead, inspection.slug, "report", "2.2", 1, answer="Those of 2022.")
    with pytest.raises(NotNow):
        actions.resolve(lead, inspection.slug, "report", "2.2", 1, answer="Again.")
    (only,) = query.comments(facts_of(inspection), "report", "2.2")
    assert (only.quoted, only.version, only.answer, only.resolved_by) == (
        "late in most",
        1,
        "Those of 2022.",
        "Lee Lead",
    )


def test_a_comment_is_on_words_as_they_are_printed_too(inspection, lead):
    """Whoever reviews sees the preview alone: what a placeholder puts in, and no sign of Markdown."""
    number = f"{{{{case:{first_question(inspection)} | count}}}}"
    write(lead, inspection, f"**Planning** was good in {number} cases[^1].\n\n- One\n- Two\n\n[^1]: By us.")
    for quoted in (
        "was good in six out of 10 cases",
        "cases [Footnote: By us.].",
        "Planning was",
        "cases[^1].",
        "One\nTwo",
    ):
        assert actions.comment(lead, inspection.slug, "report", "2.2", text="Which?", quoted=quoted)
    for quoted in ("was good in seven out of 10 cases", "Planning was bad"):
        with pytest.raises(BadInput):
            actions.comment(lead, inspection.slug, "report", "2.2", text="Which?", quoted=quoted)


def test_who_reads_comments_and_does_not_write(inspection, lead):
    write(lead, inspection, "Planning was late.")
    quality = given.actor(given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"))
    assert actions.comment(quality, inspection.slug, "report", "2.2", text="How late?") == 1
    with pytest.raises(NotAllowed):
        write(quality, inspection, "Planning was too late.", version=1)


@pytest.mark.parametrize("role", [Role.SERVICE_HEAD, Role.SERVICE_CONTACT, Role.LOCAL_ASSESSOR])
def test_the_inspected_service_neither_writes_nor_comments(inspection, lead, role):
    write(lead, inspection, "Planning was late.")
    theirs = given.actor(given.member(inspection, role, "Sam Service"))
    with pytest.raises((NotAllowed, NotThere)):
        actions.comment(theirs, inspection.slug, "report", "2.2", text="No.")


def test_a_part_that_the_outline_has_not_is_not_there(inspection, lead):
    for kind, part in (("report", "9.9"), ("report", "web-links"), ("poem", "2.2")):
        with pytest.raises(NotThere):
            write(lead, inspection, "Text.", part=part, kind=kind)


def test_nothing_is_written_before_the_ratings_are_signed_off():
    made = given.inspection("unsigned-2022", phase="panel")
    ten_cases(made, NEAR)
    judge_all(made, GOOD)
    lead = given.actor(given.member(made, Role.LEAD_INSPECTOR, "Lee Lead"))
    with pytest.raises(NotNow, match="signed off"):
        write(lead, made, "Too early.")


def test_nothing_is_written_once_it_is_published(inspection, lead):
    with guard.allowed():
        inspection.phase = "published"
        inspection.save(update_fields=["phase"])
    with pytest.raises(NotNow):
        write(lead, inspection, "Too late.")


def test_a_number_from_the_evidence_is_never_a_false_claim(inspection, lead):
    write(lead, inspection, f"Assessment was sufficient in {{{{case:{first_question(inspection)} | count}}}} cases.")
    found = checked(inspection)
    assert found.is_ready
    assert "six out of 10 cases" in found.blocks[0].runs[0].text + "".join(run.text for run in found.blocks[0].runs)


def test_a_false_claim_bars_the_way_to_the_inspected_service(inspection, lead):
    """Cases in the sample: ten, and not 11."""
    write(lead, inspection, "We inspected 11 cases.", part="background")
    assert [claim.text for claim in checked(inspection, "background").false] == ["11 cases"]
    with pytest.raises(NotNow, match="put 1 false claim of the report right"):
        inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)
    write(lead, inspection, "We inspected 10 cases.", 1, part="background")
    given.reviewed(inspection)
    inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)


def test_an_unsupported_claim_needs_a_source(inspection, lead):
    write(lead, inspection, "The service ran 17 workshops.", part="1.3")
    (claim,) = checked(inspection, "1.3").unsupported
    with pytest.raises(NotNow, match="give a source for 1 unsupported claim of the report"):
        inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)
    actions.support(lead, inspection.slug, "report", "1.3", claim.fingerprint, source="Meeting 4, notes")
    assert checked(inspection, "1.3").unsupported == ()
    actions.support(lead, inspection.slug, "report", "1.3", claim.fingerprint)
    assert len(checked(inspection, "1.3").unsupported) == 1


def test_a_source_lifts_no_false_claim_but_that_it_speaks_of_something_else_does(inspection, lead):
    write(lead, inspection, "We inspected 11 cases.", part="background")
    (claim,) = checked(inspection, "background").false

    def support(**given):
        actions.support(lead, inspection.slug, "report", "background", claim.fingerprint, **given)

    with pytest.raises(BadInput, match="no source makes it true"):
        support(source="The register")
    with pytest.raises(BadInput):
        support(something_else=True)
    support(source="Cases of the audit of 2024", something_else=True)
    (lifted,) = checked(inspection, "background").claims
    assert (lifted.verdict, lifted.support) == (
        "supported",
        Support("Cases of the audit of 2024", "", ("sample:cases",), "Lee Lead"),
    )
    support()
    assert checked(inspection, "background").false == (claim,)


def test_a_claim_that_is_not_false_speaks_of_nothing_else(inspection, lead):
    write(lead, inspection, "The service ran 17 workshops.", part="1.3")
    (claim,) = checked(inspection, "1.3").unsupported
    with pytest.raises(BadInput, match="left aside"):
        actions.support(
            lead, inspection.slug, "report", "1.3", claim.fingerprint, source="Meeting 4", something_else=True
        )


def test_a_source_is_of_a_claim_that_stands_there(inspection, lead):
    write(lead, inspection, "The service ran 17 workshops.", part="1.3")
    with pytest.raises(NotThere):
        actions.support(lead, inspection.slug, "report", "1.3", "0" * 16, source="Nothing")
    (claim,) = checked(inspection, "1.3").unsupported
    with pytest.raises(BadInput):
        actions.support(lead, inspection.slug, "report", "1.3", claim.fingerprint, statistic="case:9.9.9")


def test_a_number_that_the_evidence_has_not_bars_the_way_too(inspection, lead):
    write(lead, inspection, "In {{case:9.9.9}} of cases.", part="1.3")
    with pytest.raises(NotNow, match="mend 1 number of the report"):
        inspections.move_phase(lead, inspection.slug, Phase.FACTUAL_ACCURACY)


def test_a_copy_says_which_draft_it_is(inspection, lead):
    write(lead, inspection, "Leaders were *visible*.", part="foreword")
    write(lead, inspection, "Leaders were visible.", 1, part="foreword")
    page = actions.download(lead, inspection.slug, "report", "html")
    assert page.name == f"{inspection.slug}-report-draft-2.html"
    assert b"Draft 2" in page.content
    assert b"Leaders were visible." in page.content
    assert actions.download(lead, inspection.slug, "press-release", "pdf").content.startswith(b"%PDF-")
    with pytest.raises(NotThere):
        actions.download(lead, inspection.slug, "report", "exe")
    with pytest.raises(NotThere):
        actions.download(lead, inspection.slug, "report", "pptx")


@pytest.mark.parametrize("kind", ["report", "press-release", "letter", "slides"])
def test_every_format_of_a_document_is_read_by_its_reader_and_names_the_unit(inspection, lead, kind):
    readers = {
        "docx": lambda content: " ".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs),
        "odt": lambda content: odfdo.Document(io.BytesIO(content)).get_formatted_text(),
        "pptx": lambda content: " ".join(
            shape.text_frame.text
            for slide in pptx.Presentation(io.BytesIO(content)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        ),
        "odp": lambda content: odfdo.Document(io.BytesIO(content)).get_formatted_text(),
        "html": bytes.decode,
        "pdf": lambda content: " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(content)),
    }
    for each in formats_of(kind):
        copy = actions.download(lead, inspection.slug, kind, each.ending)
        assert copy.content_type == each.content_type
        assert "Rutland" in readers[each.ending](copy.content), each.ending


def test_a_command_writes_nothing(inspection):
    with pytest.raises(NotThere):
        write(operator(), inspection, "Text.")


@pytest.mark.parametrize(("kind", "form"), [("poster", "html"), ("poster", "pdf"), ("workbook", "xlsx")])
def test_what_is_made_of_the_evidence_is_taken_out_marked(inspection, lead, kind, form):
    write(lead, inspection, "Leaders were visible.", part="foreword")
    copy = actions.download(lead, inspection.slug, kind, form)
    assert copy.name == f"{inspection.slug}-draft-1-{'data' if kind == 'workbook' else kind}.{form}"
    read = {
        "html": bytes.decode,
        "pdf": lambda content: " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(content)),
        "xlsx": lambda content: " ".join(
            str(cell)
            for sheet in openpyxl.load_workbook(io.BytesIO(content))
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ),
    }
    assert "Draft 1" in read[form](copy.content)
    noted = AuditEntry.objects.order_by("-pk").first()
    assert (noted.subject, noted.after["format"]) == (f"draft of {kind}", form)


@pytest.mark.parametrize(("kind", "form"), [("poster", "pptx"), ("workbook", "csv"), ("workbook", "pdf")])
def test_what_is_made_of_the_evidence_has_its_own_formats(inspection, lead, kind, form):
    with pytest.raises(NotThere):
        actions.download(lead, inspection.slug, kind, form)
