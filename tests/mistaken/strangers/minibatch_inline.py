# Mini-batch gradient descent with momentum, L2 penalty, one hidden tanh layer.
import numpy as np

np.random.seed(55)

# toy data: three inputs, two targets
samples = 56
data = np.random.randn(samples, 3)
goal = np.zeros((samples, 2))
goal[:, 0] = data[:, 0] * data[:, 1]
goal[:, 1] = np.abs(data[:, 2])

hidden_nodes = 8
V = np.random.randn(3, hidden_nodes) / np.sqrt(3)
v0 = np.zeros(hidden_nodes)
U = np.random.randn(hidden_nodes, 2) / np.sqrt(hidden_nodes)
u0 = np.zeros(2)

mom_V = np.zeros_like(V)
mom_v0 = np.zeros_like(v0)
mom_U = np.zeros_like(U)
mom_u0 = np.zeros_like(u0)

rate = 0.03
mu = 0.9
penalty = 0.02
batch = 8

for epoch in range(100):
    shuffled = np.random.permutation(samples)
    epoch_loss = 0.0
    for k in range(samples // batch):
        rows = shuffled[k * batch:(k + 1) * batch]
        x = data[rows]
        t = goal[rows]

        # forward
        h = np.tanh(x @ V + v0)
        o = h @ U + u0
        loss = ((o - t) ** 2).sum() / batch + penalty * ((V ** 2).sum() + (U ** 2).sum())
        epoch_loss += loss

        # backward
        do = 2 * (o - t) / batch
        dU = h.T @ do + 2 * penalty * U
        du0 = do.sum(0)
        dh = do @ U.T
        dz = dh * (1 - np.tanh(h) ** 2)
        dV = x.T @ dz + penalty * V
        dv0 = dz.sum(0)

        # momentum
        mom_V = mu * mom_V - rate * dV
        mom_v0 = mu * mom_v0 - rate * dv0
        mom_U = mu * mom_U - rate * dU
        mom_u0 = mu * mom_u0 - rate * du0
        V += mom_V
        v0 += mom_v0
        U += mom_U
        u0 += mom_u0
    if epoch % 20 == 0:
        print("Epoch {}: average loss {:.4f}".format(epoch, epoch_loss / (samples // batch)))
