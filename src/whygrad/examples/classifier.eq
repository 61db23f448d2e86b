inputs[i, k]: data                        # rows of a truth table, each entry 0 or 1
target[i]:    data                        # the class of each row: 0 or 1
weights[k]:   parameter = uniform(-1, 1)  # one for each input; there is no bias

s[i]      = sum[k](inputs[i, k] * weights[k])                 # weighted sum
output[i] = sigmoid(s[i])                                     # between 0 and 1
accuracy  = mean[i](equal(step(output[i] - 0.5), target[i]))  # over 0.5 means class 1
loss      = sum[i]((target[i] - output[i])**2) / 2            # half squared error
