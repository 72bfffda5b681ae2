"""What tests of the pages of case assessments share: addresses, and a case that is filled in."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inspectorate.assessment.judgements import answers_to
from inspectorate_app.actions import assessment
from inspectorate_app.store.models import Case, Person
from inspectorate_app.store.queries import assessment as query
from tests.app import given

LLR = given.LLR


def at(route: str, number: int | None = None, **more: Any) -> str:
    """The address of a page of the inspection, or of a case of it."""
    where: dict[str, Any] = {"inspection": LLR} | ({"number": number} if number else {}) | more
    return reverse(route, kwargs=where)


def section(slug: str = "2-2-assessment") -> str:
    """The address of a section of case 1."""
    return at("case_section", 1, section=slug)


def fill(someone: Person, number: int = 1) -> None:
    """Answer every relevant question of a case so that nothing contradicts."""
    actor, case = given.actor(someone), Case.objects.get(number=number)
    facts = query.find(case.inspection_id, number, given.edition_of(LLR))
    answers = {
        name: [each.answer for each in answers_to(facts.edition, asked)] for name, asked in facts.questions.items()
    }
    wanted = {name: ("high" if "high" in each else each[0], "", 0) for name, each in answers.items()}
    assessment.save_answers(actor, LLR, number, {name: wanted[name] for name in wanted if name not in facts.left_out})


def post(client: Client, number: int = 1, **sent: Any) -> HttpResponse:
    """Send one answer as the script of the page does."""
    content = {"question": "2.2.1", "answer": "yes", "reason": "", "version": 0, "key": "k1"} | sent
    return client.post(at("case_answer", number), json.dumps(content), content_type="application/json")
