"""What the first page shows, and what someone has to do, for the tests of both."""

import datetime
import re

from django.test import Client
from django.urls import reverse

from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Inspection, Person
from inspectorate_app.store.queries import standing as standings
from inspectorate_app.web.home.task import Task, tasks
from tests.app import given

DAY = datetime.date.fromisoformat


def text(client: Client) -> str:
    """The words of the first page."""
    page = client.get(reverse("home")).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def of(row: Inspection, role: Role) -> Client:
    """Someone new with a role, signed in."""
    return given.signed_in(given.member(row, role))


def to_do(person: Person, row: Inspection, on: datetime.date) -> dict[str, Task]:
    """What someone has to do in an inspection on a day, in words."""
    [standing] = [each for each in standings.of_member(person.pk, on) if each.inspection.id == row.pk]
    return {task.text: task for task in tasks(standing, person.office, on)}
