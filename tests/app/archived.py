"""An inspection to archive, and what of it must be equal elsewhere.

``python -m tests.app.archived FOLDER`` makes one in a database of its own, a SQLite file, and writes ``archive.zip``
and what is told of it there; with ``FOLDER ARCHIVE`` it brings one in there instead. So an archive comes from another
database, and goes into one, whichever the tests run on.
"""

import datetime
import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

MEMBERS = ["Pat Member", "Quinn Member"]


def make() -> str:
    """The inspection of the demonstration whose cases come to published figures, its ratings decided and signed off."""
    from inspectorate_app.actions import panel
    from inspectorate_app.demonstration import loading, sign_in

    actors = sign_in.make(sign_in.password())
    slug = loading.leicester(actors)
    member = actors["panel"]
    panel.sign_off(member, slug)
    panel.reopen_panel(member, slug, reason="a table was misread")
    panel.open_panel(member, slug, held_on=datetime.date(2023, 1, 20), members=[member.person, *MEMBERS])
    panel.sign_off(member, slug)
    return slug


def told(slug: str) -> dict[str, Any]:
    """Ratings, percentages, counts, working, decisions, seals and the trail, by no key of this database."""
    from inspectorate_app.store.models import Answer, AuditEntry, Panel, PanelDecision
    from inspectorate_app.store.queries.inspection import find
    from inspectorate_app.store.queries.result import results

    facts = find(slug)
    assert facts
    found = results(facts)
    assert found.rated
    entries = AuditEntry.objects.filter(chain__name=slug).order_by("position")
    panels = Panel.objects.filter(inspection_id=facts.id).order_by("held_on", "pk")
    answers = Answer.objects.filter(assessment__inspection_id=facts.id).order_by("assessment__case__number", "question")
    return {
        "counts": {name: repr(count) for name, count in sorted(found.findings.counts.items())},
        "percentages": {name: repr(count.proportion) for name, count in sorted(found.findings.counts.items())},
        "ratings": {one.standard.id: [one.rating, one.computed] for one in found.rated.standards},
        "working": [repr(one.working) for one in found.rated.standards],
        "overall": [found.rated.overall, found.rated.points, found.rated.maximum],
        "panels": [[row.state, row.evidence_sha256, row.ratings, row.members] for row in panels],
        "decisions": list(PanelDecision.objects.filter(panel__in=panels).values_list("standard", "rating", "reason")),
        "answers": [
            [row.assessment.case.reference, row.question, row.answer, row.reason, row.saved_at.isoformat()]
            for row in answers.select_related("assessment__case")
        ],
        "trail": [[row.position, row.at.isoformat(), row.actor, row.actor_name, row.sha256] for row in entries],
    }


def _set_up(folder: Path) -> None:
    """Start Django with a SQLite file in a folder, whatever the environment says."""
    for name in [each for each in os.environ if each.startswith("INSPECTORATE_") or each == "DATABASE_URL"]:
        del os.environ[name]
    os.environ |= {
        "INSPECTORATE_DATA": str(folder),
        "INSPECTORATE_SECRET_KEY": secrets.token_urlsafe(48),
        "INSPECTORATE_DEMONSTRATION": "true",
        "DJANGO_SETTINGS_MODULE": "inspectorate_app.settings",
    }
    import django
    from django.conf import settings

    django.setup()
    # As in the settings of the tests: nobody signs in here, and to hash fifteen passwords takes seconds.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def main(folder: Path) -> None:
    """Make the inspection in a SQLite file in a folder, and write its archive and what is told of it."""
    _set_up(folder)
    from inspectorate_app.actions import archive
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.cli.ground import prepare

    prepare(migrate_first=True)
    slug = make()
    (folder / "told.json").write_text(json.dumps(told(slug)), encoding="utf-8")
    (folder / "archive.zip").write_bytes(archive.export(operator(), slug).content)


def brought_in(folder: Path, path: Path) -> None:
    """Bring an archive into a SQLite file in a folder, and write what is told of it there."""
    _set_up(folder)
    from inspectorate_app.actions import archive
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.cli.ground import prepare

    prepare(migrate_first=True)
    found = archive.import_archive(operator(), path)
    (folder / "told.json").write_text(json.dumps(told(found.inspection)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        brought_in(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]))
