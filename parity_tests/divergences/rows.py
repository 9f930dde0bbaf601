"""List the rows of the catalogue of divergences, and say which test shows which.

The hazards, the failures and contrib's names are those of `tf2_port.migrate`, which ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, TypeVar

from tf2_port.migrate.hazards import HAZARDS
from tf2_port.migrate.symbols import SYMBOLS

Test = TypeVar("Test", bound=Callable[..., None])


@dataclass(frozen=True)
class Row:
    id: str
    title: str


def row(*ids: str) -> Callable[[Test], Test]:
    """Marks a test as one that shows these rows."""

    def mark(test: Test) -> Test:
        test.rows = ids  # type: ignore[attr-defined]
        return test

    return mark


_VERDICT = {
    "same_mathematics": "after the weight transform, every number is the same",
    "same_beams": "beams, parents, lengths and likelihoods are the same",
    "race_free_step": "a training step that waits for its gradients repeats bit for bit",
}
_BEAM = {
    "same_search": "ids, parents, likelihoods, lengths and ends are the same; ties go to the first",
    "length_penalty_float32": "the length penalty is computed in float32, whatever the dtype",
    "coverage_penalty_float64": "the coverage penalty is for float32 alone, in both",
    "final_sequence_lengths": "what dynamic_decode returns as lengths are contrib's counters",
    "alignment_history": "contrib does not reorder the history of a known batch",
    "impute_finished": "beams cannot be imputed, in either",
    "embedding_at_call": "an embedding given at the call replaces embedding_fn for good",
    "cell_state_structure": "the cell's state is a list in Keras",
    "untiled_memory": "a memory that is not tiled is an error in both",
}
_TRANSFORMS = {
    "LSTMCell": "LSTMCell and its fused siblings: gates i, j, f, o become i, f, c, o",
    "CudnnCompatibleLSTMCell": "the same with a forget bias of 0",
    "peepholes": "peepholes become those of tfa's PeepholeLSTMCell",
    "num_proj": "no Keras cell projects or clips",
    "GRUCell": "gates r, u become z, r; the reset comes before the product",
    "CudnnCompatibleGRUCell": "the reset comes after the product",
    "BasicRNNCell": "the kernel is cut",
    "MultiRNNCell": "one transform for each cell",
    "ResidualWrapper": "a residual cell for loops of one's own",
    "keras_lstm_gru": "Keras layers in TensorFlow 1 graphs: the same kernels, other defaults",
    "keras_others": "SimpleRNN, Bidirectional and Dense are copied as they are",
    "dynamic_rnn": "zero_output_for_mask makes a Keras RNN put out zeros beyond the end",
    "bidirectional_dynamic_rnn": "the same in both directions",
    "memory_layer": "the memory's kernel, and then setup_memory again",
    "mechanism_variables": "what mechanisms have keeps its shape",
    "attention_layer": "cell output first, context second",
    "output_layer": "kernel and bias as they are",
    "checkpoint": "a whole model from a file of TensorFlow 1's Saver",
    "scopes": "scopes depend on how the decoder is run",
    "weight_order": "the order and the names of tfa's weights are no map",
    "wrong_signatures": "how far off each wrong transform is",
    "zero_transform_bridge": "TensorFlow 1's own cells inside tfa's decoder",
    "initial_distributions": "kernels start from other distributions",
}
_TRAINING = {
    "forward_and_gradients": "loss and gradients are the same",
    "adam_v1": "TensorFlow 1's Adam is the same to the last bits",
    "adam_legacy": "Keras's former Adam with epsilon 1e-8 is close",
    "adam_keras": "Keras's Adam with epsilon 1e-8 is close",
    "adam_default_epsilon": "with the default epsilon it is another optimizer",
}
_CAPABILITY = {
    "probability_fn": "contrib alone takes a function; tfa's can be replaced",
    "custom_key_value_fn": "contrib alone changes keys and values by a function",
    "nested_cell_outputs": "contrib alone decodes cells that put out structures",
    "mechanism_tuple": "contrib alone takes a tuple of mechanisms",
    "no_iterations": "contrib alone decodes no steps",
    "mixed_reductions": "contrib alone averages over one axis and sums over the other",
    "scope_reuse": "contrib alone shares weights by scope",
    "scope_initializers": "contrib alone initialises by scope",
    "v1_cells": "TensorFlow 1's wrappers around cells need a small adapter",
    "replaceable_memory": "tfa alone takes memory later, and again",
    "memory_mask": "tfa alone takes a mask of the memory with holes",
    "training_without_lengths": "tfa alone trains without lengths, or by a mask",
    "one_hot_targets": "tfa alone takes targets as distributions",
    "all_scores": "tfa alone tells the scores of all tokens",
    "monotonic_dtypes": "monotonic attention of float64 and float16",
    "training_flag": "tfa alone tells cells that it trains",
    "public_names": "gather_tree_from_array and SequenceLoss are public in tfa",
    "layer_norm_lstm": "LayerNormBasicLSTMCell has no counterpart",
    "coupled_gates": "CoupledInputForgetGateLSTMCell has no counterpart",
}
_OTHERS = {
    "verdict": _VERDICT,
    "beam": _BEAM,
    "transforms": _TRANSFORMS,
    "training": _TRAINING,
    "capability": _CAPABILITY,
}

ROWS = (
    *(Row(symbol.id, symbol.arguments) for symbol in SYMBOLS),
    *(Row(hazard.id, hazard.title) for hazard in HAZARDS),
    *(
        Row(f"{section}/{name}", title)
        for section, rows in _OTHERS.items()
        for name, title in rows.items()
    ),
)
