"""All benchmarks, one after the other."""

from benchmarks import rating, register, sampling

if __name__ == "__main__":
    for benchmark in (rating, sampling, register):
        print(f"== {benchmark.__name__}")
        benchmark.main()
        print()
