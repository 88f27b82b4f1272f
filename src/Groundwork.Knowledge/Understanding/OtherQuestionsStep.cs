using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Retrieval;
using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A model writes further questions, in other words or for parts of the question; all are searched.</summary>
internal sealed class OtherQuestionsStep : IUnderstandingStep
{
    private const int MostQuestions = 4;
    private const int MostQuestionCharacters = 300;
    private const int MostCharacters = 1500;
    private const int MostTokens = 300;
    private const int MostAsked = 4000;
    private readonly ModelCall _model;
    private readonly PromptFile _prompt;

    private OtherQuestionsStep(ModelCall model, RetrievalStep step, PromptFile prompt) => (_model, Step, _prompt) = (model, step, prompt);

    public static PromptFile InOtherWordsPrompt { get; } = new("Understanding.multi-query");

    public static PromptFile InPartsPrompt { get; } = new("Understanding.decompose");

    public RetrievalStep Step { get; }

    public static OtherQuestionsStep InOtherWords(ModelCall model) => new(model, RetrievalStep.MultiQuery, InOtherWordsPrompt);

    public static OtherQuestionsStep InParts(ModelCall model) => new(model, RetrievalStep.Decomposition, InPartsPrompt);

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var (text, problem) = await _model.AskAsync(question, _prompt.With(("question", Fence.Around(ContentWords.Head(question.Whole, MostAsked)))), MostTokens, MostCharacters, cancellationToken);
        if (text is null) return Understood.Unchanged(question, problem);
        string[] others =
        [
            .. text.Split('\n').Select(l => SearchText.Plain(l.Trim().TrimStart('-', '*', '•', ' ')))
                .Where(l => l.Length is > 0 and <= MostQuestionCharacters && !string.Equals(l, question.Text.Trim(), StringComparison.OrdinalIgnoreCase) && WordSplitter.Split(l).Count > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostQuestions),
        ];
        return others.Length == 0
            ? Understood.Unchanged(question, "the model wrote no further question")
            : Understood.Changed(question, $"searched too: {string.Join(" | ", others)}") with { Others = others };
    }
}
