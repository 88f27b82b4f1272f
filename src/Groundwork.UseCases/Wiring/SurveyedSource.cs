using Groundwork.Knowledge;
using Groundwork.Sources;

namespace Groundwork.UseCases.Wiring;

/// <summary>A source of a synchronisation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Place">Its place.</param>
/// <param name="Registered">As it was registered; null for what was pushed.</param>
internal sealed record SurveyedSource(string Name, string Kind, string Place, RegisteredSource? Registered)
{
    /// <summary>What it lists; null when it cannot be listed.</summary>
    public ListedSource? Listing { get; init; }

    /// <summary>Why it cannot be listed; null when it can.</summary>
    public SourceException? Problem { get; init; }
}
