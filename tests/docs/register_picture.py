"""The picture of the register in the README: the inspections of delivery units of which all ratings are known.

``make reference`` writes it anew.
"""

from inspectorate.register.drawing.figure import HeatTable
from inspectorate.register.drawing.heat_table import heat_table_svg
from inspectorate.register.figures import heat_table
from inspectorate.register.loading import load_register

PICTURE = "docs/images/register.svg"


def register_table() -> HeatTable:
    """The inspections of which the register knows score and standards, as a heat table, best score first."""
    register = load_register()
    known = [one for one in register.inspections if one.standards and one.score and one.unit.startswith("pdu/")]
    return heat_table(register, known, "Published ratings by standard")


def pictures() -> dict[str, str]:
    """The picture by its path in the repository."""
    return {PICTURE: heat_table_svg(register_table(), 720)}
