# A classifier with one hidden layer, as a class. The public methods are train and pred.
import numpy as np

class TruthTable:

    def __init__(self, n_inputs, n_hidden, seed=1):
        np.random.seed(seed)
        self.weights1 = 2 * np.random.random((n_inputs, n_hidden)) - 1
        self.weights2 = 2 * np.random.random((n_hidden, 1)) - 1

    def __sigmoid(self, s):
        return 1 / (1 + np.exp(-s))

    def __slope(self, output):
        # expects the OUTPUT of the sigmoid
        return output * (1 - output)

    def pred(self, inputs):
        self.hidden = self.__sigmoid(inputs.dot(self.weights1))
        return self.__sigmoid(self.hidden.dot(self.weights2))

    def train(self, inputs, targets, steps, verbose=False):
        for step in range(steps):
            yhat = self.pred(inputs)
            error = targets - yhat
            half_sse = 0.5 * np.sum(error ** 2)
            # error is target minus output, which is why the adjustments are added
            delta2 = error * self.__slope(yhat)
            delta1 = delta2.dot(self.weights2.T) * self.__slope(self.hidden)
            adjust2 = self.hidden.T.dot(delta2)
            adjust1 = inputs.T.dot(delta1)
            self.weights2 += adjust2
            self.weights1 += adjust1
            if verbose and step % 200 == 0:
                accuracy = ((yhat > 0.5) == targets).mean()
                print("step", step, "error", half_sse, "accuracy", accuracy)

# last column is always one and plays the bias
table = np.array([[0, 0, 1, 1], [0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 0, 0, 1]])
truth = np.array([[0, 1, 1, 0, 1]]).T

net = TruthTable(4, 5)
net.train(table, truth, 1000, verbose=True)
print(net.pred(np.array([[0, 0, 0, 1]])))
