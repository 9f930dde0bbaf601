"""Answer to tf.contrib.losses: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tf_slim.losses:",
        "absolute_difference add_loss compute_weighted_loss cosine_distance get_losses "
        "get_regularization_losses get_total_loss hinge_loss log_loss "
        "mean_pairwise_squared_error mean_squared_error sigmoid_cross_entropy "
        "softmax_cross_entropy sparse_softmax_cross_entropy",
    ),
    "metric_learning": "tf_slim.losses.metric_learning",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS)
