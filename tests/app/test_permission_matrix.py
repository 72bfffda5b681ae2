"""Every page and every operation of the API, tried by every role, a member and not, and by nobody.

A rule is asked in one place, by ``web.page.page`` and by ``api.operation``, before anything else of a page runs. So
each role tries all that it may do, and of what it may not do one of each rule; what is open to everybody, and what is
refused page by page, is tried by those of ``THOROUGH``.

What is allowed is read from the table (``permission.MAY``) by the rule that a page declares; a page without a rule
fails. A new page needs nothing here, unless its address has an argument that ``tests.app.world`` does not know: the
failure says how to add it.
"""

import copy
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, path

from inspectorate_app.actions import token
from inspectorate_app.actions.permission import (
    IN_AN_INSPECTION,
    IN_THE_SERVICE,
    MAY,
    OFFICES,
    Action,
    Role,
)
from inspectorate_app.api.operation import UPLOADS
from inspectorate_app.api.urls import OPERATIONS
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person
from inspectorate_app.urls import urlpatterns
from inspectorate_app.web.page import FORM, OPEN_ROUTES, methods_of, rule_of
from tests.app import given
from tests.app.world import World, in_fieldwork

pytestmark = pytest.mark.django_db

#: A page on which something is done by another action than the one that opens it: who may not do it is refused there.
POSTING = {
    "case_interview": Action.ASSESS_CASE,
    "case_section": Action.ASSESS_CASE,
    "case_all": Action.ASSESS_CASE,
    "case_review": Action.ASSESS_CASE,
    "case_name": Action.SEE_NAMES,
}
#: A page that asks for more than its rule says.
GETTING: dict[str, Action] = {
    # the room of meetings: this note was written by the lead
    "meeting_note_remove": Action.REMOVE_ANY_NOTE,
    # the room of recommendations: this one was proposed by the lead, and an inspector changes what they proposed
    "recommendation_edit": Action.WRITE_RECOMMENDATION,
    "recommendation_findings": Action.WRITE_RECOMMENDATION,
    "recommendation_withdraw": Action.WRITE_RECOMMENDATION,
}
#: Not there in the tests, and why.
NOT_THERE = {
    "openid_connect_login": "no provider is configured; tests/app/web/test_organisation.py has one",
    "openid_connect_callback": "no provider is configured; tests/app/web/test_organisation.py has one",
}
#: Pages of what is not there yet in this world, and why: whoever may open them is told so.
NOT_YET = {
    "panel_check": "nothing is signed off in fieldwork",
    "metrics": "no token for metrics is set",
    "mfa_view_recovery_codes": "nobody here has recovery codes",
    "invitation_accept": "nobody here came by an invitation",
    "reading_beside": "the reading here is not submitted",
    # the room of findings
    "finding_tie": "an address without a kind and a key names no source",
    "finding_untie": "nothing is tied to the finding",
    "previous_take": "there is no earlier inspection of the unit",
    # the room of drafting
    "draft_claim": "nothing is held against the evidence in fieldwork",
    "disclosure_answer": "nothing is held against the evidence in fieldwork",
    "letter": "the edition here publishes no letter",
    "letter_write": "the edition here publishes no letter",
    # embargoed copies
    "embargoed_open": "nobody here has a link of a copy",
    "embargoed_file": "nobody here has a link of a copy",
    "survey_answer": "nobody here has a link of a survey",
    # the public register
    "register_not_found": "it is the page for what stands at no address",
    "register_spread": "an address without units draws nothing",
    # subscribers
    "register_subscribe_confirm": "the subscriber here confirmed before",
}
#: Rules that everyone keeps who is signed in.
ANYBODY = frozenset({"public", "own account", *map(str, [each for each in Action if MAY[each] == frozenset(Role)])})


@pytest.fixture(scope="module")
def in_the_field(before_all: Callable[[Callable[[], World]], World]) -> World:
    return before_all(in_fieldwork)


@pytest.fixture
def world(in_the_field: World) -> World:
    return copy.deepcopy(in_the_field)


