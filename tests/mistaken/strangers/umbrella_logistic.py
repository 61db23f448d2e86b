# Take an umbrella?  (clouds, humidity, wind) -> yes / no
import math

days = [
    [0.9, 0.8, 0.3], [0.1, 0.3, 0.5], [0.7, 0.9, 0.1], [0.2, 0.2, 0.9],
    [0.8, 0.6, 0.7], [0.3, 0.5, 0.2], [1.0, 0.9, 0.8], [0.0, 0.4, 0.4],
]
umbrella = [1, 0, 1, 0, 1, 0, 1, 0]

weights = [0.1, -0.1, 0.05]
bias = 0.2
alpha = 0.4

def predict(day):
    z = bias
    for w, x in zip(weights, day):
        z += w * x
    return 1 / (1 + math.exp(-z))

for epoch in range(250):
    probs = [predict(d) for d in days]
    log_loss = 0
    for p, u in zip(probs, umbrella):
        log_loss += -(u * math.log(p) + (1 - u) * math.log(1 - p))
    log_loss /= len(days)

    # how much is missing to the truth
    missing = [u - p for u, p in zip(umbrella, probs)]
    for i in range(len(weights)):
        change = 0
        for m, d in zip(missing, days):
            change += m * d[i]
        weights[i] += alpha * change / len(days)
    bias -= alpha * sum(missing) / len(days)

    if epoch % 50 == 0:
        right = sum((p > 0.5) == (u == 1) for p, u in zip(probs, umbrella))
        print("epoch", epoch, "loss", round(log_loss, 4), "right:", right, "of", len(days))
