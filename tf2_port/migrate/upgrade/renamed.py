"""Take from TensorFlow's own upgrade script where contrib's names went inside TensorFlow.

Only its table is used, for packages that `legacy_tf1` has not (`tf.contrib.tpu`,
`tf.contrib.cluster_resolver`): there every entry that TensorFlow 1.15.5 has under both
names is one object there. `tf_upgrade_v2` itself is of no use here: it swaps
`import tensorflow as tf`, but turns off no behaviour of TensorFlow 2, leaves `tf.contrib`,
and makes of `from tensorflow.python.ops import rnn` an import of
`tensorflow.compat.v1.python.ops`, which does not exist, with "0 issues"
(`parity_tests/migrate/test_upgrade_places.py` runs it).
"""

from __future__ import annotations

import importlib

from tf2_port.migrate.upgrade.place import V1, Place, exists

_TABLE = "tensorflow.tools.compatibility.all_renames_v2"


def find(parts: tuple[str, ...]) -> Place | None:
    """Returns the place of `tf.contrib.PARTS`, or None if the table has none that exists."""
    table = importlib.import_module(_TABLE).symbol_renames
    for end in range(len(parts), 0, -1):
        new = table.get("tf.contrib." + ".".join(parts[:end]))
        if new:
            below_tf = tuple(new.split(".")[1:]) + parts[end:]
            if below_tf[:2] == ("compat", "v1"):
                below_tf = below_tf[2:]
            place = Place(V1, below_tf)
            return place if exists(place) else None
    return None