# --- every page ---


@dataclass(frozen=True)
class Page:
    """An address with its route, its rule and how it may be asked for."""

    route: str
    address: str
    rule: str | None
    methods: Collection[str] = FORM

    @property
    def methods_tried(self) -> list[str]:
        """Those by which something comes: what it does not take is answered alike by all pages."""
        return [each for each in ("GET", "POST") if each in self.methods]


#: The addresses of the operations, which say their rules in ``OPERATIONS``.
OF_THE_API = {"/api/v1" + each.path.replace("{", "<").replace("}", ">") for each in OPERATIONS}


def pages(patterns: Any = None, before: str = "/") -> Iterator[Page]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(each.pattern)
        if not isinstance(each, URLPattern):
            yield from pages(each.url_patterns, address)
        elif address not in OF_THE_API:
            yield Page(each.name or "", address, rule_of(each.callback), methods_of(each.callback))


def filled(world: World, page: Page) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(world.argument(page.route, found[1])), page.address)


# --- every kind of person ---


def a_member(role: Role) -> Callable[[World], Person]:
    return lambda world: given.member(world.inspection, role, f"Member {role.value}", capacity=5)


def an_officer(role: Role) -> Callable[[World], Person]:
    return lambda world: given.person(f"Officer {role.value}", role.value)


def a_member_elsewhere(world: World) -> Person:
    """Everything, in another inspection."""
    other = given.inspection("elsewhere-2022")
    someone = given.member(other, Role.LEAD_INSPECTOR, "Member Elsewhere")
    with guard.allowed():
        for role in set(IN_AN_INSPECTION) - {Role.LEAD_INSPECTOR}:
            other.memberships.create(person=someone, role=role.value)
    return someone


PEOPLE: dict[str, tuple[Callable[[World], Person], frozenset[Role]]] = {
    **{role.value: (a_member(role), frozenset({role})) for role in IN_AN_INSPECTION},
    **{role.value: (an_officer(role), frozenset({role})) for role in OFFICES},
    "member of another inspection": (a_member_elsewhere, frozenset()),
    "someone without any role": (lambda world: given.person("No Role"), frozenset()),
}

#: Who tries every page in every way: by the most roles, by all of them elsewhere, and by none.
THOROUGH = frozenset({"lead_inspector", "member of another inspection", "someone without any role"})


class Ruled(Protocol):
    """A page or an operation."""

    @property
    def rule(self) -> str | None: ...


Each = TypeVar("Each", bound=Ruled)


def to_try(kind: str, each_of: Iterable[Each]) -> Iterator[Each]:
    """What a kind of person tries of all there is."""
    refused: set[str] = set()
    for each in each_of:
        rule = str(each.rule)
        if kind in THOROUGH or (rule not in ANYBODY and allowed(rule, PEOPLE[kind][1])):
            yield each
        elif rule not in ANYBODY and rule not in refused:
            refused.add(rule)
            yield each


def allowed(rule: str, roles: frozenset[Role]) -> bool:
    return rule in ANYBODY or not MAY[Action(rule)].isdisjoint(roles)


def as_it_should_be(
    rule: str, roles: frozenset[Role], status: int, other: Action | None = None, *, taken: bool = True
) -> str:
    """What is wrong with a status; blank where nothing is.

    ``other`` is what is asked for beside the rule; ``taken`` whether the page takes the method at all.
    """
    refused = status in (401, 403, 404)
    if not allowed(rule, roles):
        if not refused:
            return f"{status}, and the table refuses it"
        hidden = Action(rule) not in IN_THE_SERVICE and not allowed(Action.SEE_INSPECTION, roles)
        return f"{status} tells that the inspection is there" if hidden and status != 404 else ""
    if not taken:
        return "" if status == 405 else f"{status}, and the page takes no such request"
    if (refused or status == 405) and (other is None or allowed(other, roles)):
        return f"{status}, and the table allows it"
    return ""


