"""List, for each rule about decoders and their parts, calls that run into it or not."""

from __future__ import annotations

_LSTM = "cell = cells.LSTMCell(8)\n"
_GRU = "cell = cells.GRUCell(8)\n"
_RUN = "outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)\n"
_WRAPPER = "cell = s2s.AttentionWrapper(cell, mechanism, attention_layer_size=4)\n"
_BEAM = "decoder = s2s.BeamSearchDecoder(cell, e, s, 1, state, 3)\n"
_BASIC = "decoder = s2s.BasicDecoder(cell, helper, state)\n"

# Rule: (runs into it, surely or `?` not surely; does not).
CASES: dict[str, tuple[list[str], list[str]]] = {
    "memory-in-constructor": (
        ["s2s.BahdanauAttention(3, memory)", "s2s.LuongAttention(num_units=3, memory=memory)"],
        ["s2s.LuongAttention(3, None)", "s2s.hardmax(memory)"],
    ),
    "made-in-call": (
        ["class A:\n    def call(self, x):\n        return s2s.LuongAttention(3, x)"],
        ["class A:\n    def build(self, x):\n        return s2s.LuongAttention(3, x)"],
    ),
    "score-mask-value": (
        [
            "s2s.LuongAttention(3, m, score_mask_value=0.)",
            "s2s.LuongAttention(3, m, n, True, f, 0.)",
        ],
        ["s2s.LuongAttention(3, m, score_mask_value=None)", "s2s.LuongAttention(3, m, n)"],
    ),
    "mechanism-by-position": (
        [
            "s2s.BahdanauMonotonicAttention(3, m, n, False, -1e9, .5)",
            "s2s.LuongAttention(3, m, n, True, f, 0.)",
        ],
        ["s2s.BahdanauMonotonicAttention(3, m, n, False)", "s2s.LuongAttention(3, m, n, True, f)"],
    ),
    "probability-fn": (
        ["s2s.BahdanauAttention(3, m, probability_fn=tf.contrib.sparsemax.sparsemax)"],
        ["s2s.BahdanauAttention(3, m, probability_fn=None)", "s2s.BahdanauAttention(3, m)"],
    ),
    "custom-key-value-fn": (
        ["s2s.LuongAttention(3, m, custom_key_value_fn=f)"],
        ["s2s.LuongAttention(3, m, custom_key_value_fn=None)"],
    ),
    "hard-monotonic-gradient": (
        ["s2s.monotonic_attention(p, a, 'hard')", "s2s.LuongMonotonicAttention(3, m, mode='hard')"],
        ["s2s.monotonic_attention(p, a, 'parallel')", "s2s.LuongMonotonicAttention(3, m)"],
    ),
    "noise-seed": (
        ["s2s.LuongMonotonicAttention(3, m, sigmoid_noise=1., sigmoid_noise_seed=5)"],
        ["s2s.LuongMonotonicAttention(3, m, sigmoid_noise=1.)"],
    ),
    "no-attention-layer": (
        [
            "s2s.AttentionWrapper(cell, m)",
            "s2s.AttentionWrapper(cell, m, attention_layer_size=None)",
        ],
        [
            "s2s.AttentionWrapper(cell, m, 4)",
            "s2s.AttentionWrapper(cell, m, attention_layer=dense)",
            "s2s.AttentionWrapper(cell, m, **options)",
        ],
    ),
    "tuple-of-mechanisms": (
        [
            "s2s.AttentionWrapper(cell, (m, n), (4, 4))",
            "both = m, n\ns2s.AttentionWrapper(cell, both, 4)",
        ],
        ["s2s.AttentionWrapper(cell, [m, n], (4, 4))", "s2s.AttentionWrapper(cell, m, 4)"],
    ),
    "initial-cell-state": (
        [
            _LSTM + _RUN + "s2s.AttentionWrapper(cell, m, 4, initial_cell_state=state)",
            "?s2s.AttentionWrapper(cell, m, 4, initial_cell_state=given)",
        ],
        [
            _GRU + _RUN + "s2s.AttentionWrapper(cell, m, 4, initial_cell_state=state)",
            _LSTM + "s2s.AttentionWrapper(cell, m, 4, initial_cell_state=cell.zero_state(2, f))",
            "s2s.AttentionWrapper(cell, m, 4, initial_cell_state=None)",
        ],
    ),
    "alignment-history": (
        [
            "s2s.AttentionWrapper(cell, m, 4, alignment_history=True)",
            "s2s.AttentionWrapper(cell, m, 4, infer)",
        ],
        [
            "s2s.AttentionWrapper(cell, m, 4, alignment_history=False)",
            "s2s.AttentionWrapper(cell, m, 4)",
        ],
    ),
    "wrapped-cell": (
        [
            "cell = cells.DropoutWrapper(c, .5)\ns2s.AttentionWrapper(cell, m, 4)",
            "s2s.BasicDecoder(cells.ResidualWrapper(c), h, s)",
        ],
        [
            _LSTM + "s2s.AttentionWrapper(cell, m, 4)",
            "s2s.BasicDecoder(cells.MultiRNNCell(c), h, s)",
        ],
    ),
    "lstm-state": (
        [
            _LSTM + _RUN + _BASIC,
            "state = cells.LSTMStateTuple(c, h)\n" + _BASIC,
            _LSTM + _RUN + "state = s2s.tile_batch(state, 3)\n" + _BEAM,
            "cell = cells.MultiRNNCell([cells.LSTMCell(8) for _ in range(2)])\n" + _RUN + _BASIC,
            "def make():\n    return cells.LSTMCell(8)\ncell = make()\n" + _RUN + _BASIC,
            "class M:\n    def a(self):\n        self.cell = cells.LSTMCell(8)\n"
            "    def b(self, x, h):\n        s = tf.nn.dynamic_rnn(self.cell, x)[1]\n"
            "        return s2s.BasicDecoder(self.cell, h, s)",
            "?" + _BASIC,
        ],
        [
            _GRU + _RUN + _BASIC,
            _LSTM + "state = cell.zero_state(2, tf.float32)\n" + _BASIC,
            _WRAPPER + "state = cell.zero_state(2, tf.float32)\n" + _BASIC,
        ],
    ),
    "impute-finished": (
        [
            "?s2s.dynamic_decode(decoder, impute_finished=True)",
            "?s2s.dynamic_decode(decoder, False, flag)",
        ],
        [
            "s2s.dynamic_decode(decoder, impute_finished=False)",
            _LSTM + _BASIC + "s2s.dynamic_decode(decoder, False, True)",
        ],
    ),
    "impute-finished-batch": (
        ["?" + _LSTM + _BASIC + "s2s.dynamic_decode(decoder, impute_finished=True)"],
        ["s2s.dynamic_decode(decoder)", "s2s.dynamic_decode(decoder, True)"],
    ),
    "beam-lengths": (
        [
            _BEAM + "outputs, state, lengths = s2s.dynamic_decode(decoder)",
            "?" + _BEAM + "results = s2s.dynamic_decode(decoder)",
        ],
        [
            _BEAM + "outputs, state, _ = s2s.dynamic_decode(decoder)",
            _BASIC + "outputs, state, lengths = s2s.dynamic_decode(decoder)",
        ],
    ),
    "beam-history": (
        ["?cell = s2s.AttentionWrapper(cell, m, 4, alignment_history=True)\n" + _BEAM],
        [_WRAPPER + _BEAM],
    ),
    "beam-width": (
        ["s2s.BeamSearchDecoder(cell, e, s, 1, state, tf.constant(3))"],
        [
            "s2s.BeamSearchDecoder(cell, e, s, 1, state, 3)",
            "s2s.BeamSearchDecoder(cell, e, s, 1, state, width)",
        ],
    ),
    "TrainingHelper-inputs": (["s2s.TrainingHelper(x, n)"], ["s2s.TrainingHelper"]),
    "GreedyEmbeddingHelper-inputs": (
        ["s2s.GreedyEmbeddingHelper(e, s, 1)"],
        ["s2s.GreedyEmbeddingHelper"],
    ),
    "SampleEmbeddingHelper-inputs": (
        ["s2s.SampleEmbeddingHelper(e, s, 1)"],
        ["s2s.SampleEmbeddingHelper"],
    ),
    "ScheduledEmbeddingTrainingHelper-inputs": (
        ["s2s.ScheduledEmbeddingTrainingHelper(x, n, e, .5)"],
        ["s2s.ScheduledEmbeddingTrainingHelper"],
    ),
    "ScheduledOutputTrainingHelper-inputs": (
        ["s2s.ScheduledOutputTrainingHelper(x, n, .5)"],
        ["s2s.ScheduledOutputTrainingHelper"],
    ),
    "InferenceHelper-inputs": (
        ["s2s.InferenceHelper(f, [3], tf.float32, start_inputs=x, end_fn=g)"],
        ["s2s.CustomHelper(f, g, h)"],
    ),
    "cached-embedding": (
        [
            "s2s.GreedyEmbeddingHelper(tf.stop_gradient(e), s, 1)",
            "?s2s.GreedyEmbeddingHelper(embedding, s, 1)",
        ],
        [
            "e = tf.get_variable('e', [9, 3])\ns2s.GreedyEmbeddingHelper(e, s, 1)",
            "s2s.SampleEmbeddingHelper(lambda ids: f(ids), s, 1)",
        ],
    ),
    "untracked-embedding": (
        [
            "s2s.GreedyEmbeddingHelper(lambda ids: f(ids), s, 1)",
            "e = tf.keras.layers.Embedding(9, 8)\ns2s.GreedyEmbeddingHelper(e, s, 1)",
        ],
        ["e = tf.get_variable('e', [9, 3])\ns2s.GreedyEmbeddingHelper(e, s, 1)"],
    ),
    "helper-seed": (
        [
            "s2s.SampleEmbeddingHelper(e, s, 1, seed=3)",
            "s2s.ScheduledOutputTrainingHelper(x, n, .5, False, 3)",
        ],
        ["s2s.SampleEmbeddingHelper(e, s, 1)", "s2s.SampleEmbeddingHelper(e, s, 1, seed=None)"],
    ),
    "helper-by-position": (
        ["s2s.InferenceHelper(f, [3], tf.float32, x, g)"],
        ["s2s.InferenceHelper(f, [3], tf.float32, start_inputs=x, end_fn=g)"],
    ),
    "scheduled-output-batch": (
        ["?s2s.ScheduledOutputTrainingHelper(x, n, .5)"],
        ["s2s.ScheduledEmbeddingTrainingHelper(x, n, e, .5)"],
    ),
    "zero-state": (
        [_WRAPPER + "cell.zero_state(2, tf.float32)"],
        [_LSTM + "cell.zero_state(2, tf.float32)", "unknown.zero_state(2, tf.float32)"],
    ),
    "clone-cell-state": (
        [
            _LSTM + _WRAPPER + "cell.zero_state(2, f).clone(cell_state=state)",
            _LSTM + _WRAPPER + "zero = cell.zero_state(2, f)\nzero.clone(cell_state=state)",
            "?unknown.clone(cell_state=state)",
        ],
        [
            _GRU + _WRAPPER + "cell.zero_state(2, f).clone(cell_state=state)",
            "unknown.clone(attention=a)",
            "unknown.clone()",
        ],
    ),
    "state-fields": (
        [
            "s2s.AttentionWrapperState(c, a, 0, l, (), ())",
            "s2s.AttentionWrapperState(cell_state=c, time=0)",
        ],
        ["s2s.AttentionWrapperState"],
    ),
    "state-by-number": (
        [
            _WRAPPER + "cell.zero_state(2, f)[2]",
            _WRAPPER + _BASIC + "o, s, n = s2s.dynamic_decode(decoder)\ns[3]",
            _WRAPPER + "cell.zero_state(2, f).clone(cell_state=x)[-1]",
        ],
        [
            _WRAPPER + "cell.zero_state(2, f)[0]",
            _WRAPPER + _BASIC + "o, s, n = s2s.dynamic_decode(decoder)\no[3]",
            _LSTM + "cell.zero_state(2, f)[2]",
        ],
    ),
}
