using System.Globalization;
using System.Text;
using Groundwork.Knowledge.Understanding;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Answering;

/// <summary>The prompts for an answer from numbered evidence. Their texts stand in grounded.prompt.md and structured.prompt.md.</summary>
internal static class GroundedPrompt
{
    /// <summary>What a model writes when the evidence does not answer.</summary>
    public const string NoAnswer = "NO ANSWER";

    private static readonly Answering.PromptFile AsText = new("grounded.prompt.md");
    private static readonly Answering.PromptFile AsJson = new("structured.prompt.md");

    /// <summary>Names the wording of a prompt.</summary>
    public static string Fingerprint(DraftForm form) => FileOf(form).Fingerprint;

    // What a follow-up means was said in the last turns.
    private const int MostTurns = 4;
    private const int MostTurnCharacters = 600;

    /// <summary>The messages that ask for an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="before">The conversation before it; empty where the question stands alone.</param>
    /// <param name="evidence">In the order in which it is shown.</param>
    /// <param name="asked">The language of the question.</param>
    /// <param name="form">How the model writes.</param>
    public static IReadOnlyList<ChatMessage> For(string question, IReadOnlyList<Turn> before, IReadOnlyList<Evidence> evidence, LanguageGuess asked, DraftForm form)
    {
        var listed = new StringBuilder();
        foreach (var (number, passage) in evidence)
            listed.Append(CultureInfo.InvariantCulture, $"[{number}]\n{Fence.Around($"{Fence.TitleOf(passage)}\n\n{passage.Chunk.Text}")}\n\n");
        return FileOf(form).With(("evidence", listed.ToString().TrimEnd()), ("conversation", Conversation(before)), ("question", OneLine(question)), ("language", LanguageNames.Instruction(asked)));
    }

    private static string Conversation(IReadOnlyList<Turn> before)
    {
        if (before.Count == 0) return "(none)";
        var told = new StringBuilder();
        foreach (var turn in before.Skip(before.Count - MostTurns))
            told.Append(turn.Role == TurnRole.User ? "User: " : "Assistant: ").AppendLine(ContentWords.Head(OneLine(turn.Text), MostTurnCharacters));
        return Fence.Around(told.ToString().TrimEnd());
    }

    private static Answering.PromptFile FileOf(DraftForm form) => form == DraftForm.Json ? AsJson : AsText;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
