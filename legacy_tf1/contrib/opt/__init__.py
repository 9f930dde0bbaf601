"""Answer to tf.contrib.opt: where each name lives today."""

from legacy_tf1.contrib.lazy import lazy_names

_HERE = __name__ + "."

SYMBOLS = {
    "AdaMaxOptimizer": _HERE + "adamax:AdaMaxOptimizer",
    "AdamWOptimizer": _HERE + "weight_decay:AdamWOptimizer",
    "DecoupledWeightDecayExtension": _HERE + "weight_decay:DecoupledWeightDecayExtension",
    "LazyAdamOptimizer": _HERE + "adam:LazyAdamOptimizer",
    "MomentumWOptimizer": _HERE + "weight_decay:MomentumWOptimizer",
    "MovingAverageOptimizer": _HERE + "moving_average:MovingAverageOptimizer",
    "MultitaskOptimizerWrapper": _HERE + "multitask:MultitaskOptimizerWrapper",
    "NadamOptimizer": _HERE + "adam:NadamOptimizer",
    "clip_gradients_by_global_norm": _HERE + "multitask:clip_gradients_by_global_norm",
    "extend_with_decoupled_weight_decay": _HERE + "weight_decay:extend_with_decoupled_weight_decay",
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
