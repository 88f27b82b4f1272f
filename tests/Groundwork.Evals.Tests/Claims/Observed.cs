using Groundwork.Language;

namespace Groundwork.Evals.Tests.Claims;

/// <summary>Observations and samples in few words.</summary>
internal static class Observed
{
    public static Observation Answer(string text, params string[] passages) => new("s", 0, ObservedOutcome.Answered, text)
    {
        Passages = [.. passages.Select((passage, i) => new ObservedPassage($"p{i}", $"d{i}", passage))],
    };

    public static ObservedClaim Claim(string answer, string words, params ObservedCitation[] citations) =>
        new(new TextSpan(answer.IndexOf(words, StringComparison.Ordinal), words.Length), citations);

    public static ObservedCitation Cites(string document, CitationCheck check = CitationCheck.Holds, string quote = "") => new(document, null, quote, check);

    public static Sample Sample(string? reference = null, bool? isAnswerable = null) => new("s", "What is it?", new Expectation { Reference = reference, IsAnswerable = isAnswerable });

    public static Score Of(this ScoredObservation scored, IScorer scorer, string metric) => scored.Scores[scorer.Metrics.ToList().FindIndex(known => string.Equals(known.Name, metric, StringComparison.Ordinal))];

    public static double ValueOf(this ScoredObservation scored, IScorer scorer, string metric) => scored.Of(scorer, metric).ShouldBeOfType<Score.Value>().Number;
}
