"""Tables and assignments: what is taken from them, and every message word for word."""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from whygrad.language.messages import WhygradError
from whygrad.language.parsing import parse
from whygrad.training.history import Column
from whygrad.training.tables import parse_assignments, read_table, rows, take
from whygrad.training.tables.cells import Cells, number

NEURON = parse(
    "celsius[i]: data\nfahrenheit[i]: data\nweight: parameter = 0.5\n"
    "output[i] = celsius[i] * weight\nloss = mean[i]((output[i] - fahrenheit[i])**2)"
)
FLOWERS = parse(
    "inputs[i, k]: data\nlabel[i, c]: data\nw[k, c]: parameter = zeros()\n"
    "output[i, c] = sum[k](inputs[i, k] * w[k, c])\n"
    "loss = mean[i](sum[c]((output[i, c] - label[i, c])**2))"
)
SCALED = parse("x[i]: data\nscale: data\nw: parameter = 1\nloss = mean[i](x[i] * w) * scale")
CLASSES = parse("x[i]: data\nv[c]: data\nw: parameter = 1\nloss = mean[i](x[i] * w) * sum[c](v[c])")
INPUTS = {"inputs": (Column("a"), Column("colour", ("blue", "red")))}

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Makes `t.csv` in the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(content: str | bytes) -> Path:
        path = Path("t.csv")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def message(call: Callable[[], Any]) -> str:
    with pytest.raises(WhygradError) as caught:
        call()
    return str(caught.value)


def taken(path: Path, step: Any = NEURON, *rest: Any, **options: Any) -> Any:
    return take(read_table(path), step, *rest, **options)


def test_a_quantity_takes_the_column_of_its_name(write: Write) -> None:
    data, columns = taken(write("celsius,city,fahrenheit\n-5,x,23\n1e1,y,5e1\n"))
    assert {name: array.tolist() for name, array in data.items()} == {
        "celsius": [-5, 10],
        "fahrenheit": [23, 50],
    }
    assert columns == {"celsius": (Column("celsius"),), "fahrenheit": (Column("fahrenheit"),)}


@pytest.mark.parametrize(
    "content",
    [
        "celsius,fahrenheit\r\n1,2\r\n3,4\r\n",
        "\ufeffcelsius,fahrenheit\n1,2\n3,4",
        "\n celsius , fahrenheit \n\n1, 2\n   \n3,4\n\n",
        '"celsius","fahrenheit"\n"1","2"\n3,4\n',
        "celsius,fahrenheit\r1,2\r3,4\r",
        ",celsius,,fahrenheit\n0,1,,2\n1,3,,4\n",
    ],
)
def test_forms_of_a_table_that_are_read(write: Write, content: str) -> None:
    data, _ = taken(write(content))
    assert data["celsius"].tolist() == [1, 3]
    assert data["fahrenheit"].tolist() == [2, 4]


def test_named_columns_and_categories_in_alphabetical_order(write: Write) -> None:
    path = write("a,colour,b,label\n1,red,2,yes\n3, blue,4,no\n5,red,6,no\n")
    data, columns = taken(path, FLOWERS, {"inputs": ["b", "colour", "a"]})
    assert data["inputs"].tolist() == [[2, 0, 1, 1], [4, 1, 0, 3], [6, 0, 1, 5]]
    assert data["label"].tolist() == [[0, 1], [1, 0], [1, 0]]
    assert columns == {
        "inputs": (Column("b"), Column("colour", ("blue", "red")), Column("a")),
        "label": (Column("label", ("no", "yes")),),
    }


def test_a_two_index_quantity_of_one_numeric_column(write: Write) -> None:
    data, _ = taken(write("inputs,label\n1,0\n2,1\n"), FLOWERS)
    assert data["inputs"].tolist() == [[1], [2]]


def test_a_scalar_has_one_value(write: Write) -> None:
    data, _ = taken(write("x,scale\n1,3\n2,3\n"), SCALED)
    assert data["scale"].shape == ()
    assert data["scale"] == 3


