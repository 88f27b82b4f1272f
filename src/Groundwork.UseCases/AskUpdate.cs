using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>News of a running answer. A closed set; the last is <see cref="Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Drafted), "drafted")]
[JsonDerivedType(typeof(Verified), "verified")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record AskUpdate
{
    private AskUpdate() { }

    /// <summary>Evidence was found.</summary>
    public sealed record Found(int Passages, string? Notice) : AskUpdate
    {
        /// <summary>Ids of the documents that were found: what is written from them goes when one of them goes.</summary>
        [JsonIgnore]
        internal IReadOnlyList<string> Documents { get; init; } = [];
    }

    /// <summary>A piece of the model's draft, not yet checked.</summary>
    public sealed record Drafted(string Text) : AskUpdate;

    /// <summary>A sentence of the draft was checked: with its citations, or why it has none. The answer decides.</summary>
    public sealed record Verified(string Text, bool Supported, string? Reason, IReadOnlyList<CitationReply> Citations) : AskUpdate
    {
        /// <summary>How likely the draft is right as far as it has come, 0..1.</summary>
        [JsonIgnore]
        internal double Confidence { get; init; }
    }

    /// <summary>The checked answer.</summary>
    public sealed record Done(AskReply Reply) : AskUpdate;
}
