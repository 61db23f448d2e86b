from numpy import array, exp, dot, random, ones, mean

def sigmoid(x):
    return 1 / (1 + exp(-x))

def sigmoid_prime(x):
    s = sigmoid(x)
    return s * (1 - s)

def predict(x, w):
    z = dot(x, w)
    return z, sigmoid(z)

def train(x, y, w, rounds, rate):
    for r in range(rounds):
        z, out = predict(x, w)
        err = out - y
        if r % 100 == 0:
            print("round", r, "error", cost(x, y, w))
        grad = 2 * dot(x.T, err * sigmoid_prime(out)) / len(y)
        w = w - rate * grad
    return w

def cost(x, y, w):
    return mean((predict(x, w)[1] - y) ** 2)

# last column is the bias input
random.seed(1)
table = array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
wanted = array([[0], [1], [1], [1]], dtype=float)
weights = 2 * random.random((3, 1)) - 1

weights = train(table, wanted, weights, 600, 2.0)
print("after training:")
print(predict(table, weights)[1])
