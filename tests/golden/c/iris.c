// A neural network in C, written by whygrad from its equations.
// cc -std=c99 -O2 network.c -o network -lm && ./network DATA.csv

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef double real;

enum {
    size_k = 4,
    size_c = 3,
};

// What is learned. A device that only predicts needs no more than this part.

// how much each length speaks for each species
static real weights[size_k][size_c] = {
    {-0.1536453917703785, 0.4079616890019113, -0.92560831876294},
    {-0.3660089546555473, -0.6540809928155329, -0.7548422457291403},
    {-0.5809332048098879, -0.28596596619561165, -0.19114949461506725},
    {0.071874625095665, -0.1496226854746221, 0.34295987267429995},
};
// what speaks for a species before anything is measured
static real biases[size_c] = {0.0, 0.0, 0.0};

static real maximum(real a, real b)
{
    return a >= b ? a : a < b ? b : a + b;
}

// probability for one sample
static void predict(const real measures[size_k], real probability[size_c])
{
    // what speaks for each
    real logits[size_c];
    for (int c = 0; c < size_c; c++) {
        real sum = 0;
        for (int k = 0; k < size_k; k++) {
            sum += measures[k] * weights[k][c];
        }
        logits[c] = sum + biases[c];
    }
    // log of the sum of exp(logit)
    real largest = -INFINITY;
    for (int c = 0; c < size_c; c++) {
        largest = maximum(largest, logits[c]);
    }
    largest = isfinite(largest) ? largest : 0;  // taken off, so that no exp overflows
    real sum = 0;
    for (int c = 0; c < size_c; c++) {
        sum += exp(logits[c] - largest);
    }
    const real lse = largest + log(sum);
    // softmax: positive, with the sum 1
    for (int c = 0; c < size_c; c++) {
        probability[c] = exp(logits[c] - lse);
    }
}

// The training.

static const int steps = 1000;
static const real learning_rate = 0.05;
static int size_i;  // the number of samples

// four lengths of each flower, in centimetres
static real (*measures)[size_k];
// a column for each species: 1 for the flower's own, else 0
static real (*species)[size_c];

static real (*logits)[size_c];
static real *lse;
static real *own_logit;
static real accuracy;
static real loss;
static real (*grad_logits)[size_c];
static real grad_weights[size_k][size_c];
static real grad_biases[size_c];

// Ends the program with a message.
static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    exit(EXIT_FAILURE);
}

// Memory for so many numbers, all 0; it is kept until the program ends.
static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fail("There is no memory for %lu numbers.\n", (unsigned long)count);
    }
    return memory;
}

static void print_numbers(const char *name, const real *numbers, int count, int in_row)
{
    printf("%s:", name);
    for (int k = 0; k < count; k++) {
        const int starts_row = in_row < count && k % in_row == 0;
        printf("%s%.12g", starts_row ? "\n    " : " ", numbers[k]);
    }
    printf("\n");
}

static real equal(real a, real b)
{
    return isnan(a) || isnan(b) ? a + b : a == b;
}

// A column; with a category it is 1 where a cell has that text, else 0.
static const struct {
    const char *name;
    const char *category;
} columns[] = {
    {"sepal_length", NULL}, {"sepal_width", NULL}, {"petal_length", NULL},
    {"petal_width", NULL}, {"species", "setosa"}, {"species", "versicolor"},
    {"species", "virginica"},
};

enum {
    width = sizeof columns / sizeof columns[0],
    longest_cell = 255
};

static const char *path;  // of the CSV file
static real (*table)[width];  // its columns, as named above
static int rows;

// Reads a cell and returns what stands behind it: a comma, a newline or EOF.
static int read_cell(FILE *file, char *cell)
{
    int length = 0;
    int quoted = 0;
    int before = 0;
    int letter = getc(file);
    while (letter != EOF && (quoted || (letter != ',' && letter != '\n'))) {
        const int quote = letter == '"' && (quoted || length == 0 || before == '"');
        if (!quote || (!quoted && before == '"')) {  // two quotes stand for one
            if (length == longest_cell) {
                fail("%s: a cell has more than %d characters.\n", path, longest_cell);
            }
            cell[length++] = (char)letter;
        }
        if (quote) {
            quoted = !quoted;
        }
        before = letter;
        letter = getc(file);
    }
    if (length > 0 && cell[length - 1] == '\r') {
        length--;
    }
    cell[length] = '\0';
    return letter;
}

