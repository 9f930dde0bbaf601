"""List the mistakes of legacy that the suite must catch, each with the place it must name."""

from __future__ import annotations

from parity_tests.meta.mutation import Mutant

_WRAPPER = "legacy_tf1/seq2seq/attention_wrapper.py"
_MECHANISM = "legacy_tf1/seq2seq/attention_mechanism.py"
_SCORE = "legacy_tf1/seq2seq/bahdanau_attention.py"
_DECODER = "legacy_tf1/seq2seq/decoder.py"
_HELPER = "legacy_tf1/seq2seq/training_helper.py"
_TF1 = "legacy_tf1/variants/bahdanau_attention.py"

_SWAPPED_CELL = """(
        type(
            "LSTMCell",
            (tf.nn.rnn_cell.LSTMCell,),
            {
                "build": lambda self, shape: (
                    tf.nn.rnn_cell.LSTMCell.build(self, shape),
                    setattr(
                        self,
                        "_kernel",
                        tf.concat([tf.split(self._kernel, 4, 1)[k] for k in (1, 0, 2, 3)], 1),
                    ),
                )
            },
        )(config.cell_units, dtype=dtype, name="lstm_cell")
    )"""

OF_LEGACY = (
    Mutant(
        "two gates swapped",
        _TF1,
        "tf.nn.rnn_cell.LSTMCell(config.cell_units, dtype=dtype)",
        _SWAPPED_CELL,
        "plain",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    Mutant(
        "forget bias dropped",
        _TF1,
        "LSTMCell(config.cell_units, dtype=dtype)",
        "LSTMCell(config.cell_units, forget_bias=0.0, dtype=dtype)",
        "plain",
        3,
        "forward/rnn_output",
        "steps/c",
        1,  # before the first step there is nothing to forget
    ),
    Mutant(
        "time and batch transposed",
        _DECODER,
        "if not output_time_major:",
        "if output_time_major:",
        "square",
        3,
        "forward/rnn_output",
        hint="time and batch transposed",
    ),
    Mutant(
        "inputs' time and batch transposed",
        _HELPER,
        "inputs if time_major else transpose_batch_time(inputs)",
        "transpose_batch_time(transpose_batch_time(inputs)) if time_major else inputs",
        "square",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    Mutant(
        "score mask dropped",
        _MECHANISM,
        "if memory_mask is None:\n        return score",
        "if memory_mask is not None:\n        return score",
        "plain",
        3,
        "forward/rnn_output",
        "steps/score",
        0,
        hint="mask missing",
    ),
    Mutant(
        "memory mask dropped",
        _MECHANISM,
        "return m * tf.reshape(",
        "return m + 0 * tf.reshape(",
        "plain",
        4,
        "steps/values",
        "steps/values",
        hint="mask missing",
    ),
    Mutant(
        "length off by one",
        _HELPER,
        "finished = next_time >= self._sequence_length",
        "finished = next_time + 1 >= self._sequence_length",
        "plain",
        3,
        "forward/sequence_lengths",
        hint="lengths off by one",
    ),
    Mutant(
        "memory length off by one",
        _MECHANISM,
        "memory_mask = tf.sequence_mask(memory_sequence_length,",
        "memory_mask = tf.sequence_mask(memory_sequence_length + 1,",
        "plain",
        3,
        "forward/rnn_output",
        "steps/score",
        0,
        hint="lengths off by one",
    ),
    Mutant(
        "h and c swapped",
        _TF1,
        "LSTMStateTuple(c=c, h=h)",
        "LSTMStateTuple(c=h, h=c)",
        "encoder_state",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    Mutant(
        "attention of the previous step used",
        _WRAPPER,
        "            attention=attention,\n",
        "            attention=state.attention,\n",
        "plain",
        3,
        "forward/rnn_output",
        "steps/attention",
        0,
    ),
    Mutant(
        "finished rows not imputed",
        _DECODER,
        "tf.where(finished, old, new)",
        "new",
        "impute_finished",
        3,
        "forward/state/cell_state/c",
    ),
    Mutant(
        "g left out of the normalised score",
        _SCORE,
        "attention_g * attention_v * tf.rsqrt(",
        "attention_v * tf.rsqrt(",
        "normalize",
        3,
        "forward/rnn_output",
        "steps/score",
        0,
    ),
    Mutant(
        "a default changed",
        _SCORE,
        "normalize: bool = False",
        "normalize: bool = True",
        "plain",
        1,
        "symbols/BahdanauAttention",
    ),
    Mutant(
        "a variable renamed",
        _SCORE,
        '"attention_v", [units]',
        '"v", [units]',
        "plain",
        2,
        "weights/decoder/attention_wrapper/bahdanau_attention/attention_v",
    ),
    Mutant(
        "loss not masked",
        _TF1,
        "tf.reduce_sum(error * mask[:, :, None])",
        "tf.reduce_sum(error)",
        "plain",
        5,
        "loss",
    ),
    Mutant(
        "gradient through the memory stopped",
        _TF1,
        "    several = config.mechanisms > 1\n",
        "    mechanisms[0]._keys = tf.stop_gradient(mechanisms[0]._keys)\n"
        "    several = config.mechanisms > 1\n",
        "plain",
        6,
        "gradients/lstm/kernel",
    ),
)
