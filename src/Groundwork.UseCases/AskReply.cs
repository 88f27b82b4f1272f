using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>An answer whose every claim can be checked, or an abstention.</summary>
/// <param name="Answer">The answer; empty for an abstention.</param>
/// <param name="Abstained">Why there is no answer; null when there is one.</param>
/// <param name="Claims">The statements of the answer with their citations.</param>
/// <param name="Model">Who wrote it: a model's name, or <c>extractive</c>.</param>
/// <param name="Usage">Tokens the model used; null when none took part or it did not say.</param>
/// <param name="Commit">Commit of the index that was searched.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Confidence">How likely the answer is right, 0..1; for an abstention, how likely the best answer would have been. Absent where nothing was found.</param>
/// <param name="Removed">Sentences of the model's draft that are not in the answer; absent when there are none.</param>
/// <param name="OtherLanguage">Set when the answer is in another language than the question.</param>
public sealed record AskReply(
    string Answer, AbstentionReply? Abstained, IReadOnlyList<ClaimReply> Claims, string Model, UsageReply? Usage, long Commit, long ElapsedMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Confidence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RemovedReply>? Removed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OtherLanguageReply? OtherLanguage = null)
{
    /// <summary>What stands in <see cref="Model"/> when no model wrote the answer.</summary>
    public const string Extractive = "extractive";

    /// <summary>What became of the question and its passages on the way; absent where nothing did and no steps were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StepReply>? Steps { get; init; }

    /// <summary>The question as it was understood, or its words as they were searched; absent where both are what was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Understood { get; init; }

    /// <summary>How it came about, for those who keep the answer.</summary>
    internal AnswerSignals? Signals { get; init; }
}

/// <summary>A sentence that was left out.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Reason">Why: <c>noCitation</c>, <c>unknownEvidence</c>, <c>quoteNotFound</c>, <c>quoteMissing</c>, <c>order</c>, <c>notCarried</c>, <c>numberDiffers</c>, <c>dateDiffers</c>, <c>nameDiffers</c>, <c>negationDiffers</c>, <c>directionDiffers</c>, <c>sourceChanged</c>, <c>notEntailed</c> or <c>cutOff</c>.</param>
public sealed record RemovedReply(string Text, string Reason);

/// <summary>The languages of a question and of an answer that differ.</summary>
/// <param name="Question">ISO 639-1 code.</param>
/// <param name="Answer">ISO 639-1 code.</param>
public sealed record OtherLanguageReply(string Question, string Answer);

/// <summary>No answer.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Closest">The passages that came nearest.</param>
public sealed record AbstentionReply(string Reason, IReadOnlyList<SearchHit> Closest);

/// <summary>One statement of the answer.</summary>
/// <param name="Span">Where it stands in the answer.</param>
/// <param name="Citations">Its evidence, at least one unless the statement is marked as unsupported.</param>
public sealed record ClaimReply(SpanReply Span, IReadOnlyList<CitationReply> Citations)
{
    /// <summary>False for a statement that its evidence does not carry; absent for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Supported { get; init; }

    /// <summary>False for a statement in another language than its evidence that no model judged: the quote was found and numbers, dates and identifiers agree, but its words were not compared. Absent for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Compared { get; init; }

    /// <summary>Why it is not carried, as in <see cref="RemovedReply"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unsupported { get; init; }

    /// <summary>What the judging model says: <c>yes</c>, <c>unknown</c> or <c>notJudged</c>; absent when none was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Judged { get; init; }
}

/// <summary>A span of a document version.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its file.</param>
/// <param name="Version">Hash of the text that the span points into.</param>
/// <param name="Span">Range of UTF-16 code units.</param>
/// <param name="Quote">Equals the text at the span.</param>
/// <param name="Place">Where a person finds it.</param>
public sealed record CitationReply(string Document, string Title, string Path, string Version, SpanReply Span, string Quote, PlaceReply Place)
{
    /// <summary>Ids of documents that say nearly the same and were left out for this one; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? StandsFor { get; init; }
}

/// <summary>A place in a source.</summary>
/// <param name="Line">Line from 1, or null.</param>
/// <param name="Page">Page or slide from 1, or null.</param>
/// <param name="Anchor">Anchor of the nearest heading above, or null.</param>
/// <param name="Part">Named place like <c>Prices!A17</c> or <c>slide 3, notes</c>, or null.</param>
public sealed record PlaceReply(int? Line, int? Page, string? Anchor, string? Part = null);

/// <summary>Tokens used.</summary>
/// <param name="InputTokens">Tokens of the prompt, or null when not told.</param>
/// <param name="OutputTokens">Tokens of the answer, or null when not told.</param>
public sealed record UsageReply(long? InputTokens, long? OutputTokens);
