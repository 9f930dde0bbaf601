"""Keep hyperparameters by name and type, as tf.contrib.training.hparam does."""

from __future__ import annotations

import json
import numbers
from typing import Any, Optional

from legacy_tf1.contrib.absent import Absent
from legacy_tf1.contrib.training.hparam_text import parse_values

__all__ = ["HParams", "parse_values"]

_PROTO: Any = Absent(
    "tf.contrib.training.HParams.to_proto",
    "TensorFlow 2 has no HParamDef message; use to_json and parse_json",
)


class HParams:
    """Named values of fixed types: int, float, bool, str, or lists of one of these.

    Values are attributes, too: `HParams(rate=0.1).rate`. The type is that of the
    first value; later ones must fit, where an int fits a float.
    """

    def __init__(self, hparam_def: Any = None, model_structure: Any = None, **kwargs: Any) -> None:
        """Takes names and values.

        Args:
          hparam_def: an `HParamDef` message, or what looks like one; then no `kwargs`.
          model_structure: kept for `get_model_structure`.
          **kwargs: the values by name.

        Raises:
          ValueError: if both are given, a name is reserved, or a list is empty.
        """
        # By name: the type of the value, or of a list's elements, and whether it is a list.
        self._hparam_types: dict[str, tuple[type, bool]] = {}
        self._model_structure = model_structure
        if hparam_def:
            for name, message in hparam_def.hparam.items():
                self.add_hparam(name, _of_message(message))
            if kwargs:
                raise ValueError(
                    f"give either hparam_def or values by name, not both: {sorted(kwargs)}"
                )
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def add_hparam(self, name: str, value: Any) -> None:
        """Adds a value under a new name.

        Raises:
          ValueError: if the object has such an attribute, or `value` is an empty list.
        """
        if getattr(self, name, None) is not None:
            raise ValueError(f"{name!r} is taken, or reserved: choose another name")
        is_list = isinstance(value, (list, tuple))
        if is_list and not value:
            raise ValueError(f"the list {name!r} is empty, so that it has no type")
        self._hparam_types[name] = (type(value[0] if is_list else value), is_list)
        setattr(self, name, value)

    def set_hparam(self, name: str, value: Any) -> None:
        """Changes a value.

        Raises:
          KeyError: if there is none of this name.
          ValueError: if the new value does not fit its type.
        """
        kind, is_list = self._hparam_types[name]
        if isinstance(value, list) != is_list:
            expected = "a list" if is_list else "one value"
            raise ValueError(f"{name!r} is {expected}, but {value!r} was given")
        fitted = [_fit(name, kind, v) for v in value] if is_list else _fit(name, kind, value)
        setattr(self, name, fitted)

    def del_hparam(self, name: str) -> None:
        """Removes a value, if there is one of this name."""
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values: str) -> HParams:
        """Changes values as a text such as `rate=0.1,layers=[64,32]` says; see `parse_values`.

        Returns:
          This object.

        Raises:
          ValueError: if the text cannot be read, or names what there is not.
        """
        return self.override_from_dict(
            parse_values(values, {name: kind for name, (kind, _) in self._hparam_types.items()})
        )

    def override_from_dict(self, values_dict: dict[str, Any]) -> HParams:
        """Changes values by name, and returns this object; raises as `set_hparam`."""
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    def set_from_map(self, values_map: dict[str, Any]) -> HParams:
        return self.override_from_dict(values_map)

    def set_model_structure(self, model_structure: Any) -> None:
        self._model_structure = model_structure

    def get_model_structure(self) -> Any:
        return self._model_structure

    def to_json(
        self, indent: Optional[int] = None, separators: Any = None, sort_keys: bool = False
    ) -> str:
        """Writes the values as a JSON object; the arguments are those of `json.dumps`."""
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def parse_json(self, values_json: str) -> HParams:
        """Changes values by a JSON object, and returns this object; raises as `set_hparam`."""
        return self.override_from_dict(json.loads(values_json))

    def values(self) -> dict[str, Any]:
        """Returns all values by name."""
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key: str, default: Any = None) -> Any:
        """Returns a value, or `default` if there is none of this name.

        Raises:
          ValueError: if the value exists, and `default` would not fit its type.
        """
        if key not in self._hparam_types:
            return default
        if default is not None:
            kind, is_list = self._hparam_types[key]
            if isinstance(default, list) != is_list:
                raise ValueError(f"the default {default!r} of {key!r} is of another type")
            for value in default if is_list else [default]:
                _fit(key, kind, value)
        return getattr(self, key)

    def __contains__(self, key: str) -> bool:
        return key in self._hparam_types

    def __str__(self) -> str:
        return ",".join(f"{name}={value}" for name, value in self.values().items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({sorted(self.values().items())})"

    def to_proto(self, export_scope: Optional[str] = None) -> Any:
        """Raises: the message it makes is part of contrib."""
        return _PROTO()

    @staticmethod
    def from_proto(hparam_def: Any, import_scope: Optional[str] = None) -> HParams:
        return HParams(hparam_def=hparam_def)


def _fit(name: str, kind: type, value: Any) -> Any:
    """Casts a value to a type, if nothing is lost by that.

    Raises:
      ValueError: if it does not fit.
    """
    if type(value) is kind or kind is type(None):
        return value
    text = (str, bytes)
    fits = (
        (isinstance(value, text) or not issubclass(kind, text))
        and isinstance(value, bool) == issubclass(kind, bool)
        and (isinstance(value, numbers.Integral) or not issubclass(kind, numbers.Integral))
        and (isinstance(value, numbers.Number) or not issubclass(kind, numbers.Number))
    )
    if not fits:
        raise ValueError(f"{name!r} is of type {kind.__name__}, which {value!r} does not fit")
    return kind(value)


def _of_message(message: Any) -> Any:
    """Reads one value of an `HParamDef`."""
    kind = message.WhichOneof("kind")
    value = getattr(message, kind)
    if kind.startswith("bytes"):
        return value.decode() if kind == "bytes_value" else [v.decode() for v in value.value]
    return value if kind.endswith("_value") else list(value.value)
