"""Tell by names and shapes what kind of layer some TensorFlow 1 variables belong to.

One row of `PATTERNS` for each kind, the most particular first. A role is a name below
the layer's scope; its shape is written with letters: `n+u,4u` is `[inputs + units,
4 * units]`, and each letter means the same number everywhere in a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Pattern:
    """How one kind looks like.

    Attributes:
      kind: its name, in maps and messages.
      roles: shape by role.
      optional: further roles that there may be.
      scope: what the last part of the scope must look like; any by default.
      paths: where a role is, if that is not its own name.
      counterpart: whether Keras or tfa has such a layer.
    """

    kind: str
    roles: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    scope: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)
    counterpart: bool = True

    def path(self, role: str) -> str:
        return self.paths.get(role, role)


_GRU = {
    "gates/kernel": "n+u,2u",
    "gates/bias": "2u",
    "candidate/kernel": "n+u,u",
    "candidate/bias": "u",
}
_LSTM = {"kernel": "n+u,4u", "bias": "4u"}
_PEEPHOLES = {f"w_{gate}_diag": "u" for gate in "ifo"}

PATTERNS = (
    Pattern(
        "projected_lstm_cell",
        {"kernel": "n+p,4u", "bias": "4u", "projection/kernel": "u,p"},
        _PEEPHOLES,
        counterpart=False,
    ),
    Pattern("peephole_lstm_cell", {**_LSTM, **_PEEPHOLES}),
    Pattern(
        "layer_norm_lstm_cell",
        {"kernel": "n+u,4u", "input/gamma": "u", "input/beta": "u", "state/gamma": "u"},
        {
            f"{gate}/{name}": "u"
            for gate in ("state", "forget", "output", "transform")
            for name in ("gamma", "beta")
            if (gate, name) != ("state", "gamma")
        },
        counterpart=False,
    ),
    Pattern(
        "keras_lstm",
        {"kernel": "n,4u", "recurrent_kernel": "u,4u"},
        {"bias": "4u"},
    ),
    Pattern(
        "keras_gru_reset_after", {"kernel": "n,3u", "recurrent_kernel": "u,3u", "bias": "2,3u"}
    ),
    Pattern("keras_gru", {"kernel": "n,3u", "recurrent_kernel": "u,3u"}, {"bias": "3u"}),
    Pattern("keras_rnn", {"kernel": "n,u", "recurrent_kernel": "u,u"}, {"bias": "u"}),
    Pattern(
        "cudnn_compatible_gru_cell",
        {
            "gates/kernel": "n+u,2u",
            "gates/bias": "2u",
            "candidate/input_projection/kernel": "n,u",
            "candidate/input_projection/bias": "u",
            "candidate/hidden_projection/kernel": "u,u",
            "candidate/hidden_projection/bias": "u",
        },
    ),
    Pattern("gru_cell", _GRU),
    Pattern(
        "gru_cell",
        _GRU,
        paths={
            "gates/kernel": "w_ru",
            "gates/bias": "b_ru",
            "candidate/kernel": "w_c",
            "candidate/bias": "b_c",
        },
    ),
    Pattern(
        "bahdanau_attention",
        {"query_layer/kernel": "q,u", "attention_v": "u"},
        {"attention_g": "", "attention_b": "u", "attention_score_bias": ""},
    ),
    Pattern("luong_attention", {"attention_score_bias": ""}, {"attention_g": ""}),
    Pattern("luong_attention", {"attention_g": ""}),
    Pattern("memory_layer", {"kernel": "m,u"}, scope="memory_layer"),
    Pattern("lstm_cell", _LSTM, scope="lstm"),
    Pattern("rnn_cell", {"kernel": "n+u,u", "bias": "u"}, scope="rnn"),
    Pattern("attention_layer", {"kernel": "a,b"}, {"bias": "b"}, scope="attention_layer"),
    Pattern(
        "batch_normalization",
        {"moving_mean": "u", "moving_variance": "u"},
        {"gamma": "u", "beta": "u"},
    ),
    Pattern("layer_normalization", {"gamma": "u", "beta": "u"}),
    Pattern("dense", {"kernel": "a,b"}, {"bias": "b"}),
    Pattern("convolution", {"kernel": "x,a,b"}, {"bias": "b"}),
    Pattern("convolution", {"kernel": "y,x,a,b"}, {"bias": "b"}),
)

# What a kernel and a bias may belong to, if their scope does not tell.
ALIKE = ("dense", "lstm_cell", "rnn_cell")

_TERM = re.compile(r"(\d*)([a-z]?)")


def solve(specs: Mapping[str, str], shapes: Mapping[str, Shape]) -> dict[str, int] | None:
    """Finds what the letters stand for.

    Args:
      specs: shapes in letters, by role.
      shapes: in numbers, for the same roles.

    Returns:
      A positive number for each letter; None if the shapes do not fit.
    """
    letters: dict[str, int] = {}
    pairs: list[tuple[str, int]] = []
    for role, spec in specs.items():
        sizes = spec.split(",") if spec else []
        if len(sizes) != len(shapes[role]):
            return None
        pairs += zip(sizes, shapes[role])
    # Sums last: what is left of them is for the one letter not known before.
    for spec, size in sorted(pairs, key=lambda pair: "+" in pair[0]):
        unknown = ""
        for term in spec.split("+"):
            factor, letter = _TERM.fullmatch(term).groups()  # type: ignore[union-attr]
            if letter and letter not in letters:
                unknown, times = letter, int(factor or 1)
            else:
                size -= int(factor or 1) * letters.get(letter, 1)
        if unknown and (size <= 0 or size % times):
            return None
        if unknown:
            letters[unknown] = size // times
        elif size:
            return None
    return letters
