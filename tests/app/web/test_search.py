"""Search: everyone finds exactly what their pages show, no address and no log holds what was looked for."""

import html
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django import conf
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from inspectorate_app.actions import emerging
from inspectorate_app.actions.permission import IN_AN_INSPECTION, OFFICES, Role
from inspectorate_app.store.models import AuditEntry, CaseAssessment, EmergingFindings
from tests.app import given, searched
from tests.app.searched import Planted, address

pytestmark = pytest.mark.django_db
PEOPLE = [*IN_AN_INSPECTION, *(role for role in OFFICES if role is not Role.ADMINISTRATOR)]


@pytest.fixture(scope="module")
def of_all(before_all, tmp_path_factory) -> tuple[Path, Mapping[str, Planted]]:
    folder = tmp_path_factory.mktemp("documents")
    with override_settings():
        return folder, before_all(lambda: searched.everything(folder, conf.settings)[1])


@pytest.fixture
def planted(of_all, settings) -> Mapping[str, Planted]:
    settings.DOCUMENTS, found = of_all
    return found


def someone(role: Role) -> Client:
    from inspectorate_app.store.models import Inspection

    if role in OFFICES:
        return given.signed_in(given.person(f"Officer {role.value}", role.value))
    return given.signed_in(given.member(Inspection.objects.get(slug=given.LLR), role, f"Member {role.value}"))


def sought(client: Client, words: str, narrowed: str = "") -> str:
    """The page of what was found."""
    sent = client.post(address("search"), {"words": words})
    assert sent.status_code == 302, sent.content.decode()
    answer = client.get(sent["Location"] + narrowed)
    assert answer.status_code == 200
    return answer.content.decode()


def links(page: str) -> list[str]:
    return re.findall(r'<h2 class="app-hit__title"><a class="govuk-link" href="([^"#]+)', page)


@dataclass(frozen=True)
class Hit:
    """One thing that was found: the page that it leads to, and its text without its markup."""

    href: str
    text: str


def hits(client: Client, words: str) -> list[Hit]:
    """All that is found, page after page; as many as the page says that there are."""
    page = sought(client, words)
    found, number = _hits(page), 1
    while f'?kind=&amp;standard=&amp;page={(number := number + 1)}"' in page:
        found += _hits(sought(client, words, f"?page={number}"))
    told = re.search(r"<strong>(\d+|No) results?</strong>", page)
    assert told
    assert len(found) == (0 if told[1] == "No" else int(told[1]))
    return found


def _hits(page: str) -> list[Hit]:
    found = re.findall(r'<li class="app-hit">.*?href="([^"#]+)(.*?)</li>', page, re.DOTALL)
    return [Hit(href, html.unescape(re.sub(r"<[^>]+>", "", text)).casefold()) for href, text in found]


def opened(client: Client) -> Callable[[str], bool]:
    """Whether a page is open to someone; each is asked for once."""
    return cache(lambda address: client.get(address).status_code == 200)


@pytest.mark.parametrize("role", PEOPLE)
def test_everyone_finds_exactly_the_words_whose_pages_they_may_open(planted, role):
    client = someone(role)
    may_open, found, wrong = opened(client), hits(client, "zq"), []
    for what, one in planted.items():
        open_to_them = {each for each in one.pages if may_open(each)}
        held = {each.href for each in found if one.word.casefold() in each.text}
        if bool(held) != bool(open_to_them):
            wrong.append(f"{what}: found {held}, and may open {open_to_them or 'none of its pages'}")
        if open_to_them and not held & set(one.pages):
            wrong.append(f"{what}: found {held}, and not {open_to_them}")
    offered = dict.fromkeys(each.href for each in found)
    for words in ("2022", "case", "inspector", "evidence"):
        offered |= dict.fromkeys(links(sought(client, words)))
    wrong += [f"{each} does not open" for each in offered if not may_open(each)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [Role.LEAD_INSPECTOR, Role.SERVICE_CONTACT])  # who finds all, and who finds little
def test_each_word_is_found_alone_or_nothing_tells_of_it(planted, role):
    client = someone(role)
    may_open, wrong = opened(client), []
    for what, one in planted.items():
        page = sought(client, one.word)
        found = links(page)
        if bool(found) != any(may_open(each) for each in one.pages):
            wrong.append(f"{what}: found {found}")
        if not found and ("No results" not in page or re.search(r"\(\d+\)</option>", page)):
            wrong.append(f"{what}: the page tells of what is not shown")
        wrong += [f"{what}: {each} does not open" for each in found if not may_open(each)]
    assert not wrong, "\n".join(wrong)


