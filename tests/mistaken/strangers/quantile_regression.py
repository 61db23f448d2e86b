import numpy as np
import argparse


def parse():
    ap = argparse.ArgumentParser()
    ap.add_argument("--tau", type=float, default=0.9)
    ap.add_argument("--epochs", type=int, default=200)
    ap.add_argument("--lr", type=float, default=0.05)
    return ap.parse_args()


def main():
    args = parse()
    rng = np.random.default_rng(3)
    x = rng.uniform(0, 4, 90)
    y = 2 + 0.5 * x + rng.exponential(1.0, 90)
    A = np.column_stack([np.ones_like(x), x])
    theta = np.array([0.1, 0.1])
    for e in range(args.epochs):
        u = y - A @ theta
        pinball = np.mean(np.where(u >= 0, args.tau * u, (args.tau - 1) * u))
        grad = -A.T @ np.where(u >= 0, args.tau, args.tau - 1) / len(y)
        theta -= args.lr * grad
        if e % 50 == 0:
            print(e, pinball, theta)
    print("share below:", np.mean(y < A @ theta))


main()
