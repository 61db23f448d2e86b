from numpy import array, exp, random, dot, mean, sum as nsum


class Classifier:
    """One neuron with a bias. Learns: the answer is the OR of input 1 and input 3."""

    def __init__(self):
        random.seed(1)
        self.__weights = 2 * random.random((3, 1)) - 1
        self.__bias = 2 * random.random((1, 1)) - 1
        self.__velocity = 0.0

    def __sigmoid(self, x):
        return 1 / (1 + exp(-x))

    def __slope(self, s):
        return s * (1 - s)

    def __cost(self, target, output):
        return 0.5 * nsum((target - output) ** 2)

    def train(self, inputs, target, iterations, verbose=True):
        for iteration in range(iterations):
            output = self.pred(inputs)
            error = target - output
            delta = error * self.__slope(output)

            # momentum only for the weights
            step = dot(inputs.T, delta)
            self.__velocity = 0.5 * self.__velocity + step
            self.__weights += 0.5 * self.__velocity
            self.__bias -= 0.5 * nsum(delta)

            if verbose and iteration % 500 == 0:
                print("iteration:", iteration,
                      "cost:", self.__cost(target, output),
                      "accuracy:", mean((output > 0.5) == (target > 0.5)))

    def pred(self, inputs):
        return self.__sigmoid(dot(inputs, self.__weights) + self.__bias)


if __name__ == "__main__":
    X = array([[0, 0, 1],
               [0, 1, 0],
               [1, 0, 1],
               [0, 1, 1],
               [1, 1, 0],
               [0, 0, 0],
               [1, 0, 0]])
    y = array([[1, 0, 1, 1, 1, 0, 1]]).T

    clf = Classifier()
    clf.train(X, y, 3000)
    print("Considering new situation [0, 0, 0.9] -> ?")
    print(clf.pred(array([0, 0, 0.9])))
