import numpy as np

np.random.seed(13)
num = 30
kind = np.random.randint(0, 3, num)
X = np.random.randn(num, 4) * 0.6 + np.array([[1, 0, 2, 0], [0, 1, 0, 1], [-1, 0, 1, 2]])[kind]
Y = np.eye(3)[kind]
epsilon = 0.01

def predict_proba(model, x):
    z1 = x.dot(model['W1']) + model['b1']
    a1 = np.tanh(z1)
    z2 = a1.dot(model['W2']) + model['b2']
    exp_scores = np.exp(z2)
    return a1, exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

def calculate_loss(model, x, y):
    _, probs = predict_proba(model, x)
    return np.sum(-np.log(probs) * y) / x.shape[0]

def new_model():
    return {'W1': np.random.randn(4, 6) / 2, 'b1': np.zeros((1, 6)),
            'W2': np.random.randn(6, 3) / 2.5, 'b2': np.zeros((1, 3))}

def build_model(num_passes, print_every=40):
    model = new_model()
    for i in range(num_passes):
        a1, probs = predict_proba(model, X)
        if i % print_every == 0:
            print("Loss after iteration %i: %f" % (i, calculate_loss(model, X, Y)))
        delta3 = probs - Y
        grads = {}
        grads['W2'] = (a1.T).dot(delta3)
        grads['b2'] = np.sum(delta3, axis=0, keepdims=True)
        delta2 = delta3.dot(model['W2'].T) * (1 - np.power(a1, 2))
        grads['W1'] = np.dot(X.T, delta2)
        grads['b1'] = np.sum(delta2, axis=0, keepdims=True)
        for name in model:
            model[name] += -epsilon * grads[name]
    return model

model = build_model(200)
print("final loss", calculate_loss(model, X, Y))
