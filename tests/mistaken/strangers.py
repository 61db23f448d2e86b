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
    "activation_classes": Script("wrong", [(21, "wrong-derivative")]),
    "adam_dict": Script(
        "wrong", [(45, "missing-gradient")], [(50, "missing-gradient"), (13, "missing-gradient")]
    ),
    "adam_dict_f": Script("right"),
    "adam_dict_net": Script("wrong", [(18, "extra-factor")]),
    "adam_digits_sum": Script("scaled"),
    "affine_relu_funcs": Script("wrong", [(19, "wrong-derivative")], [(19, "missing-derivative")]),
    "ageing_battery": Script(
        "wrong", [(25, "missing-gradient")], [(7, "missing-gradient"), (26, "missing-gradient")]
    ),
    "and_gate_percent": Script("scaled"),
    "attention_head": Script("right"),
    "autoencoder_fn": Script("wrong", [(20, "transposed")]),
    "autoencoder_tied": Script("right"),
    "bandit_reinforce": Script("right"),
    "batchnorm_class": Script("right"),
    "batchnorm_class_f": Script("right"),
    "batchnorm_rows": Script("right"),
    "bias_trick": Script("right"),
    "bilinear_match_class": Script("scaled"),
    "cbow_word2vec": Script("wrong", [(36, "missing-factor")]),
    "celsius_chain_lists": Script("right"),
    "celsius_lists": Script("right"),
    "celsius_lists_f": Script("right"),
    "chain_of_neurons": Script("wrong", [(27, "wrong-layer")]),
    "char_rnn_adagrad": Script("right"),
    "char_rnn_adagrad_e": Script("wrong", [(32, "missing-derivative")]),
    "char_rnn_dict": Script("right"),
    "clip_norm_rnn": Script("right"),
    "closures_layers": Script("right"),
    "cls_autoencoder_square": Script("wrong", [(21, "transposed")]),
    "cls_dropout_layer_scale": Script("wrong", [(26, "missing-mask")], [(26, "missing-factor")]),
    "cls_layers_relu_from_output": Script("right"),
    "cls_mlp_no_zero_grad": Script("wrong", [(30, "accumulated")], [(46, "accumulated")]),
    "cls_neural_network_no_bias_update": Script(
        "wrong",
        [(29, "missing-gradient")],
        [(18, "missing-gradient"), (23, "missing-gradient"), (28, "missing-gradient")],
    ),
    "cls_neuron_objects": Script("wrong", [(43, "missing-derivative")]),
    "cls_rnn_counter": Script("wrong", [(38, "wrong-operand")]),
    "cls_tensor_tape_overwrite": Script("wrong", [(47, "overwritten")]),
    "cls_truth_table_classifier": Script("right"),
    "cls_value_tape": Script("right"),
    "cls_wine_scaled": Script("scaled"),
    "clsw_1": Script("wrong", [(50, "summed-over-all")]),
    "column_classifier": Script("wrong", [(39, "summed-over-all")]),
    "comprehension_net": Script("wrong", [(20, "missing-derivative")]),
    "conv1d_funcs": Script("wrong", [(18, "summed-over-all")]),
    "conv1d_maxpool": Script("right"),
    "conv_1": Script("wrong", [(32, "averaged")], [(32, "extra-factor")]),
    "couche_dense": Script(
        "wrong",
        [(21, "aliased")],
        [(22, "updated-too-early"), (22, "aliased"), (24, "updated-too-early"), (24, "aliased")],
    ),
    "coursera_style": Script("wrong", [(44, "averaged"), (46, "extra-factor")]),
    "cs231_functions": Script("right"),
    "dataclass_adamw": Script("right"),
    "decay_in_update": Script("right"),
    "deep_dict": Script("wrong", [(29, "derivative-at-wrong-place")], [(29, "wrong-operand")]),
    "deep_lists": Script("right"),
    "deep_lists_insert": Script("wrong", [(33, "wrong-layer")]),
    "deux_couches": Script("wrong", [(31, "missing-derivative")]),
    "diagnosis_network": Script("wrong", [(35, "repeated-derivative")]),
    "digit_brain": Script("wrong", [(41, "derivative-at-wrong-place")]),
    "drop_1": Script("wrong", [(40, "averaged")], [(40, "extra-factor")]),
    "dropout_adam_class": Script("right"),
    "dropout_adam_inline": Script("right"),
    "dropout_cache_funcs": Script("wrong", [(18, "missing-mask")], [(18, "missing-factor")]),
    "dropout_demo": Script("wrong", [(26, "missing-mask")], [(27, "missing-mask")]),
    "dropout_layer": Script("wrong", [(15, "missing-mask")], [(15, "missing-factor")]),
    "dropout_layers": Script("wrong", [(41, "missing-mask")], [(77, "missing-mask")]),
    "dropout_moons": Script("wrong", [(33, "missing-mask")]),
    "dropout_nesterov_dict": Script("right"),
    "early_stopping_val": Script("right"),
    "einsum_bilinear": Script("right"),
    "einsum_net": Script("wrong", [(37, "missing-derivative")]),
    "einzel_1": Script("wrong", [(27, "wrong-operand")], [(27, "missing-derivative")]),
    "elastic_net": Script("wrong", [(21, "missing-term")]),
    "elastic_net_funcs": Script("wrong", [(26, "missing-term")]),
    "eleven_lines": Script("right"),
    "elman": Script("wrong", [(43, "overwritten")]),
    "elu_modules": Script("right"),
    "embedding_bag_funcs": Script("wrong", [(25, "overwritten")], [(25, "missing-sum")]),
    "embedding_bow": Script("right"),
    "entrenar_red": Script(
        "wrong", [(35, "updated-too-early")], [(21, "updated-too-early"), (36, "updated-too-early")]
    ),
    "factorised_bpr": Script("right"),
    "fahrenheit_comprehension": Script("wrong", [(19, "wrong-operand")]),
    "fahrenheit_lists": Script("scaled"),
    "fahrenheit_short": Script("wrong", [(24, "missing-factor")]),
    "feature_scaling_net": Script(
        "wrong", [(27, "missing-sum")], [(45, "shape-grows"), (45, "missing-sum")]
    ),
    "flat_vector": Script("right"),
    "flowers_softmax_l2": Script("wrong", [(36, "missing-factor")]),
    "fn_affine_relu_cs231n": Script("wrong", [(12, "summed-over-all")]),
    "fn_coursera_style": Script("wrong", [(37, "wrong-derivative")]),
    "fn_globals_temperature": Script("right"),
    "fn_layer_list_generic": Script("wrong", [(43, "missing-derivative")]),
    "fn_lin_grow_shapes": Script("wrong", [(9, "shape-grows")], [(34, "shape-grows")]),
    "fn_logreg_penalty": Script("scaled"),
    "fn_mae_two_errors": Script(
        "wrong", [(25, "wrong-sign"), (26, "missing-term")], [(25, "wrong-derivative")]
    ),
    "fn_residual_block": Script("wrong", [(22, "wrong-operand")]),
    "fn_so_outer_loss": Script(
        "wrong", [(14, "wrong-loss")], [(8, "shape-grows"), (14, "shape-grows")]
    ),
    "fn_tuple_caches": Script(
        "wrong", [(42, "derivative-at-wrong-place")], [(42, "wrong-operand")]
    ),
    "fn_update_inside_backward": Script(
        "wrong", [(31, "updated-too-early")], [(29, "updated-too-early")]
    ),
    "forward_backward_cache": Script("right"),
    "fraud_class_weights": Script("scaled"),
    "fruit_softmax_lists": Script("wrong", [(35, "wrong-operand")]),
    "gelu_regressor": Script(
        "wrong", [(32, "derivative-at-wrong-place"), (35, "extra-factor")], [(33, "extra-factor")]
    ),
    "global_functions": Script("scaled"),
    "globals_train": Script(
        "wrong",
        [(10, "missing-gradient")],
        [(23, "missing-gradient"), (29, "missing-gradient"), (33, "missing-gradient")],
    ),
    "gradcheck_columns": Script("right"),
    "grads_bag": Script(
        "wrong",
        [(41, "accumulated")],
        [(42, "accumulated"), (43, "accumulated"), (44, "accumulated")],
    ),
    "grads_zeroed_class": Script(
        "wrong", [(15, "accumulated")], [(19, "accumulated"), (20, "accumulated")]
    ),
    "growing_gradient": Script("wrong", [(27, "accumulated")], [(16, "accumulated")]),
    "gru_cell_funcs": Script("wrong", [(19, "wrong-sign")]),
    "gru_dict": Script("right"),
    "gru_like_gate": Script("wrong", [(19, "overwritten")]),
    "heads_1": Script("wrong", [(15, "summed-over-all")]),
    "helper_nonlin": Script("wrong", [(33, "derivative-at-wrong-place")], [(33, "wrong-operand")]),
    "hinge_lists": Script("wrong", [(29, "wrong-sign")]),
    "hinge_multiclass": Script("right"),
    "house_prices": Script("wrong", [(41, "missing-term"), (42, "summed-over-all")]),
    "house_prices_fit": Script("scaled"),
    "housing_columns": Script("wrong", [(29, "summed-over-all")]),
    "huber_1": Script("wrong", [(37, "derivative-at-wrong-place")]),
    "huber_linear": Script("right"),
    "inl_columns_sine": Script("wrong", [(28, "summed-over-all")]),
    "inl_dropout_regression": Script("wrong", [(26, "missing-mask")], [(27, "missing-mask")]),
    "inl_house_prices": Script("wrong", [(27, "missing-factor")]),
    "inl_minibatch_digits": Script("wrong", [(37, "averaged")]),
    "inl_moons_two_mistakes": Script(
        "wrong",
        [(29, "derivative-at-wrong-place"), (31, "averaged")],
        [(29, "wrong-operand"), (29, "wrong-derivative"), (31, "extra-factor")],
    ),
    "inl_sigmoid_mse_logits": Script("wrong", [(25, "derivative-at-wrong-place")]),
    "inl_so_not_learning": Script("wrong", [(30, "wrong-operand")]),
    "inl_spiral_softmax_bias": Script("wrong", [(47, "missing-factor")]),
    "inl_square_hidden_transpose": Script("wrong", [(26, "transposed")]),
    "inl_three_layers_early": Script(
        "wrong", [(29, "updated-too-early")], [(27, "updated-too-early")]
    ),
    "inl_xor_two_layer": Script("right"),
    "inline_updates": Script("wrong", [(31, "updated-too-early")], [(32, "updated-too-early")]),
    "kelvin_net": Script("wrong", [(11, "shape-grows")], [(43, "shape-grows")]),
    "kolommen_softmax": Script("right"),
    "l_layer_model_l2": Script("right"),
    "label_smoothing_weights": Script("right"),
    "lasso_subgradient": Script("right"),
    "layer_library": Script("right"),
    "layer_list_microbatch": Script("right"),
    "layer_zoo": Script("right"),
    "layernorm_funcs": Script("wrong", [(14, "wrong-operand")]),
    "layernorm_steps": Script("right"),
    "layers_lib": Script("wrong", [(16, "missing-sum")]),
    "leaky_regressor": Script("wrong", [(12, "wrong-derivative")], [(31, "wrong-derivative")]),
    "line_fit_1": Script("wrong", [(30, "wrong-operand")]),
    "linear_layer_grads": Script("wrong", [(15, "accumulated")]),
    "linear_svm_hinge": Script("wrong", [(24, "averaged")]),
    "lists_2": Script("wrong", [(44, "derivative-at-wrong-place")]),
    "lists_two_two": Script(
        "wrong",
        [(64, "transposed"), (70, "missing-gradient")],
        [(68, "missing-gradient"), (22, "missing-gradient")],
    ),
    "logcosh_net": Script("right"),
    "logistic_newsletter": Script("right"),
    "logreg_titanic": Script("wrong", [(25, "repeated-derivative")]),
    "loss_helpers": Script("wrong", [(35, "repeated-derivative")]),
    "lstm_cell": Script("right"),
    "lstm_step_funcs": Script("wrong", [(24, "wrong-derivative")]),
    "matrix_by_hand": Script("right"),
    "matrix_factorisation": Script("right"),
    "micrograd_value": Script("right"),
    "minibatch_bikes": Script("wrong", [(23, "wrong-loss")], [(23, "shape-grows")]),
    "minibatch_inline": Script(
        "wrong", [(48, "derivative-at-wrong-place"), (49, "missing-factor")]
    ),
    "mlp_classifier_sum": Script("scaled"),
    "momentum_half": Script("scaled"),
    "moons_quick": Script("wrong", [(23, "updated-too-early")], [(26, "updated-too-early")]),
    "multitask_mixture": Script("right"),
    "nesterov_means": Script("wrong", [(24, "averaged")], [(24, "extra-factor")]),
    "neuron_two_signs": Script("right"),
    "nielsen_network": Script("right"),
    "nn_from_scratch_class": Script("wrong", [(34, "extra-factor")]),
    "no_constants": Script("scaled"),
    "nonlin_deriv_flag": Script("wrong", [(32, "derivative-at-wrong-place")]),
    "numbered_layers_dict": Script("wrong", [(35, "wrong-layer")]),
    "old_params": Script("wrong", [(33, "aliased")], [(41, "aliased")]),
    "old_weights_copy": Script(
        "wrong",
        [(19, "aliased")],
        [(22, "updated-too-early"), (28, "aliased"), (28, "updated-too-early")],
    ),
    "old_weights_mlp": Script(
        "wrong",
        [(22, "aliased")],
        [(25, "updated-too-early"), (25, "aliased"), (28, "aliased"), (28, "updated-too-early")],
    ),
    "one_two_one": Script("wrong", [(8, "shape-grows")], [(29, "shape-grows")]),
    "one_two_one_online": Script("right"),
    "online_lists": Script("wrong", [(42, "updated-too-early")], [(41, "updated-too-early")]),
    "opt_adam_gelu": Script("right"),
    "opt_adam_sign": Script("wrong", [(21, "wrong-sign")], [(21, "wrong-derivative")]),
    "opt_batchnorm_momentum": Script(
        "wrong", [(26, "missing-term")], [(26, "missing-derivative"), (26, "wrong-derivative")]
    ),
    "opt_clip_norm_output_slope": Script("wrong", [(21, "missing-derivative")]),
    "opt_cross_entropy_slope_twice": Script(
        "wrong", [(17, "repeated-derivative"), (18, "averaged")]
    ),
    "opt_elastic_net": Script("right"),
    "opt_lr_schedule_wrong_layer": Script("wrong", [(30, "wrong-layer")]),
    "opt_momentum_columns": Script("right"),
    "opt_nesterov_sum": Script("scaled"),
    "opt_rmsprop_missing_bias": Script(
        "wrong",
        [(26, "missing-gradient")],
        [(9, "missing-gradient"), (16, "missing-gradient"), (25, "missing-gradient")],
    ),
    "opt_weight_decay_extra": Script("wrong", [(27, "extra-factor")]),
    "parabola_momentum": Script("right"),
    "parametri_rete": Script("wrong", [(30, "summed-over-all")]),
    "parity_bits": Script(
        "wrong", [(19, "wrong-operand"), (22, "wrong-operand")], [(22, "missing-derivative")]
    ),
    "perceptron_klasse": Script("scaled"),
    "poisson_counts": Script("right"),
    "poisson_regression": Script("right"),
    "poly_1": Script("wrong", [(39, "missing-sum")], [(39, "overwritten")]),
    "poly_regression": Script("wrong", [(19, "accumulated")], [(11, "accumulated")]),
    "private_net": Script("right"),
    "private_perceptron": Script("wrong", [(32, "wrong-sign")]),
    "private_slope_class": Script("right"),
    "pure_xor": Script("right"),
    "py_bits_counter_noloss": Script(
        "wrong", [(31, "wrong-layer")], [(31, "wrong-operand"), (31, "derivative-at-wrong-place")]
    ),
    "py_delay_line_predictor": Script("right"),
    "py_hw3_sample_sgd": Script("wrong", [(35, "overwritten")], [(35, "missing-sum")]),
    "py_line_fit_gd": Script("scaled"),
    "py_matrix_helpers": Script("wrong", [(31, "wrong-derivative")]),
    "py_mlp_reversed_deltas": Script("right"),
    "py_ohm_resistor": Script("wrong", [(26, "missing-sum")], [(26, "overwritten")]),
    "py_perceptron_batch_acc": Script("wrong", [(23, "accumulated")], [(11, "accumulated")]),
    "py_poly_regression": Script("wrong", [(26, "missing-term")], [(27, "missing-term")]),
    "py_shallow_copy_weights": Script(
        "wrong", [(21, "aliased")], [(26, "updated-too-early"), (26, "aliased")]
    ),
    "py_three_class_softmax": Script("wrong", [(27, "repeated-derivative")]),
    "quantile_regression": Script("right"),
    "rain_predictor": Script("wrong", [(20, "averaged")], [(20, "extra-factor")]),
    "recur_1": Script("wrong", [(37, "wrong-operand")], [(37, "wrong-layer")]),
    "relu_two_things": Script("wrong", [(8, "wrong-derivative"), (23, "summed-over-all")]),
    "resid_2": Script("wrong", [(11, "wrong-derivative")], [(40, "wrong-derivative")]),
    "residual_block": Script("wrong", [(35, "overwritten")]),
    "residual_block_f": Script("wrong", [(25, "wrong-sign")]),
    "residual_blocks": Script("right"),
    "ridge_cost_function": Script("wrong", [(14, "missing-factor")]),
    "ridge_fit_class": Script("right"),
    "ridge_net": Script("wrong", [(26, "missing-term")]),
    "rms_1": Script("wrong", [(46, "missing-sum")], [(46, "shape-grows")]),
    "rmsprop_dict_net": Script("wrong", [(29, "summed-over-all")]),
    "rmsprop_forgotten": Script(
        "wrong", [(32, "missing-gradient")], [(18, "missing-gradient"), (30, "missing-gradient")]
    ),
    "rnn_many_to_one_class": Script("right"),
    "robust_huber": Script("wrong", [(25, "missing-factor")], [(25, "wrong-derivative")]),
    "s_bits_bigram": Script("scaled"),
    "s_class_sse": Script("scaled"),
    "s_linear_mse": Script("scaled"),
    "s_pure_average": Script("scaled"),
    "s_rnn_per_step": Script("scaled"),
    "s_softmax_sum": Script("scaled"),
    "salary_regression": Script("wrong", [(20, "shape-grows")]),
    "sample_outer_sgd": Script("scaled"),
    "scalar_rnn_lists": Script("wrong", [(28, "wrong-operand")]),
    "self_updating_layers": Script(
        "wrong", [(15, "updated-too-early")], [(17, "updated-too-early")]
    ),
    "shared_weight": Script("wrong", [(29, "overwritten")]),
    "sigmoid_deriv_function": Script("wrong", [(27, "derivative-at-wrong-place")]),
    "sigmoid_out_dict": Script("wrong", [(27, "wrong-operand"), (33, "wrong-sign")]),
    "sine_fit": Script("wrong", [(33, "shape-grows")]),
    "sine_fit_f": Script("wrong", [(26, "summed-over-all")]),
    "skipgram_negative": Script("right"),
    "softmax_dict": Script("scaled"),
    "softmax_intro": Script("wrong", [(23, "repeated-derivative")], [(23, "extra-factor")]),
    "softmax_layers_mean": Script("wrong", [(15, "averaged")]),
    "softmax_loss_reg": Script("right"),
    "softmax_regression_cs231": Script("right"),
    "softplus_lists": Script(
        "wrong", [(11, "wrong-derivative"), (45, "overwritten")], [(43, "wrong-derivative")]
    ),
    "softplus_momentum_dict": Script("wrong", [(7, "wrong-derivative")]),
    "spam_neuron_decay": Script("right"),
    "spiral_softmax": Script("wrong", [(54, "averaged")]),
    "square_autoencoder_dict": Script(
        "wrong", [(31, "missing-sum"), (32, "transposed")], [(31, "shape-grows")]
    ),
    "square_hidden": Script("wrong", [(35, "transposed")]),
    "square_layers": Script("wrong", [(26, "transposed")]),
    "study_hours": Script("wrong", [(36, "wrong-operand")]),
    "sum_of_gradients": Script("scaled"),
    "svm_subgradient": Script("right"),
    "tanh_slope_lists": Script("wrong", [(38, "derivative-at-wrong-place")]),
    "tape_closures": Script("right"),
    "taxi_fares_pairs": Script("scaled"),
    "temperatur": Script("wrong", [(8, "shape-grows")], [(31, "shape-grows")]),
    "three_layer_relu": Script("wrong", [(63, "wrong-layer")]),
    "three_layer_square": Script("wrong", [(27, "transposed")]),
    "tied_1": Script("wrong", [(28, "wrong-derivative")]),
    "tied_autoencoder": Script("wrong", [(28, "overwritten")]),
    "tiefes_netz": Script("wrong", [(21, "wrong-layer")]),
    "tiny_keras": Script("wrong", [(23, "averaged")]),
    "traffic_light_net": Script("wrong", [(27, "missing-derivative")]),
    "train_step_functions": Script(
        "wrong", [(34, "updated-too-early")], [(30, "updated-too-early")]
    ),
    "truth_table_loss": Script("wrong", [(15, "wrong-loss")], [(15, "wrong-operand")]),
    "truth_table_transposed": Script("right"),
    "tut_121_weights_grow": Script("wrong", [(8, "shape-grows")], [(26, "shape-grows")]),
    "tut_and_gate_scaled": Script("scaled"),
    "tut_celsius_wrong_input": Script(
        "wrong", [(22, "wrong-operand"), (23, "averaged")], [(23, "extra-factor")]
    ),
    "tut_comprehension_121": Script("right"),
    "tut_deriv_flag_right": Script("right"),
    "tut_deriv_flag_wrong_place": Script("wrong", [(28, "derivative-at-wrong-place")]),
    "tut_fahrenheit_one_by_one": Script("right"),
    "tut_line_comprehension_half": Script("scaled"),
    "tut_or_gate_signs": Script("wrong", [(29, "wrong-sign")]),
    "tut_two_neurons_chain_early": Script(
        "wrong", [(22, "updated-too-early")], [(19, "updated-too-early")]
    ),
    "tut_two_outputs_missing_sum": Script("wrong", [(24, "missing-sum")], [(24, "missing-term")]),
    "tutorial_gradcheck": Script("right"),
    "two_heads": Script(
        "wrong", [(26, "transposed"), (29, "missing-factor")], [(28, "missing-factor")]
    ),
    "two_hidden_tanh": Script("wrong", [(28, "wrong-layer")]),
    "two_inputs_neuron": Script("wrong", [(23, "extra-factor"), (28, "wrong-sign")]),
    "two_layer_sum_funcs": Script("scaled"),
    "two_outputs": Script("wrong", [(26, "wrong-loss")]),
    "umbrella_logistic": Script("wrong", [(34, "wrong-sign")]),
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
    "wine_leaky_tutorial": Script("wrong", [(21, "wrong-derivative"), (39, "missing-term")]),
    "wine_quality": Script(
        "wrong", [(19, "wrong-loss")], [(19, "shape-grows"), (37, "wrong-loss")]
    ),
    "word_embedding": Script("wrong", [(18, "missing-sum")], [(18, "overwritten")]),
    "xor_by_hand": Script("wrong", [(33, "missing-derivative")]),
    "xor_logistic": Script("wrong", [(41, "repeated-derivative")]),
    "xor_loop": Script("wrong", [(37, "wrong-operand")]),
    "xor_net_2014": Script("right"),
    "zip_star_net": Script("right"),
}
