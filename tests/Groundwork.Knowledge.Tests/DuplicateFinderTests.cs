using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests;

public sealed class DuplicateFinderTests
{
    private static string Text(int seed, int words = 200, Func<int, bool>? isChanged = null) =>
        string.Join(' ', Enumerable.Range(0, words).Select(i => FormattableString.Invariant($"{(isChanged?.Invoke(i) == true ? "changed" : "word")}{(seed * 7919) + ((long)i * i % 1009)}")));

    private static async Task<Shelf> ShelfAsync(params (string Id, string Text)[] documents)
    {
        var shelf = await Shelf.OpenAsync();
        await using var writer = await shelf.OpenWriterAsync();
        foreach (var (id, text) in documents)
        {
            await writer.PutAsync([Samples.Read(id, text)], default);
            shelf.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await writer.CommitAsync(default);
        return shelf;
    }

    private static DuplicateFinder Finder(Shelf shelf) => shelf.Knowledge.Duplicates(Shelf.Name);

    private static string[] Shown(IEnumerable<DuplicateGroup> groups) => [.. groups.Select(group => $"{group.Original.Id}: {string.Join(' ', group.Copies.Select(copy => copy.Id))}")];

    [Fact]
    public async Task Copies_and_near_copies_are_grouped_under_the_one_read_first()
    {
        await using var shelf = await ShelfAsync(("z-first", Text(1)), ("other", Text(2)), ("a-same", Text(1)), ("near", Text(1, isChanged: i => i is 50 or 150)), ("far", Text(1, isChanged: i => i % 3 == 0)));
        var groups = await Finder(shelf).GroupsAsync(0.8, default);
        Shown(groups).ShouldBe(["z-first: a-same near"]);
        groups[0].Original.Path.ShouldBe("/sources/z-first");
        groups[0].Copies[0].Similarity.ShouldBe(1);
        groups[0].Copies[1].Similarity.ShouldBe(Shingles.Of(Text(1)).JaccardTo(Shingles.Of(Text(1, isChanged: i => i is 50 or 150))));
        groups[0].Copies[0].ReadAt.ShouldBeGreaterThan(groups[0].Original.ReadAt);
        Shown(await Finder(shelf).GroupsAsync(1, default)).ShouldBe(["z-first: a-same"]);
    }

    [Fact]
    public async Task Every_reported_pair_is_that_similar_and_every_much_alike_pair_is_reported()
    {
        var random = new Random(4711);
        var documents = Enumerable.Range(0, 60).Select(i => (Id: FormattableString.Invariant($"d{i:D2}"), Text: Text(i / 4, 120, _ => random.Next(100) < i % 4))).ToArray();
        await using var shelf = await ShelfAsync(documents);
        var texts = documents.ToDictionary(d => d.Id, d => Shingles.Of(d.Text), StringComparer.Ordinal);
        foreach (var threshold in new[] { 0.5, 0.7, 0.9 })
        {
            // The same rule with every pair compared: of the originals before it, the most similar.
            var originals = new List<string>();
            var exact = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (id, _) in documents)
            {
                var best = originals.Select(o => (Id: o, Similarity: texts[o].JaccardTo(texts[id]))).Where(o => o.Similarity >= threshold).OrderByDescending(o => o.Similarity).FirstOrDefault();
                if (best.Id is null) originals.Add(id);
                else exact[id] = best.Id;
            }

            var found = (await Finder(shelf).GroupsAsync(threshold, default)).SelectMany(g => g.Copies.Select(c => (c.Id.Value, Original: g.Original.Id.Value, c.Similarity))).ToList();
            foreach (var (id, original, similarity) in found)
            {
                similarity.ShouldBe(texts[id].JaccardTo(texts[original]), 1e-12);
                similarity.ShouldBeGreaterThanOrEqualTo(threshold);
            }

            exact.Count.ShouldBeGreaterThan(5);
            if (threshold >= 0.7) found.ToDictionary(f => f.Value, f => f.Original, StringComparer.Ordinal).ShouldBe(exact, ignoreOrder: true);
            else found.Count.ShouldBeGreaterThan(exact.Count * 8 / 10);
        }
    }

