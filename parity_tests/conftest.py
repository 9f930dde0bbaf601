"""Keep TensorFlow quiet, for every test."""

from tf2_port.commands.compare import quiet_tensorflow

quiet_tensorflow()
