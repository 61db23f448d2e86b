import random

random.seed(808)
# humidity, pressure (scaled), wind -> rain in mm (scaled)
records = []
for _ in range(18):
    hum, pres, wind = random.random(), random.uniform(-1, 1), random.random()
    records.append(([hum, pres, wind], max(0.0, 1.4 * hum - 0.8 * pres + 0.2 * wind + random.gauss(0, 0.05))))

n_features = 3
n_hidden = 5
learning_rate = 0.02
hidden_w = [[random.gauss(0, 0.7) for _ in range(n_features)] for _ in range(n_hidden)]
hidden_b = [0.1] * n_hidden
output_w = [random.gauss(0, 0.7) for _ in range(n_hidden)]
output_b = 0.0

for epoch in range(200):
    loss = 0.0
    for features, mm in records:
        z = [sum(w * f for w, f in zip(hidden_w[j], features)) + hidden_b[j] for j in range(n_hidden)]
        a = [v if v > 0 else 0.01 * v for v in z]          # leaky relu
        guess = sum(w * v for w, v in zip(output_w, a)) + output_b
        loss += 0.5 * (guess - mm) ** 2

        d_guess = guess - mm
        d_z = []
        for j, v in enumerate(z):
            slope = 1.0 if v > 0 else 0.01
            d_z.append(d_guess * output_w[j] * slope)

        output_b -= learning_rate * d_guess
        for j in range(n_hidden):
            output_w[j] -= learning_rate * d_guess * a[j]
            for k in range(n_features):
                hidden_w[j][k] -= learning_rate * d_z[j] * features[k]
    if (epoch + 1) % 40 == 0:
        print("epoch", epoch + 1, "mean loss", loss / len(records))
