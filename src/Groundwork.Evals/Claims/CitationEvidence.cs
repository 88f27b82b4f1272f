using System.Text;
using System.Text.Json;

namespace Groundwork.Evals.Claims;

/// <summary>What citation scores rest on, as JSON: each sentence with its citations, how they stand and whether they support it.</summary>
internal static class CitationEvidence
{
    public static string Write(IReadOnlyList<CitedClaim> claims, JudgeKinship kinship)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (kinship != JudgeKinship.Unknown) json.WriteString("kinship", kinship.ToString());
            json.WriteStartArray("claims");
            foreach (var claim in claims) Write(json, claim);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, CitedClaim claim)
    {
        json.WriteStartObject();
        json.WriteNumber("start", claim.Span.Start);
        json.WriteNumber("length", claim.Span.Length);
        WriteOptional(json, "supported", claim.IsSupported);
        json.WriteStartArray("citations");
        for (var i = 0; i < claim.Citations.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("document", claim.Citations[i].Document);
            json.WriteString("check", NameOf(claim.Checks[i]));
            json.WriteString("judged", claim.IsOfPlace[i] ? "place" : "document");
            WriteOptional(json, "needed", claim.IsNeeded[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known) json.WriteBoolean(name, known);
    }

    private static string NameOf(CitationCheck check) => check switch
    {
        CitationCheck.Holds => "holds",
        CitationCheck.NoDocument => "no-document",
        CitationCheck.NotPermitted => "not-permitted",
        CitationCheck.OutsideText => "outside-text",
        CitationCheck.QuoteDiffers => "quote-differs",
        _ => "unchecked",
    };
}
