"""A unit or an inspection of the register by what people call it."""

import difflib

from inspectorate.errors import BadInput, Fault
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.name import key
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register


def unit_named(register: Register, name: str) -> str:
    """The id of a unit that has an inspection, by its id or any of its names.

    Raises ``BadInput`` where there is none, or where several units of one name were inspected.
    """
    if name in register.units:
        return name
    known = {organisation.id for organisation in product_directory().named(name)}
    found = [unit for unit in register.units if unit in known or key(register.organisations[unit].name) == key(name)]
    if (meant := product_directory().find(name)) and meant.id in found:
        return meant.id  # the words beside the name say of which kind it is
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput([Fault(name, 0, "", "several units have this name", f"give one of {', '.join(found)}")])
    names = {register.organisations[unit].name: unit for unit in register.units}
    near = difflib.get_close_matches(name, [*names, *register.units], 3)
    mend = f"did you mean {' or '.join(near)}?" if near else "see 'inspectorate register list'"
    raise BadInput([Fault(name, 0, "", "the register has no inspection of such a unit", mend.rstrip("?"))])


def inspection_named(register: Register, name: str) -> PublishedInspection:
    """An inspection by its id, or the last one of a unit. Raises ``BadInput`` where there is none."""
    if name in register.by_id:
        return register.by_id[name]
    unit = unit_named(register, name)
    latest = register.latest(unit)
    if latest is None:
        ids = ", ".join(inspection.inspection for inspection in register.history(unit))
        raise BadInput([Fault(name, 0, "", "nothing says which of its inspections is the last", f"give one of {ids}")])
    return latest