def test_a_trained_model_fixes_columns_and_categories(write: Write) -> None:
    path = write("colour,a\nred,1\nred,2\n")
    data, columns = taken(path, FLOWERS, known=INPUTS, optional=("label",))
    assert data["inputs"].tolist() == [[1, 0, 1], [2, 0, 1]]
    assert columns == INPUTS


def test_the_columns_of_a_trained_model_under_other_names(write: Write) -> None:
    path = write("farbe,eins\nblue,1\n")
    columns = {"inputs": ["eins", "farbe"]}
    data, _ = taken(path, FLOWERS, columns, known=INPUTS, optional=("label",))
    assert data["inputs"].tolist() == [[1, 1, 0]]


@pytest.mark.parametrize("cells", [",  ", "3,", "x,y", "3,4"])
def test_an_optional_column_may_hold_anything(write: Write, cells: str) -> None:
    one, other = cells.split(",")
    path = write(f"celsius,fahrenheit\n1,{one}\n2,{other}\n")
    assert list(taken(path, optional=("fahrenheit",))[0]) == ["celsius"]
    if cells == "3,4":
        columns = {"fahrenheit": ["fahrenheit"]}
        assert list(taken(path, NEURON, columns, optional=("fahrenheit",))[0]) == [
            "celsius",
            "fahrenheit",
        ]


def test_faults_in_other_columns_do_not_matter(write: Write) -> None:
    data, _ = taken(write("celsius,note,fahrenheit\n1,,2\n3,nan,4\n5,x,6\n"))
    assert data["celsius"].tolist() == [1, 3, 5]


def test_lines_are_counted_as_in_the_file(write: Write) -> None:
    path = write('celsius,note,fahrenheit\n1,"two\nlines",2\n\nx,y,4\n')
    assert message(lambda: taken(path)).startswith("t.csv, row 5, column `celsius`: 'x'")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "t.csv is empty.\nExpected a row of column names, then one row for each sample."),
        ("\n\n", "t.csv is empty.\nExpected a row of column names, then one row for each sample."),
        (
            "celsius,fahrenheit\n",
            "t.csv has a header, but no rows.\n"
            "Expected a row of column names, then one row for each sample.",
        ),
        (
            "celsius;fahrenheit\n1;2\n",
            "t.csv, row 1: the fields seem to be separated by semicolons.\n"
            "Expected commas: save the table as CSV with commas and decimal points.",
        ),
        (
            "celsius\tfahrenheit\n1\t2\n",
            "t.csv, row 1: the fields seem to be separated by tabs.\n"
            "Expected commas: save the table as CSV with commas and decimal points.",
        ),
        (
            "1,2\n3,4\n",
            "t.csv, row 1: there is no header, but numbers.\n"
            "Expected a row of column names, then one row for each sample.",
        ),
        (
            "celsius,x,celsius\n1,2,3\n",
            "t.csv, row 1: columns 1 and 3 are both called `celsius`.\n"
            "Give each column its own name.",
        ),
        (
            "celsius,fahrenheit\n1,2\n3\n",
            "t.csv, row 3: 1 field; expected 2, as in the header.\n"
            "A field that holds a comma stands in double quotes.",
        ),
        (
            "celsius,fahrenheit\n1,2\n\n1,2,3\n",
            "t.csv, row 4: 3 fields; expected 2, as in the header.\n"
            "A field that holds a comma stands in double quotes.",
        ),
        (
            b"celsius,fahrenheit\n1,2\n3,caf\xe9\n",
            "t.csv, row 3, byte 6: 0xe9 is not UTF-8 text.\n"
            "Save the table as UTF-8; spreadsheets call it `CSV UTF-8`.",
        ),
        (
            "celsius,fahrenheit\n1,2\n".encode("utf-16"),
            "t.csv, row 1, byte 1: 0xff is not UTF-8 text.\n"
            "Save the table as UTF-8; spreadsheets call it `CSV UTF-8`.",
        ),
        (
            "celsius,fahrenheit\n1,\0\n",
            "t.csv, row 2: there is a zero byte, so this is no UTF-8 text.\n"
            "Save the table as UTF-8; spreadsheets call it `CSV UTF-8`.",
        ),
        (
            'celsius,fahrenheit\n1,2\n3,"4\n5,6\n',
            "t.csv, row 3: a double quote is never closed.\n"
            "A double quote inside a quoted field is doubled.",
        ),
        (
            'celsius,fahrenheit\n1,"2"3\n',
            "t.csv, row 2: a quoted field goes on after its closing quote.\n"
            "A double quote inside a quoted field is doubled.",
        ),
        (
            "celsius,fahrenheit\n1," + "2" * 131_073 + "\n",
            "t.csv, row 2: a field has more than 131,072 characters.\n"
            "Is a double quote never closed?",
        ),
    ],
)
def test_tables_that_cannot_be_read(write: Write, content: str | bytes, expected: str) -> None:
    path = write(content)
    assert message(lambda: read_table(path)) == expected


