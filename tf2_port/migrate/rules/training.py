"""Look at optimizers, losses, regularizers, and what draws the first weights."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tf2_port.migrate.rules.kinds import S2S
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_LAYERS = "contrib.layers."
_EPSILON = "epsilon is 1e-8 here, and 1e-7 in Keras: give it"
_APART = "a fused kernel is one variable here, and two in Keras"


@rule(
    "adam-epsilon",
    "hazards/06_adam_epsilon",
    "train.AdamOptimizer",
    "contrib.opt.LazyAdamOptimizer",
    "contrib.opt.AdamWOptimizer",
    "contrib.opt.NadamOptimizer",
)
def adam_epsilon(site: Site) -> Iterator[Note]:
    """Finds Adam with its default epsilon."""
    if site.complete and not site.given("epsilon"):
        yield Note(_EPSILON)


@rule("optimize-loss-adam", "hazards/06_adam_epsilon", _LAYERS + "optimize_loss")
def optimize_loss_adam(site: Site) -> Iterator[Note]:
    """Finds Adam by its name, or by its class."""
    optimizer = site.argument("optimizer")
    if optimizer is None:
        return
    names = {site.values.name(origin.node) for origin in site.values.origins(optimizer)}
    if site.literal("optimizer") == "Adam" or "train.AdamOptimizer" in names:
        yield Note(_EPSILON)


@rule(
    "clip-by-norm",
    "hazards/13_clipping_per_variable",
    "clip_by_norm",
    "contrib.training.clip_gradient_norms",
)
def clip_by_norm(site: Site) -> Iterator[Note]:
    """Finds clipping of each gradient by itself."""
    yield Note(f"{_APART}: each is clipped by itself")


@rule(
    "clipped-training",
    "hazards/13_clipping_per_variable",
    "contrib.training.create_train_op",
    "contrib.slim.learning.create_train_op",
)
def clipped_training(site: Site) -> Iterator[Note]:
    """Finds clipping of each gradient by itself."""
    if site.given("clip_gradient_norm") and site.literal("clip_gradient_norm") != 0:
        yield Note(f"{_APART}: each is clipped by itself")


@rule(
    "weight-decay",
    "hazards/13_clipping_per_variable",
    _LAYERS + "l2_regularizer",
    _LAYERS + "l1_regularizer",
    "contrib.opt.AdamWOptimizer",
)
def weight_decay(site: Site) -> Iterator[Note]:
    """Finds decay, which pulls a forget bias elsewhere in Keras."""
    yield Note("on an LSTM's bias it pulls the forget gate to 0 in Keras, and to 1 here", False)


@rule("scope-initializer", "hazards/14_initializers", "variable_scope")
def scope_initializer(site: Site) -> Iterator[Note]:
    """Finds an initializer for all variables of a scope, which Keras layers ignore."""
    if site.given("initializer"):
        yield Note("Keras layers ignore the initializer of a variable_scope")


@rule("fractional-weights", "hazards/17_sequence_loss_class", S2S + "sequence_loss")
def fractional_weights(site: Site) -> Iterator[Note]:
    """Finds weights other than 0 and 1, for which tfa's class is not tfa's function."""
    made = [made for made, index in site.values.calls(site.argument("weights")) if index is None]
    if made and all(_zeros_and_ones(one) for one in made):
        return
    yield Note(
        "take the function; the class SequenceLoss differs for weights other than 0 and 1", False
    )


def _zeros_and_ones(site: Site) -> bool:
    if site.name in ("sequence_mask", "ones", "ones_like", "zeros", "zeros_like"):
        return True
    if site.name in ("cast", "to_float") and site.node.args:
        made = [made for made, _ in site.values.calls(site.node.args[0].value)]
        return bool(made) and all(_zeros_and_ones(one) for one in made)
    return False


@rule("mixed-averages", "symbols/sequence_loss", S2S + "sequence_loss")
def mixed_averages(site: Site) -> Iterator[Note]:
    """Finds an average over one axis with a sum over the other."""
    sums = [site.literal("sum_over_timesteps"), site.literal("sum_over_batch")]
    averages = [site.literal("average_across_timesteps"), site.literal("average_across_batch")]
    averages = [True if average is ... else average for average in averages]
    if True in sums and True in averages:
        yield Note("an average over one axis and a sum over the other is an error in tfa")


@rule("racing-step", "hazards/25_racing_step", ".minimize", ".apply_gradients")
def racing_step(site: Site) -> Iterator[Note]:
    """Finds training steps of TensorFlow 1 that are not the same twice."""
    optimizers = [made.name for made, _ in site.values.calls(site.receiver)]
    if not any(name.endswith("Optimizer") for name in optimizers):
        return
    used = {use.name.rpartition(".")[2] for use in site.values.names.uses}
    if used & {"enable_resource_variables", "disable_v2_behavior"}:
        return
    sure = "control_dependencies" not in used and not isinstance(site.node.func, cst.Name)
    yield Note(
        "a step races with its own gradients: record references with resource variables", sure
    )
