"""What inspectors do, as requests: the same for the load, and for counting queries."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from benchmarks.application.fill import Inspector, Plan

JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """One request to the server."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass
class Hand:
    """One inspector at work, who remembers what they have saved: each save names the version that it changes."""

    inspector: Inspector
    answers: Mapping[str, str]
    lead: str
    versions: dict[tuple[int, str], int] = field(default_factory=dict)
    given: dict[tuple[int, str], str] = field(default_factory=dict)

    def next_answer(self, case: int, question: str) -> tuple[str, int]:
        """Another answer than stands there, and the version that stands."""
        place = case, question
        version = self.versions.get(place, 1)
        answer = "no" if self.given.get(place, self.answers[question]) == "yes" else "yes"
        self.given[place], self.versions[place] = answer, version + 1
        return answer, version

    def learn(self, body: bytes) -> None:
        """Take over what stands in a case, as the API tells it."""
        told = json.loads(body)
        for each in told["questions"]:
            place = told["case"], each["id"]
            self.versions[place], self.given[place] = each["version"], each["answer"]

    @property
    def changeable(self) -> list[str]:
        """The questions whose answers are changed to and fro: those that decide on no other."""
        return [name for name, answer in self.answers.items() if answer == "yes" and name != "enforcement_required"]


Work = Callable[[Hand], Request]


def hands(plan: Plan, of: str) -> list[Hand]:
    """Everyone who works on one of the two inspections."""
    inspectors, lead = (plan.small, plan.small_lead) if of == "small" else (plan.team, plan.lead)
    return [Hand(each, plan.answers, lead) for each in inspectors]


def open_tasks(hand: Hand) -> Request:
    """Open a case: its task list."""
    return _page(hand, f"cases/{hand.inspector.case}")


def open_section(hand: Hand) -> Request:
    """Open one section of a case to assess it."""
    return _page(hand, f"cases/{hand.inspector.case}/section/2-2-assessment")


def open_all(hand: Hand) -> Request:
    """Open a case with all its questions on one page."""
    return _page(hand, f"cases/{hand.inspector.case}/all")


def open_by_api(hand: Hand, case: int = 0) -> Request:
    """Open a case with all its questions by the API."""
    path = f"/api/v1/inspections/{hand.inspector.slug}/cases/{case or hand.inspector.case}/assessment"
    return Request("GET", path, {"Authorization": f"Bearer {hand.inspector.token}"})


def save_one(hand: Hand) -> Request:
    """Save one answer, as the page does when it is given."""
    case, questions = hand.inspector.case, hand.changeable
    question = questions[sum(version for (of, _), version in hand.versions.items() if of == case) % len(questions)]
    answer, version = hand.next_answer(case, question)
    sent = {"question": question, "answer": answer, "reason": "", "version": version, "key": uuid4().hex}
    headers = {"Cookie": hand.inspector.cookies, "X-CSRFToken": hand.inspector.csrf, "Content-Type": JSON}
    path = f"/inspections/{hand.inspector.slug}/cases/{case}/answer"
    return Request("POST", path, headers, json.dumps(sent).encode())


def save_case(hand: Hand) -> Request:
    """Save sixty answers of a case, each of them changed, by the API."""
    case = hand.inspector.whole_case
    sent = {}
    for question in hand.changeable[:60]:
        answer, version = hand.next_answer(case, question)
        sent[question] = {"answer": answer, "reason": "", "version": version}
    path = f"/api/v1/inspections/{hand.inspector.slug}/cases/{case}/assessment/answers"
    headers = {
        "Authorization": f"Bearer {hand.inspector.token}",
        "Content-Type": JSON,
        "Idempotency-Key": uuid4().hex,
    }
    return Request("PATCH", path, headers, json.dumps({"answers": sent}).encode())


def results(hand: Hand) -> Request:
    """Open the results of the inspection, as its lead."""
    return Request("GET", f"/inspections/{hand.inspector.slug}/results/", {"Cookie": hand.lead})


def _page(hand: Hand, path: str) -> Request:
    headers = {"Cookie": hand.inspector.cookies}
    return Request("GET", f"/inspections/{hand.inspector.slug}/{path}", headers)


#: Each piece of work by its words in the tables.
WORKS: Mapping[str, Work] = {
    "open a case: task list": open_tasks,
    "open a case: one section": open_section,
    "open a case: all questions": open_all,
    "open a case by the API": open_by_api,
    "save one answer": save_one,
    "save a whole case by the API": save_case,
    "results page": results,
}
