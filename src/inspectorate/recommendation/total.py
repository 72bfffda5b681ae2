"""How many recommendations were made and to whom, in the words of a press release (S0, note 4; S3)."""

from collections import Counter
from collections.abc import Iterable

from inspectorate.language import gettext as _
from inspectorate.language import ngettext, noted
from inspectorate.recommendation.addressee import Addressee, in_prose
from inspectorate.recommendation.model import Recommendation

#: Numbers from one to nine are words, from 10 on they are figures, as the documents print them.
_WORDS = (
    noted("one"),
    noted("two"),
    noted("three"),
    noted("four"),
    noted("five"),
    noted("six"),
    noted("seven"),
    noted("eight"),
    noted("nine"),
)


def by_addressee(given: Iterable[Recommendation]) -> dict[Addressee, int]:
    """How many are made to each addressee, in the order in which they come."""
    return dict(Counter(Addressee(each.addressee, each.addressed_as) for each in given))


def total_in_words(given: Iterable[Recommendation]) -> str:
    """The total with its parts: "13 recommendations: six for Cumbria PDU and the rest for the North West regional
    service and HMPPS". Of two addressees each has its number; of one it is "four recommendations for Cumbria PDU".
    """
    counts = by_addressee(given)
    total = sum(counts.values())
    if not counts:
        return _("no recommendations")
    words = ngettext("{number} recommendation", "{number} recommendations", total).format(number=number_in_words(total))
    (first, of_first), *others = counts.items()
    if not others:
        return _("{recommendations} for {name}").format(recommendations=words, name=in_prose(first))
    parts = _("{number} for {name}").format(number=number_in_words(of_first), name=in_prose(first))
    if len(others) == 1:
        rest = _("{number} for {name}").format(number=number_in_words(others[0][1]), name=in_prose(others[0][0]))
    else:
        rest = _("the rest for {names}").format(names=_listed([in_prose(each) for each, _number in others]))
    return _("{recommendations}: {part} and {rest}").format(recommendations=words, part=parts, rest=rest)


def number_in_words(number: int) -> str:
    """A number as the documents print it: six, 13."""
    return _(_WORDS[number - 1]) if 1 <= number <= len(_WORDS) else f"{number:,}"


def _listed(names: list[str]) -> str:
    *before, last = names
    return _("{names} and {last}").format(names=", ".join(before), last=last) if before else last
