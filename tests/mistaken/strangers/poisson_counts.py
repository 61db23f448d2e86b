# Poisson regression for the number of visitors per hour.
# The negative log-likelihood without the log(y!) term, which does not depend on the weights.
import numpy as np

np.random.seed(8)
hours = 120
temp = np.random.normal(0, 1, hours)
weekend = np.random.binomial(1, 2 / 7, hours)
rain = np.random.exponential(0.5, hours)
features = np.stack([temp, weekend, rain], axis=1)
true_w = np.array([0.4, 0.8, -0.6])
visitors = np.random.poisson(np.exp(features @ true_w + 1.0))

theta = np.zeros(3)
intercept = 0.0
step_size = 0.05

for i in range(500):
    log_mu = features @ theta + intercept
    mu = np.exp(log_mu)
    nll = np.mean(mu - visitors * log_mu)
    # log link: the derivative with respect to the linear predictor is simply observed minus expected
    residual = visitors - mu
    theta = theta + step_size * (residual @ features) / hours
    intercept += step_size * residual.mean()
    if i % 100 == 0:
        print(i, nll)

print("estimated", theta, intercept)
print("true     ", true_w, 1.0)
