"""Search across an inspection of 10,000 texts, beside plain LIKE over the same rows.

    python -m benchmarks.application.search ROUNDS

Run in an installation that is filled: it writes prose of made-up words over the reasons of the answers of one
inspection, and adds notes, findings and documents to it. LIKE asks the database for the rows of each table that hold
every word somewhere: no accents, no order, no snippet and no counts, and nobody is kept from anything.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.application.fill import TEAM

#: Texts in all, how many of them are no answers, and the length of a document in characters.
TEXTS, NOTES, FINDINGS, DOCUMENTS, LONG = 10_000, 1_700, 100, 200, 30_000
#: What is looked for: words that stand in few texts, in many and in most.
LOOKED_FOR = {
    "a rare word": "zqrare",
    "two words": "workload supervision",
    "a phrase": '"risk of harm"',
    "the beginning of many words": "sup",
    "a word of most texts": "practitioner",
}
_COMMON = (
    *("practitioner", "supervision", "workload", "assessment", "plan", "risk", "of", "harm", "review", "housing"),
    *("staff", "court", "person", "probation", "office", "manager", "training", "delivery", "evidence", "support"),
)


def fill() -> None:
    """Texts for the inspection, the same in each run."""
    from inspectorate.search.fold import fold
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import (
        Answer,
        DocumentText,
        DocumentVersion,
        EvidenceDocument,
        Finding,
        Inspection,
        Meeting,
        MeetingNote,
    )

    drawn = random.Random(20221024)
    words = [*_COMMON * 20, *("".join(drawn.choices("abdeilmnorstu", k=drawn.randint(4, 9))) for _ in range(3_000))]

    def prose(length: int) -> str:
        said = " ".join(drawn.choices(words, k=length // 7)).capitalize()
        return f"{said} risk of harm." if drawn.random() < 0.02 else f"{said}."

    with guard.allowed():
        inspection = Inspection.objects.get(slug=TEAM)
        answers = list(Answer.objects.filter(assessment__inspection=inspection).order_by("pk"))
        for place, answer in enumerate(answers):
            answer.reason = prose(300) if place < TEXTS - NOTES - FINDINGS - DOCUMENTS else ""
        answers[0].reason += " zqrare"
        Answer.objects.bulk_update(answers, ["reason"], batch_size=500)
        by = inspection.set_up_by
        day = {"day": inspection.fieldwork_from, "starts": "10:00", "ends": "11:00", "planned_by": by}
        meeting = Meeting.objects.create(inspection=inspection, number=9_001, kind="focus_group", title="Staff", **day)
        saved = {"meeting": meeting, "mark": "said", "written_by": by, "saved_by": by}
        MeetingNote.objects.bulk_create(MeetingNote(number=n, text=prose(400), **saved) for n in range(1, NOTES + 1))
        said = {"inspection": inspection, "heading": "2.2", "kind": "strength", "written_by": by, "changed_by": by}
        Finding.objects.bulk_create(
            Finding(number=9_000 + n, place=n, text=prose(300), **said) for n in range(1, FINDINGS + 1)
        )
        for number in range(9_001, 9_001 + DOCUMENTS):
            row = EvidenceDocument.objects.create(
                inspection=inspection, number=number, title=f"Document {number}", supplied=False
            )
            file = {"key": f"{number:064}", "name": f"{number}.pdf", "kind": "pdf", "size": 1, "sha256": "0" * 64}
            version = DocumentVersion.objects.create(document=row, number=1, uploaded_by=by, **file)
            text = prose(LONG)
            DocumentText.objects.create(version=version, state="read", text=text, folded=fold(text))


def product(looked_for: str) -> int:
    """The product: the first page for a lead inspector, with snippets and counts; how many hits there are."""
    from inspectorate_app.actions.actor import Actor
    from inspectorate_app.actions.search import search
    from inspectorate_app.store.models import Membership
    from inspectorate_app.store.queries.inspection import find

    found = find(TEAM)
    lead = Membership.objects.filter(inspection__slug=TEAM, role="lead_inspector").values_list("person_id", flat=True)
    return search(Actor(lead[0], "lead"), found, looked_for).total if found else 0


def plain_like(looked_for: str) -> int:
    """The alternative: the rows of the same four tables that hold every word; how many."""
    from django.db.models import Q

    from inspectorate_app.store.models import Answer, DocumentText, Finding, MeetingNote

    parts = [looked_for.strip('"')] if looked_for.startswith('"') else looked_for.split()
    tables: tuple[tuple[Any, str, str], ...] = (
        (Answer, "reason", "assessment__inspection__slug"),
        (MeetingNote, "text", "meeting__inspection__slug"),
        (Finding, "text", "inspection__slug"),
        (DocumentText, "text", "version__document__inspection__slug"),
    )
    found = 0
    for model, field, slug in tables:
        held = Q(**{slug: TEAM})
        for part in parts:
            held &= Q(**{f"{field}__icontains": part})
        found += len(list(model.objects.filter(held).values_list("pk", field)))
    return found


def main() -> None:
    """Measure, and print as JSON: of each search the hits and the milliseconds of both ways, least and median."""
    import django

    django.setup()
    fill()
    ways: dict[str, Callable[[str], int]] = {"search": product, "LIKE": plain_like}
    told = {}
    for name, looked_for in LOOKED_FOR.items():
        hits = {way: do(looked_for) for way, do in ways.items()}
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(int(sys.argv[1])):
            for way, do in ways.items():
                started = time.perf_counter()
                do(looked_for)
                times[way].append(1000 * (time.perf_counter() - started))
        told[name] = {way: (hits[way], min(each), median(each)) for way, each in times.items()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
