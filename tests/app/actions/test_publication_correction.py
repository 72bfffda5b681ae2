"""What was published is corrected: a version of its own, prepared and approved as the first one was."""

import copy
import json

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import (
    draft,
    publication,
    publication_round,
)
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import Inspection, Publication
from inspectorate_app.store.queries import public_publication as public
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.publishing import approved, made, told

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.prepared_and_published)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


def test_a_correction_that_no_longer_fits_its_place_in_the_register_is_not_made(room):
    """Its id there is the one under which it was first published, and begins with the unit."""
    publication.begin_correction(room.officer, room.slug, "A wrong name.")
    with guard.allowed():
        Inspection.objects.update(organisation="pdu/nowhere-made-up")
    row = made(room)
    assert row.state == "failed"
    assert "the id does not begin with the unit 'pdu/nowhere-made-up'" in row.trouble


def test_a_correction_is_a_version_of_its_own_with_its_notice_and_the_old_one_stays(room):
    first = Publication.objects.get()
    with pytest.raises(NotNow, match="correction"):
        draft.write(room.lead, room.slug, "report", "2.2", text="Put right.", version=0)
    with pytest.raises(BadInput):
        publication.begin_correction(room.officer, room.slug, "")
    notice = "Page 3 named the wrong office."
    assert publication.begin_correction(room.officer, room.slug, notice) == 2
    draft.write(room.lead, room.slug, "report", "2.2", text="Put right.", version=0)
    given.reviewed(room.inspection)
    row = approved(room)
    assert (row.number, row.notice, row.day) == (2, notice, first.day)
    for each in row.documents:
        assert notice in json.dumps(each), each["is"]
    page = b"".join(keeping.chunks(row.files.get(name=f"{room.slug}-report.html").key)).decode()
    assert notice in page
    assert "This version replaces the one that was published on" in page
    version = public.version()
    assert publication_round.publish_due(publication_round.JOB)[0].trouble == ""
    assert public.version() != version
    (one,) = public.published()
    assert [(each.number, each.notice) for each in one.versions] == [(2, notice), (1, "")]
    assert one.entry.inspection == first.entry["inspection"], "it keeps its id in the register"
    assert query.published_file(room.slug, 1, f"{room.slug}-report.html").sha256 == first.files.first().sha256
    assert "Lee Lead" in told("correction_published")
    assert Inspection.objects.get().phase == "published"


def test_the_notice_of_a_correction_is_held_against_the_evidence(room):
    with pytest.raises(BadInput, match="as it is typed"):
        publication.begin_correction(room.officer, room.slug, "There were {{sample:cases}} cases.")
    publication.begin_correction(room.officer, room.slug, "We inspected 11 cases.")
    with pytest.raises(NotNow, match="put 1 false claim of the notice of the correction right"):
        publication.prepare(room.officer, room.slug)
    assert publication.prepare(room.officer, room.slug, notice="We inspected ten cases.") == 2
    assert Publication.objects.get(state="making").notice == "We inspected ten cases."


def test_a_correction_under_way_keeps_the_inspection_open(room):
    publication.begin_correction(room.officer, room.slug, "A wrong name.")
    phases = facts_of(room.inspection).phase
    inspections.move_phase(room.lead, room.slug, phases.FOLLOW_UP)
    with pytest.raises(NotNow, match="publication 2"):
        inspections.move_phase(room.lead, room.slug, phases.CLOSED, "Done.")
    with pytest.raises(NotNow):
        publication.begin_correction(room.officer, room.slug, "Another.")
