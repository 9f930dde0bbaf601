"""List where TensorFlow 2 itself, not our code, makes random programs differ from contrib.

Such a program is still compared under the behaviour that no entry names.
"""

from __future__ import annotations

from dataclasses import dataclass

from parity_tests.golden.scenarios.outcome import Outcome


@dataclass(frozen=True)
class Difference:
    """What genuine says where it fails, and how legacy may then end instead.

    `message` is part of genuine's message, and `ends` are legacy's errors, `""` for
    none, under each of `behaviours`.
    """

    message: str
    behaviours: tuple[str, ...]
    ends: tuple[str, ...]
    reason: str


DIFFERENCES = (
    Difference(
        "TensorArray has size zero, but element shape",
        ("v1", "v2"),
        ("", "InvalidArgumentError while running"),
        "TensorFlow 2 infers more static shapes, and stacks an empty array of such a shape; "
        "with control flow v2 to refuse is the business of another op, with another error",
    ),
    Difference(
        "/b_switch was passed float from NextIteration",
        ("v1", "v2"),
        ("", "InvalidArgumentError while running"),
        "where control flow v1 makes zeros of a shape it does not know, they are float32; "
        "TensorFlow 2 knows more shapes, and control flow v2 does not need them",
    ),
    Difference(
        "Could not read from TensorArray index 0.  Furthermore, the element shape is not",
        ("v1", "v2"),
        ("UnimplementedError while running", "InvalidArgumentError while running"),
        "without a single step several ops fail at the same time, and any may be the first",
    ),
    Difference(
        "ConcatOp : Dimensions of inputs should match",
        ("v1", "v2"),
        ("ValueError while building",),
        "TensorFlow 2 infers more static shapes, and so finds earlier that they do not fit",
    ),
    Difference(
        "segment_ids[0] = 0 is out of range [0, 0)",
        ("v2",),
        ("",),
        "the gradient of an embedding in a loop without a single step exists in control flow v2",
    ),
)


def known(behaviour: str, genuine: Outcome, legacy: Outcome) -> bool:
    """Tells whether an entry explains that `legacy` ended otherwise than `genuine`."""
    return genuine.error != legacy.error and any(
        behaviour in entry.behaviours
        and entry.message in genuine.message
        and legacy.error in entry.ends
        for entry in DIFFERENCES
    )


def without_zero_gradients(genuine: Outcome, legacy: Outcome) -> Outcome:
    """Makes of legacy's gradients that are zeros what they are to genuine, if that is none.

    With control flow v2 there is a gradient for all that a loop uses, zeros where
    nothing flows back; control flow v1 finds that out, and has none.
    """
    arrays, texts = dict(legacy.arrays), dict(legacy.texts)
    for name, text in genuine.texts.items():
        if (
            name.startswith("gradients/")
            and text == "none"
            and name in arrays
            and not arrays[name].any()
        ):
            del arrays[name]
            texts[name] = text
    return Outcome(arrays, texts, legacy.variables, legacy.error, legacy.message)
