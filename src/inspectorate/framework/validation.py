"""What no single file of an edition can show: every check across its files."""

from inspectorate.errors import Fault
from inspectorate.framework.checks import Checks
from inspectorate.framework.loader import LoadedEdition
from inspectorate.framework.rating_validation import check_rating
from inspectorate.framework.survey_validation import check_surveys
from inspectorate.framework.translation_validation import check_translations


def faults_across(loaded: LoadedEdition) -> list[Fault]:
    """Every fault across the files of an edition, each with its file, its line and the mend."""
    checks = Checks(loaded)
    checks.ids()
    checks.questions()
    checks.standards()
    checks.sampling()
    check_rating(checks)
    checks.report()
    check_surveys(checks)
    check_translations(checks)
    return checks.faults
