import numpy as np

def nonlin(x, deriv=False):
    if deriv:
        return x*(1-x)
    return 1/(1+np.exp(-x))

def predict(X, syn0, syn1):
    l1 = nonlin(X.dot(syn0))
    return l1, nonlin(l1.dot(syn1))

def gradients(X, y, l1, l2, syn1):
    l2_delta = (y - l2) * nonlin(l2, deriv=True)
    l1_delta = l2_delta.dot(syn1.T) * nonlin(l1, deriv=True)
    return X.T.dot(l1_delta), l1.T.dot(l2_delta)

np.random.seed(1)
X = np.array([[0,0,1],[0,1,1],[1,0,1],[1,1,1],[0.5,0.5,1]])
y = np.array([[0],[1],[1],[0],[0.5]])
syn0 = 2*np.random.random((3,4)) - 1
syn1 = 2*np.random.random((4,1)) - 1

for j in range(5000):
    l1, l2 = predict(X, syn0, syn1)
    if j % 1000 == 0:
        print("Error:", np.sum((y - l2)**2)/2)
    d0, d1 = gradients(X, y, l1, l2, syn1)
    syn0 += d0
    syn1 += d1

print("Output after training")
print(l2)
