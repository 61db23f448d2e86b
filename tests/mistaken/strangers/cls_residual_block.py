"""A stack of residual blocks: y = x + V * softplus(U x + a).  Fits a small vector field."""
import numpy as np


class ResidualBlock:
    def __init__(self, width, inner, rng):
        self.U = rng.standard_normal((inner, width)) * 0.4
        self.a = rng.standard_normal((inner, 1)) * 0.1
        self.V = rng.standard_normal((width, inner)) * 0.4

    def forward(self, x):
        self.x = x
        self.z = self.U @ x + self.a
        self.s = np.log1p(np.exp(self.z))
        return x + self.V @ self.s

    def backward(self, grad_y):
        self.gV = grad_y @ self.s.T
        grad_z = (self.V.T @ grad_y) / (1.0 + np.exp(-self.z))   # softplus' is the logistic
        self.gU = grad_z @ self.x.T
        self.ga = grad_z.sum(axis=1, keepdims=True)
        return grad_y + self.U.T @ grad_z

    def step(self, rate):
        for name in "UaV":
            setattr(self, name, getattr(self, name) - rate * getattr(self, "g" + name))


class Model:
    def __init__(self, depth, rng):
        self.blocks = [ResidualBlock(2, 4 + k, rng) for k in range(depth)]

    def forward(self, x):
        for block in self.blocks:
            x = block.forward(x)
        return x

    def loss_and_backward(self, x, target):
        out = self.forward(x)
        loss = np.sum((out - target) ** 2) / x.shape[1]
        grad = 2.0 * (out - target) / x.shape[1]
        for block in reversed(self.blocks):
            grad = block.backward(grad)
        return loss


rng = np.random.default_rng(271)
pts = rng.uniform(-1, 1, (2, 29))
field = np.vstack([pts[1], -pts[0]]) + 0.02 * rng.standard_normal(pts.shape)
model = Model(2, rng)

for it in range(200):
    loss = model.loss_and_backward(pts, field)
    for block in model.blocks:
        block.step(0.02)
    if it % 40 == 0:
        print(f"iteration {it:3d}  loss {loss:.6f}")
