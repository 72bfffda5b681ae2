"""The factual accuracy check in the words of its pages: states and verdicts, with the colours of their tags."""

from collections.abc import Mapping

from inspectorate_app.wording import later

#: What a check is for the team, and the colour of its tag.
STATES: Mapping[str, tuple[str, str]] = {
    "sent": (later("With the service"), "yellow"),
    "submitted": (later("To answer"), ""),
    "closed": (later("Closed"), "green"),
    "waived": (later("Not needed"), "grey"),
}
#: The same for the service.
FOR_THE_SERVICE: Mapping[str, tuple[str, str]] = {
    "sent": (later("To check"), "yellow"),
    "submitted": (later("Sent to the inspectorate"), ""),
    "closed": (later("Answered"), "green"),
}
#: What an answer is.
VERDICTS: Mapping[str, tuple[str, str]] = {
    "": (later("To answer"), "yellow"),
    "accepted": (later("Accepted"), "green"),
    "partly": (later("Partly accepted"), "turquoise"),
    "not_accepted": (later("Not accepted"), "orange"),
}