def test_an_inspector_finds_the_reasons_of_their_own_cases_alone(planted):
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import Inspection

    inspection = Inspection.objects.get(slug=given.LLR)
    own = given.member(inspection, Role.INSPECTOR, "Ina Own")
    client = given.signed_in(own)
    assert links(sought(client, "zqreason")) == []
    with guard.allowed():
        inspection.cases.filter(number=1).update(allocated_to=own)
    assert links(sought(client, "zqreason")) == [address("case_all", number=1)]
    assert links(sought(client, "zqpractitioner")) == [address("case_interview", number=1)]


@pytest.mark.parametrize("how", ["read first", "answered in", "to read it blind", "kept off"])
def test_who_read_a_case_first_or_is_to_read_it_blind_finds_nothing_of_the_second_reading(planted, how):
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import Inspection

    inspection = Inspection.objects.get(slug=given.LLR)
    person = given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality")
    case = inspection.cases.get(number=3)
    client = given.signed_in(person)
    assert len(links(sought(client, "zqsettled"))) == 1
    with guard.allowed():
        about = {"case": case, "inspection": inspection, "state": "submitted"}
        if how == "read first":
            inspection.cases.filter(pk=case.pk).update(allocated_to=person)
        elif how == "answered in":
            other = given.person("Somebody Else")
            made = CaseAssessment.objects.create(started_by=other, submitted_by=other, **about)
            made.answers.create(question="2.2.1", answer="yes", saved_by=person)
        elif how == "to read it blind":
            facts = {"purpose": "exercise", "reader": person, "chosen_by": person}
            inspection.blind_readings.create(case=case, **facts)
        else:
            person.memberships.update(role="inspector")
    for word in ("zqsettled", "zqdiffers", "zqblind"):
        assert links(sought(client, word)) == []


def test_readers_find_their_own_blind_readings_and_nobody_else_does(planted):
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import Inspection

    inspection = Inspection.objects.get(slug=given.LLR)
    ann = given.member(inspection, Role.INSPECTOR, "Ann Reader")
    bea = given.member(inspection, Role.INSPECTOR, "Bea Reader")
    with guard.allowed():
        exercise = inspection.exercises.create(title="Zqtitle", scenario="On zqsecret.", opened_by=ann)
        about = {"reader": ann, "chosen_by": ann, "purpose": "exercise"}
        reading = inspection.blind_readings.create(exercise=exercise, **about)
        reading.answers.create(question="2.2.1", answer="no", reason="I think zqmine.", saved_by=ann)
        withdrawn = {"reader": bea, "chosen_by": ann, "purpose": "exercise", "state": "withdrawn"}
        inspection.blind_readings.create(exercise=exercise, **withdrawn)
    for word in ("zqtitle", "zqsecret", "zqmine"):
        assert links(sought(given.signed_in(ann), word)) == [address("reading", reading=reading.pk)]
        assert links(sought(given.signed_in(bea), word)) == []


def test_who_read_a_case_a_second_time_finds_how_it_was_settled_once_submitted(planted):
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import BlindReading, Inspection

    inspection = Inspection.objects.get(slug=given.LLR)
    ann = given.member(inspection, Role.INSPECTOR, "Ann Reader")
    client = given.signed_in(ann)
    with guard.allowed():
        second = BlindReading.objects.get(purpose="second")
        BlindReading.objects.filter(pk=second.pk).update(reader=ann, state="in_progress")
    for word in ("zqsettled", "zqdiffers"):
        assert links(sought(client, word)) == []
    with guard.allowed():
        BlindReading.objects.filter(pk=second.pk).update(state="submitted")
    for word in ("zqsettled", "zqdiffers"):
        [found] = links(sought(client, word))
        assert found == address("reading_beside", reading=second.pk)
        assert word in client.get(found).content.decode()


@pytest.mark.parametrize("how", ["conflict", "blind"])
def test_a_case_that_is_withheld_is_not_found_though_the_role_sees_every_case(planted, how):
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import Finding, Inspection

    inspection = Inspection.objects.get(slug=given.LLR)
    with guard.allowed():
        finding = Finding.objects.get(inspection=inspection, number=1)
        tied = {"title": "Case 1", "words": "zqreason", "tied_at": "2022-11-02T10:00Z"}
        finding.sources.create(kind="cases", key="1/2.2.1", tied_by=finding.written_by, **tied)
    facts = {"conflicts": ["ZQREFERENCE"]} if how == "conflict" else {}
    person = given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality", **facts)
    if how == "blind":
        with guard.allowed():
            case = inspection.cases.get(number=1)
            inspection.blind_readings.create(case=case, purpose="second", reader=person, chosen_by=person)
    client = given.signed_in(person)
    for word in ("zqreason", "zqpractitioner"):
        assert links(sought(client, word)) == []
    assert links(sought(someone(Role.LEAD_INSPECTOR), "zqreason")) == [
        address("case_all", number=1),
        address("finding", finding=1),
    ]


