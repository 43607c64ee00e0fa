"""YAML to plain values and back; what YAML quietly swallows is refused: aliases, and a key written twice."""

from collections.abc import Iterable
from typing import Any

import yaml

from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.mappings import StatedLink
from tumar.law.rules.requirements.relations import plain_relations
from tumar.law.rules.requirements.sets import RequirementSet, plain_set

# A set of 5,000 requirements in two languages takes about this much.
LARGEST = 8_000_000
WIDTH = 100


class _Refused(Exception):
    """The text is no YAML that can be taken; carries the one fault."""

    def __init__(self, fault: SetFault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


class _Loader(yaml.SafeLoader):
    """Plain values only. A key written twice would lose the first one's value without a word."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise _Refused(SetFault(Problem.ALIAS, about={"line": str(mark.line + 1)}))
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            name = str(getattr(key, "value", ""))
            if name in seen:
                about = {"value": name, "line": str(key.start_mark.line + 1)}
                raise _Refused(SetFault(Problem.KEY_TWICE, about=about))
            seen.add(name)
        return super().construct_mapping(node, deep)


def read_yaml(content: bytes | str) -> tuple[Any, tuple[SetFault, ...]]:
    """Return the plain values of a YAML text, or the one fault that keeps it from being read."""
    if len(content) > LARGEST:
        return None, (SetFault(Problem.TOO_LARGE, about={"most": str(LARGEST // 1_000_000)}),)
    try:
        return yaml.load(content, _Loader), ()  # noqa: S506 -- a safe loader with two refusals more
    except _Refused as refused:
        return None, (refused.fault,)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        about = {"line": str(mark.line + 1 if mark else 1), "said": str(error.problem or error.context)}
        return None, (SetFault(Problem.NOT_YAML, about=about),)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, (SetFault(Problem.NOT_YAML, about={"line": "1", "said": type(error).__name__}),)


def write_yaml(one: RequirementSet) -> str:
    """Return a set as YAML that people can edit; reading it gives an equal set."""
    return yaml.safe_dump(plain_set(one), allow_unicode=True, sort_keys=False, width=WIDTH)


def write_relations(links: Iterable[StatedLink]) -> str:
    """Return relations as YAML that people can edit; reading it gives equal ones."""
    return yaml.safe_dump(plain_relations(links), allow_unicode=True, sort_keys=False, width=WIDTH)
