"""List what of contrib takes other arguments here than in 1.15.5, by package; strict."""

from __future__ import annotations

# TensorFlow 2 has gone on changing these; their old arguments work by name, but for
# `create_graph_function_` of `make_template`.
CHANGED = {"autograph": "to_code to_graph", "eager": "function make_template"}
