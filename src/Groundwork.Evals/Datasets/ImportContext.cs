namespace Groundwork.Evals.Datasets;

/// <summary>What the readers of one import share.</summary>
/// <param name="path">File or folder that is read.</param>
/// <param name="options">How to read.</param>
internal sealed class ImportContext(string path, DatasetReadOptions options)
{
    private readonly SortedDictionary<string, int> _counted = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];

    public string Path => path;

    public string FileName => System.IO.Path.GetFileName(path.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    public DatasetReadOptions Options => options;

    public ImportProblems Problems { get; } = new(path);

    /// <summary>Judgements by query; null when there are none.</summary>
    public Judgements? Judged { get; set; }

    /// <summary>One thing for people to know.</summary>
    public void Notice(string notice) => _notices.Add(notice);

    /// <summary>A thing that may happen often: told once with its number.</summary>
    public void Count(string what) => _counted[what] = _counted.GetValueOrDefault(what) + 1;

    public IReadOnlyList<string> Notices => [.. _notices, .. _counted.Select(counted => FormattableString.Invariant($"{counted.Key} ({counted.Value} times)"))];

    public Provenance Origin(string place) => new(ProvenanceKind.Imported, FileName, place);
}
