"""Import TensorFlow and TensorFlow Addons, and what the latter keeps private.

The one module of this package that reaches for names that are not public.
"""

from __future__ import annotations

import warnings

import tensorflow as tf

with warnings.catch_warnings():
    # Addons announces its end of life at every import; README says it once.
    warnings.simplefilter("ignore")
    import tensorflow_addons as tfa
    from tensorflow_addons.seq2seq.attention_wrapper import _compute_attention as compute_attention

__all__ = ["compute_attention", "tf", "tfa"]
