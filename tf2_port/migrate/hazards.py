"""List what goes wrong in a port to tfa, from the most silent to the loudest.

The source is the catalogue of divergences between TensorFlow 1.15.5 and tfa 0.23: its
hazards, worst first, which raise nothing, and its failures, which do. Each row has a
section in the migration guide, and a test. TensorFlow is not imported.
"""

from __future__ import annotations

from dataclasses import dataclass

from tf2_port.migrate.guide import link


@dataclass(frozen=True)
class Hazard:
    """One way in which a port goes wrong.

    `title` is the heading in the migration guide, too; `test` is a path and a function.
    """

    id: str
    title: str
    test: str
    silent: bool = True

    @property
    def section(self) -> str:
        """The guide's section, as a path in a checkout with an anchor."""
        return link(self.title)


_TESTS = "parity_tests/divergences"


def _silent(slug: str, title: str, file: str, test: str = "") -> Hazard:
    """`file` is a module of tests after `test_`; `test` a function there after `test_`."""
    test = f"{_TESTS}/test_{file}.py::test_{test or slug[3:]}"
    return Hazard(f"hazards/{slug}", title, test)


def _loud(slug: str, title: str, file: str) -> Hazard:
    return Hazard(f"loud/{slug}", title, f"{_TESTS}/test_loud_{file}.py::test_{slug}", silent=False)


HAZARDS = (
    _silent("01_stale_memory", "Stale memory and keys", "hazards_of_memory"),
    _silent("02_state_order", "c and h exchanged", "hazards_of_cells"),
    _silent(
        "03_fused_kernel",
        "A fused kernel cut without its gates in order",
        "transforms_of_cells",
        "wrong_transforms_fit_and_are_far_off",
    ),
    _silent(
        "04_keras_defaults",
        "Keras layers of the same name with other defaults",
        "transforms_of_layers",
        "keras_layers_with_the_defaults_of_then",
    ),
    _silent("05_dropout_mask", "A dropout mask that is never drawn again", "hazards_of_cells"),
    _silent("06_adam_epsilon", "The epsilon of Adam", "hazards_of_training"),
    _silent("07_mask_survives", "Lengths that survive the next memory", "hazards_of_memory"),
    _silent("08_impute_finished", "impute_finished mixes examples", "hazards_of_decoding"),
    _silent("09_cached_embedding", "A sampler keeps its first embedding", "hazards_of_samplers"),
    _silent("10_built_in_call", "A mechanism made inside call", "hazards_of_memory"),
    _silent("11_encoder_padding", "What the encoder puts out beyond the end", "hazards_of_cells"),
    _silent("12_float64_degraded", "float64 that is float32", "hazards_of_training"),
    _silent(
        "13_clipping_per_variable", "Clipping and decay of each variable", "hazards_of_training"
    ),
    _silent("14_initializers", "Other initial weights", "transforms_of_models", "initializers"),
    _silent(
        "15_beam_lengths",
        "Lengths and alignments of beams",
        "beam_search",
        "final_sequence_lengths",
    ),
    _silent("16_xla_shapes", "Padding and missing checks under XLA", "hazards_of_decoding"),
    _silent("17_sequence_loss_class", "SequenceLoss is not sequence_loss", "hazards_of_training"),
    _silent("18_embedding_mask", "A mask from the embedding", "hazards_of_samplers"),
    _silent("19_memory_mask", "A mask that comes with the memory", "hazards_of_memory"),
    _silent("20_positional_arguments", "Arguments by position", "hazards_of_memory"),
    _silent("21_state_indices", "Fields of the state by number", "hazards_of_decoding"),
    _silent("22_random_streams", "Random streams go on", "hazards_of_samplers"),
    _silent("23_history_mutated", "A first state used twice", "hazards_of_decoding"),
    _silent("24_score_mask_value", "The score of padding", "hazards_of_memory"),
    _silent("25_racing_step", "TensorFlow 1 races with itself", "hazards_of_training"),
    _silent("26_untracked_embedding", "An embedding that nobody tracks", "hazards_of_samplers"),
    _silent("27_zero_lengths", "A batch of nothing", "hazards_of_decoding"),
    _silent(
        "28_array_leaves_function", "An array of steps leaves its function", "hazards_of_decoding"
    ),
    _silent("29_small_print", "Ties and custom decoders and hard gradients", "hazards_of_decoding"),
    _loud("xla_iterations", "XLA wants maximum_iterations", "compiling"),
    _loud("xla_history", "XLA and alignment_history", "compiling"),
    _loud("xla_beam_search", "XLA and beam search", "compiling"),
    _loud("dynamic_batch", "A batch of unknown size", "compiling"),
    _loud("mixed_precision", "Mixed precision", "layers"),
    _loud("memory_of_another_function", "Memory from another function", "compiling"),
    _loud("functional_model", "Functional models", "layers"),
    _loud("saved_model", "SavedModel", "saving"),
    _loud("model_files", "Files of whole models", "saving"),
    _loud("weight_files", "Files of weights", "saving"),
    _loud("checked_types", "Types that are checked", "arguments"),
    _loud("removed_names", "Names that are gone", "arguments"),
    _loud("loss_in_fit", "SequenceLoss in fit", "layers"),
    _loud("keras_rnn", "AttentionWrapper in a Keras RNN", "layers"),
)


def find(id: str) -> Hazard:
    """Returns the hazard of this id.

    Raises:
      ValueError: if there is none.
    """
    for hazard in HAZARDS:
        if hazard.id == id:
            return hazard
    raise ValueError(f"there is no hazard {id!r}; see tf2_port/migrate/hazards.py")
