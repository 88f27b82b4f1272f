using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>One question in production, as drift is looked for in it.</summary>
/// <remarks>Items are taken as independent and exchangeable between windows: many questions of one conversation or one person count as if each came alone, and can alarm by themselves.</remarks>
/// <param name="Id">Names it to people.</param>
/// <param name="Text">What was asked; may be empty.</param>
public sealed record DriftItem(string Id, string Text)
{
    /// <summary>Finite numbers by name, like <c>latency ms</c> or <c>best score</c>. A name that is missing takes no part.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Values by name, like <c>language</c>: <c>de</c>. A name that is missing counts as a value of its own.</summary>
    public IReadOnlyDictionary<string, string> Categories { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Embedding of the text; empty without an embedder.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }
}
