namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>What a grade is worth.</summary>
internal sealed class Gains
{
    private readonly Func<int, double> _ofGrade;

    private Gains(Func<int, double> ofGrade) => _ofGrade = ofGrade;

    /// <summary>The grade itself (Järvelin and Kekäläinen 2002).</summary>
    public static Gains Linear { get; } = new(grade => grade);

    /// <summary>2 to the grade, less 1 (Burges et al. 2005).</summary>
    public static Gains Exponential { get; } = new(grade => Math.Pow(2, grade) - 1);

    /// <summary>Given gains; a grade that is not named keeps itself. Gains may be 0 or below.</summary>
    public static Gains Of(IReadOnlyDictionary<int, double> gains) => new(grade => gains.TryGetValue(grade, out var gain) ? gain : grade);

    /// <summary>Gain of a document; 0 without a judgement.</summary>
    public double Of(int? grade) => grade is { } judged and >= 0 ? _ofGrade(judged) : 0;

    /// <summary>The gains above 0 in the best possible order of the judged documents.</summary>
    public double[] Ideal(JudgedRanking ranking) =>
        [.. ranking.Levels
            .Select(level => (Gain: _ofGrade(level.Grade), level.Count))
            .Where(level => level.Gain > 0)
            .OrderByDescending(level => level.Gain)
            .SelectMany(level => Enumerable.Repeat(level.Gain, level.Count))];
}