    [Fact]
    public async Task Unrelated_texts_are_never_grouped()
    {
        await using var shelf = await ShelfAsync([.. Enumerable.Range(0, 80).Select(i => ($"d{i}", Text(i, 60)))]);
        (await Finder(shelf).GroupsAsync(DuplicateFinder.LeastThreshold, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Likeness_does_not_creep_along_a_chain()
    {
        // Each is like the one before; the last has little in common with the first.
        await using var shelf = await ShelfAsync([.. Enumerable.Range(0, 8).Select(i => (FormattableString.Invariant($"d{i}"), Text(1, isChanged: w => w % 10 == 0 && w / 10 < i * 2)))]);
        foreach (var group in await Finder(shelf).GroupsAsync(0.7, default))
            foreach (var copy in group.Copies)
            {
                var (left, right) = ((await shelf.Documents.LoadAsync(group.Original.Id, default))!, (await shelf.Documents.LoadAsync(copy.Id, default))!);
                Shingles.Of(left.Text).JaccardTo(Shingles.Of(right.Text)).ShouldBeGreaterThanOrEqualTo(0.7);
            }
    }

    [Fact]
    public async Task A_sketch_goes_with_its_document_and_a_changed_text_is_another()
    {
        await using var shelf = await ShelfAsync(("a", Text(1)), ("b", Text(1)), ("c", Text(1)));
        await using (var writer = await shelf.OpenWriterAsync())
        {
            await writer.RemoveAsync([new DocumentId("b")], default);
            await writer.PutAsync([Samples.Read("c", Text(3))], default);
            await writer.CommitAsync(default);
        }

        (await Finder(shelf).GroupsAsync(0.8, default)).ShouldBeEmpty();
        (await shelf.Database.ReadAsync(s => s.CountAsync("select count(*) from sketches"), default)).ShouldBe(2);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Documents_stored_without_a_sketch_or_with_one_of_other_rules_are_compared_all_the_same()
    {
        await using var shelf = await ShelfAsync(("a", Text(1)), ("b", Text(1, isChanged: i => i == 7)), ("c", Text(1, isChanged: i => i == 9)));
        await shelf.Database.WriteAsync(s => s.ExecuteAsync("delete from sketches where document = 'a'"), default);
        await shelf.Database.WriteAsync(s => s.ExecuteAsync("update sketches set rules = 'earlier' where document = 'b'"), default);
        Shown(await Finder(shelf).GroupsAsync(0.8, default)).ShouldBe(["a: b c"]);
    }

    [Fact]
    public async Task Texts_without_words_are_alike_only_when_they_are_the_same()
    {
        await using var shelf = await ShelfAsync(("a", "----"), ("b", "****"), ("c", "----"));
        Shown(await Finder(shelf).GroupsAsync(0.5, default)).ShouldBe(["a: c"]);
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public async Task A_threshold_out_of_range_is_refused(double threshold)
    {
        await using var shelf = await ShelfAsync(("a", "One."));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Finder(shelf).GroupsAsync(threshold, default));
    }

    [Fact]
    public async Task One_document_speaks_for_those_like_it_and_others_take_their_places()
    {
        var text = "The gateway allows fifty requests per minute. " + Text(1, 60);
        await using var shelf = await ShelfAsync([("a", text), ("b", text), ("c", text + " More."), .. Enumerable.Range(0, 5).Select(i => (FormattableString.Invariant($"o{i}"), "The gateway was built long ago. " + Text(i + 5, 60)))]);
        var plain = await shelf.RetrieveAsync("gateway requests", 4);
        plain.Passages.Select(p => p.Chunk.Document.Value).Intersect(["a", "b", "c"], StringComparer.Ordinal).Count().ShouldBe(3);
        var retriever = new CollapsingRetriever(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), Finder(shelf));
        var found = await retriever.RetrieveAsync(new Question("gateway requests"), 4, explain: false, default);
        found.Passages.Count.ShouldBe(4);
        found.Passages.Select(p => p.Chunk.Document).Distinct().Count().ShouldBe(4);
        var speaker = found.Passages[0];
        speaker.StandsFor.Select(id => id.Value).Append(speaker.Chunk.Document.Value).Order(StringComparer.Ordinal).ShouldBe(["a", "b", "c"]);
        found.Passages.Skip(1).ShouldAllBe(p => p.StandsFor.Count == 0);
    }

    [Fact]
    public async Task Without_duplicates_collapsing_changes_nothing()
    {
        await using var shelf = await ShelfAsync(("a", "The gateway is here."), ("b", "A gateway is there, too, says another document."));
        var inner = new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null);
        var plain = await inner.RetrieveAsync(new Question("gateway"), 10, explain: false, default);
        var collapsed = await new CollapsingRetriever(inner, Finder(shelf)).RetrieveAsync(new Question("gateway"), 10, explain: false, default);
        collapsed.Passages.Select(p => p.Chunk.Id).ShouldBe(plain.Passages.Select(p => p.Chunk.Id));
    }
}