def test_files_that_are_no_tables(tmp_path: Path, write: Write) -> None:
    write("a\n1\n")
    Path("folder").mkdir()
    os.mkfifo("pipe")
    assert (
        message(lambda: read_table("r.csv")) == "There is no file `r.csv`.\nDid you mean `t.csv`?"
    )
    assert message(lambda: read_table("no/where.csv")) == "There is no file `no/where.csv`."
    assert message(lambda: read_table("folder")) == "`folder` is a folder; expected a CSV file."
    assert message(lambda: read_table("pipe")) == "`pipe` is no regular file; expected a CSV file."
    assert message(lambda: read_table("t.csv/x")) == "`t.csv/x` cannot be read: not a directory."
    expected = "`a\0b` cannot be read: the name holds a null byte."
    assert message(lambda: read_table("a\0b")) == expected


def test_a_file_that_is_too_large_is_not_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a\n1\n")
    os.truncate(path, 2_000_000_001)  # a hole, no bytes on the disk
    assert message(lambda: read_table(path)) == (
        "`t.csv` has 2,000,000,001 bytes; at most 2,000,000,000 are read."
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "",
            "the value is missing, but `celsius[i]` needs numbers.\n"
            "Fill it in, or leave the row out.",
        ),
        (
            "  ",
            "the value is missing, but `celsius[i]` needs numbers.\n"
            "Fill it in, or leave the row out.",
        ),
        (
            '"1,5"',
            "'1,5' has a comma in it, but `celsius[i]` needs numbers.\n"
            "Expected a decimal point, as in `1.5`.",
        ),
        (
            "nan",
            "the value is missing, but `celsius[i]` needs numbers.\n"
            "Fill it in, or leave the row out.",
        ),
        (
            "-inf",
            "-inf is no finite number, which `celsius[i]` needs.\n"
            "Fill the cell in, or leave the row out.",
        ),
        (
            "1e999",
            "inf is no finite number, which `celsius[i]` needs.\n"
            "Fill the cell in, or leave the row out.",
        ),
    ],
)
def test_cells_that_are_no_numbers(write: Write, cell: str, expected: str) -> None:
    path = write(f"celsius,fahrenheit\n1,2\n{cell},4\n")
    assert message(lambda: taken(path)) == f"t.csv, row 3, column `celsius`: {expected}"


@pytest.mark.parametrize("cell", ["abc", "1_000", "0x10", "1 2", "٣", "--1", "1.2.3"])
def test_what_python_reads_but_a_table_does_not_mean(write: Write, cell: str) -> None:
    path = write(f"celsius,fahrenheit\n1,2\n{cell},4\n")
    assert message(lambda: taken(path)) == (
        f"t.csv, row 3, column `celsius`: '{cell}' is no number, but `celsius[i]` needs numbers.\n"
        "Only for a quantity with a second index, as in `label[i, c]`, does a column of text become"
        " columns of 0 and 1, one for each category."
    )


