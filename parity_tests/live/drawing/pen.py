"""Write a program, expression by expression, as hypothesis decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

HEADER = """\
from parity_tests.golden.scenarios.parts import {parts}
from parity_tests.golden.scenarios.programs import {tools}
{scale}

def build():
"""
FOOTER = """

if __name__ == "__main__":
    show(build{scale})
"""
# Tolerances are a few roundings of the largest number that is compared. So what it is
# made of must not be much larger, where roundings are coarse.
SCALE = "\nSCALE = 0.25  # of the weights\n"

# A mistake is made at one place in so many where one is possible.
MISTAKES = 100


class Program(str):
    """The text of a program. Failures print it; hypothesis need not do so once more."""

    def __repr__(self) -> str:
        return f"a program of {len(self.splitlines())} lines"


class Pen:
    """Draws choices and keeps what is written.

    `dtype` is of all that is not integer. Axes in `dynamic`, `b` for batch and `t`
    for time, have no static size. `random` is set by what draws by itself, from a seed:
    iterations must then not run at the same time, or they draw in any order. `smooth`
    is unset by hard attention: its cumulative product has factors of 0, where the
    gradient is not a number in TensorFlow 1, which TensorFlow 2 has mended.
    """

    def __init__(self, draw: Callable[[Any], Any], dtypes: tuple[str, ...]) -> None:
        self.draw = draw
        self.dtype = self.choose(*dtypes)
        self.exact = self.dtype == "float64"
        self.batch = self.size(4)
        self.dynamic = self.choose("", "b", "t", "bt")
        self.random, self.smooth = False, True
        self._lines: list[str] = []
        self._taken: set[str] = set()

    def choose(self, *choices: Any) -> Any:
        """Draws one of several, the simplest first."""
        return self.draw(st.sampled_from(choices))

    def maybe(self, *texts: str) -> str | None:
        """Draws a text for an option, or None to leave it at its default."""
        return self.choose(None, *texts)

    def flag(self) -> str | None:
        """Draws an option that is False by default."""
        return self.maybe("True")

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def size(self, most: int) -> int:
        """Draws a number of rows or units.

        A tolerance refers to the largest number in an array: where roundings are
        coarse it must not be the one number there is, which may be left of a sum
        that cancels.
        """
        return self.number(1, most) if self.exact else self.number(3, most + 2)

    def numbers(self, count: int, least: int, most: int) -> list[int]:
        return [self.number(least, most) for _ in range(count)]

    def right_or(self, right: Any, *wrong: Any) -> Any:
        """Draws what is right, or once in a while one of the mistakes.

        Both may be texts or functions that draw them.
        """
        mistaken = self.draw(st.integers(0, MISTAKES - 1)) == MISTAKES // 2
        chosen = self.choose(*wrong) if mistaken else right
        return chosen() if callable(chosen) else chosen

    @property
    def tf_dtype(self) -> str:
        return "tf." + self.dtype

    def let(self, name: str, expression: str) -> str:
        """Writes an assignment to a new variable, and returns its name."""
        unique, count = name, 1
        while unique in self._taken:
            count += 1
            unique = f"{name}_{count}"
        self._taken.add(unique)
        self._lines.append(f"{unique} = {expression}")
        return unique

    def write(self, text: str) -> None:
        """Writes whole lines."""
        self._lines += text.strip("\n").splitlines()

    def tensor(self, name: str, axes: str, *shape: int, dtype: str | None = None) -> str:
        """Writes an input of drawn numbers.

        Args:
          name: of the input, and of its variable.
          axes: a letter for each axis; those in `dynamic` are not static.
          shape: of the input.
          dtype: another than the program's.
        """
        name = self.unused(name)
        static = [None if axis in self.dynamic else size for axis, size in zip(axes, shape)]
        return call(
            "tensor",
            repr(name),
            *map(str, shape),
            dtype=None if self.dtype == "float64" and dtype is None else repr(dtype or self.dtype),
            static=repr(static) if None in static else None,
        )

    def unused(self, name: str) -> str:
        """Returns a name that no input has."""
        unique, count = name, 1
        while "input " + unique in self._taken:
            count += 1
            unique = f"{name}_{count}"
        self._taken.add("input " + unique)
        return unique

    def rows(self, beams: int = 0) -> str:
        """Writes how many rows a state has: a number, or a placeholder if it is dynamic."""
        count = self.batch * max(beams, 1)
        return f"fed(np.int32({count}), [])" if "b" in self.dynamic else f"{count}"

    def lengths(self, most: int) -> list[int]:
        """Draws a length for each row: the longest is `most`, but for one draw in many."""
        lengths = self.numbers(self.batch, 0, most)
        lengths[self.number(0, self.batch - 1)] = self.right_or(most, lengths[0])
        return lengths

    def integers(self, values: list[int], nested: bool = False) -> str:
        """Writes integers, one for each row, as a list, a tensor, or a placeholder.

        Where structures are taken apart, if `nested`, a list would be one of them.
        """
        if "b" in self.dynamic and self.choose(False, True):
            return f"fed(np.array({values}, np.int32), [None])"
        kinds = (f"tf.constant({values})", f"np.array({values}, np.int32)", f"{values}")
        return self.choose(*kinds[: 2 if nested else 3])

    def program(self) -> Program:
        """Returns all that was written."""
        body = "\n".join("    " + line if line else "" for line in self._lines)
        known = ("attention_wrapper", "fed", "named", "seq2seq", "tensor", "tf", "with_gradients")
        parts = ", ".join(part for part in known if re.search(rf"\b{part}\b", body))
        tools = "draw_state, show" if "draw_state(" in body else "show"
        numpy = "import numpy as np\n\n" if "np." in body else ""
        header = HEADER.format(parts=parts, tools=tools, scale="" if self.exact else SCALE)
        footer = FOOTER.format(scale="" if self.exact else ", SCALE")
        return Program(f"{numpy}{header}{body}\n{footer}")


def call(function: str, *positional: str, **options: str | None) -> str:
    """Writes a call; options that are None are left out."""
    named = [f"{name}={text}" for name, text in options.items() if text is not None]
    return f"{function}({', '.join([*positional, *named])})"
