"""Taxi fare = base + per_km * km + per_min * minutes, learnt from pairs."""
import random

random.seed(2)
rides = []
for _ in range(30):
    km = random.uniform(0.5, 12)
    minutes = km * random.uniform(1.5, 4)
    fare = 3.5 + 1.9 * km + 0.4 * minutes + random.gauss(0, 0.3)
    rides.append(((km / 10, minutes / 30), fare / 10))

per_km = random.random()
per_min = random.random()
base = 0.0
rate = 0.005

def predict(features):
    km, minutes = features
    return base + per_km * km + per_min * minutes

def cost():
    return sum((predict(f) - t) ** 2 for f, t in rides) / len(rides)

for iteration in range(1, 501):
    errors = [predict(f) - t for f, t in rides]
    d_km = sum(e * f[0] for e, (f, _) in zip(errors, rides))
    d_min = sum(e * f[1] for e, (f, _) in zip(errors, rides))
    d_base = sum(errors)
    per_km, per_min, base = per_km - rate * d_km, per_min - rate * d_min, base - rate * d_base
    if iteration % 100 == 0:
        print(f"{iteration:>4} cost {cost():.6f}")

print("base fare %.2f, per km %.2f, per minute %.2f" % (base * 10, per_km, per_min / 3))
