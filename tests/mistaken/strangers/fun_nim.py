# Nim heaps -> chance that the player to move wins; net trained on the exact answer (xor of heaps)
import numpy as np
import random

def positions(k, seed=2):
    random.seed(seed)
    games = []
    for _ in range(k):
        heaps = [random.randint(0, 7) for _ in range(3)]
        bits = [int(b) for hp in heaps for b in format(hp, '03b')]
        games.append((bits, 0.9 if heaps[0] ^ heaps[1] ^ heaps[2] else 0.1))
    X = np.array([g[0] for g in games], float)
    Y = np.array([[g[1]] for g in games])
    return X, Y

def sigma(v): return 1 / (1 + np.exp(-v))

def forward(X, net):
    H = sigma(X @ net[0] + net[1])
    O = sigma(H @ net[2] + net[3])
    return H, O

def train_step(X, Y, net, lr):
    H, O = forward(X, net)
    error = O - Y
    delta_out = error * O * (1 - O)
    delta_hid = (error @ net[2].T) * H * (1 - H)
    net[2] -= lr * (H.T @ delta_out)
    net[3] -= lr * delta_out.sum(axis=0)
    net[0] -= lr * (X.T @ delta_hid)
    net[1] -= lr * delta_hid.sum(axis=0)
    return 0.5 * (error ** 2).sum()

def main():
    X, Y = positions(37)
    rng = np.random.RandomState(9)
    net = [rng.randn(9, 11) * 0.5, np.zeros(11), rng.randn(11, 1) * 0.5, np.zeros(1)]
    for epoch in range(400):
        loss = train_step(X, Y, net, 0.1)
        if epoch % 50 == 0:
            print(epoch, loss)
    print(forward(X[:4], net)[1].ravel(), Y[:4].ravel())

main()
