"""Tell a TensorFlow 1 optimizer's slots from the variables that they belong to.

A slot is called like its variable, then like its optimizer: `w/Adam`, `w/Adam_1`; an
optimizer that was applied in a scope has it in front: `train/w/Adam`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

AVERAGE = "ExponentialMovingAverage"

# In the order in which TensorFlow 1 makes them: the second ends in `_1`, and so on.
SLOTS: Mapping[str, tuple[str, ...]] = {
    "Adam": ("m", "v"),
    "Momentum": ("momentum",),
    "RMSProp": ("rms", "momentum"),
    "Adagrad": ("accumulator",),
    "Adadelta": ("accum", "accum_update"),
    "Ftrl": ("accum", "linear"),
}
_POWER = re.compile(r"(?:(?P<scope>.*)/)?beta[12]_power")
_STEP = re.compile(r"(?:.*/)?global_step")


@dataclass
class Slots:
    """What in a checkpoint is no weight.

    Attributes:
      of: slot names by the name that they end in (`Adam_1`), by variable.
      scope: of the optimizer, `""` or `train/`.
      powers: `beta1_power` and `beta2_power`, where there are.
      steps: counters of steps.
    """

    of: dict[str, dict[str, str]] = field(default_factory=dict)
    scope: str = ""
    powers: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    @property
    def optimizers(self) -> list[str]:
        """Names the optimizers, `Adam` for `Adam` and `Adam_1`; averages are none."""
        found = {re.sub(r"_\d+$", "", slot) for slots in self.of.values() for slot in slots}
        return sorted(found - {AVERAGE})

    @property
    def names(self) -> set[str]:
        """All of them: slots, powers and steps."""
        slots = {name for slots in self.of.values() for name in slots.values()}
        return slots | set(self.powers) | set(self.steps)


def find_slots(shapes: Mapping[str, tuple[int, ...]], weights: Collection[str] = ()) -> Slots:
    """Finds slots by their names and shapes.

    Args:
      shapes: of all tensors of a checkpoint, by name.
      weights: names that are known to be none, whatever they look like.
    """
    slots = Slots()
    for name, shape in shapes.items():
        if name in weights:
            continue
        if shape == () and _STEP.fullmatch(name):
            slots.steps.append(name)
        elif shape == () and _POWER.fullmatch(name):
            slots.powers.append(name)
        else:
            owner = _owner(name, shapes)
            if owner:
                slots.of.setdefault(owner, {})[name.rpartition("/")[2]] = name
                prefix = name[: -len(f"{owner}/{name.rpartition('/')[2]}")]
                if not name.endswith(AVERAGE):
                    slots.scope = prefix
    return slots


def _owner(name: str, shapes: Mapping[str, tuple[int, ...]]) -> str | None:
    """Returns the variable whose slot this is: one of the same shape that the name contains."""
    front = name.rpartition("/")[0]
    parts = front.split("/")
    owners: Iterable[str] = ("/".join(parts[k:]) for k in range(len(parts)))
    for owner in owners:
        if owner in shapes and shapes[owner] == shapes[name]:
            return owner
    return None
