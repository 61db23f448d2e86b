import numpy as np

# Linear regression: fit a plane through noisy points
rng = np.random.default_rng(11)
A = rng.uniform(-2, 2, size=(15, 2))
y = A @ np.array([1.5, -0.7]) + 0.4 + rng.normal(0, 0.1, size=15)

theta = np.zeros(2)
theta0 = 0.0
rate = 0.05

for k in range(200):
    residual = A @ theta + theta0 - y
    mse = np.mean(residual ** 2)
    g = A.T @ residual / len(y)
    g0 = residual.mean()
    theta -= rate * g
    theta0 -= rate * g0
    if k % 40 == 0:
        print(f"{k:4d}  {mse:.6f}")

print("theta =", theta, " theta0 =", theta0)
