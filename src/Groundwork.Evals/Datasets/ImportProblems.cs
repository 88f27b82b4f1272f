namespace Groundwork.Evals.Datasets;

/// <summary>What is wrong with a file, line by line. Collects the first twenty.</summary>
internal sealed class ImportProblems(string path)
{
    private const int Most = 20;

    private readonly List<string> _problems = [];
    private int _count;

    /// <param name="line">From 1.</param>
    /// <param name="problem">Half a sentence.</param>
    public void Add(int line, string problem) => Add(FormattableString.Invariant($"line {line}"), problem);

    public void Add(string place, string problem)
    {
        _count++;
        if (_problems.Count < Most) _problems.Add($"{place}: {problem}");
    }

    /// <exception cref="DatasetRefusedException">There were problems.</exception>
    public void ThrowIfAny()
    {
        if (_count > 0) throw Refusal();
    }

    /// <summary>A refusal for the problems, and one more that ends the reading.</summary>
    public DatasetRefusedException Refuse(string place, string problem)
    {
        Add(place, problem);
        return Refusal();
    }

    private DatasetRefusedException Refusal() => new(
        _count == 1
            ? $"{path} cannot be read, and nothing of it was stored:"
            : FormattableString.Invariant($"{path} cannot be read for {_count} reasons, and nothing of it was stored. The first {_problems.Count}:"),
        _problems);
}
