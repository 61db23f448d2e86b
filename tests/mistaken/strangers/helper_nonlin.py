import numpy as np

def nonlin(x, deriv=False):
    """with deriv=True x has to be the OUTPUT of nonlin"""
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

# 5 examples, 3 inputs
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1], [1, 0, 0]])
Y = np.array([[0], [1], [1], [0], [1]])
np.random.seed(1)

# randomly initialize our weights with mean 0
syn_0 = 2 * np.random.random((3, 4)) - 1
syn_1 = 2 * np.random.random((4, 1)) - 1

for iteration in range(2000):
    # forward propagation
    net_1 = np.matmul(X, syn_0)
    layer_1 = nonlin(net_1)
    net_2 = np.matmul(layer_1, syn_1)
    layer_2 = nonlin(net_2)

    # how much did we miss?
    layer_2_error = Y - layer_2
    if iteration % 500 == 0:
        print("Error: " + str(0.5 * np.sum(np.square(layer_2_error))))

    # in what direction is the target value?
    layer_2_delta = layer_2_error * nonlin(layer_2, True)
    layer_1_error = np.matmul(layer_2_delta, syn_1.transpose())
    layer_1_delta = layer_1_error * nonlin(net_1, True)

    # update weights
    syn_1 += np.matmul(layer_1.transpose(), layer_2_delta)
    syn_0 += np.matmul(X.transpose(), layer_1_delta)

print("Output After Training:")
print(layer_2)
