"""Show by small scenarios what options and errors `tf.contrib.seq2seq` of TensorFlow 1.15.5 has.

A scenario is a function registered by its own name: `@scenario` computes values,
`@misuse` is rejected. The same function runs on contrib and on `legacy_tf1`, on
Python 3.7 too. `record.py` writes what contrib does to `parity_tests/golden/api`.
"""
