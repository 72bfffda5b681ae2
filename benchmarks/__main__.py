"""All benchmarks, one after the other."""

from benchmarks import rating, sampling

if __name__ == "__main__":
    for benchmark in (rating, sampling):
        print(f"== {benchmark.__name__}")
        benchmark.main()
        print()