@pytest.mark.parametrize(
    ("content", "columns", "expected"),
    [
        (
            "a,label\n1,x\n",
            {},
            "t.csv: there is no column `inputs`, which `inputs[i, k]` takes.\n"
            "The columns are `a` and `label`. To take other ones: `--columns inputs=a,b,c`.",
        ),
        (
            "input,label\n1,x\n",
            {},
            "t.csv: there is no column `inputs`, which `inputs[i, k]` takes."
            " Did you mean `input`?\n"
            "The columns are `input` and `label`. To take other ones: `--columns inputs=a,b,c`.",
        ),
        (
            "a,label\n1,x\n",
            {"input": ["a"]},
            "Columns are given for `input`, but the equations declare no such data.\n"
            "Did you mean `inputs`?",
        ),
        (
            "inputs,label\n1,x\n2,3\n",
            {},
            "t.csv, row 3, column `label`: '3' is a number, but the column begins with the text"
            " 'x'.\nExpected only numbers or only text in one column.",
        ),
        (
            "inputs,label\n1,x\n2,\n",
            {},
            "t.csv, row 3, column `label`: the value is missing.\n"
            "Fill it in, or leave the row out.",
        ),
        (
            'inputs,label\n1,x\n"2,5",y\n',
            {},
            "t.csv, row 3, column `inputs`: '2,5' has a comma in it, but `inputs[i, k]` needs"
            " numbers.\nExpected a decimal point, as in `1.5`.",
        ),
        (
            'inputs,label\n"2,5",y\n"2,6",y\n',
            {},
            "t.csv, row 2, column `inputs`: '2,5' has a comma in it, but `inputs[i, k]` needs"
            " numbers.\nExpected a decimal point, as in `1.5`.",
        ),
        (
            "inputs,label\n5.1,x\n5.2o,y\n",
            {},
            "t.csv, row 3, column `inputs`: '5.2o' is no number, but `inputs[i, k]` needs"
            " numbers.\nExpected a decimal number, as in `1.5`.",
        ),
    ],
)
def test_columns_that_do_not_serve(
    write: Write, content: str, columns: dict[str, list[str]], expected: str
) -> None:
    path = write(content)
    assert message(lambda: taken(path, FLOWERS, columns)) == expected


def test_text_of_too_many_kinds(write: Write) -> None:
    path = write("inputs,label\n" + "".join(f"1,x{n}\n" for n in range(1001)))
    assert message(lambda: taken(path, FLOWERS)) == (
        "t.csv: column `label` holds more than 1,000 different texts, the first 'x0'.\n"
        "Expected numbers, or a few categories that come again."
    )
    known = {"label": (Column("label", ("x", "y")),)}
    assert message(lambda: taken(path, FLOWERS, known=known)) == (
        "t.csv: column `label` holds more than 1,000 different values; the model knows `x` and `y`."
    )


