"""List the mistakes in models of tokens that the suite must catch, each with its place."""

from __future__ import annotations

from functools import partial

from parity_tests.meta.mutation import Mutant

_TF1_TOKENS = "legacy_tf1/variants/_tokens.py"
_TF2_TOKENS = "tf2_port/variants/_tokens.py"
_TF1_CONTEXT = "legacy_tf1/variants/context_every_step.py"
_TF2_CONTEXT = "tf2_port/variants/context_every_step.py"

_TF2_ATTENTION = "tf2_port/variants/_attention.py"

_global = partial(Mutant, stem="global_attention")
_encoder_decoder = partial(Mutant, stem="encoder_decoder")
_context = partial(Mutant, stem="context_every_step")

OF_VARIANTS = (
    _encoder_decoder(
        "GO missing",
        _TF1_TOKENS,
        'tf.concat([start[:, None], inputs["target"][:, :-1]], 1)',
        'tf.concat([inputs["target"][:, :1], inputs["target"][:, :-1]], 1)',
        "rnn",
        3,
        "forward/rnn_output",
        "steps/h",
        0,
    ),
    _encoder_decoder(
        "labels not shifted",
        _TF2_TOKENS,
        "tf.concat([go, target[:, :-1]], 1)",
        "tf.concat([go, target[:, 1:]], 1)",
        "rnn",
        3,
        "forward/rnn_output",
        "steps/h",
        1,
    ),
    _encoder_decoder(
        "state of the wrong layer",
        _TF2_TOKENS,
        "return encoded.state\n",
        "return encoded.state[::-1]\n",
        "lstm_2",
        3,
        "forward/rnn_output",
        "steps/c/0",
        0,
    ),
    _encoder_decoder(
        "another end token",
        _TF2_TOKENS,
        "end_token=END,\n            initial_state=self.initial_state(encoded),\n        )\n"
        "        return outputs",
        "end_token=PAD,\n            initial_state=self.initial_state(encoded),\n        )\n"
        "        return outputs",
        "rnn",
        3,
        "greedy/sequence_lengths",
    ),
    _encoder_decoder(
        "rows tiled in the order of the beams",
        _TF2_TOKENS,
        "tfa.seq2seq.tile_batch(tuple(self.encode(inputs)), self.beam_width)",
        "tf.nest.map_structure(\n"
        "            lambda t: tf.concat([t] * self.beam_width, 0), tuple(self.encode(inputs))\n"
        "        )",
        "rnn",
        3,
        "beam/predicted_ids",
    ),
    _encoder_decoder(
        "padding counted",
        _TF1_TOKENS,
        "[:, :steps], mask)",
        "[:, :steps], tf.ones_like(mask))",
        "rnn",
        5,
        "loss",
    ),
    _encoder_decoder(
        "gates of a GRU not swapped",
        "tf2_port/checkpoints/gru_cell.py",
        "np.concatenate([u, r, candidate], axis=-1)",
        "np.concatenate([r, u, candidate], axis=-1)",
        "gru_float32",
        2,
        "weights/encoder/gru_cell/gates/kernel",
        hint="gates permuted",
    ),
    _context(
        "context dropped",
        _TF2_CONTEXT,
        "tf.concat([inputs, context], -1)",
        "tf.concat([inputs, tf.zeros_like(context)], -1)",
        "rnn_2",
        3,
        "forward/rnn_output",
        "steps/h/0",
        0,
    ),
    _context(
        "context at the first step only",
        _TF1_CONTEXT,
        "ContextCellState(cell_state, state.context)",
        "ContextCellState(cell_state, tf.zeros_like(state.context))",
        "rnn_2",
        3,
        "forward/rnn_output",
        "steps/h/0",
        1,
    ),
    _context(
        "encoder's state started from as well",
        _TF2_CONTEXT,
        "zeros = tf.nest.map_structure(tf.zeros_like, encoded.state)",
        "zeros = encoded.state",
        "rnn_2",
        3,
        "forward/rnn_output",
        "steps/h/0",
        0,
    ),
    _context(
        "context of the first layer",
        _TF2_TOKENS,
        "encoded.state[-1]",
        "encoded.state[0]",
        "rnn_2",
        3,
        "forward/rnn_output",
        "steps/h/0",
        0,
    ),
    _context(
        "c for context instead of h",
        _TF2_TOKENS,
        "last[0] if isinstance",
        "last[1] if isinstance",
        "lstm",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
    _global(
        "input feeding lost",
        _TF1_TOKENS,
        "None if feeding else lambda inputs, attention: inputs",
        "lambda inputs, attention: tf.concat([inputs, 0 * attention], -1)",
        "lstm",
        3,
        "forward/rnn_output",
        "steps/c",
        1,
    ),
    _global(
        "lengths of the memory forgotten",
        _TF2_ATTENTION,
        "setup_memory(encoded.memory, encoded.lengths)",
        "setup_memory(encoded.memory)",
        "lstm",
        3,
        "forward/rnn_output",
        "steps/score",
        0,
        hint="mask missing",
    ),
    _global(
        "attentional hidden state without tanh",
        _TF2_ATTENTION,
        'attention_size, "tanh"',
        'attention_size, "linear"',
        "no_feeding",
        3,
        "forward/rnn_output",
        "steps/attention",
        0,
    ),
    _global(
        "not started from the encoder's state",
        _TF2_ATTENTION,
        "return state.clone(cell_state=encoded.state)",
        "return state",
        "lstm",
        3,
        "forward/rnn_output",
        "steps/c",
        0,
    ),
)
