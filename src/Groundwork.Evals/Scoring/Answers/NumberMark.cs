namespace Groundwork.Evals.Scoring.Answers;

/// <summary>What parts decimals in a language.</summary>
internal enum NumberMark
{
    /// <summary>It is not known.</summary>
    Either,

    /// <summary>A point; a comma groups.</summary>
    Point,

    /// <summary>A comma; a point groups.</summary>
    Comma,
}
