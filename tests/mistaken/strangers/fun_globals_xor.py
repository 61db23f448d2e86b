import numpy as np

np.random.seed(12)
X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
Y = np.array([[0.], [1.], [1.], [0.]])

hiddenWeights = np.random.uniform(size=(2, 3))
hiddenBias = np.random.uniform(size=(1, 3))
outputWeights = np.random.uniform(size=(3, 1))
outputBias = np.random.uniform(size=(1, 1))
LR = 0.5

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(s):
    return s * (1 - s)

def forwardPass():
    global hiddenOut, predicted
    hiddenOut = sigmoid(np.dot(X, hiddenWeights) + hiddenBias)
    predicted = sigmoid(np.dot(hiddenOut, outputWeights) + outputBias)

def backwardPass():
    global hiddenWeights, hiddenBias, outputWeights, outputBias
    error = Y - predicted
    d_predicted = error * sigmoid_derivative(predicted)

    error_hidden = error.dot(outputWeights.T)
    d_hidden = error_hidden * sigmoid_derivative(hiddenOut)

    outputWeights += hiddenOut.T.dot(d_predicted) * LR
    outputBias += np.sum(d_predicted, axis=0, keepdims=True) * LR
    hiddenWeights += X.T.dot(d_hidden) * LR
    hiddenBias += np.sum(d_hidden, axis=0, keepdims=True) * LR

def currentLoss():
    return np.sum((Y - predicted) ** 2) / 2

for epoch in range(3000):
    forwardPass()
    backwardPass()
    if epoch % 500 == 0:
        print("Epoch", epoch, "Loss", currentLoss())

forwardPass()
print(predicted.round(3))