static real value_of(const char *cell, const char *name, int line)
{
    char *end;
    const real value = (real)strtod(cell, &end);
    end += strspn(end, " ");
    const int plain = strspn(cell, " +-.0123456789eE") == strlen(cell);
    if (end == cell || *end != '\0' || !plain || !isfinite(value)) {
        fail("%s, line %d: '%s' in column '%s' is no number.\n", path, line, cell, name);
    }
    return value;
}

// Finds the columns; returns how many cells the header has.
static int read_header(FILE *file, int *place)
{
    char cell[longest_cell + 1];
    int cells = 0;
    int end = ',';
    for (int k = 0; k < width; k++) {
        place[k] = -1;
    }
    while (end == ',') {
        end = read_cell(file, cell);
        for (int k = 0; k < width; k++) {
            if (strcmp(cell, columns[k].name) == 0) {
                if (place[k] >= 0) {
                    fail("%s has two columns '%s'.\n", path, cell);
                }
                place[k] = cells;
            }
        }
        cells++;
    }
    for (int k = 0; k < width; k++) {
        if (place[k] < 0) {
            fail("%s has no column '%s'.\n", path, columns[k].name);
        }
    }
    return cells;
}

// Puts a cell into the columns that are made of it.
static void take_cell(const char *cell, int found, const int *place, int line)
{
    const char *unknown = NULL;
    for (int k = 0; k < width; k++) {
        if (place[k] == found && columns[k].category == NULL) {
            table[rows][k] = value_of(cell, columns[k].name, line);
        } else if (place[k] == found) {
            table[rows][k] = strcmp(cell, columns[k].category) == 0;
            unknown = columns[k].name;
        }
    }
    for (int k = 0; k < width; k++) {
        if (place[k] == found && columns[k].category != NULL && table[rows][k] == 1) {
            unknown = NULL;
        }
    }
    if (unknown != NULL) {
        fail("%s, line %d: '%s' is no category of '%s'.\n", path, line, cell, unknown);
    }
}

// Reads a row, unless the line is empty; returns what stands behind it.
static int read_row(FILE *file, int line, int cells, const int *place)
{
    char cell[longest_cell + 1];
    int end = read_cell(file, cell);
    int found = 0;
    if (cell[0] == '\0' && end != ',') {
        return end;
    }
    take_cell(cell, found++, place, line);
    while (end == ',') {
        end = read_cell(file, cell);
        take_cell(cell, found++, place, line);
    }
    if (found != cells) {
        fail("%s, line %d: %d cells, but the header has %d.\n", path, line, found, cells);
    }
    rows++;
    return end;
}

static void make_room(int *capacity)
{
    if (rows == *capacity) {
        *capacity = 2 * *capacity + 64;
        table = realloc(table, (size_t)*capacity * sizeof *table);
        if (table == NULL) {
            fail("There is no memory for %d rows.\n", *capacity);
        }
    }
}

static void read_table(void)
{
    FILE *file = fopen(path, "rb");
    int place[width];
    int capacity = 0;
    int end = '\n';
    if (file == NULL) {
        fail("%s: %s\n", path, strerror(errno));
    }
    if (getc(file) != 0xEF || getc(file) != 0xBB || getc(file) != 0xBF) {
        rewind(file);  // no byte order mark
    }
    const int cells = read_header(file, place);
    for (int line = 2; end != EOF; line++) {
        make_room(&capacity);
        end = read_row(file, line, cells, place);
    }
    if (ferror(file) || rows == 0) {
        fail("%s has no rows.\n", path);
    }
    fclose(file);
}

static void take_data(void)
{
    size_i = rows;
    measures = allocate(size_i, sizeof *measures);
    for (int i = 0; i < size_i; i++) {
        for (int k = 0; k < size_k; k++) {
            measures[i][k] = table[i][k];
        }
    }
    species = allocate(size_i, sizeof *species);
    for (int i = 0; i < size_i; i++) {
        for (int c = 0; c < size_c; c++) {
            species[i][c] = table[i][4 + c];
        }
    }
    free(table);
}

