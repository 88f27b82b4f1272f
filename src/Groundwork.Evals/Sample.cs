using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>One item of a dataset: what a subject is asked, and what is known about a right outcome. Never changed; a dataset version holds it for good.</summary>
/// <param name="Id">Unique within its dataset, 1..256 characters without control characters.</param>
/// <param name="Input">The question or task.</param>
/// <param name="Expected">What is known about a right outcome; anything may be unknown.</param>
public sealed record Sample(string Id, string Input, Expectation Expected)
{
    /// <summary>Names and values to group and select by, like <c>language</c>: <c>de</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What this item shares with others, like a document or a conversation: intervals are drawn over whole clusters. Null when it stands alone.</summary>
    public string? Cluster { get; init; }

    /// <summary>Turns before the input, oldest first.</summary>
    public IReadOnlyList<SampleTurn> Before { get; init; } = [];

    /// <summary>Named values for templates of prompts and requests, beside <c>input</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The part of the dataset it belongs to, like <c>test</c>; null for none.</summary>
    public string? Split { get; init; }

    /// <summary>Where it comes from.</summary>
    public Provenance Origin { get; init; } = Provenance.Unknown;

    /// <summary>True until a person accepts it; drafts are not evaluated unless asked for.</summary>
    public bool IsDraft { get; init; }
}
