"""List the mistakes of the port that the suite must catch, each with the place it must name."""

from __future__ import annotations

from parity_tests.meta.mutation import Mutant

_TF2 = "tf2_port/variants/bahdanau_attention.py"
_LSTM_RULE = "tf2_port/checkpoints/lstm_cell.py"

_LATE_WRAPPER = """type(
            "AttentionWrapper",
            (tfa.seq2seq.AttentionWrapper,),
            {
                "call": lambda self, inputs, state, **kwargs: (
                    lambda output, new: (output, new._replace(attention=state.attention))
                )(*tfa.seq2seq.AttentionWrapper.call(self, inputs, state, **kwargs))
            },
        )("""

OF_PORT = (
    Mutant(
        "two gates swapped",
        _LSTM_RULE,
        "np.concatenate([i, third, second, o], axis=-1)",
        "np.concatenate([third, i, second, o], axis=-1)",
        "plain",
        2,  # a swap that is not its own inverse shows in the weights carried back
        "weights/decoder/attention_wrapper/lstm_cell/kernel",
    ),
    Mutant(
        "gates not permuted",
        _LSTM_RULE,
        "np.concatenate([i, third, second, o], axis=-1)",
        "np.concatenate([i, second, third, o], axis=-1)",
        "plain",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    Mutant(
        "forget bias dropped",
        _LSTM_RULE,
        "gates[1] = self.forget_bias",
        "gates[1] = 0.0",
        "plain",
        3,
        "forward/rnn_output",
        "steps/c",
        1,
    ),
    Mutant(
        "forget bias added to a gradient",
        _LSTM_RULE,
        '        if kind == "weight":\n            bias = bias - ',
        "        if kind:\n            bias = bias - ",
        "plain",
        6,
        "gradients/decoder/attention_wrapper/lstm_cell/bias",
    ),
    Mutant(
        "time and batch transposed",
        _TF2,
        "output_time_major=output_time_major",
        "output_time_major=not output_time_major",
        "square",
        3,
        "forward/rnn_output",
    ),
    Mutant(
        "mask dropped",
        _TF2,
        'setup_memory(memory, inputs.get("memory_sequence_length"))',
        "setup_memory(memory)",
        "plain",
        3,
        "forward/rnn_output",
        "steps/values",
    ),
    Mutant(
        "length off by one",
        _TF2,
        "sequence_length=start.lengths,",
        "sequence_length=start.lengths - 1,",
        "plain",
        3,
        "forward/sequence_lengths",
    ),
    Mutant(
        "h and c swapped",
        _TF2,
        "cell_state=[h, c]",
        "cell_state=[c, h]",
        "encoder_state",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    Mutant(
        "attention of the previous step used",
        _TF2,
        "tfa.seq2seq.AttentionWrapper(",
        _LATE_WRAPPER,
        "plain",
        3,
        "forward/rnn_output",
        "steps/attention",
        0,
    ),
    Mutant(
        "sigmoid instead of hard_sigmoid",
        _TF2,
        'recurrent_activation="hard_sigmoid"',
        'recurrent_activation="sigmoid"',
        "plain",
        3,
        "forward/memory",
        "steps/values",
    ),
    Mutant(
        "Adam's epsilon left at Keras's default",
        "tf2_port/witness.py",
        "EPSILON = 1e-8",
        "EPSILON = 1e-7",
        "plain",
        7,
        "training/loss",
    ),
    Mutant(
        "optimizer's slots not saved",
        "tf2_port/witness.py",
        "tf.train.Checkpoint(model=model, optimizer=self.optimizer)",
        "tf.train.Checkpoint(model=model)",
        "plain",
        8,
        "restored/lstm/kernel",
    ),
)
