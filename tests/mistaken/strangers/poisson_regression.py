import numpy as np

def main() -> None:
    rng = np.random.default_rng(2024)
    n = 60
    x = rng.uniform(-1, 1, size=(n, 3))
    X = np.hstack([np.ones((n, 1)), x])
    true_beta = np.array([0.5, 1.0, -0.7, 0.2])
    counts = rng.poisson(np.exp(X @ true_beta))
    beta = np.zeros(4)
    tol, step = 1e-6, 0.2
    previous = np.inf
    it = 0
    while True:
        eta = X @ beta
        mu = np.exp(eta)
        nll = np.mean(mu - counts * eta)
        grad = X.T @ (mu - counts) / n
        beta = beta - step * grad
        it += 1
        if abs(previous - nll) < tol or it > 5000:
            break
        previous = nll
    print("converged after", it, "steps:", beta.round(3))


if __name__ == "__main__":
    main()
