namespace Groundwork.Evals;

/// <summary>Whether a text supports a statement.</summary>
public abstract record Entailment
{
    private Entailment()
    {
    }

    /// <summary>A verdict.</summary>
    /// <param name="Supports">True when the text supports the statement.</param>
    /// <param name="Strength">How sure, 0..1; 0.5 and above where it supports.</param>
    /// <param name="Why">A few words for people.</param>
    public sealed record Judged(bool Supports, double Strength, string Why) : Entailment;

    /// <summary>There is no verdict.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : Entailment;
}
