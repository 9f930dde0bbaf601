"""Write a failed comparison down as a bug report."""

from __future__ import annotations

from typing import Sequence

from tf2_port.parity.compare import Comparison, first_divergent_step, first_failure
from tf2_port.parity.divergence import Divergence
from tf2_port.parity.rungs import is_stepwise


def describe(comparison: Comparison) -> list[str]:
    """Returns what is wrong with one tensor, a line for each fact."""
    lines = [
        f"rung      {comparison.rung.value}, {comparison.rung.title}",
        f"tensor    {comparison.tensor}  {comparison.dtype}{list(comparison.shape)}",
    ]
    if comparison.index is None:
        return [*lines, "problem   " + comparison.problem]
    where = str(list(comparison.index))
    if is_stepwise(comparison.tensor):
        where += f", decoding step {comparison.index[0]}"
    lines += [
        "first bad " + where,
        f"expected  {comparison.expected}",
        f"got       {comparison.got}",
        f"max error {comparison.max_abs:.3g} absolute, {comparison.max_rel:.3g} relative",
        f"tolerance {comparison.limit:.3g} ({comparison.tolerance.reason})",
    ]
    return lines


def explain(
    variant: str,
    case: str,
    witness: str,
    reference: str,
    comparisons: Sequence[Comparison],
    options: str = "",
    divergence: Divergence | None = None,
    hints: Sequence[str] = (),
    reproduce: str | None = None,
    notes: Sequence[str] = (),
) -> str | None:
    """Returns a bug report on the first failure, or None if all agree.

    Args:
      variant: the stem, or the name of a user's model.
      case: the name of the configuration.
      witness: who was compared, `legacy` or `port`.
      reference: with whom, usually `genuine`.
      comparisons: from `compare_reports`.
      options: further options of the command that reproduces it.
      divergence: the first in the order of computation, if it is known.
      hints: why, a line each.
      reproduce: another command that does, empty for none.
      notes: what else to say, a line each.
    """
    failure = first_failure(comparisons)
    if failure is None:
        return None
    wrong = [c for c in comparisons if not c.agrees]
    named = f", case {case}," if case else ""
    lines = [f"{witness} of {variant}{named} does not agree with {reference}"]
    lines += ["  " + line for line in describe(failure)]
    first = first_divergent_step(comparisons) if divergence is None else divergence.comparison
    if first is not None and first is not failure:
        lines.append("  in the order of computation, the first divergence is")
        lines += ["    " + line for line in describe(first)]
    if divergence is not None:
        lines.append(f"  diverges  first in {divergence}")
    lines += ["  hint      " + hint for hint in hints]
    lines.append(f"  {len(wrong)} of {len(comparisons)} tensors differ")
    lines += ["  note      " + note for note in notes]
    if reproduce is None:
        reproduce = f"seq2seq-port compare {variant} --config {case}{options}"
    if reproduce:
        lines.append(f"  reproduce {reproduce}")
    return "\n".join(lines)
