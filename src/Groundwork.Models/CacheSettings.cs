namespace Groundwork.Models;

/// <summary>Which answers of a route are kept and given again.</summary>
public sealed record CacheSettings
{
    /// <summary>Equal requests under equal walls get the same answer; false. Concurrent equal requests then cost one call.</summary>
    public bool Exact { get; init; }

    /// <summary>How long an answer is good; an hour.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Least cosine similarity, 0..1, at which a differently worded last question may get a kept answer; null for never.</summary>
    public double? SemanticThreshold { get; init; }

    /// <summary>Route of the embedder for <see cref="SemanticThreshold"/>.</summary>
    public string? SemanticEmbedder { get; init; }
}
