# mathematician's notation: everything is a Greek letter
import numpy as np
from numpy import newaxis

psi = np.random.default_rng(1729)
xi = psi.uniform(-1, 1, size=(19, 2))
eta = (xi[:, 0] * xi[:, 1])[:, newaxis] + 0.02 * psi.normal(size=(19, 1))

Theta = {"alpha": psi.normal(size=(2, 7)) * 0.8, "beta": psi.normal(size=7) * 0.1,
         "gamma": psi.normal(size=(7, 1)) * 0.5, "delta": np.zeros(1)}
epsilon = 0.2

def Phi(Theta, xi):
    sigma = np.sin(xi @ Theta["alpha"] + Theta["beta"])
    kappa = np.cos(xi @ Theta["alpha"] + Theta["beta"])
    return sigma @ Theta["gamma"] + Theta["delta"], sigma, kappa

def nabla(Theta, xi, rho, sigma, kappa):
    tau = (rho @ Theta["gamma"].T) * kappa
    return {"alpha": xi.T @ tau, "beta": tau.sum(axis=0),
            "gamma": sigma.T @ rho, "delta": rho.sum(axis=0)}

for n in range(501):
    omega, sigma, kappa = Phi(Theta, xi)
    rho = (omega - eta) / len(xi)
    Lambda = float(np.mean((omega - eta) ** 2))
    partial = nabla(Theta, xi, rho, sigma, kappa)
    for letter, value in partial.items():
        Theta[letter] = Theta[letter] - epsilon * value
    if n % 100 == 0:
        print("n =", n, "  Lambda =", Lambda)
