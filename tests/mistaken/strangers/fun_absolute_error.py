# Mean absolute error instead of squared error. Does it work? (answer: yes)
import numpy as np

def relu(v):
    return v * (v > 0)

def predict(x, net):
    z1 = x @ net[0] + net[1]
    return z1, relu(z1) @ net[2] + net[3]

def mae(pred, y):
    return np.abs(pred - y).mean()

def train_step(x, y, net, lr):
    z1, pred = predict(x, net)
    loss = mae(pred, y)
    s = np.sign(pred - y)
    grad_v = relu(z1).T @ s
    grad_c = s.sum(axis=0)
    back = s @ net[2].T * (z1 > 0)
    grad_w = x.T @ back
    grad_b = back.sum(axis=0)
    for param, grad in zip(net, [grad_w, grad_b, grad_v, grad_c]):
        param -= lr * grad
    return loss

def main():
    np.random.seed(4)
    x = np.random.rand(27, 2) * 4 - 2
    y = np.abs(x[:, :1]) + 0.5 * x[:, 1:] + 0.1 * np.random.randn(27, 1)
    net = [np.random.randn(2, 9), np.zeros(9), np.random.randn(9, 1) * 0.3, np.zeros(1)]
    for t in range(300):
        loss = train_step(x, y, net, 0.002)
        if t % 50 == 0:
            print("MAE after %3d steps: %.4f" % (t, loss))
    return net

if __name__ == "__main__":
    main()
