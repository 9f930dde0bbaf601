"""Carry out the edits that the rules have planned, in one pass over the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

import libcst as cst

from tf2_port.migrate.upgrade.source import Edits

_Line = Union[cst.SimpleStatementLine, cst.FlattenSentinel[cst.SimpleStatementLine]]


def carry_out(module: cst.Module, edits: Edits) -> cst.Module:
    """Returns the changed tree; the given one stays what it was."""
    changed = module.visit(_Editor(edits))
    assert isinstance(changed, cst.Module)
    return changed


class _Editor(cst.CSTTransformer):
    def __init__(self, edits: Edits) -> None:
        self._edits = edits

    def _expression(
        self, original: cst.BaseExpression, updated: cst.BaseExpression
    ) -> cst.BaseExpression:
        new = self._edits.expressions.get(original)
        if new is None:
            return updated
        return new.with_changes(lpar=updated.lpar, rpar=updated.rpar)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        return self._expression(original_node, updated_node)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return self._expression(original_node, updated_node)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> _Line:
        if len(original_node.body) > 1:
            return updated_node.with_changes(body=self._together(original_node.body, updated_node))
        new = self._new(original_node.body[0])
        if new is None:
            return updated_node
        first, *others = new
        lines = [updated_node.with_changes(body=[first])]
        for statement in others:
            comments = self._edits.comments.get(statement, ())
            above = [cst.EmptyLine(comment=comment) for comment in comments]
            lines.append(cst.SimpleStatementLine([statement], leading_lines=above))
        return cst.FlattenSentinel(lines)

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.SimpleStatementSuite:
        return updated_node.with_changes(body=self._together(original_node.body, updated_node))

    def _new(self, statement: cst.CSTNode) -> list[cst.BaseSmallStatement] | None:
        """Returns the statements that come in place of an import, or None to keep it."""
        edits = self._edits
        if statement not in edits.imports and statement not in edits.after:
            return None
        kept: list[cst.BaseSmallStatement] = [statement]  # type: ignore[list-item]
        new = edits.imports.get(statement, kept)
        return [*new, *(_parse(text) for text in edits.after.get(statement, ()))]

    def _together(
        self,
        originals: Sequence[cst.BaseSmallStatement],
        updated: Union[cst.SimpleStatementLine, cst.SimpleStatementSuite],
    ) -> list[cst.BaseSmallStatement]:
        """Keeps several statements on one line, with semicolons between them."""
        body: list[cst.BaseSmallStatement] = []
        for original, statement in zip(originals, updated.body):
            new = self._new(original)
            if new is None:
                body.append(statement)
                continue
            between = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(" "))
            body += [one.with_changes(semicolon=between) for one in new[:-1]]
            body.append(new[-1].with_changes(semicolon=statement.semicolon))
        return body


def _parse(text: str) -> cst.BaseSmallStatement:
    line = cst.parse_statement(text)
    assert isinstance(line, cst.SimpleStatementLine)
    return line.body[0]
