"""Gather the helpers, which sample and feed a decoder, under contrib's module name.

Answers to `tf.contrib.seq2seq.python.ops.helper` of TensorFlow 1.15.5. What
published code imports, though contrib does not list it in `__all__`, is here too.
"""

from __future__ import annotations

from legacy_tf1.seq2seq.abstract_helper import Helper
from legacy_tf1.seq2seq.custom_helper import CustomHelper
from legacy_tf1.seq2seq.embedding_helper import GreedyEmbeddingHelper, SampleEmbeddingHelper
from legacy_tf1.seq2seq.inference_helper import InferenceHelper
from legacy_tf1.seq2seq.rnn_cell import transpose_batch_time as _transpose_batch_time
from legacy_tf1.seq2seq.sampling import bernoulli_sample as bernoulli_sample
from legacy_tf1.seq2seq.sampling import call_sampler as _call_sampler
from legacy_tf1.seq2seq.sampling import categorical_sample as categorical_sample
from legacy_tf1.seq2seq.scheduled_embedding_helper import ScheduledEmbeddingTrainingHelper
from legacy_tf1.seq2seq.scheduled_output_helper import ScheduledOutputTrainingHelper
from legacy_tf1.seq2seq.training_helper import TrainingHelper
from legacy_tf1.seq2seq.training_helper import unstack_ta as _unstack_ta

__all__ = [
    "CustomHelper",
    "GreedyEmbeddingHelper",
    "Helper",
    "InferenceHelper",
    "SampleEmbeddingHelper",
    "ScheduledEmbeddingTrainingHelper",
    "ScheduledOutputTrainingHelper",
    "TrainingHelper",
    "_call_sampler",
    "_transpose_batch_time",
    "_unstack_ta",
]
