# shorter with comprehensions (part 2 of the series)
from random import random, seed
seed(3)

celsius = [c / 25 for c in range(-50, 50, 4)]
fahrenheit = [1.8 * c + 1.28 for c in celsius]
N = len(celsius)

weight, bias = random(), random()
print("start:", weight, bias)

def mean(values):
    values = list(values)
    return sum(values) / len(values)

for step in range(500):
    output = [weight * c + bias for c in celsius]
    error = [o - f for o, f in zip(output, fahrenheit)]
    loss = mean(e ** 2 for e in error)
    if step % 100 == 0:
        print(f"step {step}, loss {loss:.5f}")

    grad_weight = mean(2 * e * c for e, c in zip(error, celsius))
    grad_bias = mean(error)

    weight, bias = (
        weight - 0.1 * grad_weight,
        bias - 0.1 * grad_bias,
    )

print("end:  ", weight, bias)
print("wanted 1.8 and 1.28")
