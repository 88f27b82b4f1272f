using Groundwork.Knowledge.Meaning;

namespace Groundwork.Knowledge.Tests.Meaning;

public sealed class FittingSampleTests
{
    [Fact]
    public void A_sample_of_more_entries_than_a_page_holds_loses_none()
    {
        const int Chunks = 700;
        const int Terms = 200;
        var sample = new FittingSample();
        for (var chunk = 0; chunk < Chunks; chunk++)
            sample.Add(Enumerable.Range(0, Terms).Select(term => KeyValuePair.Create((ulong)(1 + term + (chunk % 2 * Terms)), 1)));

        var (vocabulary, weights, unknownShare) = sample.Weigh(leastChunks: 2, mostShare: 0.5, mostTerms: 1000);

        sample.Entries.ShouldBe(Chunks * Terms);
        vocabulary.Count.ShouldBe(2 * Terms);
        unknownShare.ShouldBe(0);
        weights.Rows.ShouldBe(Chunks);
        for (var row = 0; row < Chunks; row++)
        {
            weights.Places[weights.Starts[row]..weights.Starts[row + 1]].ShouldBe(Enumerable.Range(row % 2 * Terms, Terms));
            weights.Values[weights.Starts[row]].ShouldBe(1 / MathF.Sqrt(Terms), 1e-6f);
        }
    }
}
