using System.Text.Json.Serialization;

namespace Groundwork.UseCases.Conversing;

/// <summary>What happened in a conversation. A closed set; a turn is numbered by the version of the event that asked it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Stopped), "stopped")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(Forgotten), "forgotten")]
internal abstract record ConversationEvent
{
    private ConversationEvent() { }

    /// <summary>A question after the turn <paramref name="After"/>, 0 for the first; several after the same one are versions of one turn, and the newest counts.</summary>
    public sealed record Asked(long Turn, long After, AskRequest Request, int LeftOut) : ConversationEvent;

    /// <summary>The checked answer, and what it was made with.</summary>
    public sealed record Answered(long Turn, AskReply Reply, FingerprintsReply Fingerprints, AnswerSignals? Signals = null) : ConversationEvent;

    /// <summary>The reader stopped the answer, or went away; what had been checked until then is kept.</summary>
    public sealed record Stopped(long Turn, AskReply? Reply) : ConversationEvent;

    /// <summary>There is no answer.</summary>
    public sealed record Failed(long Turn, string Code, string Message) : ConversationEvent;

    /// <summary>What the reader thinks of an answer; no verdict takes the earlier one back.</summary>
    public sealed record Rated(long Turn, string? Verdict, string? Reason) : ConversationEvent;

    /// <summary>A title that somebody chose.</summary>
    public sealed record Renamed(string Title) : ConversationEvent;

    /// <summary>Stands where a turn was asked that saw a document which has been deleted since. Everything else of that turn is gone.</summary>
    public sealed record Forgotten(long Turn, long After) : ConversationEvent;
}
