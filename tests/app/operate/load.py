"""Inspectors who save without pause, each in a case of their own, and know what was acknowledged to them."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException

from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Inspection
from tests.app import given
from tests.app.api.bearer import token
from tests.app.operate.process import ask


@dataclass
class Load:
    """``acknowledged``: how many saves of each case were answered with 200; ``refused`` all other answers."""

    port: int
    slug: str
    bearer: str
    question: str
    answer: str
    acknowledged: dict[int, int]
    refused: list[tuple[int, bytes]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def save(self, case: int) -> None:
        """Save the next answer to a case, with a key of its own: ``case-number``."""
        number = self.acknowledged[case]
        body = {"answer": self.answer, "reason": f"save {number + 1}", "version": number}
        headers = {"Authorization": f"Bearer {self.bearer}", "Idempotency-Key": f"{case}-{number + 1}"}
        path = f"/api/v1/inspections/{self.slug}/cases/{case}/assessment/answers/{self.question}"
        status, content = ask(self.port, "PUT", path, body, headers)
        if status == 200:
            self.acknowledged[case] = number + 1
        else:
            self.refused.append((status, content))
            self.stopped.set()

    def keys(self) -> set[str]:
        """The keys of all that was acknowledged so far."""
        return {f"{case}-{number}" for case, last in self.acknowledged.items() for number in range(1, last + 1)}


def load_on(port: int, inspectors: int = 3) -> Load:
    """An inspection in fieldwork with a case for each inspector, whose saves go to a port."""
    inspection: Inspection = given.inspection()
    inspector = given.member(inspection, Role.INSPECTOR)
    cases = given.cases(inspection, [f"SYN{number:03}" for number in range(inspectors)], inspector)
    bearer, first = token(inspector), cases[0].number
    path = f"/api/v1/inspections/{inspection.slug}/cases/{first}/assessment"
    asked = json.loads(ask(port, "GET", path, headers={"Authorization": f"Bearer {bearer}"})[1])["questions"][0]
    return Load(port, inspection.slug, bearer, asked["id"], asked["scale"][0], {case.number: 0 for case in cases})


@contextmanager
def under_way(load: Load) -> Iterator[None]:
    """While the inspectors save; a server that is gone ends it quietly, as nothing more was acknowledged."""

    def go_on(case: int) -> None:
        try:
            while not load.stopped.is_set():
                load.save(case)
        except (OSError, HTTPException):
            pass

    threads = [threading.Thread(target=go_on, args=(case,)) for case in load.acknowledged]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        load.stopped.set()
        for each in threads:
            each.join(30)
