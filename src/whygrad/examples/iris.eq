# Which of three species is this iris? One layer and a softmax decide it from four lengths.
# iris.csv holds 150 flowers; its four columns of lengths are the measures:
#     --columns measures=sepal_length,sepal_width,petal_length,petal_width

measures[i, k]: data                  # four lengths of each flower, in centimetres
species[i, c]:  data                  # a column for each species: 1 for the flower's own, else 0
weights[k, c]:  parameter = glorot()  # how much each length speaks for each species
biases[c]:      parameter = zeros()   # what speaks for a species before anything is measured
prediction:     probability

logits[i, c]      = sum[k](measures[i, k] * weights[k, c]) + biases[c]  # what speaks for each
lse[i]            = logsumexp[c](logits[i, c])            # log of the sum of exp(logit)
probability[i, c] = exp(logits[i, c] - lse[i])            # softmax: positive, with the sum 1
own_logit[i]      = sum[c](species[i, c] * logits[i, c])  # the logit of the flower's own species
accuracy          = mean[i](equal(own_logit[i], max[c](logits[i, c])))  # right: none is larger
loss              = mean[i](lse[i] - own_logit[i])        # cross-entropy: mean of -log(probability)