def test_too_many_numbers(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whygrad.training.tables.encoding.MOST_ENTRIES", 10)
    path = write("inputs,label\n" + "".join(f"1,x{n}\n" for n in range(4)))
    assert message(lambda: taken(path, FLOWERS)) == (
        "t.csv: `label[i, c]` would have 4 x 4 numbers; at most 10 are taken.\n"
        "Take fewer columns, categories or rows."
    )


def test_quantities_that_no_table_gives(write: Write) -> None:
    path = write("x,v,scale\n1,1,1\n2,2,2\n")
    assert message(lambda: taken(path, CLASSES)) == (
        "`v[c]` cannot come from the table t.csv: a row is one sample, so a table gives `v`,"
        " `v[i]` or `v[i, k]`.\nPass it as an array, in Python."
    )
    assert message(lambda: taken(path, SCALED)) == (
        "t.csv, row 3, column `scale`: 2.0 differs from 1.0 in row 2, but `scale` has no index.\n"
        "Expected the same number in each row; with one for each, declare `scale[i]: data`."
    )
    assert message(lambda: taken(path, SCALED, {"x": ["x", "v"]})) == (
        "`x[i]` takes one column, not 2 (`x` and `v`).\n"
        "With a second index it takes several: `x[i, k]: data`."
    )


@pytest.mark.parametrize(
    ("content", "columns", "expected"),
    [
        (
            "a,colour\n1,red\n2,bleu\n",
            {},
            "t.csv, row 3, column `colour`: the category 'bleu' did not occur in training.\n"
            "Did you mean `blue`? Known are `blue` and `red`.",
        ),
        (
            "a,colour\n1,\n",
            {},
            "t.csv, row 2, column `colour`: the value is missing.\nKnown are `blue` and `red`.",
        ),
        (
            "a,colour\n1,7\n",
            {},
            "t.csv, row 2, column `colour`: the category '7' did not occur in training.\n"
            "Known are `blue` and `red`.",
        ),
        (
            "a,colour\nx,red\n",
            {},
            "t.csv, row 2, column `a`: 'x' is no number, but `inputs[i, k]` needs numbers.\n"
            "Expected a decimal number, as in `1.5`.",
        ),
        (
            "a,colour\n1,red\n",
            {"inputs": ["a"]},
            "`inputs[i, k]` was trained on 2 columns, `a` and `colour`; given are 1.",
        ),
    ],
)
def test_tables_that_do_not_fit_a_trained_model(
    write: Write, content: str, columns: dict[str, list[str]], expected: str
) -> None:
    path = write(content)
    call = lambda: taken(path, FLOWERS, columns, known=INPUTS, optional=("label",))  # noqa: E731
    assert message(call) == expected


def test_a_column_of_numbers_with_a_late_fault(write: Write) -> None:
    """The fault lies in a later block, after more different numbers than categories."""
    body = [f"{n},{n}\n" for n in range(2 * rows.BLOCK)]
    body[rows.BLOCK + 7] = "x,1\n"
    path = write("celsius,fahrenheit\n" + "".join(body))
    assert message(lambda: taken(path)).startswith(
        f"t.csv, row {rows.BLOCK + 9}, column `celsius`: 'x' is no number"
    )


def test_blocks_are_joined(write: Write) -> None:
    count = 3 * rows.BLOCK + 5
    words = ["no", "yes"]
    body = "".join(f"{n / 7},{words[n % 2]}\n" for n in range(count))
    data, _ = taken(write("inputs,label\n" + body), FLOWERS)
    assert np.array_equal(data["inputs"][:, 0], np.arange(count) / 7)
    assert np.array_equal(data["label"][:, 1], np.arange(count) % 2)


def test_a_table_of_many_rows_is_read_whole(write: Write) -> None:
    numbers = np.random.RandomState(1).normal(size=(200_000, 2))
    body = "".join(f"{a},{b},x\n" for a, b in numbers.tolist())
    path = write("a,b,label\n" + body)
    data, _ = taken(path, FLOWERS, {"inputs": ["a", "b"]})
    assert np.array_equal(data["inputs"], numbers)


def test_numbers_are_read_as_python_reads_them() -> None:
    cells = Cells()
    values = np.random.RandomState(1).normal(size=1000) * 10.0 ** np.arange(-500, 500).clip(
        -300, 300
    )
    cells.extend([repr(value) for value in values.tolist()])
    assert np.array_equal(np.array(cells.numbers), values)
    assert number(" +.5E-3 ") == 0.0005


def test_the_limit_of_the_csv_module_is_left_alone(write: Write) -> None:
    before = csv.field_size_limit()
    read_table(write("a\n1\n"))
    assert csv.field_size_limit() == before


def test_assignments_give_one_sample() -> None:
    assert parse_assignments(["celsius=42"], NEURON, optional=("fahrenheit",))[
        "celsius"
    ].tolist() == [42]
    data = parse_assignments(["label=1", "inputs= 1, 0,-2e1 "], FLOWERS)
    assert data["inputs"].tolist() == [[1, 0, -20]]
    assert data["label"].shape == (1, 1)
    data = parse_assignments(["x=1", "v=1,2"], CLASSES)
    assert data["v"].tolist() == [1, 2]
    data = parse_assignments(["x=1", "scale=3"], SCALED)
    assert data["scale"].shape == ()


def test_single_columns_are_given_by_their_names() -> None:
    for given in (["colour=red", "a=1"], ["a= 1", 'colour="red"'], ['inputs="1", red']):
        data = parse_assignments(given, FLOWERS, INPUTS, ("label",))
        assert data["inputs"].tolist() == [[1, 0, 1]]


def test_a_value_that_holds_a_comma_is_quoted() -> None:
    known = {"inputs": (Column("a"), Column("colour", ("blue, light", "red")))}
    for given in (['inputs=1,"blue, light"'], ["a=1", 'colour="blue, light"']):
        data = parse_assignments(given, FLOWERS, known, ("label",))
        assert data["inputs"].tolist() == [[1, 1, 0]]


def test_a_category_is_given_by_its_name() -> None:
    data = parse_assignments(["inputs=1,red"], FLOWERS, INPUTS, ("label",))
    assert data["inputs"].tolist() == [[1, 0, 1]]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ["inputs=1,2"],
            "`inputs`, column `colour`: the category '2' did not occur in training.\n"
            "Known are `blue` and `red`.",
        ),
        (
            ["inputs=1,rad"],
            "`inputs`, column `colour`: the category 'rad' did not occur in training.\n"
            "Did you mean `red`? Known are `blue` and `red`.",
        ),
        (["inputs=1"], "`inputs[i, k]` takes 2 values: `a` and `colour`; given are 1."),
        (
            ["inputs=x,red"],
            "`inputs`, column `a`: 'x' is no number.\nExpected a decimal number, as in `1.5`.",
        ),
        (
            ["inputs=,red"],
            "`inputs`, column `a`: the value is missing.\nExpected a number, as in `1.5`.",
        ),
        (["inputs=inf,red"], "`inputs`, column `a`: inf is no finite number."),
        (
            ['inputs=1,"red'],
            '`inputs`: the double quotes in 1,"red do not match.\n'
            "A value that holds a comma stands in them.",
        ),
        (
            ["colour=red"],
            "`inputs`, column `a`: the value is missing.\nExpected a number, as in `1.5`.",
        ),
        (
            ["a=1,2", "colour=red"],
            "`a` takes one value; given are 2.\n"
            "A value that holds a comma stands in double quotes.",
        ),
        (
            ["a=1", "inputs=1,red"],
            "`a` is a column of `inputs`, which is given too.\nGive one of them.",
        ),
        (["color=red"], "The equations declare no data called `color`.\nDid you mean `colour`?"),
        ([], "`inputs[i, k]` has no value.\nGive one, as in `inputs=1,0,0`."),
        (["input=1"], "The equations declare no data called `input`.\nDid you mean `inputs`?"),
        (
            ["q=1"],
            "The equations declare no data called `q`.\nDeclared are `inputs` and `label`.",
        ),
        (["inputs"], "`inputs` gives nothing to a name.\nExpected something like `inputs=1`."),
        (["=3"], "`=3` gives nothing to a name.\nExpected something like `inputs=1`."),
        (
            ["inputs=1,red", "inputs=2,red"],
            "`inputs` is given twice.\nGive it once: `inputs=2,red`.",
        ),
    ],
)
def test_assignments_that_cannot_be_used(given: list[str], expected: str) -> None:
    assert message(lambda: parse_assignments(given, FLOWERS, INPUTS, ("label",))) == expected


@pytest.mark.parametrize("known", [None, {"celsius": (Column("celsius"),)}])
def test_a_decimal_comma_in_an_assignment(known: Any) -> None:
    assert message(lambda: parse_assignments(["celsius=1,5"], NEURON, known)) == (
        "`celsius[i]` takes one value here; given are 2.\n"
        "A number has a decimal point, as in `celsius=1.5`."
    )


def test_a_quantity_of_three_indexes_cannot_be_assigned() -> None:
    step = parse("x[i, j, k]: data\nw: parameter = 1\nloss = w * mean[i](sum[j, k](x[i, j, k]))")
    assert message(lambda: parse_assignments(["x=1"], step)) == (
        "`x[i, j, k]` cannot be given here: it has 2 indexes besides the sample's.\n"
        "Pass it as an array, in Python."
    )
