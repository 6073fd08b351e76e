"""The bars of foresight: ideal points, agreement and forecasts against what happened."""
