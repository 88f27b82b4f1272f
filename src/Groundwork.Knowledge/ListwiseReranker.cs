using System.Globalization;
using System.Text;
using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Ranking;
using Groundwork.Knowledge.Understanding;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>A chat model puts passages in order. It is asked twice, with the passages the other way round; the mean of its two ranks counts.</summary>
/// <remarks>
/// After Sun et al. 2023, "Is ChatGPT Good at Search?", section 3, with one window. Models favour what they read first (Tang et al. 2024, "Found in the Middle: Permutation
/// Self-Consistency"), so passages are ordered by the sum of their ranks in both orders: what both say stays so, and where the sums are equal, the first stage decides.
/// </remarks>
/// <param name="chat">The model.</param>
/// <param name="time">Clock for its deadline.</param>
public sealed class ListwiseReranker(IChatClient chat, TimeProvider time) : IReranker
{
    internal static readonly Understanding.PromptFile Prompt = new("Ranking.listwise");
    private const int MostPassageCharacters = 1500;
    private const int MostQuestionCharacters = 4000;
    private const int MostAnswerCharacters = 1000;
    private const int MostTokens = 200;
    private readonly ModelCall _model = new(chat, time);

    /// <inheritdoc />
    public RetrievalStep Step => RetrievalStep.Listwise;

    /// <inheritdoc />
    public int Depth => 12;

    /// <inheritdoc />
    public async ValueTask<Reranked> RerankAsync(Question question, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(passages);
        int[] forward = [.. Enumerable.Range(0, passages.Count)];
        int[] backward = [.. forward.Reverse()];
        var (first, problem) = await AskAsync(question, passages, forward, cancellationToken);
        if (first is null) return new Reranked(passages, IsUsed: false, problem);
        (var second, problem) = await AskAsync(question, passages, backward, cancellationToken);
        if (second is null) return new Reranked(passages, IsUsed: false, problem);
        var (order, disagreements) = Agreement.Of(first, second);
        var pairs = passages.Count * (passages.Count - 1) / 2;
        // Its scores are ranks: what the first stage scored says nothing about this order.
        return new Reranked(
            [.. order.Select((place, rank) => passages[place] with { Score = 1f / (rank + 1) })],
            IsUsed: true,
            $"the model's two orders disagree on {disagreements} of {pairs} pairs; the mean of both ranks counts");
    }

    // By place of the first stage: the rank that the model gives.
    private async ValueTask<(int[]? Ranks, string Problem)> AskAsync(Question question, IReadOnlyList<Passage> passages, int[] shown, CancellationToken cancellationToken)
    {
        var listed = new StringBuilder();
        for (var i = 0; i < shown.Length; i++)
            listed.Append(CultureInfo.InvariantCulture, $"[{i + 1}]\n{Fence.Around($"{Fence.TitleOf(passages[shown[i]])}\n{ContentWords.Head(passages[shown[i]].Chunk.Text, MostPassageCharacters)}")}\n\n");
        var prompt = Prompt.With(("question", Fence.Around(ContentWords.Head(question.Whole, MostQuestionCharacters))), ("passages", listed.ToString().TrimEnd()));
        var (text, problem) = await _model.AskAsync(question, prompt, MostTokens, MostAnswerCharacters, cancellationToken);
        if (text is null) return (null, problem);
        return ListedOrder.Read(text, shown.Length) is { } order ? (Agreement.RanksOf(order, shown), string.Empty) : (null, "the model wrote no order of the passages");
    }
}
