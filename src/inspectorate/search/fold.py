"""Letters as they are compared: without capitals and accents, one for one, so that places stay what they were."""

import unicodedata


class _Folds(dict[int, str]):
    """What each character is compared as; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(each for each in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(each))
        folded = plain.casefold()
        self[code] = folded if len(folded) == 1 else chr(code).lower() if len(chr(code).lower()) == 1 else chr(code)
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """A text as it is compared, exactly as long as it is; ``tidy`` it first where accents may stand apart."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def comparable(text: str) -> str:
    """Any text as it is compared, whose places need not stay."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).translate(_FOLDS)


def tidy(text: str) -> str:
    """A text with its accents on their letters, ligatures as letters, and a single space between words."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.replace("\0", " ").split())
