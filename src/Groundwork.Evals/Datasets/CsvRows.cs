using System.Runtime.CompilerServices;
using System.Text;

namespace Groundwork.Evals.Datasets;

/// <summary>Rows of separated values after RFC 4180: a field in quotes may hold separators, line breaks and doubled quotes.</summary>
internal static class CsvRows
{
    private static readonly char[] s_delimiters = [',', ';', '\t', '|'];

    /// <summary>Rows with the line they begin in; lines without any value are left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">Most characters of a row.</param>
    /// <param name="problems">Takes what is wrong with quotes.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static async IAsyncEnumerable<(int Line, IReadOnlyList<string> Fields)> ReadAsync(
        string path, int longest, ImportProblems problems, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = new RowReader(await DelimiterAsync(path, longest, cancellationToken));
        await foreach (var (line, text) in TextLines.ReadAsync(path, longest, cancellationToken))
        {
            if (row.Take(text, line, problems) is { } fields) yield return (row.FirstLine, fields);
            else if (row.Length > longest) throw problems.Refuse(FormattableString.Invariant($"line {row.FirstLine}"), FormattableString.Invariant($"a row has more than {longest} characters; a quote may be open"));
        }

        if (row.IsInQuotes) problems.Add(row.FirstLine, "a quote is opened and not closed");
    }

    // The separator is what stands most often outside quotes in the line of names.
    private static async ValueTask<char> DelimiterAsync(string path, int longest, CancellationToken cancellationToken)
    {
        if (path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase)) return '\t';
        await foreach (var (_, text) in TextLines.ReadAsync(path, longest, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var counts = new int[s_delimiters.Length];
            var isQuoted = false;
            foreach (var c in text)
            {
                if (c == '"') isQuoted = !isQuoted;
                else if (!isQuoted && Array.IndexOf(s_delimiters, c) is var which && which >= 0) counts[which]++;
            }

            return s_delimiters[Array.IndexOf(counts, counts.Max())];
        }

        return ',';
    }

    private sealed class RowReader(char delimiter)
    {
        private readonly StringBuilder _field = new();
        private List<string> _fields = [];

        public bool IsInQuotes { get; private set; }

        public int FirstLine { get; private set; }

        public int Length { get; private set; }

        /// <returns>The row when the line ends it; null while a quote is open, and for an empty line.</returns>
        public IReadOnlyList<string>? Take(string text, int line, ImportProblems problems)
        {
            if (IsInQuotes)
            {
                _field.Append('\n');
            }
            else
            {
                if (text.Length == 0) return null;
                (FirstLine, Length, _fields) = (line, 0, []);
            }

            Length += text.Length + 1;
            for (var at = 0; at < text.Length; at++)
            {
                var c = text[at];
                if (IsInQuotes)
                {
                    if (c != '"') _field.Append(c);
                    else if (at + 1 < text.Length && text[at + 1] == '"') _field.Append(text[at++]);
                    else at = CloseQuote(text, at, line, problems);
                }
                else if (c == delimiter)
                {
                    EndField();
                }
                else if (c == '"' && _field.Length == 0)
                {
                    IsInQuotes = true;
                }
                else
                {
                    _field.Append(c);
                }
            }

            if (IsInQuotes) return null;
            EndField();
            return _fields;
        }

        private int CloseQuote(string text, int at, int line, ImportProblems problems)
        {
            IsInQuotes = false;
            if (at + 1 < text.Length && text[at + 1] != delimiter)
                problems.Add(line, FormattableString.Invariant($"after a closing quote stands \"{text[at + 1]}\" (character {at + 2}); a quote within quotes is written twice"));
            return at;
        }

        private void EndField()
        {
            _fields.Add(_field.ToString());
            _field.Clear();
        }
    }
}
