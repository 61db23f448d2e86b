# "MNIST" with 4x4 pictures: horizontal bar, vertical bar or diagonal
import numpy as np

np.random.seed(55)

def picture(kind):
    img = np.zeros((4, 4))
    k = np.random.randint(4)
    if kind == 0:
        img[k, :] = 1
    elif kind == 1:
        img[:, k] = 1
    else:
        img[np.arange(4), (np.arange(4) + k) % 4] = 1
    return (img + 0.2 * np.random.randn(4, 4)).ravel()

labels = np.random.randint(0, 3, 90)
X = np.array([picture(k) for k in labels])
net = {"W1": np.random.randn(16, 12) * 0.3, "b1": np.zeros((1, 12)),
       "W2": np.random.randn(12, 3) * 0.3, "b2": np.zeros((1, 3))}

def forward(x, net):
    hidden = np.maximum(0, x.dot(net["W1"]) + net["b1"])
    s = hidden.dot(net["W2"]) + net["b2"]
    s = np.exp(s - s.max(axis=1, keepdims=True))
    return hidden, s / s.sum(axis=1, keepdims=True)

def sgd_step(x, y, net, lr):
    n = x.shape[0]
    hidden, probs = forward(x, net)
    loss = -np.log(probs[np.arange(n), y]).mean()
    # gradient of softmax + cross entropy
    dscores = probs.copy()
    dscores[np.arange(n), y] -= 1
    dscores /= n
    dW2 = hidden.T.dot(dscores)
    db2 = dscores.sum(axis=0, keepdims=True)
    dhidden = dscores.dot(net["W2"].T)
    dhidden[hidden <= 0] = 0
    dW1 = x.T.dot(dhidden)
    dW1 /= n
    db1 = dhidden.sum(axis=0, keepdims=True)
    for name, g in (("W1", dW1), ("b1", db1), ("W2", dW2), ("b2", db2)):
        net[name] -= lr * g
    return loss

for epoch in range(30):
    shuffled = np.random.permutation(len(X))
    batch_losses = []
    for batch in np.array_split(shuffled, 6):
        batch_losses.append(sgd_step(X[batch], labels[batch], net, 0.3))
    if epoch % 5 == 0:
        acc = (forward(X, net)[1].argmax(axis=1) == labels).mean()
        print("epoch %2d  loss %.4f  acc %.2f" % (epoch, np.mean(batch_losses), acc))
