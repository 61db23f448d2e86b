import numpy as np

np.random.seed(1)
N = 30  # points per class
K = 3
X = np.zeros((N * K, 2))
y = np.zeros(N * K, dtype=int)
for j in range(K):
    r = np.linspace(0.05, 1, N)
    t = np.linspace(j * 4, (j + 1) * 4, N) + np.random.randn(N) * 0.2
    X[N * j:N * (j + 1)] = np.c_[r * np.sin(t), r * np.cos(t)]
    y[N * j:N * (j + 1)] = j

h = 20
W = 0.01 * np.random.randn(2, h)
b = np.zeros((1, h))
W2 = 0.01 * np.random.randn(h, K)
b2 = np.zeros((1, K))
step_size = 0.5
reg = 1e-2
num_examples = X.shape[0]

for i in range(400):
    hidden_layer = np.maximum(0, np.dot(X, W) + b)
    scores = np.dot(hidden_layer, W2) + b2
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    correct_logprobs = -np.log(probs[range(num_examples), y])
    data_loss = np.sum(correct_logprobs) / num_examples
    reg_loss = reg * np.sum(W * W) + reg * np.sum(W2 * W2)
    if i % 100 == 0:
        print("iteration %d: loss %f" % (i, data_loss + reg_loss))

    dscores = probs
    dscores[range(num_examples), y] -= 1
    dscores /= num_examples

    dW2 = np.dot(hidden_layer.T, dscores)
    db2 = np.sum(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden[hidden_layer <= 0] = 0
    dW = np.dot(X.T, dhidden)
    db = np.sum(dhidden, axis=0, keepdims=True)

    dW2 += 2 * reg * W2
    dW += reg * W

    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2

print("training accuracy: %.2f" % np.mean(np.argmax(scores, axis=1) == y))
