"""The demonstration's inspection that waits to be published, where its documents are written."""

import pytest

from inspectorate_app.demonstration import publication
from inspectorate_app.store.models import Publication
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import publishing

pytestmark = pytest.mark.django_db


def test_it_is_prepared_and_approved_where_its_documents_are_ready():
    room = publishing.room()
    actors = {"publications": room.officer, "chief": room.chief}
    publishing.set_phase(room.inspection, "drafting")
    assert not publication.prepare(actors, facts_of(room.inspection))
    publishing.set_phase(room.inspection, "factual_accuracy")
    assert publication.prepare(actors, facts_of(room.inspection), approve=True)
    row = Publication.objects.get()
    assert (row.state, row.approved_by_id) == ("approved", room.chief.person)
