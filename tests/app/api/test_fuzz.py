"""Made-up requests by the hundred: no server error, and every answer as the document of the API says.

Others with each of the two databases. ``FUZZ_EXAMPLES`` asks for more of them for each operation than the few seconds
of a test allow.
"""

import os
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from inspectorate_app.api.document import document
from inspectorate_app.api.urls import OPERATIONS, api
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person
from tests.app import given as start
from tests.app import synthetic
from tests.app.api.bearer import token

pytestmark = pytest.mark.django_db
#: Some 500 with each database.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0")) or 3
#: What the examples of a run are made from.
SEED = {"sqlite": 1, "postgresql": 2}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
#: What is there, so that most requests get further than 404.
THERE = {"inspection": start.LLR, "edition": "hmip-pdu-2021", "question": "2.1.1", "standard": "2.1", "number": 1}
THERE |= {"meeting": 1, "note": 1, "figure": 1}  # the rooms of meetings and of context data


@pytest.fixture(scope="module")
def lead(before_all) -> Person:
    return before_all(a_lead_inspector)


@pytest.fixture
def headers(lead, settings):
    settings.REQUESTS_A_MINUTE = settings.SIGN_INS_A_MINUTE = 1_000_000
    # The test's transaction must outlive each request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    # What is packed, this client does not unpack.
    yield {"Authorization": f"Bearer {token(lead)}", "Accept-Encoding": "identity"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    WINDOW.forget()


def a_lead_inspector() -> Person:
    """Of an inspection in its fieldwork, with a sample that was drawn, cases of their own, a meeting and a figure."""
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    with guard.allowed():
        inspection.phase = "fieldwork"
        inspection.save()
        inspection.cases.filter(number__in=(1, 2, 3)).update(allocated_to=lead)
    start.meeting(inspection, lead)
    start.note(inspection, lead)
    start.figure(inspection, lead)
    return lead


@cache
def operations():
    # What it loads is loaded only where these tests run.
    from inspectorate_app.wsgi import application

    schema = schemathesis.openapi.from_dict(document(api))
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("place", range(len(OPERATIONS)), ids=[each.name for each in OPERATIONS])
def test_no_request_makes_the_api_fail(headers, place, database):
    assert len(operations()) == len(OPERATIONS)
    sent = 0

    @seed(SEED[database])
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operations()[place].as_strategy(), there=st.sets(st.sampled_from(sorted(THERE)), min_size=2))
    def send(case, there):
        nonlocal sent
        for name in there & set(case.path_parameters or {}):
            case.path_parameters[name] = THERE[name]
        sent += 1
        case.call_and_validate(headers=headers, checks=CHECKS)

    send()
    assert sent >= min(EXAMPLES, 3)
