using Groundwork.Knowledge;
using Groundwork.Sources;

namespace Groundwork.UseCases;

/// <summary>The registered sources of a collection.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Sources">By name.</param>
public sealed record SourcesReply(string Collection, IReadOnlyList<SourceReply> Sources);

/// <summary>A registered source.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Place">Where it is.</param>
/// <param name="AddedAt">When it was registered, UTC.</param>
/// <param name="Options">What was said about it beside the place, by name; what has its default is left out.</param>
/// <param name="Last">What came of its last synchronisation; null before the first.</param>
public sealed record SourceReply(
    string Collection, string Name, string Kind, string Place, DateTimeOffset AddedAt, IReadOnlyDictionary<string, string> Options, SourceStateReply? Last)
{
    internal static SourceReply Of(CollectionName collection, RegisteredSource source) =>
        new(collection.Value, source.Name, source.Specification.Kind, source.Specification.Place, source.AddedAt, OptionsOf(source.Specification), source.Last is { } last ? SourceStateReply.Of(last) : null);

    private static Dictionary<string, string> OptionsOf(SourceSpecification said)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("include", said.Include.Count == 0 ? null : string.Join(", ", said.Include));
        Add("exclude", said.Exclude.Count == 0 ? null : string.Join(", ", said.Exclude));
        Add("links", said.Links);
        Add("mayLeave", said.MayLeave ? "true" : null);
        Add("maxBytes", said.MaxBytes);
        Add("allowPrivate", said.AllowPrivate ? "true" : null);
        Add("maxPages", said.MaxPages);
        Add("maxDepth", said.MaxDepth);
        Add("delayMs", said.DelayMs);
        Add("revision", said.Revision);
        Add("query", said.Query);
        Add("key", said.Key);
        Add("text", said.Text.Count == 0 ? null : string.Join(", ", said.Text));
        Add("title", said.Title);
        Add("mediaType", said.MediaType);
        return options;

        void Add(string name, object? value)
        {
            if (value is not null) options.Add(name, FormattableString.Invariant($"{value}"));
        }
    }
}

/// <summary>What came of the last synchronisation of a source.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State"><c>synced</c>; <c>failed</c>: it could not be listed; <c>held</c>: too much of it was gone, so nothing was done.</param>
/// <param name="Listed">Things that it listed as there.</param>
/// <param name="Skipped">Things left out on purpose.</param>
/// <param name="Unavailable">Things that could not be reached.</param>
/// <param name="Gone">Things that were there before and were not then.</param>
/// <param name="Problem">Why it failed or was held; null when it did not and was not.</param>
public sealed record SourceStateReply(DateTimeOffset At, string State, int Listed, int Skipped, int Unavailable, int Gone, string? Problem)
{
    internal static SourceStateReply Of(SourceOutcome outcome) => new(outcome.At, outcome.State, outcome.Listed, outcome.Skipped, outcome.Unavailable, outcome.Gone, outcome.Problem);
}
