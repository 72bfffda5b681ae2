"""What someone looked for last, kept with their session: it may be a name, and stands in no address and no log.

docs/adr/0021-search-reads-the-rows.md.
"""

from django.contrib.sessions.backends.base import SessionBase

from inspectorate_app.store.seal import seal, unseal

#: How many searches a session remembers: beyond them the way back leads to an empty box.
MOST = 20
_NAME = "searches"


def keep(session: SessionBase, inspection: str, words: str) -> int:
    """Remember what was looked for in an inspection, sealed; the number that stands for it in addresses."""
    before: dict[str, list[str]] = session.get(_NAME, {})
    number = max(map(int, before), default=0) + 1
    latest = sorted(before, key=int)[-(MOST - 1) :]
    session[_NAME] = {
        **{each: before[each] for each in latest},
        str(number): [inspection, seal(words.encode()).decode()],
    }
    return number


def recall(session: SessionBase, inspection: str, number: int) -> str | None:
    """What was looked for under a number in this inspection; None where it is not remembered any more."""
    from cryptography.fernet import InvalidToken

    slug, sealed = session.get(_NAME, {}).get(str(number), ("", ""))
    if slug != inspection:
        return None
    try:
        return unseal(sealed).decode()
    except InvalidToken:
        return None
