"""A number or a rating that the evidence gives, under a key by which prose takes it in and claims are held against it.

Keys say where it comes from: ``case:<question>``, ``case:<question>@<characteristic>=<value>``,
``survey:<survey>:<question>:<choice>``, ``context:<figure>``, ``context:<figure>:<of>``, ``sample:cases``,
``sample:interviews``, ``sample:<characteristic>=<value>``, ``rating:<standard>``, ``rating:overall``, ``score``,
``recommendations``, ``recommendations:<addressee>``, ``previous:rating``, ``previous:score``.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["proportion", "count", "amount", "per cent", "rating", "score", "status", "date"]


@dataclass(frozen=True)
class Statistic:
    """One number, share or rating of the evidence.

    ``what`` says in words what is counted ("cases where assessment focused sufficiently on keeping other people
    safe"); ``terms`` are further words by which prose speaks of it. A proportion has ``numerator`` and
    ``denominator``; a count, an amount, a percentage without its base and a score (points in ``numerator``, most in
    ``denominator``) have ``value``; a rating, a status and a date have ``text``, which is also how an amount of limited
    certainty is kept ("approximately 1,900"). ``source`` says where it comes from, ``about`` the standard that it
    belongs to, ``group`` the group of cases or people that it is of, where not of all. ``tested`` says whether a
    difference between its group and the rest was tested, and what came of it: None where it was not.
    """

    key: str
    kind: Kind
    what: str
    source: str
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    text: str = ""
    about: str = ""
    group: str = ""
    terms: tuple[str, ...] = ()
    tested: bool | None = None

    @property
    def share(self) -> Fraction | None:
        """The share from 0 to 1 of a proportion or a percentage; None of anything else."""
        if self.numerator is not None and self.denominator and self.kind == "proportion":
            return Fraction(self.numerator, self.denominator)
        return self.value / 100 if self.kind == "per cent" and self.value is not None else None
