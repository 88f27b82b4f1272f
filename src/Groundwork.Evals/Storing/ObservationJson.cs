using System.Collections.ObjectModel;
using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Storing;

/// <summary>An observation as JSON, apart from its sample and repeat, which the table holds.</summary>
internal static class ObservationJson
{
    public static string Write(Observation observation) => JsonSerializer.Serialize(
        new StoredObservation
        {
            Outcome = observation.Outcome,
            Text = observation.Text,
            Error = observation.Error,
            Ranking = observation.Ranking?.Select(ranked => new StoredObservation.Ranked(ranked.Document, ranked.Score)).ToList(),
            Passages = observation.Passages?.Select(passage => new StoredObservation.Passage(passage.Id, passage.Document, passage.Text)).ToList(),
            Claims = observation.Claims?.Select(OfClaim).ToList(),
            ToolCalls = observation.ToolCalls?.Select(call => new StoredObservation.ToolCall(call.Name, call.Arguments)).ToList(),
            EndState = observation.EndState,
            Confidence = observation.Confidence,
            LatencyMs = observation.Cost.LatencyMs,
            FirstTokenMs = observation.Cost.FirstTokenMs,
            InputTokens = observation.Cost.InputTokens,
            OutputTokens = observation.Cost.OutputTokens,
            Dollars = observation.Cost.Dollars,
            Replayed = observation.Cost.IsReplayed ? true : null,
            Facts = observation.Facts.Count == 0 ? null : new SortedDictionary<string, string>(observation.Facts.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        },
        EvalJson.Default.StoredObservation);

    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <param name="sample">Id of the sample.</param>
    /// <param name="repeat">From 0.</param>
    /// <param name="isReplayed">True when another run made it.</param>
    public static Observation Read(string json, string sample, int repeat, bool isReplayed)
    {
        var stored = JsonSerializer.Deserialize(json, EvalJson.Default.StoredObservation) ?? throw new FormatException($"The stored observation of sample \"{sample}\" is null.");
        return new Observation(sample, repeat, stored.Outcome, stored.Text)
        {
            Error = stored.Error,
            Ranking = stored.Ranking?.ConvertAll(ranked => new RankedItem(ranked.Document, ranked.Score)),
            Passages = stored.Passages?.ConvertAll(passage => new ObservedPassage(passage.Id, passage.Document, passage.Text)),
            Claims = stored.Claims?.ConvertAll(ToClaim),
            ToolCalls = stored.ToolCalls?.ConvertAll(call => new ObservedToolCall(call.Name, call.Arguments)),
            EndState = stored.EndState,
            Confidence = stored.Confidence,
            Cost = new ObservedCost
            {
                LatencyMs = stored.LatencyMs,
                FirstTokenMs = stored.FirstTokenMs,
                InputTokens = stored.InputTokens,
                OutputTokens = stored.OutputTokens,
                Dollars = stored.Dollars,
                IsReplayed = isReplayed || stored.Replayed == true,
            },
            Facts = stored.Facts ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty,
        };
    }

    private static StoredObservation.Claim OfClaim(ObservedClaim claim) => new(
        claim.Span.Start,
        claim.Span.Length,
        [.. claim.Citations.Select(citation => new StoredObservation.Citation(citation.Document, citation.Span?.Start, citation.Span?.Length, citation.Quote, citation.Check))]);

    private static ObservedClaim ToClaim(StoredObservation.Claim claim) => new(
        new TextSpan(claim.Start, claim.Length),
        (claim.Citations ?? []).ConvertAll(citation => new ObservedCitation(
            citation.Document, citation is { Start: { } start, Length: { } length } ? new TextSpan(start, length) : null, citation.Quote, citation.Check)));
}
