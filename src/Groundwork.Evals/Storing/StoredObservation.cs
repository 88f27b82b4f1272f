namespace Groundwork.Evals.Storing;

/// <summary>The shape of an observation in the database and in files. Members that are not known yet when it was written are null.</summary>
internal sealed class StoredObservation
{
    public ObservedOutcome Outcome { get; set; }

    public string Text { get; set; } = "";

    public string? Error { get; set; }

    public List<Ranked>? Ranking { get; set; }

    public List<Passage>? Passages { get; set; }

    public List<Claim>? Claims { get; set; }

    public List<ToolCall>? ToolCalls { get; set; }

    public string? EndState { get; set; }

    public double? Confidence { get; set; }

    public double? LatencyMs { get; set; }

    public double? FirstTokenMs { get; set; }

    public long? InputTokens { get; set; }

    public long? OutputTokens { get; set; }

    public decimal? Dollars { get; set; }

    public bool? Replayed { get; set; }

    public SortedDictionary<string, string>? Facts { get; set; }

    internal sealed record Ranked(string Document, double Score);

    internal sealed record Passage(string Id, string Document, string Text);

    internal sealed record Claim(int Start, int Length, List<Citation> Citations);

    internal sealed record Citation(string Document, int? Start, int? Length, string Quote, CitationCheck Check);

    internal sealed record ToolCall(string Name, string Arguments);
}
