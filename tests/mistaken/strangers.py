"""Scripts by people who had not seen the checker, and what is wrong with each.

Their gradients were compared with central differences of their losses, as those of our own corpus
were. Where one of them shows a gap, what it takes is a general change, never one for that script.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("strangers")
Blamed = list[tuple[int, str]]


@dataclass(frozen=True)
class Script:
    """A verdict; the lines to blame, with the kinds; others that a person could fairly point at."""

    verdict: str
    blamed: Blamed = field(default_factory=list)
    instead: Blamed = field(default_factory=list)


STRANGERS = {
    "adam_dict": Script(
        "wrong", [(45, "missing-gradient")], [(50, "missing-gradient"), (13, "missing-gradient")]
    ),
    "attention_head": Script("right"),
    "autoencoder_tied": Script("right"),
    "bandit_reinforce": Script("right"),
    "batchnorm_class": Script("right"),
    "bias_trick": Script("right"),
    "celsius_lists": Script("right"),
    "char_rnn_adagrad": Script("right"),
    "char_rnn_dict": Script("right"),
    "clip_norm_rnn": Script("right"),
    "closures_layers": Script("right"),
    "clsw_1": Script("wrong", [(50, "summed-over-all")]),
    "column_classifier": Script("wrong", [(39, "summed-over-all")]),
    "conv1d_maxpool": Script("right"),
    "conv_1": Script("wrong", [(32, "averaged")], [(32, "extra-factor")]),
    "coursera_style": Script("wrong", [(44, "averaged"), (46, "extra-factor")]),
    "cs231_functions": Script("right"),
    "dataclass_adamw": Script("right"),
    "deep_lists": Script("right"),
    "digit_brain": Script("wrong", [(41, "derivative-at-wrong-place")]),
    "drop_1": Script("wrong", [(40, "averaged")], [(40, "extra-factor")]),
    "dropout_adam_class": Script("right"),
    "dropout_adam_inline": Script("right"),
    "dropout_layers": Script("wrong", [(41, "missing-mask")], [(77, "missing-mask")]),
    "early_stopping_val": Script("right"),
    "einsum_bilinear": Script("right"),
    "einsum_net": Script("wrong", [(37, "missing-derivative")]),
    "einzel_1": Script("wrong", [(27, "wrong-operand")], [(27, "missing-derivative")]),
    "eleven_lines": Script("right"),
    "elman": Script("wrong", [(43, "overwritten")]),
    "embedding_bow": Script("right"),
    "factorised_bpr": Script("right"),
    "fahrenheit_lists": Script("scaled"),
    "flat_vector": Script("right"),
    "gradcheck_columns": Script("right"),
    "grads_bag": Script(
        "wrong",
        [(41, "accumulated")],
        [(42, "accumulated"), (43, "accumulated"), (44, "accumulated")],
    ),
    "gru_dict": Script("right"),
    "heads_1": Script("wrong", [(15, "summed-over-all")]),
    "hinge_multiclass": Script("right"),
    "house_prices": Script("wrong", [(41, "missing-term"), (42, "summed-over-all")]),
    "huber_1": Script("wrong", [(37, "derivative-at-wrong-place")]),
    "huber_linear": Script("right"),
    "kelvin_net": Script("wrong", [(11, "shape-grows")], [(43, "shape-grows")]),
    "label_smoothing_weights": Script("right"),
    "lasso_subgradient": Script("right"),
    "layer_library": Script("right"),
    "layer_zoo": Script("right"),
    "layernorm_steps": Script("right"),
    "layers_lib": Script("wrong", [(16, "missing-sum")]),
    "leaky_regressor": Script("wrong", [(12, "wrong-derivative")], [(31, "wrong-derivative")]),
    "lists_2": Script("wrong", [(44, "derivative-at-wrong-place")]),
    "lists_two_two": Script(
        "wrong",
        [(64, "transposed"), (70, "missing-gradient")],
        [(68, "missing-gradient"), (22, "missing-gradient")],
    ),
    "logcosh_net": Script("right"),
    "logistic_newsletter": Script("right"),
    "lstm_cell": Script("right"),
    "matrix_factorisation": Script("right"),
    "micrograd_value": Script("right"),
    "minibatch_inline": Script(
        "wrong",
        [(48, "derivative-at-wrong-place"), (49, "missing-factor")],
    ),
    "multitask_mixture": Script("right"),
    "nielsen_network": Script("right"),
    "no_constants": Script("scaled"),
    "old_params": Script("wrong", [(33, "aliased")], [(41, "aliased")]),
    "online_lists": Script("wrong", [(42, "updated-too-early")], [(41, "updated-too-early")]),
    "poisson_regression": Script("right"),
    "poly_1": Script("wrong", [(39, "missing-sum")], [(39, "overwritten")]),
    "private_net": Script("right"),
    "private_perceptron": Script("wrong", [(32, "wrong-sign")]),
    "pure_xor": Script("right"),
    "quantile_regression": Script("right"),
    "recur_1": Script("wrong", [(37, "wrong-operand")], [(37, "wrong-layer")]),
    "resid_2": Script("wrong", [(11, "wrong-derivative")], [(40, "wrong-derivative")]),
    "residual_blocks": Script("right"),
    "ridge_fit_class": Script("right"),
    "rms_1": Script("wrong", [(46, "missing-sum")], [(46, "shape-grows")]),
    "s_bits_bigram": Script("scaled"),
    "s_class_sse": Script("scaled"),
    "s_linear_mse": Script("scaled"),
    "s_pure_average": Script("scaled"),
    "s_rnn_per_step": Script("scaled"),
    "s_softmax_sum": Script("scaled"),
    "sine_fit": Script("wrong", [(33, "shape-grows")]),
    "skipgram_negative": Script("right"),
    "softmax_dict": Script("scaled"),
    "softmax_regression_cs231": Script("right"),
    "softplus_lists": Script(
        "wrong",
        [(11, "wrong-derivative"), (45, "overwritten")],
        [(43, "wrong-derivative")],
    ),
    "spiral_softmax": Script("wrong", [(54, "averaged")]),
    "square_hidden": Script("wrong", [(35, "transposed")]),
    "study_hours": Script("wrong", [(36, "wrong-operand")]),
    "sum_of_gradients": Script("scaled"),
    "svm_subgradient": Script("right"),
    "three_layer_relu": Script("wrong", [(63, "wrong-layer")]),
    "tied_1": Script("wrong", [(28, "wrong-derivative")]),
    "train_step_functions": Script(
        "wrong",
        [(34, "updated-too-early")],
        [(30, "updated-too-early")],
    ),
    "two_outputs": Script("wrong", [(26, "wrong-loss")]),
    "vae_like_two_losses": Script("right"),
    "w_accumulated": Script(
        "wrong",
        [(17, "accumulated")],
        [
            (7, "accumulated"),
            (18, "accumulated"),
            (19, "accumulated"),
            (20, "accumulated"),
            (22, "accumulated"),
        ],
    ),
    "w_batchnorm_mean": Script("wrong", [(24, "missing-term")]),
    "w_bias_averaged": Script("wrong", [(25, "averaged")]),
    "w_closure_place": Script("wrong", [(9, "derivative-at-wrong-place")]),
    "w_dropout_class": Script("wrong", [(27, "missing-mask")]),
    "w_embedding_duplicates": Script("wrong", [(20, "overwritten")]),
    "w_huber_sign": Script("wrong", [(18, "wrong-derivative")], [(25, "wrong-derivative")]),
    "w_lstm_forget": Script("wrong", [(36, "wrong-operand")]),
    "w_pure_too_early": Script("wrong", [(25, "updated-too-early")], [(23, "updated-too-early")]),
    "w_reg_half": Script("wrong", [(12, "missing-factor")]),
    "w_rnn_transposed": Script("wrong", [(30, "transposed")]),
    "w_tied_overwritten": Script("wrong", [(18, "overwritten")]),
    "w_two_attention": Script("wrong", [(22, "missing-factor"), (26, "wrong-operand")]),
    "w_two_class": Script("wrong", [(19, "missing-derivative"), (24, "summed-over-all")]),
    "weight_decay_tanh": Script("wrong", [(35, "missing-factor")]),
    "xor_logistic": Script("wrong", [(41, "repeated-derivative")]),
    "xor_loop": Script("wrong", [(37, "wrong-operand")]),
}
