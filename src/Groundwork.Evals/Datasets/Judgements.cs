using System.Globalization;

namespace Groundwork.Evals.Datasets;

/// <summary>Which document is relevant to which query, from files as TREC and BEIR write them.</summary>
internal sealed class Judgements
{
    private readonly Dictionary<string, Dictionary<string, int>> _grades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _splits = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Query, string Document), string> _places = [];

    public IReadOnlyDictionary<string, int>? Of(string query) => _grades.GetValueOrDefault(query);

    public string? SplitOf(string query) => _splits.GetValueOrDefault(query);

    public IEnumerable<string> Queries => _grades.Keys;

    /// <param name="path">The file: four columns (query, anything, document, grade), or three (query, document, grade) with or without a line of names.</param>
    /// <param name="split">Split of its queries; null for none.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    public async ValueTask AddAsync(string path, string? split, ImportProblems problems, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new DatasetRefusedException($"There is no file {path} with judgements.", []);
        var name = Path.GetFileName(path);
        await foreach (var (line, text) in TextLines.ReadAsync(path, TextLines.LongestRecord, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var columns = text.Contains('\t', StringComparison.Ordinal) ? text.Split('\t') : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (line == 1 && columns.Length == 3 && !int.TryParse(columns[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out _)) continue;
            var place = FormattableString.Invariant($"line {line} of {name}");
            if (columns.Length is not (3 or 4)) problems.Add(place, FormattableString.Invariant($"a judgement has three or four columns, this line has {columns.Length}"));
            else if (!int.TryParse(columns[^1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var grade)) problems.Add(place, $"\"{Storing.JsonMembers.Shorten(columns[^1])}\" is no grade; grades are integers");
            else if (columns[0].Trim().Length == 0 || columns[^2].Trim().Length == 0) problems.Add(place, "a judgement names a query and a document");
            else Add(columns[0].Trim(), columns[^2].Trim(), grade, split, place, problems);
        }
    }

    private void Add(string query, string document, int grade, string? split, string place, ImportProblems problems)
    {
        if (!_grades.TryGetValue(query, out var grades)) _grades.Add(query, grades = new Dictionary<string, int>(StringComparer.Ordinal));
        if (_places.TryAdd((query, document), place)) grades.Add(document, grade);
        else if (grades[document] != grade)
            problems.Add(place, FormattableString.Invariant($"document \"{document}\" of query \"{query}\" has grade {grade} here and {grades[document]} in {_places[(query, document)]}"));
        if (split is not null) _splits.TryAdd(query, split);
    }
}
