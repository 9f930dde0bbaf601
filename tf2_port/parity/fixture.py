"""Give the fixture `parity`: compare a user's TensorFlow 2 model with their TensorFlow 1 graph.

A complete example. `my_project/tf1_model.py`, as it always was (`import tensorflow as tf`,
with `tf.contrib`), has a function that builds the graph. Its arguments are the inputs:

    def build(source, target):
        memory, state = tf.nn.dynamic_rnn(
            tf.nn.rnn_cell.LSTMCell(8), source, dtype=tf.float32, scope="encoder")
        output = tf.layers.dense(memory, 3, name="output")
        loss = tf.reduce_mean(tf.square(output - target))
        return {"memory": memory, "state": state, "output": output, "loss": loss}

`my_project/tf2_model.py` has its port, which returns the same names, and tells by rules
where each of its weights was (`tf2_port.checkpoints`):

    class MyModel(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.cell = tf.keras.layers.LSTMCell(8)
            self.encoder = tf.keras.layers.RNN(
                self.cell, return_sequences=True, return_state=True)
            self.dense = tf.keras.layers.Dense(3)

        def call(self, inputs):
            memory, h, c = self.encoder(inputs["source"])
            output = self.dense(memory)
            loss = tf.reduce_mean(tf.square(output - inputs["target"]))
            return {"memory": memory, "state": {"c": c, "h": h}, "output": output, "loss": loss}

        def weight_rules(self):
            yield LSTMCellRule("encoder/lstm_cell", self.cell)
            yield DenseRule("output", self.dense)

And the test, in the project's own suite:

    def test_my_port(parity):
        random = np.random.RandomState(0)
        inputs = {"source": random.randn(4, 7, 5).astype("float32"),
                  "target": random.randn(4, 7, 3).astype("float32")}
        parity.check(MyModel, graph="my_project.tf1_model:build", inputs=inputs)

Names say what a tensor is. `alignments`, `memory`, `c` and `h` in a state, `lengths` are
known to the hints; what else there is, is compared all the same, in the order of the graph
function's dict, which should be that of computation. If the graph function also returns
its `BasicDecoder` as `decoder`, and the model has `decoder` and `start(inputs)`, with
`decoder_input`, `lengths` and `state` of what that returns, each decoding step is looked
into: keys, query, score, alignments, context, attention, cell state.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Iterable, Mapping, Sequence

import numpy as np

from tf2_port.parity.compare import DEFAULT
from tf2_port.parity.graphs import LEGACY, WITNESSES, Graphs
from tf2_port.parity.ports import absences_of, run_port, what_both_tell
from tf2_port.parity.recording import Recording, load_recording
from tf2_port.parity.subject import Subject, Verdict, judge
from tf2_port.parity.tolerances import Tolerance, Tolerances


class Disagreement(AssertionError):
    """A port does not compute what it should; the message is a bug report."""


class Parity:
    """Climbs the ladder with one model, and says where and why it falls."""

    def __init__(self, graphs: Graphs, witness: str = LEGACY, name: str = "model") -> None:
        """Makes the fixture's value.

        Args:
          graphs: runs graph functions.
          witness: who runs them if a test does not say.
          name: of the test.
        """
        self._graphs, self._witness, self._name = graphs, witness, name
        self.tolerances: Tolerances = DEFAULT
        """What is forgiven; `print(parity.tolerances)` shows it, with reasons."""

    def check(
        self,
        model: Callable[[], Any],
        graph: str | Callable[..., Any] | None = None,
        inputs: Mapping[str, np.ndarray] | None = None,
        golden: str | Path | None = None,
        witness: str | None = None,
        rules: Callable[[Any], Iterable[Any]] | None = None,
        load: Callable[[Any, Mapping[str, np.ndarray]], Any] | None = None,
        optimizer: Callable[[], Any] | None = None,
        training: bool = False,
        seed: int = 0,
        steps: int = 5,
        learning_rate: float = 1e-3,
        epsilon: float = 1e-8,
        tolerances: Mapping[str, Tolerance] | None = None,
        absences: Mapping[str, str] | Sequence[str] = (),
        time_axes: Mapping[str, int] | None = None,
    ) -> Verdict:
        """Records a reference, runs the port with the same weights, and compares all.

        Args:
          model: makes the Keras model (its class, for example). The model takes a dict of
            the inputs and returns a dict with the names that the graph function has.
          graph: the TensorFlow 1 function, `"module:function"`, run in a process of its
            own; or a callable on `tf.compat.v1`, run in a graph here.
          inputs: arrays by the names of the graph function's arguments.
          golden: a file of `seq2seq-port record`, in place of `graph` and `inputs`.
          witness: who runs the graph: `"live"`, TensorFlow 1.15.5 itself, or `"legacy"`,
            `legacy_tf1`; by default what `--parity-witness` says, which is `legacy`.
          rules: tells the weight rules of a model; by default its `weight_rules()`, and if
            it has none, variables and layers are matched by structure.
          load: sets the weights in another way: called with the model and the arrays by
            TensorFlow 1 variable name. It should return the rules; if it returns None,
            gradients and trained weights cannot be carried back and are not compared.
          optimizer: makes the port's; by default the Adam of TensorFlow 1. (That of Keras
            computes the powers of beta in another precision.)
          training: the argument that the model is called with.
          seed: for the weights, which are drawn by name.
          steps: how many steps of Adam to do; 0 for none.
          learning_rate: of both Adams.
          epsilon: of TensorFlow 1's Adam, and of the port's default.
          tolerances: by pattern of names (`{"forward/*": Tolerance(1e-5, 0.0, reason)}`),
            or dtype and pattern (`"float32 forward/*"`), before the suite's own.
          absences: tensors that the port cannot tell, with reasons; an entry that does
            not hold fails.
          time_axes: which axis is time, by name (`{"forward/output": 1}`), for names that
            the suite does not know.

        Returns:
          The verdict, if all agree.

        Raises:
          Disagreement: naming the first divergence, with a hint if its pattern is known.
          ValueError: for what cannot be compared.
        """
        __tracebackhide__ = True
        recording = self._reference(
            graph,
            inputs,
            golden,
            witness or self._witness,
            {"seed": seed, "steps": steps, "learning_rate": learning_rate, "epsilon": epsilon},
        )
        settings = recording.settings
        port = run_port(
            model,
            recording.report,
            recording.inputs,
            rules=rules,
            load=load,
            optimizer=optimizer,
            training=training,
            **{name: settings[name] for name in ("steps", "learning_rate", "epsilon")},
        )
        expected, notes = what_both_tell(recording.report, port.report)
        subject = Subject(
            self._name,
            "",
            "port",
            settings["producer"],
            expected,
            port.report,
            recording.inputs,
            absences_of(absences),
            Tolerances(tolerances) if tolerances else self.tolerances,
            time_axes or {},
            port.rerun,
            epsilon=settings["epsilon"],
            learning_rate=settings["learning_rate"],
            weights=recording.weights,
            notes=notes,
        )
        return self.require(judge(subject))

    def require(self, verdict: Verdict) -> Verdict:
        """Returns a verdict, or raises `Disagreement` with its bug report."""
        __tracebackhide__ = True
        if not verdict.agrees:
            raise Disagreement("\n" + verdict.message)
        return verdict

    def _reference(
        self,
        graph: str | Callable[..., Any] | None,
        inputs: Mapping[str, np.ndarray] | None,
        golden: str | Path | None,
        witness: str,
        settings: Mapping[str, Any],
    ) -> Recording:
        if golden is not None:
            if graph is not None or inputs is not None:
                raise ValueError("golden has its own inputs: give either it, or graph and inputs")
            recording = load_recording(Path(golden))
            if recording.settings.get("role") != "reference":
                raise ValueError(f"{golden} is what a port computed: expected a reference")
            return recording
        if graph is None or inputs is None:
            raise ValueError("give graph and inputs, or golden")
        return record_graph(self._graphs, graph, witness, inputs, settings)


def record_graph(
    graphs: Graphs,
    graph: str | Callable[..., Any],
    witness: str,
    inputs: Mapping[str, np.ndarray],
    settings: Mapping[str, Any],
    weights: Mapping[str, np.ndarray] | None = None,
) -> Recording:
    """Runs a graph function, and returns what a recording of it holds.

    Args:
      graphs: runs it.
      graph: `module:function`, or a callable.
      witness: `live` or `legacy`.
      inputs: arrays by name.
      settings: seed, steps, learning_rate and epsilon.
      weights: arrays by TensorFlow 1 variable name; drawn by the seed if None.
    """
    if witness not in WITNESSES:
        raise ValueError(f"witness {witness!r}: expected one of {', '.join(WITNESSES)}")
    arrays = {name: np.asarray(array) for name, array in inputs.items()}
    report = graphs.observe(graph, witness, arrays, weights, **settings)
    version = str(report.pop("producer"))
    genuine = witness == "live" and not callable(graph)
    producer = version if genuine else "legacy_tf1 on " + version
    name = graph if isinstance(graph, str) else getattr(graph, "__qualname__", repr(graph))
    told = {"role": "reference", "producer": producer, "graph": name, **settings}
    return Recording(arrays, report, told)