def someone_in(world: World, make: Callable[[World], Person]) -> Person:
    someone = make(world)
    Authenticator.objects.create(user=someone, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with guard.allowed():
        # All but the one that was read a second time: who read it first may not look at that.
        world.inspection.cases.filter(role="main").exclude(number=2).update(allocated_to=someone)
        reading = world.inspection.blind_readings.create(
            case=world.inspection.cases.get(number=4), purpose="exercise", reader=someone, chosen_by=someone
        )
        made = someone.tokens.create(name="made", sha256="1" * 64, expires_at="2099-01-01T00:00Z")
    world.arguments |= {"token": made.pk, "reading": reading.pk}
    return someone


def tried(client: Client, method: str, address: str, **more: Any) -> HttpResponse:
    """The answer to a request, whose writes are undone."""
    WINDOW.forget()
    with transaction.atomic():
        answer = client.generic(method, address, **more)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_page_is_open_to_whom_the_table_allows_it_and_to_nobody_else(world: World, kind: str) -> None:
    make, roles = PEOPLE[kind]
    client = given.signed_in(someone_in(world, make))
    client.get("/")  # writes into the session when it was last used: for the others there is nothing to write
    session = client.cookies
    wrong = []
    there = [each for each in pages() if each.route not in OPEN_ROUTES and each.route not in NOT_THERE]
    for page in there:
        assert page.rule, f"{page.address} has no rule: say who may open it with web.page.page or public"
    for page in to_try(kind, there):
        for method in ("GET", "POST") if kind in THOROUGH else page.methods_tried:
            client.cookies = session.copy()  # a page before may have signed out
            response = tried(client, method, filled(world, page), content_type="application/x-www-form-urlencoded")
            status, taken = response.status_code, method in page.methods
            other = GETTING.get(page.route) or (POSTING.get(page.route) if method == "POST" else None)
            found = as_it_should_be(str(page.rule), roles, status, other, taken=taken)
            if found and not (page.route in NOT_YET and status == 404):
                wrong.append(f"{method} {page.address} ({page.route}, '{page.rule}'): {found}")
    assert not wrong, f"for {kind}:\n" + "\n".join(wrong)


def test_nobody_opens_a_page_without_signing_in(world: World) -> None:
    wrong = []
    world.arguments |= {"token": 1, "reading": 1}
    client = Client()
    for page in pages():
        if page.rule == "public" or page.route in OPEN_ROUTES:
            continue
        for method in ("GET", "POST"):
            client.cookies.clear()
            response = tried(client, method, filled(world, page), content_type="application/x-www-form-urlencoded")
            if response.status_code != 302 or not response["Location"].startswith("/account/sign-in"):
                wrong.append(f"{method} {page.address}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_what_is_for_everyone_is_open_without_signing_in(world: World) -> None:
    wrong = {}
    for page in pages():
        if page.rule == "public" and page.route not in NOT_YET:
            status = tried(Client(), page.methods_tried[0], filled(world, page)).status_code
            if status not in (200, 301, 302):
                wrong[page.address] = status
    assert wrong == {}


# --- every operation of the API ---


def token_of_everything(someone: Person) -> dict[str, str]:
    """The header with a token of every scope; whoever has no role can make none: one from when they had one."""
    secret = token.PREFIX + "a" * 43
    with guard.allowed():
        someone.tokens.create(
            name="all", sha256=token.hash_of(secret), scopes=["manage"], expires_at="2099-01-01T00:00Z"
        )
    return {"Authorization": f"Bearer {secret}"}


def operation_address(world: World, operation: Any) -> str:
    filled_in = re.sub(
        r"\{(?:\w+:)?(\w+)\}", lambda found: str(world.argument(operation.name, found[1])), operation.path
    )
    return f"/api/v1{filled_in}"


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_operation_is_open_to_whom_the_table_allows_it_and_to_nobody_else(world: World, kind: str) -> None:
    make, roles = PEOPLE[kind]
    someone = someone_in(world, make)
    headers = token_of_everything(someone)
    wrong, client = [], Client()
    for operation in to_try(kind, OPERATIONS):
        more: dict[str, Any] = {"content_type": "application/json", "headers": headers}
        data = {} if operation.method == "GET" else {"data": b"{}"}
        if operation.name in UPLOADS:
            more |= {"content_type": "multipart/form-data; boundary=end"}
            data = {"data": b"--end--\r\n"}
        address = operation_address(world, operation)
        response = tried(client, operation.method, address, **data, **more)
        found = as_it_should_be(str(operation.rule), roles, response.status_code)
        if found:
            wrong.append(f"{operation.method} {address} ('{operation.rule}'): {found}")
    assert not wrong, f"for {kind}:\n" + "\n".join(wrong)


def test_what_is_no_operation_is_refused_before_anyone_is_asked_who_they_are(world: World) -> None:
    headers = token_of_everything(someone_in(world, PEOPLE["someone without any role"][0]))
    client = Client()
    for path_of_it in sorted({each.path for each in OPERATIONS}):
        there = [each for each in OPERATIONS if each.path == path_of_it]
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {each.method for each in there}:
            address = operation_address(world, there[0])
            answer = tried(client, method, address, content_type="application/json", headers=headers)
            assert answer.status_code == 405, (method, address)


def test_no_operation_answers_without_a_token_whatever_the_cookies(world: World) -> None:
    clients = [Client(), given.signed_in(world.someone)]
    for operation in OPERATIONS:
        wanted = 200 if operation.rule == "public" else 401
        for client in clients:
            response = tried(client, operation.method, operation_address(world, operation))
            assert response.status_code == wanted, (operation.method, operation.path)


# --- the test itself can fail ---


def a_view_that_says_nothing(request: Any) -> HttpResponse:
    return HttpResponse("secrets")


@pytest.mark.parametrize("kind", ["administrator", "lead_inspector"])
def test_a_page_without_a_rule_is_refused_by_the_gate(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    planted = [*urlpatterns, path("planted", a_view_that_says_nothing, name="planted")]
    settings.ROOT_URLCONF = type("Planted", (), {"urlpatterns": planted})
    client = given.signed_in(someone_in(world, PEOPLE[kind][0]))
    response = client.get("/planted")
    assert response.status_code == 403
    assert b"no rule" in response.content
    assert b"secrets" not in response.content
    assert Page("planted", "/planted", None) in list(pages())


def test_an_address_that_the_test_cannot_fill_fails_and_says_how_to_add_it(world: World) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"<unheard_of>.*'strange': add it to the arguments"):
        filled(world, Page("strange", "/strange/<int:unheard_of>", "public"))


@pytest.mark.parametrize(
    ("rule", "roles", "status", "taken", "told"),
    [
        (Action.SEE_PEOPLE, {Role.PLANNER}, 403, True, "403, and the table allows it"),
        (Action.SEE_PEOPLE, {Role.PLANNER}, 405, True, "405, and the table allows it"),
        (Action.SEE_PEOPLE, {Role.PLANNER}, 200, True, ""),
        (Action.SEE_PEOPLE, {Role.PLANNER}, 405, False, ""),
        (Action.SEE_PEOPLE, {Role.PLANNER}, 200, False, "200, and the page takes no such request"),
        (Action.SEE_PEOPLE, {Role.AUDITOR}, 200, True, "200, and the table refuses it"),
        (Action.SEE_PEOPLE, {Role.AUDITOR}, 405, False, "405, and the table refuses it"),
        (Action.SEE_PEOPLE, {Role.AUDITOR}, 403, False, ""),
        (Action.SEE_RESULTS, {Role.INSPECTOR}, 403, True, ""),
        (Action.SEE_RESULTS, {Role.ADMINISTRATOR}, 404, True, ""),
        (Action.SEE_RESULTS, {Role.ADMINISTRATOR}, 403, True, "403 tells that the inspection is there"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(
    rule: Action, roles: set[Role], status: int, taken: bool, told: str
) -> None:
    assert as_it_should_be(str(rule), frozenset(roles), status, taken=taken) == told


def test_every_action_has_a_row_in_the_table() -> None:
    assert set(MAY) == set(Action)
