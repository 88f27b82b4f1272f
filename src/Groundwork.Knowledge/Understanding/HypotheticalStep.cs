using Groundwork.Knowledge.Answering;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A model writes a passage that might answer; what is like it is searched.</summary>
/// <remarks>HyDE (Gao, Ma, Lin and Callan 2023). The vector is that of question and passage together; where no vector can be made of it, words of the passage join the question's.</remarks>
internal sealed class HypotheticalStep(ModelCall model, CollectionWords words, EmbedderIdentity? embedder) : IUnderstandingStep
{
    public static readonly PromptFile Prompt = new("Understanding.hypothetical");
    private const int MostAsked = 4000;
    private const int MostCharacters = 2000;
    private const int MostTokens = 250;
    private const int MostWords = 12;
    private const float Weight = 0.3f;

    public RetrievalStep Step => RetrievalStep.HypotheticalPassage;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var (text, problem) = await model.AskAsync(question, Prompt.With(("question", Fence.Around(ContentWords.Head(question.Whole, MostAsked)))), MostTokens, MostCharacters, cancellationToken);
        if (text is null) return Understood.Unchanged(question, problem);
        var hasVectors = question.Mode == RetrievalMode.Hybrid && question.Vector is null && await words.CanEmbedAsync(embedder, cancellationToken);
        if (hasVectors) return Understood.Changed(question with { Meaning = $"{question.Whole}\n{text}" }, $"searched by the vector of: {text}");
        var language = Groundwork.Language.LanguageDetector.Detect(text).Language;
        var own = ContentWords.Of(question.Text, language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var said = ContentWords.Of(text, language).Where(w => !own.Contains(w.Stem)).DistinctBy(w => w.Stem, StringComparer.Ordinal).ToArray();
        var rarity = await words.RarityAsync([.. said.Select(w => w.Written)], cancellationToken);
        var best = said.Select(w => (w.Written, Rarity: rarity.GetValueOrDefault(w.Written))).Where(w => w.Rarity > 0).OrderByDescending(w => w.Rarity).ThenBy(w => w.Written, StringComparer.Ordinal).Take(MostWords).ToArray();
        return best.Length == 0
            ? Understood.Unchanged(question, "the collection knows no word of what the model wrote")
            : Understood.Changed(question with { Also = [.. question.Also, .. best.Select(b => new WeightedText(b.Written, Weight))] }, $"searched with words of: {text}");
    }
}
