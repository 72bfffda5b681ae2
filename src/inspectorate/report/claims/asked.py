"""Which claims of a recommendation say what is so: what it asks for no evidence bears out, nor contradicts.

"Raise the share from 31 to 80 per cent" says 31 and asks for 80. The words that tell one from the other were chosen by
hand (assumed): a number is held unless it is asked for, a word for a share only where the words before it say that
something was so.
"""

import re

from inspectorate.report.claims.claim import Claim

#: Words after which what stands is no longer asked for: "which is", "because", "found that".
_IS_SO = re.compile(
    r"\b(?:because|given\s+that|found\s+that|currently|at\s+present|to\s+date|which\s+(?:was|were|had|did|\w+ed)"
    r"|(?:which|that|where)\s+(?:\w+\s+){0,3}(?:only|just))\b|\b(?:which|that)\s+(?:is|are)\s+$",
    re.IGNORECASE,
)
_MORE = r"(?:(?:more|fewer|less)\s+than\s+|over\s+|under\s+|almost\s+|nearly\s+|about\s+)?$"
#: Words before a number that say how much there is: "from 31 per cent", "the 40 per cent of cases".
_THERE_IS = re.compile(rf"\b(?:the|these|those|only|just|from|now)\s+{_MORE}", re.IGNORECASE)
#: Words before a number that ask for so much: "to 80 per cent", "at least half".
_SO_MUCH = re.compile(
    r"\b(?:to|by|within|every|each|at\s+least|at\s+most|up\s+to|above|below|target\s+of|(?:mini|maxi)mum\s+of"
    r"|no\s+(?:more|fewer|less)\s+than|(?:more|fewer|less)\s+than|over|under)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
#: What begins a clause that is asked for whole: "ensure that in 80 per cent of cases".
_ENSURE = re.compile(r"\b(?:ensure|secure|make\s+(?:sure|certain)|see\s+to\s+it|aim|so)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;?!]\s")


def is_said(text: str, claim: Claim) -> bool:
    """Whether a claim of a recommendation, as it is typed, says what is so, by the words before it in its sentence."""
    told = _SENTENCE.split(text[: claim.place.start])[-1]
    if claim.kind == "number" and _THERE_IS.search(told):
        return True
    if _IS_SO.search(told):
        return not _SO_MUCH.search(told)
    return claim.kind == "number" and not (_SO_MUCH.search(told) or _ENSURE.search(told))