def test_the_head_of_the_service_finds_emerging_findings_once_they_have_opened_them(planted):
    from inspectorate_app.store.models import Person

    lead = given.actor(Person.objects.get(name="Lee Zqteamname"))
    head = someone(Role.SERVICE_HEAD)
    assert links(sought(head, "zqemerging")) == []
    emerging.share(lead, given.LLR, version=EmergingFindings.objects.get().version)
    assert links(sought(head, "zqemerging")) == []
    assert not EmergingFindings.objects.get().seen.exists()
    head.get(address("service_findings"))
    assert links(sought(head, "zqemerging")) == [address("service_findings")]


def test_people_of_the_service_see_their_own_pages_round_what_they_found(planted):
    page = sought(someone(Role.SERVICE_CONTACT), "zqdocument")
    assert address("service_requests") in page
    assert address("findings") not in page


def test_what_was_looked_for_is_in_no_address_log_or_audit_entry_and_sealed_in_the_session(planted, caplog):
    client = someone(Role.LEAD_INSPECTOR)
    before = AuditEntry.objects.count()
    with caplog.at_level(logging.DEBUG):
        sent = client.post(address("search"), {"words": "Zqpersonal Name"})
        page = client.get(sent["Location"], {"kind": "note"})
    assert page.status_code == 200
    assert re.fullmatch(rf"{address('search')}\d+", sent["Location"])
    assert "qpersonal" not in caplog.text.casefold()
    assert AuditEntry.objects.count() == before
    held = [each.get_decoded() for each in Session.objects.all()]
    assert any("searches" in each for each in held)
    assert "qpersonal" not in str(held).casefold()
    assert not re.search(r'(href|action)="[^"]*qpersonal', page.content.decode(), re.IGNORECASE)
    assert "<title>Search results - " in page.content.decode()


def test_searches_of_one_session_stand_beside_each_other_and_of_another_nowhere(planted):
    client = someone(Role.LEAD_INSPECTOR)
    first = client.post(address("search"), {"words": "zqnote"})["Location"]
    second = client.post(address("search"), {"words": "zqfinding"})["Location"]
    assert links(client.get(first).content.decode()) == [address("meeting_note", meeting=1, note=1)]
    assert links(client.get(second).content.decode()) == [address("finding", finding=1)]
    other = someone(Role.ANALYST).get(first)
    assert other.status_code == 200
    assert "This search is not remembered any more" in other.content.decode()
    for _ in range(20):
        client.post(address("search"), {"words": "zqnote"})
    assert "This search is not remembered any more" in client.get(first).content.decode()


def test_results_are_counted_narrowed_and_paged(planted):
    client = someone(Role.LEAD_INSPECTOR)
    page = sought(client, "zq")
    kinds = dict(re.findall(r'<option value="(\w+)"[^>]*>[^<]*\((\d+)\)</option>', page.split('id="id_standard"')[0]))
    assert kinds["note"] == kinds["finding"] == "1"
    total = sum(map(int, kinds.values()))
    assert f"<strong>{total} results</strong>" in page
    assert total > 20
    assert len(links(page)) == 20
    assert len(links(sought(client, "zq", "?page=2"))) == total - 20
    assert links(sought(client, "zq", "?kind=note")) == [address("meeting_note", meeting=1, note=1)]
    assert links(sought(client, "zq", "?kind=finding&standard=2.2")) == [address("finding", finding=1)]
    assert "with this choice" in sought(client, "zq", "?kind=finding&standard=1.1")
    assert len(links(sought(client, "zq", "?kind=nothing&page=x"))) == 0
    assert len(links(sought(client, "zq", "?page=99999"))) == total - 20


def test_what_was_found_is_marked_and_escaped(planted):
    from inspectorate_app.store.models import Inspection, Person

    lead = Person.objects.get(name="Lee Zqteamname")
    given.note(Inspection.objects.get(slug=given.LLR), lead, text="<script>alert(1)</script> Café & Zqmarked")
    page = sought(someone(Role.LEAD_INSPECTOR), "zqmarked cafe")
    assert '<mark class="app-found">Zqmarked</mark>' in page
    assert '<mark class="app-found">Café</mark> &amp; ' in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "Enter a word"), ("%_*", "Enter a word"), ("a" * 201, "200 characters"), ("b" * 30_000, "200 characters")],
)
def test_what_cannot_be_looked_for_is_said_at_the_field(planted, words, told):
    answer = someone(Role.ANALYST).post(address("search"), {"words": words})
    assert answer.status_code == 200
    assert told in answer.content.decode().split("govuk-error-summary", 1)[1]


def test_the_box_stands_on_the_pages_of_an_inspection_and_costs_no_query(planted, django_assert_num_queries):
    for role, route in ((Role.INSPECTOR, "team"), (Role.SERVICE_CONTACT, "service")):
        page = someone(role).get(address(route)).content.decode()
        assert f'<form class="app-search" role="search" method="post" action="{address("search")}">' in page
