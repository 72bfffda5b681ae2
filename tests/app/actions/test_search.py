"""Whatever is looked for is answered on both databases, and never with a row of another inspection."""

import pytest
from django import conf
from django.test import override_settings
from hypothesis import HealthCheck, example, settings
from hypothesis import given as given_by
from hypothesis import strategies as st

from inspectorate.errors import BadInput
from inspectorate_app.actions import name
from inspectorate_app.actions import search as action
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Replacement
from inspectorate_app.store.queries.inspection import find
from tests.app import given, searched

pytestmark = pytest.mark.django_db
#: What others obey: patterns of LIKE, operators of FTS5 and of tsquery, quotes that do not end, what no text holds.
OBEYED = [
    "%",
    "_",
    "%zq%",
    "zq_",
    '"',
    '"zq',
    "zq*",
    "^zq",
    "zq OR zq",
    "NEAR(zq)",
    "zq & zq",
    "!zq",
    "zq:*",
    "'zq",
    "\\",
]
OBEYED += [
    "the of and",
    "\0",
    "zq\0",
    "\ud800",
    "a" * 10_000,
    "zq " * 60,
    "ＺＱ",
    "Zq\u0301",
    "-zq",
    "zq; DROP TABLE",
    "{{zq}}",
]


@pytest.fixture(scope="module")
def of_all(before_all, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    with override_settings():
        return folder, before_all(lambda: searched.everything(folder, conf.settings)[0].pk)


@pytest.fixture
def inspection(of_all, settings):
    settings.DOCUMENTS, found = of_all
    return Inspection.objects.get(pk=found)


def found(actor, words, **more):
    return action.search(actor, find(given.LLR), words, **more)


def test_whatever_is_looked_for_is_answered_and_from_this_inspection_alone(inspection):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lou Lead"))

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given_by(st.text(max_size=60) | st.sampled_from(OBEYED))
    def tried(words: str) -> None:
        try:
            result = found(lead, words)
        except BadInput:
            return
        assert {hit.text.arguments["inspection"] for hit in result.shown} <= {given.LLR}

    for words in OBEYED:
        tried = example(words)(tried)
    tried()


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        *(("zqnote", 1), ("ZQNOTE", 1), ("zqnot", 1), ("qnote", 0), ("zqnote zqfinding", 0), ("told us zqnote", 1)),
        *(('"us zqnote"', 1), ('"zqnote us"', 0), ("%zqnote%", 1), ("zq_note", 0), ("zqnöte", 1), ("zqnote OR x", 0)),
    ],
)
def test_both_databases_find_the_same(inspection, words, hits):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lou Lead"))
    assert found(lead, words, kind="note").total == hits


def test_every_kind_names_an_action_of_seeing_and_whoever_finds_anything_may_search():
    for kind in action.KINDS.values():
        assert kind.action.value.startswith(("see", "open emerging findings"))
        assert MAY[kind.action] <= MAY[Action.SEE_FOUND]


def test_who_is_of_another_inspection_finds_nothing_and_is_not_told_that_it_is_there(inspection):
    other = Inspection.objects.get(slug="elsewhere-2022")
    stranger = given.actor(given.member(other, Role.LEAD_INSPECTOR, "Sid Stranger"))
    with pytest.raises(NotThere):
        found(stranger, "zq")


def test_what_was_deleted_with_the_names_is_found_no_more(inspection):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lou Lead"))
    assert [found(lead, word).total for word in ("zqreason", "zqpractitioner")] == [1, 1]
    with guard.allowed():
        Replacement.objects.all().delete()
        Inspection.objects.filter(slug=given.LLR).update(phase="published")
    name.delete_names(lead, given.LLR)
    assert [found(lead, word).total for word in ("zqreason", "zqpractitioner")] == [0, 0]
