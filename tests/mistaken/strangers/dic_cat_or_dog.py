import numpy as np

# cat (0) or dog (1): weight in kg, ear length, tail length
np.random.seed(90)
cats = np.random.randn(15, 3)*0.8 + [4, 6, 25]
dogs = np.random.randn(15, 3)*2.0 + [9, 9, 28]
A0 = np.vstack((cats, dogs))
A0 = ((A0 - A0.mean(0))/A0.std(0)).T
Y = np.array([[0]*15 + [1]*15])
m = 30

theta = {'W1': np.random.randn(5, 3)*0.3, 'b1': np.zeros((5, 1)),
         'W2': np.random.randn(1, 5)*0.3, 'b2': np.zeros((1, 1))}
theta_lr = 0.05
history = []

def relu(z): return np.maximum(z, 0)
def sigmoid(z): return 1/(1+np.exp(-z))

for it in range(300):
    cache = {}
    cache['Z1'] = theta['W1'] @ A0 + theta['b1']
    cache['A1'] = relu(cache['Z1'])
    cache['Z2'] = theta['W2'] @ cache['A1'] + theta['b2']
    cache['A2'] = sigmoid(cache['Z2'])
    history.append(-np.sum(Y*np.log(cache['A2']) + (1 - Y)*np.log(1 - cache['A2']))/m)

    grads = {}
    dZ2 = cache['A2'] - Y
    grads['W2'] = (dZ2 @ cache['A1'].T)/m
    grads['b2'] = np.sum(dZ2, axis=1, keepdims=True)/m
    dZ1 = (theta['W2'].T @ dZ2)*(cache['Z1'] > 0)
    grads['W1'] = dZ1 @ A0.T
    grads['b1'] = np.sum(dZ1, axis=1, keepdims=True)/m

    for k in theta.keys():
        theta[k] = theta[k] - theta_lr*grads[k]
    if it % 50 == 0:
        print(it, history[-1])
