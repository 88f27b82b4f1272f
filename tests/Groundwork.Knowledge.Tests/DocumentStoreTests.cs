using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests;

public sealed class DocumentStoreTests
{
    private static readonly Gen<string> Text = Gen.Elements(
        "", "a", "Größe", "資料。", "العربية", "😀", "line\nbreak", "tab\t", "\"quote\"", "'; drop table documents; --", "{\"k\":1}", "\\", "%_", "\u0001", "  ", "e\u0301", new string('x', 300));

    private static readonly Gen<MetadataValue> Value = Gen.OneOf(
        Gen.ArrayOf(Text, 3).Select(MetadataValue (v) => new MetadataValue.Keywords(v)),
        Gen.Elements(0, -0.0, 1, 1.0 / 3, double.MaxValue, double.Epsilon, -1e300, 2020).Select(MetadataValue (v) => new MetadataValue.Number(v)),
        Gen.Elements(true, false).Select(MetadataValue (v) => new MetadataValue.Flag(v)),
        Gen.Choose(0, 3_000_000).Select(MetadataValue (v) => new MetadataValue.Date(new DateTimeOffset(1800, 1, 1, 0, 0, 0, TimeSpan.FromHours(v % 27 - 13)).AddHours(v).AddTicks(v))));

    [Fact]
    public async Task What_is_stored_comes_back_the_same()
    {
        await using var shelf = await Shelf.OpenAsync();
        var collection = await shelf.Knowledge.Collections.GetOrMakeAsync(Shelf.Name, null, ChunkingPlan.Default, default);
        var number = 0;
        Prop.ForAll(AnyDocument().ToArbitrary(), make =>
        {
            var read = make("doc" + number++);
            shelf.Documents.PutAsync([read], default).AsTask().GetAwaiter().GetResult();
            var back = shelf.Documents.LoadAsync(read.Document.Id, default).AsTask().GetAwaiter().GetResult()!;
            back.Text.ShouldBe(read.Document.Text);
            back.Hash.ShouldBe(read.Document.Hash);
            back.Title.ShouldBe(read.Document.Title);
            back.Language.ShouldBe(read.Document.Language);
            back.Blocks.ShouldBe(read.Document.Blocks);
            back.Origins.Marks.ShouldBe(read.Document.Origins.Marks);
            back.Notes.ShouldBe(read.Document.Notes);
            back.Source.Path.ShouldBe(read.Document.Source.Path);
            back.Source.FirstLine.ShouldBe(read.Document.Source.FirstLine);
            Flat(back.Source.Metadata!).ShouldBe(Flat(read.Document.Source.Metadata!));
            var chunks = shelf.Documents.ChunksOfAsync(read.Document.Id, default).AsTask().GetAwaiter().GetResult();
            chunks.Select(c => (c.Chunk.Id, c.Chunk.Ordinal, c.Chunk.Span, c.Chunk.Text, c.Chunk.Version)).ShouldBe(read.Chunks.Select(c => (c.Id, c.Ordinal, c.Span, c.Text, c.Version)));
            chunks.SelectMany(c => c.Chunk.Headings).ShouldBe(read.Chunks.SelectMany(c => c.Headings));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        (await shelf.Documents.CountAsync(default)).ShouldBe(number);
        (await shelf.Documents.AllChunksAsync(ChunkingPlan.Default.Fingerprint, default).CountAsync()).ShouldBe((await shelf.Documents.ListAsync(null, 0, 1000, default)).Sum(d => d.Chunks));
    }

    [Fact]
    public async Task A_list_is_paged_by_id_and_filtered_without_wildcards()
    {
        await using var shelf = await Shelf.OpenAsync();
        await shelf.Knowledge.Collections.GetOrMakeAsync(Shelf.Name, null, ChunkingPlan.Default, default);
        await shelf.Documents.PutAsync([Samples.Read("b_1", "x"), Samples.Read("a%1", "x"), Samples.Read("c\\1", "x"), Samples.Read("D", "x")], default);
        (await Ids(null, 0, 2)).ShouldBe(["D", "a%1"]);
        (await Ids(null, 2, 2)).ShouldBe(["b_1", "c\\1"]);
        (await Ids("%", 0, 9)).ShouldBe(["a%1"]);
        (await Ids("_", 0, 9)).ShouldBe(["b_1"]);
        (await Ids("\\", 0, 9)).ShouldBe(["c\\1"]);
        (await Ids("TITLE OF d", 0, 9)).ShouldBe(["D"]);
        (await Ids("' or 1=1 --", 0, 9)).ShouldBeEmpty();

        async Task<IEnumerable<string>> Ids(string? contains, int skip, int limit) => (await shelf.Documents.ListAsync(contains, skip, limit, default)).Select(d => d.Id.Value);
    }

    [Fact]
    public async Task Two_collections_hold_documents_of_the_same_id_apart()
    {
        await using var shelf = await Shelf.OpenAsync();
        var other = CollectionName.Parse("other");
        foreach (var name in (CollectionName[])[Shelf.Name, other]) await shelf.Knowledge.Collections.GetOrMakeAsync(name, null, ChunkingPlan.Default, default);
        await shelf.Documents.PutAsync([Samples.Read("a", "Apples are red.")], default);
        await shelf.Knowledge.Documents(other).PutAsync([Samples.Read("a", "Pears are green.")], default);
        await shelf.Knowledge.Documents(other).RemoveAsync([new DocumentId("a")], default);
        (await shelf.Documents.LoadAsync(new DocumentId("a"), default))!.Text.ShouldBe("Apples are red.");
        (await shelf.Documents.PendingAsync(default)).Count.ShouldBe(1);
    }

    private static Gen<Func<string, ReadDocument>> AnyDocument() =>
        from words in Gen.ArrayOf(Text.Where(t => t.Trim().Length > 0), 6)
        from kinds in Gen.ArrayOf(Gen.Elements(Enum.GetValues<BlockKind>()), 6)
        from levels in Gen.ArrayOf(Gen.Choose(0, 6), 6)
        from anchors in Gen.ArrayOf(Gen.Elements(null, "", "a-b", "ü"), 6)
        from lines in Gen.ArrayOf(Gen.Elements<int?>(null, 1, 7, 100_000), 6)
        from pages in Gen.ArrayOf(Gen.Elements<int?>(null, 1, 3), 6)
        from notes in Gen.ArrayOf(Text, 2)
        from names in Gen.ArrayOf(Text, 3)
        from values in Gen.ArrayOf(Value, 3)
        from title in Text
        from first in Gen.Choose(1, 9)
        select (Func<string, ReadDocument>)(id =>
        {
            var text = string.Join("\n\n", words);
            var blocks = new List<Block>();
            var marks = new List<SourceMark>();
            var at = 0;
            for (var i = 0; i < words.Length; i++)
            {
                blocks.Add(new Block(kinds[i], new TextSpan(at, words[i].Length), levels[i], anchors[i]));
                marks.Add(new SourceMark(at, lines[i], pages[i]));
                at += words[i].Length + 2;
            }

            var metadata = names.Zip(values).DistinctBy(p => p.First, StringComparer.Ordinal).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
            var key = new DocumentId(id);
            var hash = ContentHash.OfText(text);
            var document = new Document(key, hash, new SourceInfo(key, "/p/" + title + id, "text/plain", Metadata: metadata, FirstLine: first), title + "!", new LanguageCode("de"), text, blocks, new SourceMap(marks), notes);
            return new ReadDocument(document, new HeadingChunker(new ChunkingOptions()).Split(document).Chunks, hash, "r");
        });

    private static IEnumerable<string> Flat(IReadOnlyDictionary<string, MetadataValue> metadata) => metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Key + "=" + m.Value switch
    {
        MetadataValue.Keywords keywords => "k" + string.Join('\u001f', keywords.Values),
        MetadataValue.Number number => "n" + BitConverter.DoubleToInt64Bits(number.Value),
        MetadataValue.Flag flag => "f" + flag.Value,
        MetadataValue.Date date => $"d{date.Value.Ticks}+{date.Value.Offset.Ticks}",
        _ => throw new InvalidOperationException(),
    });
}
