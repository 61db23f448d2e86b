import argparse
import json
import os
import numpy as np

def options():
    parser = argparse.ArgumentParser(description="circles")
    parser.add_argument("--hidden", type=int, default=7, help="hidden units")
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--l2", type=float, default=1e-3)
    parser.add_argument("--quiet", action="store_true")
    return parser.parse_args([])

args = options()
STEPS = 200

rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 50)
radius = np.where(np.arange(50) % 2, 1.0, 0.5) + rng.normal(0, 0.05, 50)
data = np.c_[radius * np.cos(angle), radius * np.sin(angle)]
label = (np.hypot(data[:, 0], data[:, 1]) > 0.75).astype(int)
mean, std = data.mean(axis=0), data.std(axis=0)
data = (data - mean) / std

params = [
    rng.normal(size=(2, args.hidden)) * 0.5,
    np.zeros(args.hidden),
    rng.normal(size=(args.hidden, 2)) * 0.5,
    np.zeros(2),
]
moment1 = [np.zeros_like(p) for p in params]
moment2 = [np.zeros_like(p) for p in params]
for step in range(1, STEPS + 1):
    W1, b1, W2, b2 = params
    pre = data @ W1 + b1
    act = np.logaddexp(0, pre)
    scores = act @ W2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)
    prob = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    nll = -np.log(prob[np.arange(len(label)), label]).mean()
    loss = nll + args.l2 / 2 * sum(np.sum(p * p) for p in (W1, W2))
    d_scores = prob.copy()
    d_scores[np.arange(len(label)), label] -= 1
    d_scores /= len(label)
    d_act = d_scores @ W2.T
    d_pre = d_act / (1 + np.exp(-pre))
    grads = [
        data.T @ d_pre + args.l2 * W1,
        d_pre.sum(axis=0),
        act.T @ d_scores + args.l2 * W2,
        d_scores.sum(axis=0),
    ]
    for k, (p, g) in enumerate(zip(params, grads)):
        moment1[k] = 0.9 * moment1[k] + 0.1 * g
        moment2[k] = 0.999 * moment2[k] + 0.001 * g ** 2
        hat1 = moment1[k] / (1 - 0.9 ** step)
        hat2 = moment2[k] / (1 - 0.999 ** step)
        params[k] = p - args.lr * hat1 / (np.sqrt(hat2) + 1e-8)
    if not args.quiet and step % 50 == 0:
        print(f"{step=} loss {loss:.4f}")
with open(os.devnull, "w", encoding="utf-8") as out:
    json.dump({"loss": float(loss), "params": [p.tolist() for p in params]}, out, indent=2)
