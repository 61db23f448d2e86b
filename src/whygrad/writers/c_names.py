"""Names in C: the equation's own name, unless C, its library or our program reserves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from whygrad.writers.names import spell_names

Spelling = Mapping[str, str]
KEYWORDS = """
    auto break case char const continue default do double else enum extern float for goto if
    inline int long register restrict return short signed sizeof static struct switch typedef
    union unsigned void volatile while asm bool true false nullptr alignas alignof constexpr
    fortran static_assert thread_local typeof typeof_unqual and and_eq bitand bitor catch class
    compl const_cast delete dynamic_cast explicit export friend mutable namespace new not not_eq
    operator or or_eq private protected public reinterpret_cast static_cast template this throw
    try typeid typename using virtual wchar_t xor xor_eq linux unix i386 near far huge
"""
"""Also those of C++, and what compilers define, since such programs are passed on."""

MATHEMATICS = """
    acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh drem erf erfc exp exp10 exp2
    expm1 fabs fdim finite floor fma fmax fmin fmod frexp gamma hypot ilogb j0 j1 jn ldexp lgamma
    llrint llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward
    pow pow10 remainder remquo rint round scalb scalbln scalbn significand sin sincos sinh sqrt
    tan tanh tgamma trunc y0 y1 yn cabs cacos cacosh carg casin casinh catan catanh ccos ccosh
    cexp cimag clog conj cpow cproj creal csin csinh csqrt ctan ctanh
"""
"""Each also has a name with f and one with l at its end."""

LIBRARY = """
    FILE EOF NULL NAN INFINITY HUGE_VAL HUGE_VALF HUGE_VALL I NDEBUG BUFSIZ RAND_MAX MATH_ERRNO
    MATH_ERREXCEPT L_tmpnam L_ctermid P_tmpdir abort abs access alarm alloca aligned_alloc asctime
    assert atexit at_quick_exit atof atoi atol atoll bcmp bcopy bsearch bzero calloc clearerr
    clearenv clock close complex creat ctermid ctime daylight difftime div dprintf drand48 dup dup2
    ecvt erand48 errno execl execle execlp execv execve execvp exit fclose fcvt fdopen feof ferror
    fflush ffs fgetc fgetpos fgets fileno flockfile fmemopen fopen fork fpclassify fprintf fputc
    fputs fread free freopen fscanf fseek fseeko fsetpos ftell ftello funlockfile fwrite gcvt
    gettext getc getchar getdelim getenv getline getloadavg gets getsubopt getw gmtime imaginary
    imaxabs imaxdiv index initstate jrand48 kill labs lcong48 ldiv lgamma_r link llabs lldiv
    localeconv localtime longjmp lrand48 lseek malloc math_errhandling mblen mbrlen mbrtowc mbstowcs
    mbtowc mkdtemp mkstemp mktemp mktime mrand48 nanosleep nrand48 offsetof on_exit open
    open_memstream pause pclose perror pipe popen posix_memalign printf pselect putc putchar putenv
    puts putw qsort quick_exit raise rand rand_r random read realloc reallocarray realpath remove
    rename rewind rindex rpmatch scanf seed48 select setbuf setbuffer setenv setjmp setlinebuf
    setlocale setstate setvbuf signal signbit signgam sleep snprintf sprintf srand srand48 srandom
    sscanf stderr stdin stdout stpcpy stpncpy system tempnam time timezone tmpfile tmpnam tzname
    tzset ulong uint ushort ungetc unlink unsetenv va_arg va_copy va_end va_list va_start valloc
    vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf wait wctomb write arc4random
    arc4random_buf arc4random_uniform fd_set timespec timeval tm u_char u_int u_long u_short
    fcloseall explicit_bzero jmp_buf sigevent dysize timegm
"""

PATTERNS = re.compile(
    r"(is|to|str|mem|wcs|wmem|atomic_)[a-z]\w*|\w+_t|[bl]e\d+toh|hto[bl]e\d+"
    r"|E\d?[A-Z]{2}\w*|(FP|M|SEEK|INT|UINT|INTMAX|UINTMAX|INTPTR|UINTPTR|WCHAR|WINT|SIZE|PTRDIFF"
    r"|CLOCK|CLOCKS|LC|SIG|TMP|FOPEN|FILENAME|EXIT|DBL|FLT|LDBL|CHAR|SCHAR|LONG|TIME|FD)_\w+"
    r"|U?INT\d+_\w+|SIG[A-Z]+|(BIG|LITTLE|PDP|BYTE)_\w+|NFDBITS|TIMER_\w+|W[A-Z]{4,}"
)
"""Names that the standard keeps for itself, and macros of its headers."""

PROGRAM = """
    MAIN main real forward backward draw predict train update_parameters iteration steps step seed
    square heaviside print_numbers print_row allocate fail first_loss answer numbers count in_row
    standard_normal pcg3d position word samples batch batches order hashed compare shuffle epoch
    take_batch first row put_in_order leave_out
    columns column width longest_cell table rows path read_cell read_header read_row read_table
    read_data value_of make_room take_data allocate_arrays arguments
    encode is_missing categories read_cells next_letter
    twister taken seed_twister next_word random_sample gauss draw_starts limit scale
"""
"""What our program calls its own functions and variables."""


def reserved_words() -> frozenset[str]:
    found = {name + end for name in MATHEMATICS.split() for end in ("", "f", "l")}
    return frozenset(found.union(*(text.split() for text in (KEYWORDS, LIBRARY, PROGRAM))))


RESERVED = reserved_words()


def spell(names: Iterable[str], leaders: Iterable[str]) -> tuple[Spelling, Spelling]:
    """How each name is spelled, and the length of each index, as in `size_i`.

    A name of two words, which no equation can have, gives way to those of the equations.
    """
    names = list(names)
    sizes = {leader: f"size_{leader}" for leader in leaders}
    taken = spell_names(sizes.values(), {"size_t"})
    reserved = RESERVED | set(taken.values())
    reserved |= {name for name in names if PATTERNS.fullmatch(name)}
    own = spell_names([name for name in names if " " not in name], reserved)
    pairs = {name: name.replace(" ", "_") for name in names if " " in name}
    others = spell_names(pairs.values(), reserved | set(own.values()))
    spelled = {name: others[pairs[name]] if " " in name else own[name] for name in names}
    return spelled, {leader: taken[size] for leader, size in sizes.items()}
