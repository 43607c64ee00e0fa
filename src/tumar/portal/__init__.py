"""The public face: published factsheets and the evidence behind them."""
