"""Look at helpers, which tfa calls samplers."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tf2_port.migrate.rules.kinds import S2S
from tf2_port.migrate.rules.rule import Note, rule
from tf2_port.migrate.values import Site

_EMBEDDING = (
    S2S + "GreedyEmbeddingHelper",
    S2S + "SampleEmbeddingHelper",
    S2S + "ScheduledEmbeddingTrainingHelper",
)
_SCHEDULED_OUTPUT = S2S + "ScheduledOutputTrainingHelper"
_VARIABLES = ("get_variable", "Variable")


def _moves(name: str, arguments: str) -> None:
    @rule(f"{name}-inputs", f"symbols/{name}", S2S + name)
    def check(site: Site) -> Iterator[Note]:
        moving = [a for a in arguments.split() if site.argument(a) is not None]
        if moving or not site.complete:
            yield Note(f"{', '.join(moving) or 'its tensors'} must move to the decoder's call")

    check.__doc__ = f"Finds tensors given to a {name}."


_moves("TrainingHelper", "inputs sequence_length")
_moves("GreedyEmbeddingHelper", "embedding start_tokens end_token")
_moves("SampleEmbeddingHelper", "embedding start_tokens end_token")
_moves("ScheduledEmbeddingTrainingHelper", "inputs sequence_length embedding")
_moves("ScheduledOutputTrainingHelper", "inputs sequence_length auxiliary_inputs")
_moves("InferenceHelper", "start_inputs")


@rule("cached-embedding", "hazards/09_cached_embedding", *_EMBEDDING)
def cached_embedding(site: Site) -> Iterator[Note]:
    """Finds an embedding that is neither a variable nor a function."""
    embedding = site.argument("embedding")
    if embedding is None or _is_function(site, embedding):
        return
    names = {made.name for made, index in site.values.calls(embedding) if index is None}
    if names and names <= {*_VARIABLES}:
        return
    computed = any(names - {*_VARIABLES, ""})
    doubt = "" if computed else ", unless it is a variable"
    yield Note(f"a sampler keeps the first embedding that it is given{doubt}", computed)


@rule("untracked-embedding", "hazards/26_untracked_embedding", *_EMBEDDING)
def untracked_embedding(site: Site) -> Iterator[Note]:
    """Finds a function or a layer, whose weights the sampler does not track."""
    embedding = site.argument("embedding")
    if embedding is not None and _is_function(site, embedding):
        yield Note("a sampler does not track the weights of its embedding: give them to the model")


def _is_function(site: Site, node: cst.BaseExpression) -> bool:
    for origin in site.values.origins(node):
        if isinstance(origin.node, cst.Lambda):
            return True
        if isinstance(origin.node, cst.Call):
            return site.values.site(origin.node).name == "keras.layers.Embedding"
    return False


@rule(
    "helper-seed",
    "hazards/22_random_streams",
    S2S + "SampleEmbeddingHelper",
    S2S + "ScheduledEmbeddingTrainingHelper",
    _SCHEDULED_OUTPUT,
)
def helper_seed(site: Site) -> Iterator[Note]:
    """Finds seeds, whose random streams go on from call to call in TensorFlow 2."""
    for name in ("seed", "scheduling_seed"):
        if site.given(name):
            yield Note(f"the stream of {name} goes on in TensorFlow 2, call after call")


@rule("helper-by-position", "hazards/20_positional_arguments", S2S + "InferenceHelper")
def helper_by_position(site: Site) -> Iterator[Note]:
    """Finds arguments by position that mean something else in tfa."""
    if site.positional > 3:
        yield Note("argument 4 by position is end_fn in tfa: start_inputs has moved")


@rule("scheduled-output-batch", "loud/dynamic_batch", _SCHEDULED_OUTPUT)
def scheduled_output_batch(site: Site) -> Iterator[Note]:
    """Finds the helper that needs the size of the batch when tfa traces."""
    yield Note("raises in a tf.function, if the batch size is not known", False)
