"""Which questions are asked of a case: those of the modules that its sample was drawn for.

A question that is asked may still not be relevant, by what is answered on the way; that is ``relevance``.
"""

from inspectorate.assessment.relevance import failing_rule
from inspectorate.case import Case
from inspectorate.framework.model import Edition, Question


def questions_asked(edition: Edition, case: Case, module: str = "", service: str = "") -> dict[str, Question]:
    """The questions asked of a case by id, in the order of the edition.

    ``module`` is blank for a case of the main sample, which is asked every module that has no further sample of its
    own and whose rule what is recorded of the case does not break; a case of a further sample is asked its module
    alone. ``service`` leaves out the standards of other services; blank leaves out none.
    """
    others, apart = _of_other_services(edition, service), _modules_apart(edition)
    return {
        name: question
        for name, question in edition.question_by_id.items()
        if name not in others and (_is_of(edition, name, module) if module else _is_of_main(edition, name, case, apart))
    }


def _is_of(edition: Edition, question: str, module: str) -> bool:
    found = edition.module_of.get(question)
    return found is not None and found.id == module


def _modules_apart(edition: Edition) -> frozenset[str]:
    """The modules that have a further sample of their own."""
    return (
        frozenset(further.module for further in edition.sampling.further_samples) if edition.sampling else frozenset()
    )


def _is_of_main(edition: Edition, question: str, case: Case, apart: frozenset[str]) -> bool:
    module = edition.module_of.get(question)
    if module is None:
        return True
    if module.id in apart:
        return False
    # Before anything is answered only what is recorded of the case can break the module's rule, which comes first.
    return module.relevance is None or failing_rule(edition, question, case, {}) is not module.relevance


def _of_other_services(edition: Edition, service: str) -> frozenset[str]:
    return frozenset(
        question.id
        for standard in edition.standards
        if service and standard.service and standard.service != service
        for key_question in standard.key_questions
        for question in (key_question, *key_question.prompts)
    )
