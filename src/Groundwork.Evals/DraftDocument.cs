using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A document that questions are drafted from.</summary>
/// <param name="Id">Id, as judgements name it.</param>
/// <param name="Title">Its title; empty for none.</param>
/// <param name="Text">Its canonical text.</param>
/// <param name="Language">Its language.</param>
public sealed record DraftDocument(string Id, string Title, string Text, LanguageCode Language)
{
    /// <summary>Its headings in order; empty for a text in one piece.</summary>
    public IReadOnlyList<DraftHeading> Headings { get; init; } = [];
}
