"""Published ratings derived again, as the commands show them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.rating.verification import Verification


def as_json(checked: "Verification") -> Json:
    """A unit's checks as scripts read them."""
    example = checked.example
    return {
        "unit": example.unit,
        "edition": example.edition,
        "published": example.published,
        "source": example.source,
        "agrees": checked.agrees,
        "checks": [
            {
                "rule": check.rule,
                "subject": check.subject,
                "published": check.published,
                "derived": check.derived,
                "agrees": check.agrees,
            }
            for check in checked.checks
        ],
    }


def page(verifications: "Sequence[Verification]") -> str:
    """Every unit with its checks, and how many agree."""
    columns = {"subject": "Derived again", "rule": "Rule", "published": "Published", "agrees": ""}
    parts = [
        f"{checked.example.unit}, {checked.example.published}\n{table(columns, _rows(checked))}"
        for checked in verifications
    ]
    checks = [check for checked in verifications for check in checked.checks]
    last = (
        f"{sum(check.agrees for check in checks)} of {len(checks)} checks on {len(verifications)} units agree. "
        "Ratings that were judged, and those printed without their percentages, are taken as printed: "
        "nothing can be derived of them."
    )
    return "\n\n".join([*parts, wrapped(last, hanging="")])


def _rows(checked: "Verification") -> list[Json]:
    return [
        {
            "subject": check.subject,
            "rule": check.rule,
            "published": check.published,
            "agrees": "agrees" if check.agrees else f"DIFFERS: {check.derived}",
        }
        for check in checked.checks
    ]
