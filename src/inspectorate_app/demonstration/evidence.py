"""Evidence of the demonstration: requests made from the edition, and synthetic files that came for some of them."""

import datetime
import io

from django.utils import timezone

from inspectorate.evidence.catalogue import proposals
from inspectorate.tabular import csv_text
from inspectorate_app.actions import document
from inspectorate_app.actions import evidence as requests
from inspectorate_app.actions.document import Uploaded
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries import evidence as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

_WORDS = "Synthetic: made for the demonstration, and of no real service.\n"
#: What stands in some of the documents, so that a search finds something in them.
_PLAN = (
    "Priorities for the year: keeping people safe, manageable workloads, and access to accommodation. Supervising "
    "officers review each plan after three months, and record how the risk of harm is managed between agencies.\n"
)


def begin(actors: Actors, inspection: InspectionFacts) -> None:
    """A request list of which one part has come, one is overdue, and the rest is still to come."""
    slug, today = inspection.slug, timezone.localdate()
    lead, contact = actors["lead"], actors["contact"]
    _ask(actors, inspection, today + datetime.timedelta(days=14))
    first = query.requests(inspection)[0]
    late = requests.Asked(
        "Figures on the backlog of unpaid work, by month",
        "Asked for before the rest, to prepare the sample.",
        first.standards,
        today - datetime.timedelta(days=3),
    )
    requests.add(lead, slug, late)
    plan = _text("delivery-plan.txt", f"Delivery plan\n\n{_PLAN}")
    document.upload(contact, slug, plan, request=first.number, complete=False)


def gather(actors: Actors, inspection: InspectionFacts) -> None:
    """A request list that was answered: accepted, asked for again, sent again, not held, and still missing."""
    slug = inspection.slug
    lead, inspector, contact = actors["lead"], actors["inspector"], actors["contact"]
    _ask(actors, inspection, inspection.fieldwork_from - datetime.timedelta(days=7))
    asked = query.requests(inspection)
    for number, each in enumerate(asked[:8], start=1):
        words = f"{each.title}\n\n{_PLAN}" if number == 1 else each.title
        given = _figures("figures.csv") if number % 3 == 0 else _text(f"document-{number}.txt", words)
        document.upload(contact, slug, given, request=each.number, title=each.title[:200], complete=True)
    for each in asked[:5]:
        requests.accept(lead, slug, each.number)
    requests.ask_again(lead, slug, asked[5].number, remark="The last three months are missing.")
    document.upload_version(contact, slug, 6, _text("document-6.txt", "With the last three months"), complete=True)
    requests.not_held(contact, slug, asked[8].number, reason="The region keeps these figures, not the unit.")
    document.upload(
        inspector,
        slug,
        _text("handed-over.txt", "Handed over at a visit"),
        request=None,
        title="Notice board at reception",
    )
    standard = asked[0].standards[0]
    document.mark_read(lead, slug, 1, 1, standard=standard, note="Synthetic note: the plan names priorities and dates.")
    document.mark_read(inspector, slug, 1, 1)
    document.mark_read(inspector, slug, 6, 1)


def _ask(actors: Actors, inspection: InspectionFacts, due_on: datetime.date) -> None:
    proposed = proposals(edition_used(inspection), inspection.service)
    requests.propose(actors["operations"], inspection.slug, [each.origin for each in proposed], due_on)


def _text(name: str, words: str) -> Uploaded:
    return Uploaded(name, io.BytesIO(f"{words}\n\n{_WORDS}".encode()))


def _figures(name: str) -> Uploaded:
    rows = [{"month": f"2022-{month:02}", "synthetic": str(40 + month)} for month in range(1, 13)]
    return Uploaded(name, io.BytesIO(csv_text(("month", "synthetic"), rows).encode()))
