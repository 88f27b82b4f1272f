using System.Text;
using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Reporting;

/// <summary>What is known about the claims of an answer: the claim matrix where one was made, else the support of citations, else the checks alone.</summary>
internal static class ClaimMarks
{
    /// <summary>In order of their place in the answer.</summary>
    public static IReadOnlyList<MarkedClaim> Of(Observation observation, IEnumerable<string?> evidence)
    {
        IReadOnlyList<MarkedClaim> best = Observed(observation);
        foreach (var raw in evidence.OfType<string>())
        {
            // Halves of surrogate pairs, which JSON cannot hold, become U+FFFD.
            var json = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(raw));
            if (Matrix(json) is { } matrix) return Sorted(matrix.AnswerClaims.Select(c => new MarkedClaim(c.Span, Verdict(c, matrix), Why(c), Citations(observation, c.Span))));
            if (CitationSupport(json) is { Count: > 0 } supports) best = Sorted(supports.Select(s => new MarkedClaim(s.Span, s.Verdict, "", Citations(observation, s.Span))));
        }

        return best;
    }

    private static IReadOnlyList<MarkedClaim> Observed(Observation observation) =>
        Sorted((observation.Claims ?? []).Select(c => new MarkedClaim(c.Span, ClaimVerdict.Unknown, "", [.. c.Citations.Select(Marked)])));

    private static IReadOnlyList<MarkedClaim> Sorted(IEnumerable<MarkedClaim> claims) => [.. claims.OrderBy(static c => c.Span.Start).ThenBy(static c => c.Span.Length)];

    private static ClaimMatrix? Matrix(string json)
    {
        if (!json.Contains("\"answerClaims\"", StringComparison.Ordinal)) return null;
        try
        {
            return ClaimMatrixFormat.Read(json);
        }
        catch (FormatException)
        {
            // Evidence of another version is shown as it is, below the sample.
            return null;
        }
    }

    private static ClaimVerdict Verdict(AnswerClaim claim, ClaimMatrix matrix)
    {
        var cells = claim.ByPassage.Append(claim.ByPassages).OfType<Entailment>().ToList();
        var isSupported = cells.OfType<Entailment.Judged>().Any(static j => j.Supports);
        if (!isSupported && cells.Exists(static c => c is Entailment.Failed)) return ClaimVerdict.Unknown;
        return claim.ByReference switch
        {
            Entailment.Judged { Supports: true } => isSupported ? ClaimVerdict.Supported : ClaimVerdict.OwnKnowledge,
            Entailment.Judged when isSupported => ClaimVerdict.NotInReference,
            _ when isSupported => ClaimVerdict.Supported,
            _ when cells.Count == 0 && matrix.Passages is null => ClaimVerdict.Unknown,
            _ => ClaimVerdict.Unsupported,
        };
    }

    private static string Why(AnswerClaim claim) =>
        claim.ByPassage.Append(claim.ByPassages).Append(claim.ByReference).OfType<Entailment.Judged>().Where(static j => j.Why.Length > 0).OrderByDescending(static j => j.Strength).FirstOrDefault()?.Why
        ?? claim.ByPassage.Append(claim.ByPassages).OfType<Entailment.Failed>().FirstOrDefault()?.Reason ?? "";

    private static List<MarkedCitation> Citations(Observation observation, TextSpan span) =>
        [.. (observation.Claims ?? []).Where(c => c.Span == span || c.Span.Overlaps(span)).SelectMany(static c => c.Citations).Select(Marked)];

    private static MarkedCitation Marked(ObservedCitation citation) => citation.Check switch
    {
        CitationCheck.Holds => new MarkedCitation(citation.Document, citation.Quote, "holds", true),
        CitationCheck.NoDocument => new MarkedCitation(citation.Document, citation.Quote, "there is no such document", false),
        CitationCheck.NotPermitted => new MarkedCitation(citation.Document, citation.Quote, "not among what was retrieved, or not permitted", false),
        CitationCheck.OutsideText => new MarkedCitation(citation.Document, citation.Quote, "reaches outside the text", false),
        CitationCheck.QuoteDiffers => new MarkedCitation(citation.Document, citation.Quote, "other words stand there", false),
        _ => new MarkedCitation(citation.Document, citation.Quote, "not checked", null),
    };

    private static List<(TextSpan Span, ClaimVerdict Verdict)>? CitationSupport(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Array) return null;
            var supports = new List<(TextSpan, ClaimVerdict)>();
            foreach (var claim in claims.EnumerateArray())
            {
                if (claim.ValueKind != JsonValueKind.Object || !claim.TryGetProperty("start", out var start) || !claim.TryGetProperty("length", out var length)
                    || start.ValueKind != JsonValueKind.Number || length.ValueKind != JsonValueKind.Number || !start.TryGetInt32(out var from) || !length.TryGetInt32(out var chars)) return null;
                var verdict = !claim.TryGetProperty("supported", out var supported) ? ClaimVerdict.Unknown : supported.ValueKind == JsonValueKind.True ? ClaimVerdict.Supported : ClaimVerdict.Unsupported;
                supports.Add((new TextSpan(from, chars), verdict));
            }

            return supports;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
