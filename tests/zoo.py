"""About eighty-five named models, crossed with every reader, writer and engine.

    from zoo import ZOO

    @pytest.mark.parametrize("model", ZOO.values(), ids=ZOO)
    def test_something(model: Model) -> None:
        model.step        # declarations, forward equations, gradients
        model.lengths     # the length of every index
        model.values      # data, parameters, states, settings, draws at a generic point
        model.expected    # every quantity there, by the reference interpreter
        model.magnitudes  # the sum of the absolute values of the terms of each entry

The point is generic: no zeros, all widths different, an odd number of samples, away from kinks,
targets unlike outputs. `LONG` is one more model, of 2,000 equations, kept out of the crossings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np

from agreement import magnitudes
from built import BUILT
from whygrad.calculus.derivation import derive
from whygrad.calculus.evaluation import evaluate
from whygrad.language.equations import ITERATION, Step
from whygrad.language.parsing import parse
from whygrad.language.sizes import index_lengths
from whygrad.training.networks import network_text

AT_ITERATION = 3.0
Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Model:
    """One model of the zoo: its text, and what makes generic values for it.

    free      the length of each index that an axis of the data gives
    positive  names whose entries are above 0
    one_hot   data that mark one class, along the last axis
    binary    data of 0 and 1
    counts    data of whole numbers from 0
    """

    name: str
    text: str
    free: Mapping[str, int]
    positive: tuple[str, ...] = ()
    one_hot: tuple[str, ...] = ()
    binary: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Model({self.name!r})"

    @cached_property
    def step(self) -> Step:
        """The parsed text with its gradients."""
        return derive(parse(self.text))

    @cached_property
    def lengths(self) -> dict[str, int]:
        """The length of every index, those that only the gradients bind included."""
        shapes = {d.name: tuple(self.free[i] for i in d.indexes) for d in self.step.data}
        return index_lengths(self.step, shapes)

    def shape(self, name: str) -> tuple[int, ...]:
        return tuple(self.lengths[index] for index in self.step.indexes_of()[name])

    @cached_property
    def values(self) -> Arrays:
        """Values by name for all that no equation sets, `iteration` included."""
        return self.values_from(0)

    def values_from(self, seed: int) -> Arrays:
        """The same from another seed; other seeds may come near a kink."""
        random = np.random.default_rng([crc32(self.name.encode()), seed])
        found = {
            d.name: self.array(d.name, random)
            for d in self.step.declared("data", "parameter", "state", "draw")
        }
        found.update(
            {d.name: np.array(float(d.value.value)) for d in self.step.settings if d.value}
        )
        return {**found, ITERATION: np.array(AT_ITERATION)}

    def array(self, name: str, random: np.random.Generator) -> np.ndarray:
        shape = self.shape(name)
        if name in self.one_hot:
            return np.eye(shape[-1])[random.integers(shape[-1], size=shape[:-1])]
        if name in self.binary:
            ones = random.permutation(np.arange(np.prod(shape, dtype=int)) % 2)
            return ones.reshape(shape).astype(float)
        if name in self.counts:
            return random.integers(0, 6, size=shape).astype(float)
        size = random.uniform(0.2, 1.4, shape)
        return np.array(size if name in self.positive else size * random.choice([-1, 1], shape))

    def named(self, kind: str) -> Arrays:
        """The values of one kind of declaration: `data`, `parameter`, `state`, ..."""
        return {d.name: self.values[d.name] for d in self.step.declared(kind)}

    @property
    def data(self) -> Arrays:
        return self.named("data")

    @property
    def parameters(self) -> Arrays:
        return self.named("parameter")

    @property
    def computed(self) -> tuple[str, ...]:
        """The names that equations set, from top to bottom."""
        return tuple(equation.name for equation in self.step)

    @cached_property
    def expected(self) -> Arrays:
        """Every quantity at `values`, by the reference interpreter."""
        return evaluate(self.step, self.values, self.lengths)

    @cached_property
    def magnitudes(self) -> Arrays:
        """For each entry of `expected`, what its terms add up to when all are positive."""
        return magnitudes(self.step, self.values, self.lengths)


MODELS = (
    # the three networks of the tutorials
    Model(
        "neuron",
        """
        celsius[i]:    data
        fahrenheit[i]: data
        weight: parameter = uniform(0, 1)
        bias:   parameter = uniform(0, 1)

        output[i] = celsius[i] * weight + bias                    # the neuron
        loss      = mean[i]((output[i] - fahrenheit[i])**2)       # mean squared error
        """,
        {"i": 5},
    ),
    Model(
        "two_layers",
        """
        celsius[i, k]:    data
        fahrenheit[i, m]: data
        j: index(2)
        weights1[k, j]: parameter = normal(0, 1)
        biases1[j]:     parameter = normal(0, 1)
        weights2[j, m]: parameter = normal(0, 1)
        biases2[m]:     parameter = normal(0, 1)

        output1[i, j] = sum[k](celsius[i, k] * weights1[k, j]) + biases1[j]
        output2[i, m] = sum[j](output1[i, j] * weights2[j, m]) + biases2[m]
        loss = mean[i](sum[m]((output2[i, m] - fahrenheit[i, m])**2))
        """,
        {"i": 5, "k": 4, "m": 3},
    ),
    Model(
        "classifier",
        """
        inputs[i, k]: data
        target[i]:    data
        weights[k]:   parameter = uniform(-1, 1)

        s[i]      = sum[k](inputs[i, k] * weights[k])
        output[i] = sigmoid(s[i])
        loss      = sum[i]((output[i] - target[i])**2) / 2
        """,
        {"i": 5, "k": 3},
        binary=("target",),
    ),
    # losses
    Model(
        "softmax",
        """
        inputs[i, k]: data
        label[i, c]:  data
        weights[k, c]: parameter = glorot()
        biases[c]:     parameter = zeros()

        logits[i, c] = sum[k](inputs[i, k] * weights[k, c]) + biases[c]
        lse[i] = logsumexp[c](logits[i, c])
        loss = mean[i](sum[c](label[i, c] * (lse[i] - logits[i, c])))   # cross-entropy
        """,
        {"i": 5, "k": 4, "c": 3},
        one_hot=("label",),
    ),
    Model(
        "softmax_of_logits",
        """
        inputs[i, k]: data
        label[i, c]:  data
        weights[k, c]: parameter = glorot()

        logits[i, c] = sum[k](inputs[i, k] * weights[k, c])
        lse[i] = logsumexp[c](logits[i, c])
        loss = mean[i](lse[i] - sum[c](label[i, c] * logits[i, c]))
        """,
        {"i": 7, "k": 2, "c": 3},
        one_hot=("label",),
    ),
    Model(
        "softmax_with_max",
        """
        inputs[i, k]: data
        label[i, c]:  data
        weights[k, c]: parameter = glorot()

        logits[i, c] = sum[k](inputs[i, k] * weights[k, c])
        powers[i, c] = exp(logits[i, c] - max[d](logits[i, d]))
        probability[i, c] = powers[i, c] / sum[d](powers[i, d])
        loss = mean[i](-sum[c](label[i, c] * log(probability[i, c])))
        prediction: probability
        """,
        {"i": 5, "k": 4, "c": 3},
        one_hot=("label",),
    ),
    Model(
        "binary_cross_entropy",
        """
        inputs[i, k]: data
        target[i]:    data
        weights[k]: parameter = normal(0, 1)
        bias:       parameter = 0

        z[i] = sum[k](inputs[i, k] * weights[k]) + bias
        loss = mean[i](softplus(z[i]) - target[i] * z[i])
        """,
        {"i": 7, "k": 3},
        binary=("target",),
    ),
    Model(
        "half_squared_error",
        """
        x[i]: data
        target[i]: data
        weight: parameter = 0.5
        output[i] = tanh(weight * x[i])
        loss = sum[i]((output[i] - target[i])**2 / 2)
        """,
        {"i": 5},
    ),
    Model(
        "absolute_error",
        """
        x[i, k]: data
        target[i]: data
        weights[k]: parameter = normal(0, 0.1)
        output[i] = sum[k](x[i, k] * weights[k])
        loss = mean[i](abs(output[i] - target[i]))
        """,
        {"i": 7, "k": 2},
    ),
    Model(
        "huber",
        """
        x[i]: data
        target[i]: data
        delta: setting = 0.75
        weight: parameter = uniform(0, 1)
        bias: parameter = 0.25
        distance[i] = abs(weight * x[i] + bias - target[i])
        small[i] = minimum(distance[i], delta)
        loss = mean[i](small[i] * (distance[i] - small[i] / 2))   # Huber
        """,
        {"i": 9},
    ),
    Model(
        "quantile",
        """
        x[i]: data
        target[i]: data
        quantile: setting = 0.9
        weight: parameter = 1
        difference[i] = target[i] - weight * x[i]
        loss = mean[i](maximum(quantile * difference[i], (quantile - 1) * difference[i]))
        """,
        {"i": 7},
    ),
    Model(
        "poisson",
        """
        x[i, k]: data
        events[i]: data
        weights[k]: parameter = zeros()
        log_rate[i] = sum[k](x[i, k] * weights[k])
        loss = mean[i](exp(log_rate[i]) - events[i] * log_rate[i])
        """,
        {"i": 5, "k": 3},
        counts=("events",),
    ),
    Model(
        "hinge",
        """
        x[i, k]: data
        side[i]: data
        weights[k]: parameter = normal(0, 1)
        margin[i] = side[i] * sum[k](x[i, k] * weights[k])
        loss = mean[i](relu(1 - margin[i])) + sum[k](weights[k]**2) / 2
        """,
        {"i": 7, "k": 3},
    ),
    Model(
        "gaussian_likelihood",
        """
        x[i]: data
        target[i]: data
        slope: parameter = 1
        spread: parameter = 0.1
        centre[i] = slope * x[i]
        log_variance[i] = spread * x[i]
        loss = mean[i](log_variance[i] + (target[i] - centre[i])**2 / exp(log_variance[i])) / 2
        """,
        {"i": 5},
    ),
    # penalties, randomness, weights
    Model(
        "penalty_l2",
        """
        x[i, k]: data
        target[i]: data
        decay: setting = 0.01
        weights[k]: parameter = normal(0, 1)
        output[i] = sum[k](x[i, k] * weights[k])
        penalty = decay * sum[k](weights[k]**2)
        loss = mean[i]((output[i] - target[i])**2) + penalty
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "penalty_l1",
        """
        x[i, k]: data
        target[i]: data
        sparsity: setting = 1e-3
        weights[k]: parameter = normal(0, 1)
        penalty = sparsity * sum[k](abs(weights[k]))
        loss = mean[i]((sum[k](x[i, k] * weights[k]) - target[i])**2) + penalty
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "dropout",
        """
        x[i, k]: data
        target[i]: data
        j: index(4)
        keep: setting = 0.8
        kept[i, j]: draw = bernoulli(keep)
        weights1[k, j]: parameter = he()
        weights2[j]: parameter = glorot()
        hidden[i, j] = relu(sum[k](x[i, k] * weights1[k, j]))
        output[i] = sum[j](hidden[i, j] * kept[i, j] / keep * weights2[j])
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "noise",
        """
        x[i, k]: data
        target[i]: data
        deviation: setting = 0.1
        jitter[i, k]: draw = normal(0, deviation)
        shift[k]: draw = uniform(-0.5, 0.5)
        shake: draw = uniform(0, 1)
        weights[k]: parameter = normal(0, 1)
        output[i] = sum[k]((x[i, k] + jitter[i, k] + shift[k]) * weights[k]) * shake
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "variational",
        """
        x[i, k]: data
        j: index(2)
        noise[i, j]: draw = normal(0, 1)
        to_mean[k, j]: parameter = glorot()
        to_log[k, j]: parameter = glorot()
        back[j, k]: parameter = glorot()
        middle[i, j] = sum[k](x[i, k] * to_mean[k, j])
        log_variance[i, j] = sum[k](x[i, k] * to_log[k, j])
        code[i, j] = middle[i, j] + exp(log_variance[i, j] / 2) * noise[i, j]
        output[i, k] = sum[j](code[i, j] * back[j, k])
        error = mean[i](sum[k]((output[i, k] - x[i, k])**2)) / 2
        distance = sum[i, j](middle[i, j]**2 + exp(log_variance[i, j]) - log_variance[i, j] - 1)
        loss = error + distance / (2 * size[i])
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "label_smoothing",
        """
        inputs[i, k]: data
        label[i, c]:  data
        smoothing: setting = 0.1
        weights[k, c]: parameter = glorot()
        logits[i, c] = sum[k](inputs[i, k] * weights[k, c])
        smooth[i, c] = (1 - smoothing) * label[i, c] + smoothing / size[c]
        lse[i] = logsumexp[c](logits[i, c])
        loss = mean[i](sum[c](smooth[i, c] * (lse[i] - logits[i, c])))
        """,
        {"i": 5, "k": 2, "c": 4},
        one_hot=("label",),
    ),
    Model(
        "class_weights",
        """
        inputs[i, k]: data
        label[i, c]:  data
        importance[c]: data        # one for each class, whole in every batch
        weights[k, c]: parameter = glorot()
        logits[i, c] = sum[k](inputs[i, k] * weights[k, c])
        lse[i] = logsumexp[c](logits[i, c])
        loss = mean[i](sum[c](importance[c] * label[i, c] * (lse[i] - logits[i, c])))
        """,
        {"i": 5, "k": 2, "c": 3},
        one_hot=("label",),
        positive=("importance",),
    ),
    Model(
        "scalar_data",
        """
        temperature: data
        x[i]: data
        target[i]: data
        weight: parameter = 1
        output[i] = sigmoid(weight * x[i] / temperature)
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5},
        positive=("temperature",),
    ),
    # shapes of networks
    Model(
        "deep",
        """
        x[i, k]: data
        target[i, m]: data
        a: index(5)
        b: index(4)
        c: index(6)
        d: index(2)
        w1[k, a]: parameter = glorot()
        b1[a]: parameter = zeros()
        w2[a, b]: parameter = glorot()
        b2[b]: parameter = zeros()
        w3[b, c]: parameter = glorot()
        b3[c]: parameter = zeros()
        w4[c, d]: parameter = glorot()
        b4[d]: parameter = zeros()
        w5[d, m]: parameter = glorot()
        b5[m]: parameter = zeros()
        h1[i, a] = tanh(sum[k](x[i, k] * w1[k, a]) + b1[a])
        h2[i, b] = sigmoid(sum[a](h1[i, a] * w2[a, b]) + b2[b])
        h3[i, c] = softplus(sum[b](h2[i, b] * w3[b, c]) + b3[c])
        h4[i, d] = silu(sum[c](h3[i, c] * w4[c, d]) + b4[d])
        output[i, m] = sum[d](h4[i, d] * w5[d, m]) + b5[m]
        loss = mean[i, m]((output[i, m] - target[i, m])**2)
        """,
        {"i": 3, "k": 7, "m": 8},
    ),
    Model(
        "wide",
        """
        x[i, k]: data
        target[i]: data
        j: index(11)
        w1[k, j]: parameter = he()
        b1[j]: parameter = zeros()
        w2[j]: parameter = glorot()
        h[i, j] = leaky_relu(sum[k](x[i, k] * w1[k, j]) + b1[j])
        output[i] = sum[j](h[i, j] * w2[j])
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 3, "k": 13},
    ),
    Model(
        "skip",
        """
        x[i, k]: data
        target[i, k]: data
        j: index(2)
        w1[k, j]: parameter = glorot()
        w2[j, k]: parameter = glorot()
        h[i, j] = elu(sum[k](x[i, k] * w1[k, j]))
        output[i, k] = x[i, k] + sum[j](h[i, j] * w2[j, k])
        again[i, k] = output[i, k] + tanh(output[i, k])
        loss = mean[i](sum[k]((again[i, k] - target[i, k])**2))
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "layer_norm",
        """
        x[i, k]: data
        target[i, j]: data
        epsilon: setting = 1e-5
        w[k, j]: parameter = glorot()
        scale[j]: parameter = ones()
        shift[j]: parameter = zeros()
        h[i, j] = sum[k](x[i, k] * w[k, j])
        centre[i] = mean[j](h[i, j])
        variance[i] = mean[j]((h[i, j] - centre[i])**2)
        normed[i, j] = (h[i, j] - centre[i]) / sqrt(variance[i] + epsilon)
        output[i, j] = normed[i, j] * scale[j] + shift[j]
        loss = mean[i](sum[j]((output[i, j] - target[i, j])**2))
        """,
        {"i": 3, "k": 5, "j": 4},
    ),
    Model(
        "batch_norm",
        """
        x[i, k]: data
        target[i]: data
        w[k]: parameter = ones()
        scale: parameter = 1
        h[i] = sum[k](x[i, k] * w[k])
        centre = mean[i](h[i])
        deviation = sqrt(mean[i]((h[i] - centre)**2) + 1e-5)
        output[i] = scale * (h[i] - centre) / deviation
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "gating",
        """
        x[i, k]: data
        target[i, j]: data
        wa[k, j]: parameter = glorot()
        wb[k, j]: parameter = glorot()
        gated[i, j] = sigmoid(sum[k](x[i, k] * wa[k, j])) * tanh(sum[k](x[i, k] * wb[k, j]))
        loss = mean[i](sum[j]((gated[i, j] - target[i, j])**2))
        """,
        {"i": 5, "k": 3, "j": 2},
    ),
    Model(
        "recurrent",
        """
        first[i, k]: data
        second[i, k]: data
        target[i]: data
        j: index(2)
        inward[k, j]: parameter = glorot()
        around[l, j]: parameter = glorot()
        bias[j]: parameter = zeros()
        out[j]: parameter = glorot()
        h1[i, j] = tanh(sum[k](first[i, k] * inward[k, j]) + bias[j])
        h2[i, j] = tanh(
            sum[k](second[i, k] * inward[k, j]) + sum[l](h1[i, l] * around[l, j]) + bias[j]
        )
        output[i] = sum[j](h2[i, j] * out[j])
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "attention",
        """
        x[i, t, k]: data
        target[i, t]: data
        q: index(2)
        query[k, q]: parameter = glorot()
        key[k, q]: parameter = glorot()
        value[k]: parameter = glorot()
        queries[i, t, q] = sum[k](x[i, t, k] * query[k, q])
        keys[i, t, q] = sum[k](x[i, t, k] * key[k, q])
        scores[i, t, s] = sum[q](queries[i, t, q] * keys[i, s, q]) / sqrt(size[q])
        share[i, t, s] = exp(scores[i, t, s] - logsumexp[u](scores[i, t, u]))
        output[i, t] = sum[s](share[i, t, s] * sum[k](x[i, s, k] * value[k]))
        loss = mean[i, t]((output[i, t] - target[i, t])**2)
        """,
        {"i": 3, "t": 4, "k": 5},
    ),
    Model(
        "bilinear",
        """
        x[i, k]: data
        z[i, l]: data
        target[i]: data
        w[k, l]: parameter = normal(0, 1)
        output[i] = sum[k, l](x[i, k] * w[k, l] * z[i, l])
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3, "l": 2},
    ),
    Model(
        "three_indexes",
        """
        x[i, k]: data
        z[i, l]: data
        target[i, m]: data
        w[k, l, m]: parameter = glorot()
        b[m]: parameter = zeros()
        output[i, m] = sum[k](x[i, k] * sum[l](w[k, l, m] * z[i, l])) + b[m]
        loss = mean[i](sum[m]((output[i, m] - target[i, m])**2))
        """,
        {"i": 5, "k": 3, "l": 2, "m": 4},
    ),
    Model(
        "shared_weights",
        """
        patches[i, p, k]: data
        target[i]: data
        f: index(2)
        kernel[k, f]: parameter = glorot()
        out[f]: parameter = glorot()
        response[i, p, f] = relu(sum[k](patches[i, p, k] * kernel[k, f]))
        pooled[i, f] = max[p](response[i, p, f] + 0.5 * sum[k](patches[i, p, k]))
        loss = mean[i]((sum[f](pooled[i, f] * out[f]) - target[i])**2)
        """,
        {"i": 5, "p": 3, "k": 4},
    ),
    Model(
        "convolution",
        """
        x[i, p]: data
        shifts[o, p, k]: data        # 1 where output o sees position p through entry k
        target[i, o]: data
        kernel[k]: parameter = normal(0, 1)
        output[i, o] = sum[p, k](x[i, p] * shifts[o, p, k] * kernel[k])
        loss = mean[i](sum[o]((output[i, o] - target[i, o])**2))
        """,
        {"i": 3, "p": 6, "o": 4, "k": 2},
        binary=("shifts",),
    ),
    Model(
        "autoencoder",
        """
        x[i, k]: data
        j: index(2)
        w[k, j]: parameter = glorot()
        code[i, j] = tanh(sum[k](x[i, k] * w[k, j]))
        output[i, k] = sum[j](code[i, j] * w[k, j])      # the same weights, transposed
        loss = mean[i, k]((output[i, k] - x[i, k])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "mixture",
        """
        x[i, k]: data
        target[i]: data
        e: index(2)
        gate[k, e]: parameter = glorot()
        expert[k, e]: parameter = glorot()
        score[i, e] = sum[k](x[i, k] * gate[k, e])
        chosen[i, e] = exp(score[i, e]) / sum[g](exp(score[i, g]))
        output[i] = sum[e](chosen[i, e] * sum[k](x[i, k] * expert[k, e]))
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "factorization",
        """
        x[i, k]: data
        target[i]: data
        f: index(2)
        factor[k, f]: parameter = normal(0, 0.1)
        output[i] = sum[f](
            sum[k](x[i, k] * factor[k, f])**2 - sum[k](x[i, k]**2 * factor[k, f]**2)
        ) / 2
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "cosine_similarity",
        """
        a[i, k]: data
        b[i, k]: data
        target[i]: data
        w[k]: parameter = ones()
        dot[i] = sum[k](w[k] * a[i, k] * b[i, k])
        norm_a[i] = sqrt(sum[k](w[k]**2 * a[i, k]**2))
        norm_b[i] = sum[k](w[k]**2 * b[i, k]**2)**0.5
        loss = mean[i]((dot[i] / (norm_a[i] * norm_b[i]) - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "radial_basis",
        """
        x[i, k]: data
        target[i]: data
        j: index(4)
        centre[j, k]: parameter = normal(0, 1)
        width[j]: parameter = ones()
        out[j]: parameter = zeros()
        activity[i, j] = exp(-sum[k]((x[i, k] - centre[j, k])**2) / (2 * width[j]**2))
        loss = mean[i]((sum[j](activity[i, j] * out[j]) - target[i])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "contrastive",
        """
        a[i, k]: data
        b[i, k]: data
        w[k]: parameter = ones()
        score[i, j] = sum[k](a[i, k] * w[k] * b[j, k])
        loss = mean[i](logsumexp[j](score[i, j]) - sum[k](a[i, k] * w[k] * b[i, k]))
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "orthogonality",
        """
        x[i, k]: data
        j: index(2)
        w[k, j]: parameter = glorot()
        variance = mean[i](sum[j](sum[k](x[i, k] * w[k, j])**2))
        overlap = sum[k, l](sum[j](w[k, j] * w[l, j])**2)        # read under two index names
        loss = overlap / 4 - variance
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "quadratic_form",
        """
        x[i, k]: data
        w[k, l]: parameter = normal(0, 1)
        v[k]: parameter = ones()
        inner[i] = sum[k, l](x[i, k] * w[k, l] * x[i, l])
        twice = sum[k, l](v[k] * w[k, l] * v[l]) + sum[k, l](w[k, l] * w[l, k])
        loss = mean[i](inner[i]**2) + twice
        """,
        {"i": 3, "k": 4},
    ),
    # functions and reductions
    Model(
        "smooth_functions",
        """
        x[i, k]: data
        w[k]: parameter = uniform(0.5, 1)
        s[i] = sum[k](x[i, k] * w[k])
        first[i] = exp(s[i]) + sin(s[i]) * cos(s[i]) - tanh(s[i]) + erf(s[i])
        second[i] = sigmoid(s[i]) + softplus(s[i]) * gelu(s[i]) - silu(s[i])
        third[i] = log(1 + s[i]**2) * sqrt(2 + s[i]**2)
        loss = mean[i](first[i] * second[i] + third[i])
        """,
        {"i": 5, "k": 2},
    ),
    Model(
        "functions_as_lines",
        """
        x[i]: data
        w: parameter = 0.7
        s[i] = w * x[i]
        a1[i] = exp(s[i])
        a2[i] = log(a1[i] + 1)
        a3[i] = sqrt(a1[i])
        a4[i] = sin(s[i])
        a5[i] = cos(s[i])
        a6[i] = tanh(s[i])
        a7[i] = erf(s[i])
        a8[i] = sigmoid(s[i])
        a9[i] = softplus(s[i])
        b1[i] = relu(s[i])
        b2[i] = leaky_relu(s[i])
        b3[i] = elu(s[i])
        b4[i] = gelu(s[i])
        b5[i] = silu(s[i])
        b6[i] = abs(s[i])
        b7[i] = sign(s[i])
        b8[i] = step(s[i])
        c1[i] = maximum(s[i], x[i])
        c2[i] = minimum(a1[i], a8[i])
        c3[i] = equal(b8[i], b7[i])
        left[i] = a1[i] * a2[i] + a3[i] * a4[i] + a5[i] * a6[i] + a7[i] * a8[i] + a9[i]**2
        right[i] = b1[i] * 2 + b2[i] * 3 + b3[i] * 5 + b4[i] * 7 + b5[i] + b6[i] * b7[i] * b8[i]
        loss = sum[i](left[i] + right[i] + c1[i] * c2[i] + c3[i] * s[i])
        """,
        {"i": 7},
    ),
    Model(
        "kinked_functions",
        """
        x[i, k]: data
        w[k]: parameter = uniform(0.5, 1)
        s[i] = sum[k](x[i, k] * w[k])
        first[i] = relu(s[i]) + 2 * leaky_relu(-s[i]) - elu(s[i]) * abs(s[i])
        second[i] = sign(s[i]) * s[i] + step(s[i]) * s[i]**2 + equal(step(s[i]), 1) * s[i]
        loss = mean[i](first[i] * 0.25 + second[i])
        """,
        {"i": 7, "k": 2},
    ),
    Model(
        "two_arguments",
        """
        x[i, k]: data
        z[i, k]: data
        v[k]: parameter = uniform(0.5, 1)
        w[k]: parameter = uniform(0.5, 1)
        upper[i, k] = maximum(v[k] * x[i, k], w[k] * z[i, k])
        lower[i, k] = minimum(v[k] * z[i, k], 0.1 - w[k])
        loss = mean[i](sum[k](upper[i, k] * lower[i, k] + equal(v[k], w[k]) * v[k]))
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "max_of_one",
        """
        x[i, k]: data
        w[k, j]: parameter = glorot()
        h[i, j] = sum[k](x[i, k] * w[k, j])
        best[i] = max[j](h[i, j])
        loss = mean[i](best[i]**2)
        j: index(4)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "max_of_two",
        """
        x[i, k]: data
        w[k, j]: parameter = glorot()
        j: index(2)
        best[i] = max[k, j](x[i, k] * w[k, j])
        loss = mean[i](best[i] * tanh(best[i])) + max[i](best[i]) / 3
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "logsumexp_of_two",
        """
        x[i, k]: data
        w[k, j]: parameter = glorot()
        j: index(2)
        soft[i] = logsumexp[k, j](x[i, k] * w[k, j])
        loss = logsumexp[i](soft[i] / 2) + mean[i](soft[i])
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "mean_of_two",
        """
        x[i, k]: data
        target[i, m]: data
        w[k, m]: parameter = glorot()
        output[i, m] = sum[k](x[i, k] * w[k, m])
        loss = mean[i, m]((output[i, m] - target[i, m])**2)
        """,
        {"i": 5, "k": 4, "m": 2},
    ),
    Model(
        "nested_reductions",
        """
        x[i, k]: data
        w[k, j]: parameter = normal(0, 1)
        j: index(2)
        loss = mean[i](
            logsumexp[j](sum[k](x[i, k] * w[k, j]) * max[k](w[k, j] * x[i, k]))
        ) + sum[j](mean[k](w[k, j])**2)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "size_in_forward",
        """
        x[i, k]: data
        target[i]: data
        w[k]: parameter = ones()
        output[i] = sum[k](x[i, k] * w[k]) / size[k]**0.5
        loss = sum[i]((output[i] - target[i])**2) / (size[i] - 1)
        """,
        {"i": 5, "k": 3},
    ),
    # ways of using a quantity
    Model(
        "used_three_times",
        """
        x[i]: data
        w: parameter = 0.5
        h[i] = tanh(w * x[i])
        a[i] = h[i]**2 * w
        b[i] = h[i] * a[i] + sin(h[i])
        loss = mean[i](a[i] + b[i] * h[i]) + w**3
        """,
        {"i": 5},
    ),
    Model(
        "scalars_only",
        """
        x: data
        y: data
        a: parameter = 0.5
        b: parameter = -0.25
        c = a * x + b
        loss = (c - y)**2 + a * b / (1 + a**2)
        """,
        {},
    ),
    Model(
        "no_data",
        """
        k: index(3)
        a[k]: parameter = normal(0, 1)
        loss = sum[k]((1 - a[k])**2) + 100 * (sum[k](a[k]) - 1)**2
        """,
        {},
    ),
    Model(
        "no_parameters",
        """
        x[i]: data
        y[i]: data
        difference[i] = x[i] - y[i]
        loss = mean[i](difference[i]**2)
        """,
        {"i": 5},
    ),
    Model(
        "unreached_parameter",
        """
        x[i]: data
        y[i]: data
        w: parameter = 1
        idle: parameter = 2
        aside[i] = idle * x[i]
        loss = mean[i]((w * x[i] - y[i])**2)
        """,
        {"i": 5},
    ),
    Model(
        "broadcasting_target",
        """
        x[i]: data
        target[i, j]: data
        a: parameter = 1
        w[j]: parameter = ones()
        spread[i, j] = a * x[i]
        flat[i, j] = a
        loss = mean[i](sum[j]((spread[i, j] * w[j] + flat[i, j] - target[i, j])**2))
        """,
        {"i": 5, "j": 3},
    ),
    Model(
        "parameter_in_the_loss",
        """
        x[i]: data
        centre: parameter = 0
        loss = mean[i]((x[i] - centre)**2)
        """,
        {"i": 5},
    ),
    Model(
        "gradient_of_numbers",
        """
        x[i, k]: data
        w[k]: parameter = ones()
        score[i] = sum[k](x[i, k] * w[k])
        total = mean[i](score[i])
        loss = -total / 2
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "sum_of_a_constant",
        """
        x[i, k]: data
        w: parameter = 1
        b: parameter = 1
        output[i, k] = w * x[i, k] + b
        loss = mean[i](sum[k](output[i, k]**2 + b)) + sum[k](0.5 * w)
        """,
        {"i": 5, "k": 3},
    ),
    # powers, settings, states
    Model(
        "settings_in_exponents",
        """
        x[i]: data
        order: setting = 3
        root: setting = 0.5
        w: parameter = 1
        h[i] = (1 + (w * x[i])**2)**root
        loss = mean[i](h[i]**order) + mean[i](h[i]**(order - 1) / order)
        """,
        {"i": 5},
    ),
    Model(
        "divisions",
        """
        x[i, k]: data
        w[k]: parameter = ones()
        scale: parameter = 2
        h[i] = sum[k](x[i, k] / w[k]) / scale
        loss = mean[i](1 / (1 + h[i]**2) + h[i] / (3 + h[i] * h[i]) / scale)
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "powers",
        """
        x[i]: data
        w: parameter = 0.5
        h[i] = 1 + (w * x[i])**2
        loss = mean[i](h[i]**3 - h[i]**-2 + h[i]**0.5 + h[i]**-1.5 + h[i]**(1 / 3) + (w * x[i])**5)
        """,
        {"i": 5},
    ),
    Model(
        "polynomial",
        """
        x[i]: data
        y[i]: data
        a0: parameter = 0
        a1: parameter = 0
        a2: parameter = 0
        a3: parameter = 0
        output[i] = a0 + x[i] * (a1 + x[i] * (a2 + x[i] * a3))
        loss = mean[i]((output[i] - y[i])**2)
        """,
        {"i": 7},
    ),
    Model(
        "states",
        """
        x[i, k]: data
        target[i]: data
        mixing: setting = 0.9
        average[k]: state = zeros()
        count: state = 1
        w[k]: parameter = ones()
        centred[i, k] = x[i, k] - mixing * average[k]
        output[i] = sum[k](centred[i, k] * w[k]) / count
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 5, "k": 3},
        positive=("count",),
    ),
    Model(
        "iteration",
        """
        x[i]: data
        target[i]: data
        rate: setting = 0.5
        w: parameter = 1
        warmth = 1 / (1 + rate * iteration)
        output[i] = tanh(w * x[i] * warmth)
        loss = mean[i]((output[i] - target[i])**2) + w**2 * rate**iteration
        """,
        {"i": 5},
    ),
    # notation
    Model(
        "prediction",
        """
        inputs[i, k]: data
        target[i]:    data
        weights[k]: parameter = normal(0, 1)
        z[i] = sum[k](inputs[i, k] * weights[k])
        probability[i] = sigmoid(z[i])
        prediction: probability
        loss = mean[i](softplus(z[i]) - target[i] * z[i])
        """,
        {"i": 7, "k": 3},
        binary=("target",),
    ),
    Model(
        "captions",
        """
        # the measured values
        x[i]: data      # in metres
        target[i]: data
        w: parameter = 1  # steepness

        # a line
        # through the origin
        output[i] = w * x[i]
        loss = mean[i](
            (output[i] - target[i])**2   # squared
        )   # and averaged: 100% "safe" \\ {braces} */ $x_1$
        """,
        {"i": 5},
    ),
    Model(
        "accuracy",
        """
        inputs[i, k]: data
        target[i]:    data
        weights[k]: parameter = normal(0, 1)
        output[i] = sigmoid(sum[k](inputs[i, k] * weights[k]))
        accuracy = mean[i](equal(step(output[i] - 0.5), target[i]))
        largest = max[i](output[i])
        loss = mean[i]((output[i] - target[i])**2)
        """,
        {"i": 7, "k": 3},
        binary=("target",),
    ),
    Model(
        "reserved_elsewhere",
        """
        int[np, range]: data
        y0[np]: data
        lambda_: setting = 0.5
        gamma[range, len]: parameter = normal(0, 1)
        len: index(2)
        time[len]: parameter = ones()
        double[np, len] = sum[range](int[np, range] * gamma[range, len])
        float[np] = sum[len](tanh(double[np, len]) * time[len])
        print = mean[np]((float[np] - y0[np])**2)
        print_ = sum[range, len](gamma[range, len]**2)
        main = print + lambda_ * print_
        """,
        {"np": 5, "range": 3},
    ),
    Model(
        "everything_in_one",
        """
        x[i, k]: data
        y[i]: data
        j: index(2)
        a[k, j]: parameter = glorot()
        b[j]: parameter = zeros()
        c[j]: parameter = glorot()
        loss = mean[i](
            (sum[j](sigmoid(sum[k](x[i, k] * a[k, j]) + b[j]) * c[j]) - y[i])**2
        ) + 0.1 * sum[j](c[j]**2 + sum[k](a[k, j]**2))
        """,
        {"i": 5, "k": 3},
    ),
    Model(
        "numbers_as_written",
        """
        x[i]: data
        y[i]: data
        w: parameter = 1e-1
        b: parameter = constant(-0.50)
        output[i] = 1.50 * w * x[i] + b * .25 - 3. * x[i] / 7
        loss = 0.50 * mean[i]((output[i] - y[i])**2) + 1E-2 * w**2.0
        """,
        {"i": 5},
    ),
)


def built_model(name: str, sizes: list[Any], options: dict[str, Any]) -> Model:
    """A network of the builder, as one more model; its text has the lengths of its indexes."""
    text, loss = network_text(sizes, **options), options.get("loss", "squared")
    losses = loss if isinstance(loss, Mapping) else {"": loss}

    def targets(kind: str) -> tuple[str, ...]:
        return tuple(f"target_{n}" if n else "target" for n, one in losses.items() if one == kind)

    return Model(
        f"built_{name}",
        text,
        {"i": 5, **{d.name: d.length or 0 for d in parse(text).declared("index")}},
        positive=("sample_weights", "class_weights", "class_weights_kind"),
        one_hot=targets("cross_entropy"),
        binary=targets("binary_cross_entropy"),
        counts=targets("poisson"),
    )


BUILT_MODELS = tuple(built_model(name, *built) for name, built in BUILT.items())
ZOO = {model.name: model for model in (*MODELS, *BUILT_MODELS)}


def long_text(equations: int = 2_000) -> str:
    """A list of so many equations, each reading the one before."""
    lines = ["x[i]: data", "y[i]: data", "w: parameter = 1"]
    lines += ["h0[i] = w * x[i]"]
    lines += [f"h{n}[i] = h{n - 1}[i] + 0.001 * x[i]" for n in range(1, equations - 1)]
    lines += [f"loss = mean[i]((h{equations - 2}[i] - y[i])**2)"]
    return "\n".join(lines)


LONG = Model("long", long_text(), {"i": 3})
