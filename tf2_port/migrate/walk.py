"""Walk through a module once and note what is bound and what is used, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import NamedTuple, Union

import libcst as cst

from tf2_port.migrate.scopes import Arm, Binding, Moment, Scope

# How fields begin that hold no expression and no statement.
_SKIPPED = (
    *("whitespace", "leading_lines", "lines_after", "header", "footer", "trailing", "has_trailing"),
    *("lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "comma", "semicolon", "dot"),
    *("colon", "equal", "star", "keyword", "operator", "asynchronous"),
    *("default_", "encoding", "indent", "newline"),
)
_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
_CAPTURES = (cst.MatchAs, cst.MatchStar, cst.MatchMapping)
_WITH_ARMS = (cst.If, cst.For, cst.While, cst.Try, cst.TryStar, cst.Match)
# All others are no more than their children. `isinstance` is slow for nodes of libcst.
_SPECIAL = frozenset(
    {
        *(cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.Import, cst.ImportFrom),
        *(cst.Assign, cst.AnnAssign, cst.NamedExpr, cst.AugAssign, cst.Del, cst.Global),
        *(cst.Nonlocal, cst.FunctionDef, cst.Lambda, cst.Return, cst.ClassDef, cst.CompFor),
        *(cst.WithItem, cst.ExceptHandler, cst.ExceptStarHandler),
        *(*_COMPREHENSIONS, *_WITH_ARMS, *_CAPTURES),
    }
)


class Place(NamedTuple):
    """The scope that a node is in, and the arms of statements around it."""

    scope: Scope
    arms: tuple[Arm, ...] = ()


@dataclass(frozen=True)
class _Bind:
    """The step that gives a target its value, after the value has been walked through."""

    target: cst.CSTNode
    value: cst.BaseExpression | None = None
    index: int | None = None
    function: Scope | None = None


_Step = tuple[Union[cst.CSTNode, _Bind], Place]


@dataclass
class Walk:
    """What a module binds and uses.

    Attributes:
      uses: names, and attributes of attributes of names, with the scope and the moment.
        Of `tf.nn.rnn_cell` it is the whole, and not its parts.
      places: the same for their parts, too.
      imports: parts of import statements (`ImportAlias`, `ImportStar`), with the dotted
        names that they import.
      calls: all calls, with their scopes.
      classes: all classes.
      items: all subscripts.
      attributes: values given to attributes of names, such as `self.cell`, by the class
        around (or None) and what is written.
      targets: for an expression that is given to names, these and their positions.
    """

    uses: dict[cst.BaseExpression, tuple[Scope, Moment]] = field(default_factory=dict)
    places: dict[cst.CSTNode, tuple[Scope, Moment]] = field(default_factory=dict)
    imports: dict[cst.CSTNode, str] = field(default_factory=dict)
    calls: dict[cst.Call, Scope] = field(default_factory=dict)
    classes: list[cst.ClassDef] = field(default_factory=list)
    items: list[cst.Subscript] = field(default_factory=list)
    attributes: dict[tuple[Scope | None, str], list[Binding]] = field(default_factory=dict)
    targets: dict[cst.BaseExpression, list[tuple[int | None, str]]] = field(default_factory=dict)
    order: int = 0

    def through(self, module: cst.Module) -> Walk:
        """Walks, without recursion: a long sum is a deep tree."""
        steps: list[_Step] = [(module, Place(Scope("module")))]
        while steps:
            step, place = steps.pop()
            self.order += 1
            if isinstance(step, _Bind):
                steps.extend(self._bind(step, place))
            else:
                steps.extend(reversed(self._steps(step, place)))
        return self

    def _bind(self, step: _Bind, place: Place) -> list[_Step]:
        target, value = step.target, step.value
        if isinstance(target, cst.Name):
            scope = place.scope
            while scope.kind == "comprehension" and scope.parent and value is not None:
                scope = scope.parent  # as := does
            at = Moment(self.order, place.arms)
            binding = Binding(at, place.scope, "", value, step.index, step.function)
            scope.bind(target.value, binding)
            if value is not None:
                self.targets.setdefault(value, []).append((step.index, target.value))
        elif isinstance(target, (cst.Tuple, cst.List)):
            parts = [element.value for element in target.elements]
            return [(_part(part, i, parts, value), place) for i, part in enumerate(parts)]
        elif isinstance(target, cst.StarredElement):
            return [(_Bind(target.value), place)]
        else:  # an attribute or an item: a use
            if isinstance(target, cst.Attribute):
                binding = Binding(Moment(self.order), place.scope, "", value, step.index)
                key = (place.scope.enclosing_class(), dotted(target))
                self.attributes.setdefault(key, []).append(binding)
            return [(target, place)]
        return []

    def _steps(self, node: cst.CSTNode, place: Place) -> list[_Step]:
        """Lists what comes next, in the order in which Python does it."""
        if type(node) not in _SPECIAL:
            return [(child, place) for child in _children(node)]
        scope, arms = place
        if isinstance(node, (cst.Name, cst.Attribute)):
            return self._use(node, place)
        if isinstance(node, cst.Call):
            self.calls[node] = scope
        elif isinstance(node, cst.Subscript):
            self.items.append(node)
        elif isinstance(node, (cst.Import, cst.ImportFrom)):
            self._import(node, place)
            return []
        elif isinstance(node, cst.Assign):
            targets = [_Bind(target.target, node.value) for target in node.targets]
            return _in(place, node.value, *targets)
        elif isinstance(node, cst.AnnAssign):
            bound = [_Bind(node.target, node.value)] if node.value else []
            return _in(place, node.annotation, node.value, *bound)
        elif isinstance(node, cst.NamedExpr):
            return _in(place, node.value, _Bind(node.target, node.value))
        elif isinstance(node, cst.AugAssign):
            return _in(place, node.target, node.value, _Bind(node.target))
        elif isinstance(node, cst.Del):
            return _in(place, node.target, _Bind(node.target))
        elif isinstance(node, (cst.Global, cst.Nonlocal)):
            there = scope.module() if isinstance(node, cst.Global) else scope.enclosing_function()
            scope.outer.update({item.name.value: there for item in node.names})
            return []
        elif isinstance(node, (cst.FunctionDef, cst.Lambda)):
            return self._function(node, place)
        elif isinstance(node, cst.Return) and node.value is not None:
            scope.returned.append(node.value)
        elif isinstance(node, cst.ClassDef):
            self.classes.append(node)
            before = [*node.decorators, *node.bases, *node.keywords]
            body = (node.body, Place(Scope("class", scope, node.name.value), arms))
            return [*_in(place, *before), body, (_Bind(node.name), place)]
        elif isinstance(node, _COMPREHENSIONS):
            inside = Place(Scope("comprehension", scope), arms)
            results = [node.key, node.value] if isinstance(node, cst.DictComp) else [node.elt]
            return _in(inside, node.for_in, *results)
        elif isinstance(node, cst.CompFor):
            return _in(place, node.iter, _Bind(node.target), *node.ifs, node.inner_for_in)
        elif isinstance(node, cst.WithItem):
            bound = [_Bind(node.asname.name)] if node.asname else []
            return _in(place, node.item, *bound)
        elif isinstance(node, _WITH_ARMS):
            return self._arms(node, place)
        elif isinstance(node, (cst.ExceptHandler, cst.ExceptStarHandler)):
            bound = [_Bind(node.name.name)] if node.name else []
            return _in(place, node.type, *bound, node.body)
        elif isinstance(node, _CAPTURES):
            name = node.rest if isinstance(node, cst.MatchMapping) else node.name
            children = [child for child in _children(node) if child is not name]
            return _in(place, *children, *([_Bind(name)] if name else []))
        return _in(place, *_children(node))

    def _use(self, node: cst.Name | cst.Attribute, place: Place) -> list[_Step]:
        parts: list[cst.BaseExpression] = [node]
        while isinstance(parts[-1], cst.Attribute):
            parts.append(parts[-1].value)
        if not isinstance(parts[-1], cst.Name):
            return [(parts[-1], place)]
        here = self.uses[node] = (place.scope, Moment(self.order, place.arms))
        self.places.update((part, here) for part in parts)
        return []

    def _import(self, node: cst.Import | cst.ImportFrom, place: Place) -> None:
        at, scope = Moment(self.order, place.arms), place.scope
        origin = ""
        if isinstance(node, cst.ImportFrom):
            # What a relative import finds is not looked for.
            origin = dotted(node.module) + "." if node.module and not node.relative else "?."
        if isinstance(node.names, cst.ImportStar):
            scope.stars.append((origin[:-1], at))
            self.imports[node.names] = origin + "*"
            return
        for alias in node.names:
            whole = self.imports[alias] = origin + dotted(alias.name)
            bound = whole
            if alias.asname:
                name = dotted(alias.asname.name)
            elif isinstance(node, cst.ImportFrom):
                name = dotted(alias.name)
            else:
                name = bound = whole.partition(".")[0]
            scope.bind(name, Binding(at, scope, bound))

    def _function(self, node: cst.FunctionDef | cst.Lambda, place: Place) -> list[_Step]:
        name = node.name.value if isinstance(node, cst.FunctionDef) else ""
        inside = Place(Scope("function", place.scope, name))
        p = node.params
        params = [*p.posonly_params, *p.params, *p.kwonly_params]
        params += [star for star in (p.star_arg, p.star_kwarg) if isinstance(star, cst.Param)]
        before: list[cst.CSTNode | None] = [q.default for q in params]
        before += [q.annotation for q in params]
        after: list[_Bind] = []
        if isinstance(node, cst.FunctionDef):
            before = [*node.decorators, *before, node.returns]
            after = [_Bind(node.name, function=inside.scope)]
        bound = [_Bind(q.name) for q in params]
        return [*_in(place, *before), *_in(inside, *bound, node.body), *_in(place, *after)]

    def _arms(
        self, node: cst.If | cst.For | cst.While | cst.Try | cst.TryStar | cst.Match, place: Place
    ) -> list[_Step]:
        first: list[cst.CSTNode | _Bind | None] = []
        last: list[cst.CSTNode | None] = []
        if isinstance(node, (cst.Try, cst.TryStar)):
            blocks: list[cst.CSTNode | None] = [node.body, *node.handlers, node.orelse]
            last = [node.finalbody]
        elif isinstance(node, cst.Match):
            first, blocks = [node.subject], list(node.cases)
        elif isinstance(node, cst.For):
            first, blocks = [node.iter, _Bind(node.target)], [node.body, node.orelse]
        else:
            first, blocks = [node.test], [node.body, node.orelse]
        exclusive, number = isinstance(node, (cst.If, cst.Match)), self.order
        steps = _in(place, *first)
        for arm, block in enumerate(blocks):
            within = (*place.arms, Arm(number, arm, exclusive))
            steps += _in(Place(place.scope, within), block)
        return steps + _in(place, *last)


def _in(place: Place, *steps: cst.CSTNode | _Bind | None) -> list[_Step]:
    return [(step, place) for step in steps if step is not None]


def _part(
    target: cst.BaseExpression,
    index: int,
    targets: Sequence[cst.BaseExpression],
    value: cst.BaseExpression | None,
) -> _Bind:
    """Returns what `target, … = value` gives to one target."""
    if isinstance(value, (cst.Tuple, cst.List)) and len(value.elements) == len(targets):
        return _Bind(target, value.elements[index].value)
    return _Bind(target, value, index)


def dotted(node: cst.CSTNode) -> str:
    """Returns a name with its attributes as text; of anything else, with `?` in it."""
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    return ".".join([node.value if isinstance(node, cst.Name) else "?", *reversed(parts)])


@cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    names = [f.name for f in fields(kind) if not f.name.startswith(_SKIPPED)]
    return tuple(names)


def _children(node: cst.CSTNode) -> list[cst.CSTNode]:
    found: list[cst.CSTNode] = []
    for name in _fields(type(node)):
        value = getattr(node, name)
        if _is_node(value.__class__):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found.extend(part for part in value if _is_node(part.__class__))
    return found


@cache
def _is_node(kind: type) -> bool:
    return issubclass(kind, cst.CSTNode)
