import random

# linear regression with two features, plain lists
random.seed(17)
size = [random.uniform(0.5, 2.0) for _ in range(12)]
floor = [random.randint(0, 5) / 5 for _ in range(12)]
price = [1.5 * s - 0.4 * f + 0.3 + random.gauss(0, 0.05) for s, f in zip(size, floor)]
N = len(price)

m1 = m2 = q = 0.0
for turn in range(400):
    pred = [m1 * s + m2 * f + q for s, f in zip(size, floor)]
    loss = sum((p - t) ** 2 for p, t in zip(pred, price)) / N
    e = [2 * (p - t) / N for p, t in zip(pred, price)]
    dm1 = sum(ei * s for ei, s in zip(e, size))
    dm2 = sum(ei * f for ei, f in zip(e, floor)) / N
    dq = sum(e)
    m1 -= 0.1 * dm1
    m2 -= 0.1 * dm2
    q -= 0.1 * dq
    if turn % 80 == 0:
        print("turn", turn, "loss", round(loss, 6))

print("price = %.3f * size + %.3f * floor + %.3f" % (m1, m2, q))
