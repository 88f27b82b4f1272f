namespace Groundwork.Evals.Storing;

/// <summary>The shape of a score in the database: a number, or why there is none.</summary>
/// <param name="Number">The value; null without one.</param>
/// <param name="Weight">Weight of the item, for a value that does not weigh 1.</param>
/// <param name="Why">Words for people, or the reason.</param>
/// <param name="Failed">True for a due item without a value.</param>
internal sealed record StoredScore(double? Number, double? Weight, string? Why, bool? Failed)
{
    public static StoredScore Of(Score score) => score switch
    {
        Score.Value value => new StoredScore(value.Number, value.Weight is < 1 or > 1 ? value.Weight : null, value.Why.Length == 0 ? null : value.Why, Failed: null),
        Score.NotApplicable none => new StoredScore(Number: null, Weight: null, none.Reason, Failed: null),
        Score.Failed failed => new StoredScore(Number: null, Weight: null, failed.Reason, Failed: true),
        _ => throw new ArgumentException($"A score is a value, not applicable or failed, not {score}.", nameof(score)),
    };

    public Score ToScore() => this switch
    {
        { Number: { } number } => new Score.Value(number, Why ?? "", Weight ?? 1),
        { Failed: true } => new Score.Failed(Why ?? ""),
        _ => new Score.NotApplicable(Why ?? ""),
    };
}
