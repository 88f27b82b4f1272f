using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Retrieval;
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
        // What the model would not see whole it must not replace, and signs of a search are meant as they are.
        if (question.Text.Length > MostTurnCharacters) return await WithoutAsync($"only questions of at most {MostTurnCharacters} characters are written anew", question, cancellationToken);
        if (SearchText.HasSigns(question.Text)) return await WithoutAsync("a question with quotes, * or ~ is searched as it is", question, cancellationToken);
        var asked = question.Text;
        var conversation = new StringBuilder();
        foreach (var turn in question.Before.Skip(Math.Max(0, question.Before.Count - MostTurns)))
            conversation.Append(turn.Role == TurnRole.User ? "User: " : "Assistant: ").AppendLine(ContentWords.Head(turn.Text, MostTurnCharacters).ReplaceLineEndings(" "));
        var (text, problem) = await model.AskAsync(question, Prompt.With(("conversation", Fence.Around(conversation.ToString().TrimEnd())), ("question", Fence.Around(asked))), MostTokens, MostCharacters, cancellationToken);
        if (text is not null && Fault(text, asked, conversation.ToString()) is { } fault) (text, problem) = (null, fault);
        if (text is not null) return Understood.Changed(question with { Text = SearchText.Plain(text) }, $"understood as: {text}") with { Restated = text };
        return await WithoutAsync(problem, question, cancellationToken);
    }

    private async ValueTask<Understood> WithoutAsync(string problem, Question question, CancellationToken cancellationToken)
    {
        var other = await withoutModel.ApplyAsync(question, cancellationToken);
        return other with { What = $"{problem}; without it: {other.What}" };
    }

    // A question made of words that nobody said is another question, and so is one that leaves out what was asked.
    private static string? Fault(string text, string asked, string conversation)
    {
        if (text.AsSpan().ContainsAny('\n', '\r')) return "the model wrote several lines";
        var language = LanguageDetector.Detect(text).Language;
        var said = ContentWords.Of(asked + "\n" + conversation, language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var words = ContentWords.Of(text, language);
        if (words.Count == 0 || words.Count(w => said.Contains(w.Stem)) * 2 < words.Count) return "the model wrote something else than was asked";
        var kept = words.Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var wanted = ContentWords.Of(asked, language).Where(w => !QuestionCues.IsFiller(w.Written)).Select(w => w.Stem).Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count(kept.Contains) * 2 < wanted.Count ? "the model left out what was asked" : null;
    }
}
