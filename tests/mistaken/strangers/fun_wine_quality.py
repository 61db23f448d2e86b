import numpy as np

# good or bad wine from (alcohol, acidity, sugar); standardised by hand
X = np.array([[ 0.9, -0.4,  0.1], [-1.1,  0.8,  0.3], [ 0.3, -0.9, -0.5],
              [-0.6,  0.2,  1.4], [ 1.5, -0.2, -0.8], [-0.8,  1.3, -0.2],
              [ 0.4,  0.5, -0.9], [-1.3, -0.1,  0.7], [ 0.7, -1.2,  0.6]])
y = np.array([1, 0, 1, 0, 1, 0, 1, 0, 1]).reshape(-1, 1)

def sigmoid(z):
    return 1/(1+np.exp(-z))

def bce(y, p):
    return -np.mean(y*np.log(p) + (1-y)*np.log(1-p))

def fwd(X, W1, B1, W2, B2):
    z1 = X.dot(W1) + B1
    a1 = np.tanh(z1)
    o = sigmoid(a1.dot(W2) + B2)
    return z1, a1, o

def bwd(X, y, a1, o, W2):
    m = y.shape[0]
    dz2 = o - y
    dW2 = 1/m * a1.T.dot(dz2)
    dB2 = 1/m * np.sum(dz2, axis=0, keepdims=True)
    dz1 = dz2.dot(W2.T) * (1 - a1**2)
    dW1 = 1/m * X.T.dot(dz1)
    dB1 = 1/m * np.sum(dz1)
    return dW1, dB1, dW2, dB2

def upd(W1, B1, W2, B2, d, lr):
    dW1, dB1, dW2, dB2 = d
    W1 = W1 - lr*dW1
    B1 = B1 - lr*dB1
    W2 = W2 - lr*dW2
    B2 = B2 - lr*dB2
    return W1, B1, W2, B2

np.random.seed(0)
W1 = np.random.randn(3, 5)*0.1
B1 = np.zeros((1, 5))
W2 = np.random.randn(5, 1)*0.1
B2 = np.zeros((1, 1))

for i in range(600):
    z1, a1, o = fwd(X, W1, B1, W2, B2)
    d = bwd(X, y, a1, o, W2)
    W1, B1, W2, B2 = upd(W1, B1, W2, B2, d, 0.1)
    if i % 100 == 0:
        print("iteration:", i, "cost:", bce(y, o))
