"""Numbers that are part of what another number counts: "81 per cent of cases had no more than two practitioners"."""

import re
from collections.abc import Mapping, Sequence

from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.number import Number
from inspectorate.report.claims.reader import Span
from inspectorate.report.statistic import Statistic


def is_part(
    number: Number, numbers: Sequence[Number], verdicts: Mapping[Span, Judged], statistics: Mapping[str, Statistic]
) -> bool:
    """Whether a number without support stands in the words of a statistic that decided another of its sentence."""
    if number.quantity.kind != "amount" or verdicts[number.span].verdict != "unsupported":
        return False
    word = re.compile(rf"\b{re.escape(number.quantity.text)}\b", re.IGNORECASE)
    beside = (each for each in numbers if each.sentence == number.sentence and each.span != number.span)
    keys = {key for each in beside for key in ((each.key,) if each.key else _decided(verdicts.get(each.span)))}
    said = (statistics[key] for key in keys if key in statistics)
    return any(word.search(" ".join((each.what, *each.terms))) for each in said)


def _decided(judged: Judged | None) -> tuple[str, ...]:
    return judged.statistics if judged and judged.verdict in ("true", "false") else ()
