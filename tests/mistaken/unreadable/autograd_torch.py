"""The gradients are a library's own; there is no backward pass to check."""

import torch

x = torch.randn(64, 3)
y = torch.sin(x.sum(dim=1, keepdim=True))
w1 = torch.randn(3, 8, requires_grad=True)
w2 = torch.randn(8, 1, requires_grad=True)

for step in range(100):
    out = torch.tanh(x @ w1) @ w2
    loss = ((out - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w1 -= 0.05 * w1.grad
        w2 -= 0.05 * w2.grad
        w1.grad.zero_()
        w2.grad.zero_()
print("loss", loss.item())
