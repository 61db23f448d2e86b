"""A small reader of CSV files, as C."""

from __future__ import annotations

FAIL = """\
// Ends the program with a message.
static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    exit(EXIT_FAILURE);
}
"""
ALLOCATE = """\
// Memory for so many numbers, all 0; it is kept until the program ends.
static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fail("There is no memory for %lu numbers.\\n", (unsigned long)count);
    }
    return memory;
}
"""
TABLE = """\
static const char *path;  // of the CSV file
static real (*table)[width];  // its columns, as named above
static int rows;
"""
READ_CELL = """\
// Reads a cell and returns what stands behind it: a comma, a newline or EOF.
static int read_cell(FILE *file, char *cell)
{
    int length = 0;
    int quoted = 0;
    int before = 0;
    int letter = getc(file);
    while (letter != EOF && (quoted || (letter != ',' && letter != '\\n'))) {
        const int quote = letter == '"' && (quoted || length == 0 || before == '"');
        if (!quote || (!quoted && before == '"')) {  // two quotes stand for one
            if (length == longest_cell) {
                fail("%s: a cell has more than %d characters.\\n", path, longest_cell);
            }
            cell[length++] = (char)letter;
        }
        if (quote) {
            quoted = !quoted;
        }
        before = letter;
        letter = getc(file);
    }
    if (length > 0 && cell[length - 1] == '\\r') {
        length--;
    }
    cell[length] = '\\0';
    return letter;
}
"""
VALUE_OF = """\
static real value_of(const char *cell, const char *name, int line)
{
    char *end;
    const real value = (real)strtod(cell, &end);
    end += strspn(end, " ");
    const int plain = strspn(cell, " +-.0123456789eE") == strlen(cell);
    if (end == cell || *end != '\\0' || !plain || !isfinite(value)) {
        fail("%s, line %d: '%s' in column '%s' is no number.\\n", path, line, cell, name);
    }
    return value;
}
"""
READ_HEADER = """\
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
            if (strcmp(cell, columns[k]{name}) == 0) {
                if (place[k] >= 0) {
                    fail("%s has two columns '%s'.\\n", path, cell);
                }
                place[k] = cells;
            }
        }
        cells++;
    }
    for (int k = 0; k < width; k++) {
        if (place[k] < 0) {
            fail("%s has no column '%s'.\\n", path, columns[k]{name});
        }
    }
    return cells;
}
"""
TAKE_CELL = """\
// Puts a cell into the columns that are made of it.
static void take_cell(const char *cell, int found, const int *place, int line)
{
    for (int k = 0; k < width; k++) {
        if (place[k] == found) {
            table[rows][k] = value_of(cell, columns[k], line);
        }
    }
}
"""
TAKE_CELL_OR_CATEGORY = """\
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
        fail("%s, line %d: '%s' is no category of '%s'.\\n", path, line, cell, unknown);
    }
}
"""
READ_TABLE = """\
// Reads a row, unless the line is empty; returns what stands behind it.
static int read_row(FILE *file, int line, int cells, const int *place)
{
    char cell[longest_cell + 1];
    int end = read_cell(file, cell);
    int found = 0;
    if (cell[0] == '\\0' && end != ',') {
        return end;
    }
    take_cell(cell, found++, place, line);
    while (end == ',') {
        end = read_cell(file, cell);
        take_cell(cell, found++, place, line);
    }
    if (found != cells) {
        fail("%s, line %d: %d cells, but the header has %d.\\n", path, line, found, cells);
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
            fail("There is no memory for %d rows.\\n", *capacity);
        }
    }
}

static void read_table(void)
{
    FILE *file = fopen(path, "rb");
    int place[width];
    int capacity = 0;
    int end = '\\n';
    if (file == NULL) {
        fail("%s: %s\\n", path, strerror(errno));
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
        fail("%s has no rows.\\n", path);
    }
    fclose(file);
}
"""
