"""From the text of a cell to a typed value, or to a finding that says why there is none."""
