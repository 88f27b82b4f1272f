using System.Globalization;
using System.Text;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Answering;

/// <summary>The prompts for an answer from numbered evidence. Their texts stand in grounded.prompt.md and structured.prompt.md.</summary>
internal static class GroundedPrompt
{
    /// <summary>What a model writes when the evidence does not answer.</summary>
    public const string NoAnswer = "NO ANSWER";

    private static readonly PromptFile AsText = new("grounded.prompt.md");
    private static readonly PromptFile AsJson = new("structured.prompt.md");

    /// <summary>Names the wording of a prompt.</summary>
    public static string Fingerprint(DraftForm form) => FileOf(form).Fingerprint;

    public static IReadOnlyList<ChatMessage> For(string question, IReadOnlyList<Evidence> evidence, LanguageGuess asked, DraftForm form)
    {
        var listed = new StringBuilder();
        foreach (var (number, passage) in evidence)
            listed.Append(CultureInfo.InvariantCulture, $"[{number}] {OneLine(passage.Title)}\n{Fence.Around(passage.Chunk.Text)}\n\n");
        return FileOf(form).With(("evidence", listed.ToString().TrimEnd()), ("question", OneLine(question)), ("language", LanguageNames.Instruction(asked)));
    }

    private static PromptFile FileOf(DraftForm form) => form == DraftForm.Json ? AsJson : AsText;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
