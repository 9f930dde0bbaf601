"""Run scenarios on whatever TensorFlow is at hand.

    python -m parity_tests.golden.scenarios.run FOLDER

runs all of them with every TensorFlow 2 behaviour disabled (reference variables,
control flow v1), as scripts that begin with `tf.disable_v2_behavior()` do, and
writes what they give to FOLDER, one topic after the other.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from legacy_tf1 import witness
from parity_tests.golden.scenarios.outcome import Outcome, save
from parity_tests.golden.scenarios.parts import FEEDS
from parity_tests.golden.scenarios.registry import Scenario, by_topic

# Rewriting each little graph takes longer than running it as it is.
_PLAIN = tf.ConfigProto()
_PLAIN.graph_options.rewrite_options.disable_meta_optimizer = True


def run(scenario: Scenario, scale: float = 1.0) -> Outcome:
    """Builds a scenario in a graph of its own, sets its weights, and runs it.

    What is raised is part of the outcome, whether or not it should have been.

    Args:
      scenario: what to run.
      scale: of the weights.
    """
    stage = "building"
    try:
        with tf.Graph().as_default() as graph, tf.Session(graph=graph, config=_PLAIN) as session:
            # What is misused may give anything: a part, or results to run.
            built = scenario.build()
            built = built if isinstance(built, dict) else {}
            variables = tf.global_variables()
            if variables:
                drawn = witness.draw_weights(variables, seed=1)
                weights = {name: (scale * w).astype(w.dtype) for name, w in drawn.items()}
                witness.load_weights(session, variables, weights)
            stage = "running"
            fetches = {k: v for k, v in built.items() if not isinstance(v, str)}
            arrays = session.run(fetches, dict(tf.get_collection(FEEDS))) if fetches else {}
    except Exception as error:
        return Outcome(error=f"{type(error).__name__} while {stage}", message=str(error))
    return Outcome(
        arrays={_rung(name): np.asarray(array) for name, array in arrays.items()},
        texts={k: v for k, v in built.items() if isinstance(v, str)},
        variables={witness.variable_name(v): _describe(v) for v in variables},
    )


def _rung(name: str) -> str:
    """Names an array as `tf2_port.parity` does, which tells its tolerance."""
    return name if name.startswith("gradients/") else "forward/" + name


def _describe(variable: Any) -> str:
    return f"{variable.dtype.base_dtype.name}{variable.shape.as_list()}"


def main() -> int:
    folder = Path(sys.argv[1])
    tf.disable_v2_behavior()
    for topic, scenarios in by_topic().items():
        save(folder, topic, {name: run(scenario) for name, scenario in scenarios.items()}, {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
