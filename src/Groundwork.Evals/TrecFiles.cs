using System.Globalization;
using System.Text;
using Groundwork.Evals.Scoring.Ranking;

namespace Groundwork.Evals;

/// <summary>
/// Judgements (<c>query iteration document grade</c>) and runs (<c>query Q0 document rank score tag</c>) as trec_eval reads them: UTF-8 with or without a byte order mark,
/// fields between blanks or tabs, lines ending in LF or CRLF; empty lines and lines that begin with <c>#</c> say nothing. Read line by line, so memory does not grow with the file.
/// </summary>
public static class TrecFiles
{
    /// <summary>A value with four decimals as trec_eval prints it: what lies exactly between two goes to the even one, as in C.</summary>
    /// <param name="value">Finite.</param>
    public static string Text(double value)
    {
        const int Decimals = 4;
        // Sixty decimals tell every double near 1 apart from a tie; the format itself rounds ties away from zero.
        var exact = Math.Abs(value).ToString("F60", CultureInfo.InvariantCulture);
        var kept = exact.IndexOf('.', StringComparison.Ordinal) + 1 + Decimals;
        var isTie = exact[kept] == '5' && exact.AsSpan(kept + 1).IndexOfAnyExcept('0') < 0;
        var isEven = (exact[kept - 1] - '0') % 2 == 0;
        var text = isTie && isEven ? exact[..kept] : Math.Abs(value).ToString("F4", CultureInfo.InvariantCulture);
        return value < 0 ? "-" + text : text;
    }

    /// <summary>Bytes of a line, at most; a longer one is refused.</summary>
    public const int LongestLine = 64 * 1024;

    private const int JudgementFields = 4;
    private const int ResultFields = 6;

    /// <summary>Reads judgements, lazily.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="TrecFormatException">A line is none of a judgement; thrown while enumerating.</exception>
    public static IEnumerable<TrecJudgement> ReadJudgements(Stream stream, string name, CancellationToken cancellationToken)
    {
        foreach (var line in TrecLines.Read(stream, name, cancellationToken))
        {
            var fields = line.Fields;
            if (fields.Count != JudgementFields)
                throw line.Problem($"has {fields.Count} fields; a judgement has four: query, iteration, document, grade");
            if (!int.TryParse(fields[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade))
                throw line.Problem($"has the grade \"{fields[3]}\"; a grade is a whole number");
            yield return new TrecJudgement(fields[0], fields[2], grade);
        }
    }

    /// <summary>Reads a run, lazily. What follows the tag on a line is left out.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="TrecFormatException">A line is none of a run; thrown while enumerating.</exception>
    public static IEnumerable<TrecResult> ReadResults(Stream stream, string name, CancellationToken cancellationToken)
    {
        foreach (var line in TrecLines.Read(stream, name, cancellationToken))
        {
            var fields = line.Fields;
            if (fields.Count < ResultFields)
                throw line.Problem($"has {fields.Count} fields; a result has six: query, Q0, document, rank, score, tag");
            if (!double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var score) || !double.IsFinite(score))
                throw line.Problem($"has the score \"{fields[4]}\"; a score is a finite number");
            yield return new TrecResult(fields[0], fields[2], score, fields[5]);
        }
    }

    /// <summary>Gathers judgements by query.</summary>
    /// <exception cref="TrecFormatException">A document is judged twice for a query; the message names both places, counted over judgements.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> ByQuery(IEnumerable<TrecJudgement> judgements)
    {
        var queries = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (query, document, grade) in judgements)
        {
            if (!queries.TryGetValue(query, out var grades))
                queries.Add(query, grades = new Dictionary<string, int>(StringComparer.Ordinal));
            if (!grades.TryAdd(document, grade))
                throw new TrecFormatException($"Document \"{document}\" is judged twice for query \"{query}\", as {grades[document]} and as {grade}. Keep one of the two lines.");
        }

        return queries.ToDictionary(pair => pair.Key, IReadOnlyDictionary<string, int> (pair) => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>Gathers the results of a run by query. A document that stands twice stays so, and is refused when the query is measured.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<RankedItem>> ByQuery(IEnumerable<TrecResult> results)
    {
        var queries = new Dictionary<string, List<RankedItem>>(StringComparer.Ordinal);
        foreach (var (query, document, score, _) in results)
        {
            if (!queries.TryGetValue(query, out var ranking))
                queries.Add(query, ranking = []);
            ranking.Add(new RankedItem(document, score));
        }

        return queries.ToDictionary(pair => pair.Key, IReadOnlyList<RankedItem> (pair) => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>Writes judgements, one a line.</summary>
    /// <exception cref="TrecFormatException">An id is empty or holds a blank, which the format cannot say.</exception>
    public static void WriteJudgements(Stream stream, IEnumerable<TrecJudgement> judgements)
    {
        using var writer = WriterTo(stream);
        foreach (var (query, document, grade) in judgements)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Field(query)} 0 {Field(document)} {grade}\n"));
    }

    /// <summary>Writes a run in the order in which it is measured, one document a line, ranks from 1.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="run">Rankings by query, written in the order of the queries' bytes.</param>
    /// <param name="tag">Name of the run.</param>
    /// <exception cref="TrecFormatException">An id is empty or holds a blank, which the format cannot say.</exception>
    public static void WriteRun(Stream stream, IReadOnlyDictionary<string, IReadOnlyList<RankedItem>> run, string tag)
    {
        using var writer = WriterTo(stream);
        foreach (var query in run.Keys.Order(Utf8Order.Instance))
        {
            var rank = 0;
            foreach (var (document, score) in run[query].Order(RankOrder.Instance))
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Field(query)} Q0 {Field(document)} {++rank} {score:R} {Field(tag)}\n"));
        }
    }

    private static StreamWriter WriterTo(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: -1, leaveOpen: true);

    private static string Field(string text)
    {
        if (text.Length == 0 || text.AsSpan().IndexOfAny(TrecLines.Blanks) >= 0)
            throw new TrecFormatException($"The id \"{text}\" is empty or holds a blank; TREC files part their fields at blanks. Give it an id without.");
        return text;
    }
}
