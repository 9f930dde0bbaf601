"""Answer to tf.contrib.summary: where each name lives today."""

from legacy_tf1.contrib.lazy import at, lazy_names

SYMBOLS = {
    **at(
        "tensorflow.python.ops.summary_ops_v2:",
        "SummaryWriter always_record_summaries audio create_file_writer "
        "create_summary_file_writer eval_dir flush generic histogram image import_event "
        "never_record_summaries record_summaries_every_n_global_steps scalar "
        "should_record_summaries summary_writer_initializer_op",
    ),
    "all_summary_ops": "tensorflow.compat.v1:summary.all_v2_summary_ops",
    "initialize": "tensorflow.compat.v1:summary.initialize",
}

NEAREST = {
    "create_db_writer": "use create_file_writer",
    "graph": "use tf.summary.FileWriter(logdir, graph)",
}

__getattr__, __dir__ = lazy_names(__name__, SYMBOLS, NEAREST)
