"""Learn AND, OR and XOR at the same time: 2 inputs, 3 outputs (uses globals)."""
import numpy as np

S = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = np.array([[0., 0., 0.], [0., 1., 1.], [0., 1., 1.], [1., 1., 0.]])

np.random.seed(123)
weights_ih = np.random.normal(size=(2, 4))
weights_ho = np.random.normal(size=(4, 3))
bias_h = np.random.normal(size=4)
bias_o = np.random.normal(size=3)
hidden = None
output = None


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def dsig_from_output(s):
    return s * (1.0 - s)


def feed_forward(inputs):
    global hidden, output
    hidden = sig(inputs.dot(weights_ih) + bias_h)
    output = sig(hidden.dot(weights_ho) + bias_o)
    return output


def get_loss(target, out):
    return np.sum((target - out) ** 2)


def back_propagate(inputs, target, rate):
    global weights_ih, weights_ho, bias_h, bias_o
    delta_o = 2 * (target - output) * dsig_from_output(output)
    delta_h = np.dot(delta_o, weights_ho.T) * dsig_from_output(hidden)
    weights_ho += rate * np.dot(hidden.T, delta_o)
    bias_o += rate * delta_o.sum(axis=0)
    weights_ih += rate * np.dot(inputs.T, delta_h)
    bias_h += rate * delta_h.sum(axis=0)


def main():
    for i in range(3000):
        out = feed_forward(S)
        back_propagate(S, T, 0.3)
        if i % 600 == 0:
            print("loss after", i, ":", get_loss(T, out))
    print(np.round(feed_forward(S), 2))


if __name__ == "__main__":
    main()
