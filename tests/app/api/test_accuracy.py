"""The factual accuracy check by the API: the copy read, comments written and sent, each answered."""

import pytest

from inspectorate_app.actions import accuracy
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Person
from tests.app import given
from tests.app.accuracy import in_check, send
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


def test_a_copy_is_read_commented_on_sent_and_answered():
    inspection, lead, head = in_check()
    send(lead, inspection)
    theirs, ours = (calling(Person.objects.get(pk=each.person)) for each in (head, lead))
    mine, all_ = f"inspections/{inspection.slug}/service/accuracy", f"inspections/{inspection.slug}/accuracy"
    copy = theirs("GET", f"{mine}/1/documents/report").data
    assert "copy for Hal Head" in copy["mark"]
    place = next(each for each in copy["passages"] if each["text"] == "Leaders were known to staff.")
    assert place["heading"] == "Background"
    comments = f"{mine}/1/documents/report/paragraphs/{place['number']}/comments"
    body = {"correction": "To managers.", "quoted": "to staff"}
    assert theirs("POST", comments, body, key="a").data == {"number": 1, "version": 1}
    assert theirs("POST", comments, body, key="a").data == {"number": 1, "version": 1}, "sent again, done once"
    assert theirs("POST", comments, {**body, "quoted": "never"}).status_code == 422
    changed = {**body, "correction": "To senior managers.", "version": 1}
    assert theirs("PUT", f"{mine}/1/comments/1", changed).data == {"number": 1, "version": 2}
    assert theirs("PUT", f"{mine}/1/comments/1", changed).status_code == 409
    assert ours("GET", all_).data["checks"][0]["comments"] == [], "nothing was sent yet"
    assert theirs("POST", f"{mine}/1/send", {"comments": 1}).data == {"comments": 1}
    (told,) = ours("GET", all_).data["checks"][0]["comments"]
    assert (told["correction"], told["verdict"]) == ("To senior managers.", "")
    answer = {"verdict": "partly", "answer": "Staff said so too.", "changes": "Both are told.", "version": 2}
    assert ours("PUT", f"{all_}/1/comments/1/answer", {**answer, "answer": ""}).status_code == 422
    assert ours("PUT", f"{all_}/1/comments/1/answer", answer).data == {"number": 1, "version": 3}
    assert theirs("GET", mine).data["checks"][0]["comments"][0]["answer"] == "", "told once the check is closed"
    accuracy.close(lead, inspection.slug, 1)
    assert theirs("GET", mine).data["checks"][0]["comments"][0]["changes"] == "Both are told."


def test_the_inspected_service_sees_its_own_side_alone():
    inspection, lead, _head = in_check()
    send(lead, inspection)
    call = calling(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))
    assert call("GET", f"inspections/{inspection.slug}/accuracy").status_code in (403, 404)
    assert call("POST", f"inspections/{inspection.slug}/service/accuracy/1/send", {"comments": 0}).status_code == 404
