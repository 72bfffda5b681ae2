"""From how many cases on a group is told of: the number of the edition that an inspection uses, with its source."""

import shutil

import pytest
from django.utils import translation

from inspectorate.framework.catalogue import edition_folders, load_edition
from inspectorate_app.actions import draft, publication_files, publication_round
from inspectorate_app.actions import edition as editions
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.queries.characteristic import by_characteristic
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from tests.app import given, publishing
from tests.app.actions.test_disclosure import TELLING
from tests.app.actions.test_release import LLR, begun, submit
from tests.unit.framework.editing import change

pytestmark = pytest.mark.django_db
POLICY = "source: Policy on small numbers, 2027, page 3"


@pytest.fixture
def seven(tmp_path):
    """The edition of the demonstration, with 7 in place of 5."""
    folder, line = tmp_path / "hmip-pdu-2021", "edition: hmip-pdu-2021\n"
    shutil.copytree(edition_folders()["hmip-pdu-2021"], folder)
    change(folder, "framework.yaml", line, f"{line}small_group:\n  fewest: 7\n  {POLICY}\n  certainty: published\n")
    return load_edition(folder)


def using(inspection, edition):
    with guard.allowed():
        inspection.edition = editions.keep(edition)
        inspection.save(update_fields=["edition"])
    return inspection


def ended(inspection):
    publishing.set_phase(inspection, "analysis")
    return facts_of(inspection)


def test_results_by_characteristic_and_their_page_go_by_the_edition(seven):
    """Six women and six men: by 5 both are told, by 7 both are small."""
    lead = begun()
    submit(lead, *range(1, 13))
    inspection = given.Inspection.objects.get(slug=LLR)
    assert set(by_characteristic(ended(inspection), "gender").questions["2.2.1"].shown) == {"female", "male"}
    client, address = given.signed_in(lead), f"/inspections/{LLR}/results/by-characteristic?characteristic=gender"
    page = client.get(address).content.decode()
    assert "fewer than 5 relevant cases" in page
    assert "The number 5 is our own" in page
    using(inspection, seven)
    assert by_characteristic(facts_of(inspection), "gender").questions["2.2.1"].shown == {}
    page = client.get(address).content.decode()
    assert "fewer than 7 relevant cases" in page
    assert "The edition gives the number 7. Source: Policy on small numbers, 2027, page 3." in page


def test_what_could_tell_of_a_person_stands_beside_the_number_and_how_sure_it_is():
    room = publishing.room()
    draft.write(room.lead, room.slug, "report", "foreword", text=TELLING, version=0)
    member = given.signed_in(given.member(room.inspection, Role.LEAD_INSPECTOR, "Lia Lead"))
    page = member.get(f"/inspections/{room.slug}/documents/").content.decode()
    assert "A group of cases is small where it has fewer than 5." in page
    assert "Assumed" in page
    assert "The number 5 is our own: no rule of the inspectorate on it was found." in page


def test_another_number_changes_nothing_of_what_was_published(seven):
    """Another number is another edition, be it of the same name, and an inspection keeps the one that it used."""
    room = publishing.room()
    row = publishing.approved(room)
    publication_round.publish_due(publication_round.JOB, row.due_at)
    later = using(given.inspection("another-inspection"), seven)
    row.refresh_from_db()
    with translation.override("en-gb"):
        assert (row.state, publication_files.is_as_kept(facts_of(room.inspection), row)) == ("published", True)
    assert [edition_used(facts_of(each)).fewest for each in (room.inspection, later)] == [5, 7]
