"""Puts made-up publications into an empty installation, so that the register under load is one that is joined.

python -m benchmarks.public_register.publish 20
"""

import datetime
import sys


def main(number: int) -> None:
    """So many inspections of units that do not exist, each published with two recommendations."""
    import django

    django.setup()
    from inspectorate.framework.catalogue import find_edition
    from inspectorate_app.actions import edition
    from inspectorate_app.store import guard
    from inspectorate_app.store.models import Inspection, Person, Publication

    now = datetime.datetime.now(datetime.UTC)
    with guard.allowed():
        someone = Person.objects.create(name="Made Up", email="made.up@inspectorate.test")
        kept = edition.keep(find_edition("hmip-pdu-2021"))
        for place in range(1, number + 1):
            unit = f"pdu/made-up-{place}"
            inspection = Inspection.objects.create(
                slug=f"made-up-{place}",
                organisation=unit,
                unit=f"Made Up {place}",
                kind="PDU",
                region="North West",
                edition=kept,
                phase="published",
                fieldwork_from=now.date(),
                fieldwork_to=now.date(),
                names_delete_on=now.date(),
                set_up_by=someone,
            )
            Publication.objects.create(
                inspection=inspection,
                number=1,
                state="published",
                published_at=now,
                prepared_by=someone,
                entry={
                    **{"inspection": f"{unit}/{now:%Y-%m}", "unit": unit, "unit_name": f"Made Up {place}"},
                    **{"unit_kind": "PDU", "region": "North West", "edition": "hmip-pdu-2021", "overall": "Good"},
                    **{"published": f"{now:%Y-%m-%d}", "sources": [{"document": "Made up", "gives": ["overall"]}]},
                    **{"certainty": "published", "reviewed": {"by": "nobody", "on": f"{now:%Y-%m-%d}"}},
                },
                recommendations=[
                    {"number": each, "addressee": "PDU", "addressed_as": f"Made Up {place}", "text": "made up"}
                    for each in (1, 2)
                ],
            )


if __name__ == "__main__":
    main(int(sys.argv[1]))
