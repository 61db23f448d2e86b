import numpy as np

np.random.seed(20)
inputs = np.linspace(-1, 1, 40).reshape(-1, 1)
wanted = 0.5 * inputs ** 3 - inputs + 2

W1 = np.random.normal(size=(1, 8))
B1 = np.random.normal(size=(1, 8))
W2 = np.random.normal(size=(8, 1))
B2 = np.zeros((1, 1))
RATE = 0.05

def forward():
    global layer1, layer2, loss
    layer1 = 1 / (1 + np.exp(-(inputs @ W1 + B1)))
    layer2 = layer1 @ W2 + B2
    loss = np.mean((layer2 - wanted) ** 2)

def backward():
    global grad_W1, grad_B1, grad_W2, grad_B2
    grad_layer2 = 2 * (layer2 - wanted) / len(inputs)
    grad_W2 = layer1.T @ grad_layer2
    grad_B2 = grad_layer2.sum(axis=0, keepdims=True)
    grad_layer1 = grad_layer2 @ W2.T
    grad_z1 = grad_layer1 * layer1 * (1 - layer1)
    grad_W1 = inputs.T @ grad_z1
    grad_B1 = grad_z1.sum(axis=0, keepdims=True)

def update():
    global W1, B1, W2, B2
    W1 = W1 - RATE * grad_W1
    B1 = B1 - RATE * grad_B1
    W2 = W2 - RATE * grad_W2

def train(steps):
    global W1, B1, W2, B2
    for step in range(steps):
        forward()
        backward()
        update()
        if step % 200 == 0:
            print("step", step, "loss", loss)

train(1000)
print("prediction for 0:", 1 / (1 + np.exp(-B1)) @ W2 + B2)
