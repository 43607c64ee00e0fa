"""What can be said of a programme's parts from their values alone."""


def is_money(indicator: str) -> bool:
    """Tell whether an indicator's figures are euro cents; a response's code may follow after a full stop."""
    return indicator.split(".")[0].endswith("_value")
