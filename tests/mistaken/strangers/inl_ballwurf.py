import numpy as np

# Ball throwing game: (speed, angle, wind) -> where it lands; one throw after another
rnd = np.random.default_rng(8)
throws = []
for _ in range(40):
    v, ang, wind = rnd.uniform(0.5, 1.5), rnd.uniform(0.3, 1.2), rnd.normal(0, 0.2)
    throws.append((np.array([v, ang, wind]), v * v * np.sin(2 * ang) + wind))

M = rnd.normal(0, 0.6, (6, 3))
mb = np.zeros(6)
q = rnd.normal(0, 0.6, 6)
qb = np.zeros(1)
LR = 0.03

for game in range(60):
    total = 0.0
    for inputs, landing in throws:
        z = M @ inputs + mb
        h = 1.0 / (1.0 + np.exp(-z))
        shot = q @ h + qb[0]
        delta = shot - landing
        loss = 0.5 * delta ** 2
        total += loss
        # output side
        q -= LR * delta * h
        qb -= LR * delta
        # hidden side
        dz = delta * q * h * (1 - h)
        M -= LR * np.outer(dz, inputs)
        mb -= LR * dz
    if game % 10 == 0:
        print("game", game, "sum of losses", round(float(total), 4))
