celsius[i]:    data
fahrenheit[i]: data
weight: parameter = uniform(0, 1)
bias:   parameter = uniform(0, 1)

output[i] = celsius[i] * weight + bias                    # the neuron
loss      = mean[i]((output[i] - fahrenheit[i])**2)       # mean squared error
