"""Two-layer softmax network, following the notes of a vision course."""
import numpy as np


def two_layer_loss(X, y, W1, b1, W2, b2, reg):
    """Return the loss and the gradients (dW1, db1, dW2, db2).

    X: (N, D) inputs, y: (N,) integer labels.
    """
    num_examples = X.shape[0]

    # forward
    hidden_layer = np.maximum(0, np.dot(X, W1) + b1)   # ReLU
    scores = np.dot(hidden_layer, W2) + b2
    scores -= np.max(scores, axis=1, keepdims=True)
    exp_scores = np.exp(scores)
    probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    # loss: average cross-entropy plus regularization
    correct_logprobs = -np.log(probs[range(num_examples), y])
    data_loss = np.sum(correct_logprobs) / num_examples
    reg_loss = 0.5 * reg * np.sum(W1 * W1) + 0.5 * reg * np.sum(W2 * W2)
    loss = data_loss + reg_loss

    # backward
    dscores = probs
    dscores[range(num_examples), y] -= 1
    dscores /= num_examples

    dW2 = np.dot(hidden_layer.T, dscores)
    db2 = np.sum(dscores, axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden[hidden_layer <= 0] = 0    # backprop the ReLU
    dW1 = np.dot(X.T, dhidden)
    db1 = np.sum(dhidden, axis=0, keepdims=True)

    # add regularization gradient contribution
    dW2 += reg * W2
    dW1 += reg * W1
    return loss, (dW1, db1, dW2, db2)


def predict(X, W1, b1, W2, b2):
    hidden_layer = np.maximum(0, np.dot(X, W1) + b1)
    return np.argmax(np.dot(hidden_layer, W2) + b2, axis=1)


def main():
    np.random.seed(0)
    D, H, K = 4, 14, 3
    centers = np.random.randn(K, D) * 2
    y = np.random.randint(0, K, 100)
    X = centers[y] + np.random.randn(100, D)

    W1 = 0.1 * np.random.randn(D, H)
    b1 = np.zeros((1, H))
    W2 = 0.1 * np.random.randn(H, K)
    b2 = np.zeros((1, K))

    step_size = 0.5
    reg = 1e-3
    for i in range(601):
        loss, (dW1, db1, dW2, db2) = two_layer_loss(X, y, W1, b1, W2, b2, reg)
        if i % 100 == 0:
            print("iteration %d: loss %f" % (i, loss))
        W1 += -step_size * dW1
        b1 += -step_size * db1
        W2 += -step_size * dW2
        b2 += -step_size * db2

    print("training accuracy: %.2f" % (np.mean(predict(X, W1, b1, W2, b2) == y)))


if __name__ == "__main__":
    main()
