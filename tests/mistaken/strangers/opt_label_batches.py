import numpy as np

np.random.seed(73)
X = np.vstack([np.random.randn(20, 3) + c for c in ([2, 0, 0], [0, 2, 0], [0, 0, 2])])
y = np.repeat(np.arange(3), 20)
W = np.random.randn(3, 5) * 0.4
b = np.zeros((1, 5))
W2 = np.random.randn(5, 3) * 0.4
b2 = np.zeros((1, 3))
step_size = 0.5
bs = 15
nesterov = False

for i in range(120):
    pick = np.random.choice(len(y), bs, replace=False)
    xb, yb = X[pick], y[pick]
    num_examples = xb.shape[0]
    # evaluate class scores
    hidden_layer = 1 / (1 + np.exp(-(np.dot(xb, W) + b)))
    scores = np.dot(hidden_layer, W2) + b2
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
    loss = np.sum(-np.log(probs[range(num_examples), yb])) / num_examples
    if i % 20 == 0:
        print("iteration %d: loss %f" % (i, loss))

    dscores = probs
    dscores[range(num_examples), yb] -= 1
    dscores /= num_examples

    dW2 = np.dot(hidden_layer.T, dscores)
    db2 = np.mean(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden *= hidden_layer * (1 - hidden_layer)
    dW = np.dot(xb.T, dhidden)
    db = np.sum(dhidden, axis=0, keepdims=True)

    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2
    if i == 80:
        step_size *= 0.5
