using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>A short form in the question is searched with its long form too, and a long form with its short one, as the collection itself explains them.</summary>
internal sealed class AcronymStep(AcronymBooks books, CollectionName name) : IUnderstandingStep
{
    private const float Weight = 0.5f;
    private const int MostAdded = 4;
    private const int MostCharacters = 4000;

    public RetrievalStep Step => RetrievalStep.Acronyms;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var book = await books.OfAsync(name, cancellationToken);
        var text = ContentWords.Head(question.Text, MostCharacters);
        WeightedText[] also = [.. book.OthersOf(text).Take(MostAdded).Select(other => new WeightedText(other, Weight))];
        return also.Length == 0
            ? Understood.Unchanged(question, "the collection explains no short form of the question")
            : Understood.Changed(question with { Also = [.. question.Also, .. also] }, $"searched with other forms: {ContentWords.List(also)}");
    }
}
