using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What could not be read of the file that is at work. A file of broken records alone must not fill memory.</summary>
internal sealed class FileProblems
{
    private const int MostKept = 1000;

    private readonly List<FileProblem> _kept = [];
    private string _path = string.Empty;
    private int _more;

    /// <summary>Takes a problem in; false when there are too many to keep each.</summary>
    public bool Add(string path, FileProblem problem)
    {
        Turn(path);
        if (_kept.Count < MostKept)
        {
            _kept.Add(problem);
            return true;
        }

        _more++;
        return false;
    }

    /// <summary>Hands the problems of a file out and starts anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rest">What stands for those that were not kept; null when each was.</param>
    public IReadOnlyList<FileProblem> Take(string path, out FileProblem? rest)
    {
        Turn(path);
        rest = _more == 0 ? null : new FileProblem("elsewhere", _kept[^1].Reason, FormattableString.Invariant($"{_more} further parts could not be read. Correct the first ones, and ingest the file again."));
        IReadOnlyList<FileProblem> problems = rest is null ? [.. _kept] : [.. _kept, rest];
        Turn(string.Empty);
        return problems;
    }

    // A file that could not be read to its end leaves problems behind; it is read again, and meets them again.
    private void Turn(string path)
    {
        if (string.Equals(_path, path, StringComparison.Ordinal)) return;
        _path = path;
        _kept.Clear();
        _more = 0;
    }
}