static void allocate_arrays(void)
{
    logits = allocate(size_i, sizeof *logits);
    lse = allocate(size_i, sizeof *lse);
    own_logit = allocate(size_i, sizeof *own_logit);
    grad_logits = allocate(size_i, sizeof *grad_logits);
}

static void forward(void)
{
    // what speaks for each
    for (int i = 0; i < size_i; i++) {
        for (int c = 0; c < size_c; c++) {
            real sum = 0;
            for (int k = 0; k < size_k; k++) {
                sum += measures[i][k] * weights[k][c];
            }
            logits[i][c] = sum + biases[c];
        }
    }
    // log of the sum of exp(logit)
    for (int i = 0; i < size_i; i++) {
        real largest = -INFINITY;
        for (int c = 0; c < size_c; c++) {
            largest = maximum(largest, logits[i][c]);
        }
        // taken off, so that no exp overflows
        largest = isfinite(largest) ? largest : 0;
        real sum = 0;
        for (int c = 0; c < size_c; c++) {
            sum += exp(logits[i][c] - largest);
        }
        lse[i] = largest + log(sum);
    }
    // the logit of the flower's own species
    for (int i = 0; i < size_i; i++) {
        real sum = 0;
        for (int c = 0; c < size_c; c++) {
            sum += species[i][c] * logits[i][c];
        }
        own_logit[i] = sum;
    }
    // right: none is larger
    accuracy = 0;
    for (int i = 0; i < size_i; i++) {
        real largest = -INFINITY;
        for (int c = 0; c < size_c; c++) {
            largest = maximum(largest, logits[i][c]);
        }
        accuracy += equal(own_logit[i], largest);
    }
    accuracy /= size_i;
    // cross-entropy: mean of -log(probability)
    loss = 0;
    for (int i = 0; i < size_i; i++) {
        loss += lse[i] - own_logit[i];
    }
    loss /= size_i;
}

static void backward(void)
{
    for (int i = 0; i < size_i; i++) {
        for (int c = 0; c < size_c; c++) {
            // from lse, own_logit
            grad_logits[i][c] = (exp(logits[i][c] - lse[i]) - species[i][c]) / size_i;
        }
    }
    for (int k = 0; k < size_k; k++) {
        for (int c = 0; c < size_c; c++) {
            real sum = 0;
            for (int i = 0; i < size_i; i++) {
                sum += grad_logits[i][c] * measures[i][k];
            }
            grad_weights[k][c] = sum;  // from logits
        }
    }
    for (int c = 0; c < size_c; c++) {
        real sum = 0;
        for (int i = 0; i < size_i; i++) {
            sum += grad_logits[i][c];
        }
        grad_biases[c] = sum;  // from logits
    }
}

static void update_parameters(void)
{
    for (int k = 0; k < size_k; k++) {
        for (int c = 0; c < size_c; c++) {
            // gradient descent
            weights[k][c] = weights[k][c] - learning_rate * grad_weights[k][c];
        }
    }
    for (int c = 0; c < size_c; c++) {
        biases[c] = biases[c] - learning_rate * grad_biases[c];
    }
}

// Returns the loss of the first step.
static real train(void)
{
    real first_loss = 0;
    for (int step = 0; step < steps; step++) {
        forward();
        backward();
        update_parameters();
        if (step == 0) {
            first_loss = loss;
        }
    }
    return first_loss;
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: %s DATA.csv\n", arguments[0]);
        return EXIT_FAILURE;
    }
    path = arguments[1];
    read_table();
    take_data();
    allocate_arrays();
    const real first_loss = train();
    printf("loss in the first step: %.12g\n", first_loss);
    printf("loss in the last step:  %.12g\n", loss);
    print_numbers("weights", &weights[0][0], size_k * size_c, size_c);
    print_numbers("biases", biases, size_c, size_c);
    printf("accuracy in the last step: %.12g\n", accuracy);
    real answer[size_c];
    predict(measures[0], answer);
    print_numbers("probability of the first sample", answer, size_c, size_c);
    return 0;
}
