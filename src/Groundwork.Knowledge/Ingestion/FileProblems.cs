using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>What could not be read of the file that is at work. A file of broken records alone must not fill memory.</summary>
internal sealed class FileProblems
{
    private const int MostKept = 1000;

    private readonly List<FileProblem> _kept = [];
    private int _more;

    /// <summary>Takes a problem in; false when there are too many to keep each.</summary>
    public bool Add(string place, DocumentUnreadableException problem)
    {
        if (_kept.Count < MostKept)
        {
            _kept.Add(FileProblem.Of(problem, place));
            return true;
        }

        _more++;
        return false;
    }

    /// <summary>Hands the problems out and starts anew.</summary>
    /// <param name="rest">What stands for those that were not kept; null when each was.</param>
    public IReadOnlyList<FileProblem> Take(out FileProblem? rest)
    {
        rest = _more == 0 ? null : new FileProblem("elsewhere", _kept[^1].Reason, FormattableString.Invariant($"{_more} further parts could not be read. Correct the first ones, and ingest the file again."));
        IReadOnlyList<FileProblem> problems = rest is null ? [.. _kept] : [.. _kept, rest];
        _kept.Clear();
        _more = 0;
        return problems;
    }
}
