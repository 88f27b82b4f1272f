using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>A stretch of an answer.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Sources">The sources that carry it, none for text between claims.</param>
internal sealed record AnswerPiece(string Text, IReadOnlyList<AnswerSource> Sources)
{
    /// <summary>True for a statement that its evidence does not carry.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>True for a statement in another language than its evidence, whose words could not be compared.</summary>
    public bool IsNotCompared { get; init; }
}

/// <summary>One cited span, with the number it has in this answer.</summary>
/// <param name="Number">From 1, in order of appearance.</param>
/// <param name="Citation">What is cited.</param>
internal sealed record AnswerSource(int Number, CitationReply Citation);
