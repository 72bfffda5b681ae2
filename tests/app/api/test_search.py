"""Search through the API: what the pages find, narrowed by the scopes of a token, its words in the body alone."""

import pytest
from django import conf
from django.test import override_settings

from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Inspection
from tests.app import given, searched
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
AT = f"inspections/{given.LLR}/search"


@pytest.fixture(scope="module")
def of_all(before_all, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    with override_settings():
        return folder, before_all(lambda: searched.everything(folder, conf.settings)[0].pk)


@pytest.fixture
def inspection(of_all, settings):
    settings.DOCUMENTS, found = of_all
    return Inspection.objects.get(pk=found)


def test_what_is_found_is_told_with_its_page_and_the_words_marked(inspection):
    call = calling(given.member(inspection, Role.ANALYST, "Ann Analyst"))
    answer = call("POST", AT, {"words": "zqnote"})
    assert answer.status_code == 200
    (hit,) = answer.data["items"]
    assert (hit["kind"], hit["standards"]) == ("note", ["1.2"])
    assert hit["page"] == searched.address("meeting_note", meeting=1, note=1)
    assert [piece["text"] for piece in hit["words"] if piece["marked"]] == ["zqnote"]
    assert {name: answer.data[name] for name in ("total", "page", "pages", "kinds", "standards")} == {
        **{"total": 1, "page": 1, "pages": 1},
        **{"kinds": {"note": 1}, "standards": {"1.2": 1}},
    }
    assert call("POST", AT, {"words": "zq", "kind": "finding"}).data["total"] == 1


def test_a_token_finds_what_its_scopes_reach(inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lou Lead")
    assert calling(lead, "read")("POST", AT, {"words": "zqfinding"}).data["total"] == 1
    assert calling(lead, "assess")("POST", AT, {"words": "zqfinding"}).status_code == 403


@pytest.mark.parametrize("words", ["", "%_", "a" * 201, "\0"])
def test_what_cannot_be_looked_for_is_a_problem_and_is_not_repeated(inspection, words):
    answer = calling(given.member(inspection, Role.ANALYST))("POST", AT, {"words": words})
    assert answer.status_code == 422
    assert len(answer.content) < 1_000
