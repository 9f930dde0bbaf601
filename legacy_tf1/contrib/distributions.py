"""Answer to tf.contrib.distributions: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.compat.v1:distributions.",
        "Bernoulli Beta Categorical Dirichlet DirichletMultinomial Distribution Exponential "
        "FULLY_REPARAMETERIZED Gamma Laplace Multinomial NOT_REPARAMETERIZED Normal "
        "RegisterKL ReparameterizationType StudentT Uniform kl_divergence",
    ),
}

NEAREST = {
    "": "install tensorflow-probability, whose tfp.distributions is the heir of this package",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
