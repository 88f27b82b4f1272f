using System.Globalization;

namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>A measure's name taken apart: <c>ndcg@10</c> is a family with a place, <c>utility[1;-1;0;0]</c> one with parameters.</summary>
/// <param name="Whole">As it was written.</param>
/// <param name="Family">What stands before <c>@</c> or <c>[</c>.</param>
/// <param name="Place">What stands after <c>@</c>; null for none.</param>
/// <param name="Parameters">What stands between brackets, parted at semicolons; empty for none.</param>
internal sealed record MeasureText(string Whole, string Family, string? Place, IReadOnlyList<string> Parameters)
{
    public static MeasureText Of(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            return new MeasureText(text, text[..at], text[(at + 1)..], []);
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open >= 0 && text.EndsWith(']')
            ? new MeasureText(text, text[..open], null, text[(open + 1)..^1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : new MeasureText(text, text, null, []);
    }

    /// <summary>The place as a number of documents, from 1; null for none.</summary>
    public int? Cutoff => Place is null ? null
        : int.TryParse(Place, NumberStyles.None, CultureInfo.InvariantCulture, out var cutoff) && cutoff > 0 ? cutoff
        : throw new ScorerSpecException($"The measure \"{Whole}\" stops at \"{Place}\"; a place is a whole number of documents from 1, like \"{Family}@10\".");

    /// <summary>The place as a share or multiple, from 0; null for none.</summary>
    public double? Share => Place is null ? null
        : Number(Place) is >= 0 and <= 1_000_000 and var share ? share
        : throw new ScorerSpecException($"The measure \"{Whole}\" is taken at \"{Place}\"; that is a number from 0, like \"{Family}@0.2\".");

    public double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new ScorerSpecException($"The measure \"{Whole}\" has the parameter \"{text}\", which is no finite number.");

    /// <summary>Parameters like <c>2=9</c>.</summary>
    public IReadOnlyDictionary<int, double> GainsByGrade()
    {
        var gains = new Dictionary<int, double>();
        foreach (var parameter in Parameters)
        {
            var parts = parameter.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var grade) || !gains.TryAdd(grade, Number(parts[1])))
                throw new ScorerSpecException($"The measure \"{Whole}\" has the parameter \"{parameter}\"; a gain is written grade=gain, like \"{Family}[1=1;2=3]\", once per grade.");
        }

        return gains;
    }
}
