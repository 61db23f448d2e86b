# Celsius to Fahrenheit with a single neuron, as short as possible
import random

random.seed(10)
celsius = [c / 10 for c in range(-50, 50)]
fahrenheit = [1.8 * c + 32 for c in celsius]
n = len(celsius)

weight, bias = random.random(), random.random()
lr = 0.0005

predict = lambda cs: [c * weight + bias for c in cs]

before = predict(celsius)
for step in range(1000):
    output = predict(celsius)
    loss = sum((o - f) ** 2 for o, f in zip(output, fahrenheit)) / n
    grad_output = [2 * (o - f) / n for o, f in zip(output, fahrenheit)]
    grad_weight = sum(o * g for o, g in zip(output, grad_output))
    grad_bias = sum(g for g in grad_output)
    weight = weight - lr * grad_weight
    bias = bias - lr * grad_bias
    if step % 200 == 0:
        print(f"step {step}: loss {loss:.4f} weight {weight:.3f} bias {bias:.3f}")

after = predict(celsius)
print("actual ", fahrenheit[::20])
print("before ", [round(v, 1) for v in before[::20]])
print("after  ", [round(v, 1) for v in after[::20]])
