"""Judge the port by the graph of 2018, with the fixture `parity` of seq2seq-port."""

from __future__ import annotations

from typing import Any

import numpy as np
from roman_port import Roman

INPUTS = {  # XIV, II and MCM, which are 14, 2 and 1900
    "source": np.array([[5, 3, 4], [3, 3, 0], [9, 7, 9]], np.int32),
    "source_length": np.array([3, 2, 3], np.int32),
    "target": np.array([[4, 7, 2, 0, 0], [5, 2, 0, 0, 0], [4, 12, 3, 3, 2]], np.int32),
    "target_length": np.array([3, 2, 5], np.int32),
}


def test_port_computes_what_it_did_in_2018(parity: Any) -> None:
    parity.check(Roman, graph="roman_graph:build", inputs=INPUTS)
