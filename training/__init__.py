"""Examples to a new model: data sets, fine-tuning, evaluation, the promotion gate."""
