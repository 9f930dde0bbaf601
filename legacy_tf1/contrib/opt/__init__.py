"""Answer to tf.contrib.opt: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

_HERE = __name__ + "."

SYMBOLS = {
    **at(_HERE + "adam:", "LazyAdamOptimizer NadamOptimizer"),
    **at(_HERE + "adamax:", "AdaMaxOptimizer"),
    **at(_HERE + "moving_average:", "MovingAverageOptimizer"),
    **at(_HERE + "multitask:", "MultitaskOptimizerWrapper clip_gradients_by_global_norm"),
    **at(
        _HERE + "weight_decay:",
        "AdamWOptimizer DecoupledWeightDecayExtension MomentumWOptimizer "
        "extend_with_decoupled_weight_decay",
    ),
}

NEAREST = {
    "": "use an optimizer of tf.train, or write its update as a subclass of tf.train.Optimizer",
    "AdamGSOptimizer": "use tf.train.AdamOptimizer",
    "LazyAdamGSOptimizer": "use tf.contrib.opt.LazyAdamOptimizer",
    "ScipyOptimizerInterface": "call scipy.optimize.minimize with a function that runs the "
    "session for loss and gradients",
    "ExternalOptimizerInterface": "call the optimizer with a function that runs the session for "
    "loss and gradients",
    "VariableClippingOptimizer": "assign tf.clip_by_norm of the variable after each step",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
