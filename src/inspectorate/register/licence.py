"""Under which licence the register may be used, and what is said of where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """A licence by its name, its id (SPDX) and its address, and what whoever uses the data is asked to say."""

    name: str
    id: str
    url: str
    attribution: str


#: What inspectorates of the United Kingdom publish is under it.
LICENCE = Licence(
    "Open Government Licence v3.0",
    "OGL-UK-3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Contains public sector information licensed under the Open Government Licence v3.0.",
)
