import numpy as np

rng = np.random.default_rng(71)
# tiny 3x3 "digits": a one, a seven, a cross; noise on top
glyphs = np.array([[0, 1, 0, 0, 1, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 1], [1, 0, 1, 0, 1, 0, 1, 0, 1]], float)
labels = rng.integers(0, 3, 66)
images = glyphs[labels] + 0.4 * rng.normal(size=(66, 9))
N = len(labels)

weights = {'hidden': rng.normal(size=(9, 7)) / 3, 'output': rng.normal(size=(7, 3)) / 3}
biases = {'hidden': np.zeros(7), 'output': np.zeros(3)}
mom, var = {}, {}
b1, b2, lr = 0.9, 0.99, 0.01


def adam(store, tag, name, grad, t):
    key = (tag, name)
    mom[key] = b1 * mom.get(key, 0) + (1 - b1) * grad
    var[key] = b2 * var.get(key, 0) + (1 - b2) * grad ** 2
    store[name] = store[name] - lr * (mom[key] / (1 - b1 ** t)) / (np.sqrt(var[key] / (1 - b2 ** t)) + 1e-7)


for t in range(1, 151):
    act = 1 / (1 + np.exp(-(images @ weights['hidden'] + biases['hidden'])))
    logits = act @ weights['output'] + biases['output']
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    nll = -np.log(probs[np.arange(N), labels]).mean()

    # gradients summed over the images: Adam does not care about the scale
    d_logits = probs - np.eye(3)[labels]
    d_act = d_logits @ weights['output'].T
    d_pre = d_act * act * (1 - act)
    grad_w = {'output': act.T @ d_logits, 'hidden': images.T @ d_pre}
    grad_b = {'output': d_logits.sum(0), 'hidden': d_pre.sum(0)}
    for name in ('output', 'hidden'):
        adam(weights, 'w', name, grad_w[name], t)
        adam(biases, 'b', name, grad_b[name], t)
    if t % 50 == 0:
        print('t', t, 'nll', round(nll, 4), 'acc', (probs.argmax(1) == labels).mean())
