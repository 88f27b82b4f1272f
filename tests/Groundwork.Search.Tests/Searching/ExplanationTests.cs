using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.Search.Tests.Searching;

public sealed class ExplanationTests
{
    [Theory]
    [InlineData(Similarity.Cosine)]
    [InlineData(Similarity.Dot)]
    [InlineData(Similarity.Euclidean)]
    public void The_arithmetic_of_every_node_gives_the_score(Similarity similarity)
    {
        using var index = SearchIndex.Open(new MemoryIndexDirectory(), Sample.Options(Sample.Space with { Similarity = similarity }));
        Sample.Fill(
            index,
            Sample.Entry("a", "lamp in a blue room lamp", "blue lamp", [1, 2, 0]),
            Sample.Entry("b", "one green lamp", null, [-1, 0, 1]),
            Sample.Entry("c", "blue lamp", "nothing"),
            Sample.Entry("d", "quiet", "room", [0, 1, 3]));
        var near = new Query.Nearest(new float[] { 1, 1, 0 });
        Query[] queries =
        [
            new Query.Words("blue lamp room"),
            new Query.Phrase("blue lamp"),
            near,
            new Query.Every([new Query.Words("lamp"), new Query.Phrase("blue lamp")]),
            new Query.Fused(new Query.Words("lamp green"), near, 0.3f),
            new Query.Fused(new Query.Words("lamp green"), near, 0.3f, FusionMethod.ReciprocalRank),
        ];
        using var snapshot = index.OpenSnapshot();
        foreach (var query in queries)
        {
            var hits = snapshot.Search(new SearchRequest(query, null, 10, Explain: true), CancellationToken.None);
            hits.ShouldNotBeEmpty();
            foreach (var hit in hits)
            {
                hit.Why!.Value.ShouldBe(hit.Score, 1e-5f);
                Check(hit.Why);
            }

            snapshot.Search(new SearchRequest(query, null, 10), CancellationToken.None).ShouldAllBe(h => h.Why == null);
        }
    }

    private static void Check(ScoreExplanation node)
    {
        foreach (var part in node.Parts) Check(part);
        if (node.Parts.Count == 0) return;
        var v = node.Parts.Select(p => (double)p.Value).ToArray();
        var formula = node.Name[(node.Name.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        var expected = formula switch
        {
            "sum" => v.Sum(),
            "product" => v.Aggregate(1.0, (a, b) => a * b),
            "weight × tf / length factor" => v[0] * v[1] / v[2],
            "1 − b + b × length / average length" => 1 - v[0] + (v[0] * v[1] / v[2]),
            "ln(1 + (N − n + 0.5) / (n + 0.5))" => Math.Log(1 + ((v[0] - v[1] + 0.5) / (v[1] + 0.5))),
            "tf × (k1 + 1) / (k1 + tf)" => v[0] * (v[1] + 1) / (v[1] + v[0]),
            "dot / (query length × entry length)" => v[0] / (v[1] * v[2]),
            "−distance²" => -(v[0] * v[0]),
            "score / pool maximum" => v[0] / v[1],
            "max(0, score)" => Math.Max(0, v[0]),
            "1 / (offset + rank)" => 1 / (v[0] + v[1]),
            "entries by words moved the query's vector" => v[0],
            "(score − minimum) / (pool maximum − minimum)" => v[2] > v[1] ? (v[0] - v[1]) / (v[2] - v[1]) : 1,
            _ => throw new InvalidOperationException($"The name \"{node.Name}\" does not say how its value follows."),
        };
        ((double)node.Value).ShouldBe(expected, 1e-5, node.Name);
    }
}
