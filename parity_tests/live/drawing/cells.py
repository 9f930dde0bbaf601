"""Draw RNN cells: every kind of `tf.nn.rnn_cell`, wrapped and stacked."""

from __future__ import annotations

from parity_tests.live.drawing.pen import Pen, call


def activation(pen: Pen) -> str | None:
    """Draws an activation, but not one that lets small differences of sums through."""
    return pen.maybe("tf.sigmoid", "tf.nn.relu") if pen.exact else pen.maybe("tf.sigmoid")


def basic_rnn(pen: Pen, units: int) -> str:
    function = activation(pen)
    return call("tf.nn.rnn_cell.BasicRNNCell", f"{units}", activation=function, dtype=pen.tf_dtype)


def gru(pen: Pen, units: int) -> str:
    function = activation(pen)
    return call("tf.nn.rnn_cell.GRUCell", f"{units}", activation=function, dtype=pen.tf_dtype)


def basic_lstm(pen: Pen, units: int) -> str:
    return call(
        "tf.nn.rnn_cell.BasicLSTMCell",
        f"{units}",
        forget_bias=pen.maybe("0.0"),
        state_is_tuple=pen.maybe("False"),
        activation=pen.maybe("tf.sigmoid"),
        dtype=pen.tf_dtype,
    )


def lstm(pen: Pen, units: int) -> str:
    """The output has `units`: of the projection, if there is one."""
    project = pen.choose(False, True)
    return call(
        "tf.nn.rnn_cell.LSTMCell",
        f"{units + pen.number(1, 3) if project else units}",
        use_peepholes=pen.flag(),
        cell_clip=pen.maybe("0.7"),
        num_proj=f"{units}" if project else None,
        proj_clip=pen.maybe("0.4") if project else None,
        forget_bias=pen.maybe("0.0", "1.5"),
        state_is_tuple=pen.maybe("False"),
        activation=pen.maybe("tf.sigmoid"),
        dtype=pen.tf_dtype,
    )


def simple(pen: Pen, units: int) -> str:
    return pen.choose(basic_rnn, gru, basic_lstm, lstm)(pen, units)


def layer(pen: Pen, units: int, input_size: int | None) -> str:
    """Draws a cell that may be wrapped.

    Args:
      pen: to draw with.
      units: of the output.
      input_size: of the input where it is known: what allows a residual connection.
    """
    cell = simple(pen, units)
    wrapper = pen.choose("", "", "", "dropout", "device", "residual")
    if wrapper == "device":
        return call("tf.nn.rnn_cell.DeviceWrapper", cell, '"/cpu:0"')
    if wrapper == "dropout":
        return call(
            "tf.nn.rnn_cell.DropoutWrapper",
            cell,
            input_keep_prob=pen.maybe("tf.constant(1.0)"),
            output_keep_prob=pen.maybe("1.0"),
            state_keep_prob=pen.maybe("1.0"),
            dtype=pen.tf_dtype,
        )
    if wrapper == "residual":
        if input_size == units and pen.choose(True, False):
            return call("tf.nn.rnn_cell.ResidualWrapper", cell)
        joined = "lambda inputs, outputs: outputs + inputs[:, :1]"
        return call("tf.nn.rnn_cell.ResidualWrapper", cell, residual_fn=joined)
    return cell


def cell(pen: Pen, units: int) -> str:
    """Draws a cell of one layer or several, whose output has `units`."""
    depth = pen.choose(1, 1, 1, 2, 3)
    if depth == 1:
        return layer(pen, units, None)
    layers = [layer(pen, units, units if k else None) for k in range(depth)]
    return call("tf.nn.rnn_cell.MultiRNNCell", f"[{', '.join(layers)}]")
