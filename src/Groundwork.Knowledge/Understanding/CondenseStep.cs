using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A model writes a follow-up as a question that stands alone. Where it fails, what needs no model does it.</summary>
internal sealed class CondenseStep(ModelCall model, IUnderstandingStep withoutModel) : IUnderstandingStep
{
    public static readonly PromptFile Prompt = new("Understanding.condense");
    private const int MostTurns = 8;
    private const int MostTurnCharacters = 1200;
    private const int MostCharacters = 600;
    private const int MostTokens = 150;

    public RetrievalStep Step => RetrievalStep.Condense;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        if (question.Before.Count == 0) return Understood.Unchanged(question, "nothing was said before");
        var asked = ContentWords.Head(question.Text, MostTurnCharacters);
        var conversation = new StringBuilder();
        foreach (var turn in question.Before.Skip(Math.Max(0, question.Before.Count - MostTurns)))
            conversation.Append(turn.Role == TurnRole.User ? "User: " : "Assistant: ").AppendLine(ContentWords.Head(turn.Text, MostTurnCharacters).ReplaceLineEndings(" "));
        var (text, problem) = await model.AskAsync(Prompt.With(("conversation", conversation.ToString().TrimEnd()), ("question", asked)), MostTokens, MostCharacters, cancellationToken);
        if (text is not null && Fault(text, asked, conversation.ToString()) is { } fault) (text, problem) = (null, fault);
        if (text is not null) return Understood.Changed(question with { Text = text }, $"understood as: {text}") with { Restated = text };
        var other = await withoutModel.ApplyAsync(question, cancellationToken);
        return other with { What = $"{problem}; without it: {other.What}" };
    }

    // A question made of words that nobody said is another question.
    private static string? Fault(string text, string asked, string conversation)
    {
        if (text.AsSpan().ContainsAny('\n', '\r')) return "the model wrote several lines";
        var language = LanguageDetector.Detect(text).Language;
        var said = ContentWords.Of(asked + "\n" + conversation, language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var words = ContentWords.Of(text, language);
        return words.Count == 0 || words.Count(w => said.Contains(w.Stem)) * 2 < words.Count ? "the model wrote something else than was asked" : null;
    }
}
