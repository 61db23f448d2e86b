# A neuron without activation reads a thermometer in Celsius
# and shall say the temperature in Fahrenheit.
import random

random.seed(1)
data = []
for c in [10, -20, 35, 0, 25, -5]:
    f = 9 / 5 * c + 32 + random.uniform(-0.3, 0.3)
    data.append((c / 50, f / 50))

weight = random.random()
bias = 0
rate = 0.1

for epoch in range(300):
    loss = 0
    for x, y in data:
        prediction = weight * x + bias
        difference = y - prediction
        loss += difference ** 2
        weight += rate * 2 * difference * x
        bias += rate * 2 * difference
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", loss)

print("F =", weight, "* C +", bias * 50)
print("100 C is", (weight * 2 + bias) * 50, "F")
