"""The answers of a survey that is still open: in one sealed text, shuffled each time that an answer is added.

It is under a key that is not in the database. Its length is that of the next step of ``STEP`` bytes, so that it does
not tell how long the last answer was; and it bears no time.
"""

import json
import zlib
from collections.abc import Iterable
from secrets import SystemRandom
from typing import TypeVar

from django.utils.translation import gettext as _

from inspectorate.survey.answer import Answers
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import seal as store_seal
from inspectorate_app.store.models import Survey, SurveyPool

Item = TypeVar("Item")
#: The steps in which a sealed text grows, in bytes before it is sealed.
STEP = 65_536
#: Answers that one survey takes: they are sealed together.
MOST_ANSWERS = 10_000
_LENGTH = 8


def seal(responses: Iterable[Answers]) -> bytes:
    """Responses in an order drawn by lot, unreadable without the key of the installation."""
    shuffled = in_any_order(responses)
    packed = zlib.compress(json.dumps(shuffled, ensure_ascii=False).encode())
    padding = -(len(packed) + _LENGTH) % STEP
    content = len(packed).to_bytes(_LENGTH, "big") + packed + bytes(padding)
    return store_seal.seal(content)


def unseal(sealed: bytes | memoryview) -> list[Answers]:
    """The responses, in no order that means anything.

    Raises ``cryptography.fernet.InvalidToken`` where they were sealed under a key that is not known here any more.
    """
    content = store_seal.unseal(sealed)
    length = int.from_bytes(content[:_LENGTH], "big")
    found: list[Answers] = json.loads(zlib.decompress(content[_LENGTH : _LENGTH + length]))
    return found


def add(row: Survey, responses: Iterable[Answers]) -> None:
    """Seal more answers with those that wait; for actions that hold the survey's row. Raises ``NotNow`` when full."""
    pool = SurveyPool.objects.filter(survey=row).first() or SurveyPool(survey=row, sealed=seal(()))
    all_of_them = [*unseal(pool.sealed), *responses]
    if len(all_of_them) > MOST_ANSWERS:
        raise NotNow(
            _("A survey takes up to {most_answers:,} answers. Close this one and open another.").format(
                most_answers=MOST_ANSWERS
            )
        )
    pool.sealed = seal(all_of_them)
    pool.save()


def in_any_order(items: Iterable[Item]) -> list[Item]:
    """The items in an order drawn by lot from the randomness of the machine."""
    shuffled = list(items)
    SystemRandom().shuffle(shuffled)
    return shuffled
