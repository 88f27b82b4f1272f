using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Tests;

public sealed class HeadingChunkerTests
{
    private static readonly HeadingChunker s_chunker = new(ChunkingOptions.Default);

    private static Task<Document> MarkdownAsync(string text) => Reading.TextAsync(MediaTypes.Markdown, text, "book.md");

    private static string Sentences(int count, string subject = "thing") =>
        string.Join(' ', Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"The {subject} number {i} does its work well.")));

    private static IReadOnlyList<Chunk> Split(Document document, HeadingChunker? chunker = null)
    {
        var result = (chunker ?? s_chunker).Split(document);
        ShouldKeepItsPromises(document, result, (chunker ?? s_chunker).Fingerprint);
        return result.Chunks;
    }

    private static void ShouldKeepItsPromises(Document document, ChunkingResult result, string fingerprint)
    {
        var end = 0;
        for (var i = 0; i < result.Chunks.Count; i++)
        {
            var chunk = result.Chunks[i];
            chunk.Text.ShouldBe(chunk.Span.Of(document.Text));
            chunk.Ordinal.ShouldBe(i);
            chunk.Id.ShouldBe(ChunkId.Of(document.Id, document.Hash, fingerprint, i));
            chunk.Span.IsEmpty.ShouldBeFalse();
            chunk.Span.Start.ShouldBeGreaterThanOrEqualTo(end);
            document.Text.AsSpan(end, chunk.Span.Start - end).IsWhiteSpace().ShouldBeTrue($"something stands between {end} and {chunk.Span}");
            char.IsLowSurrogate(chunk.Text[0]).ShouldBeFalse();
            char.IsHighSurrogate(chunk.Text[^1]).ShouldBeFalse();
            end = chunk.Span.End;
        }

        document.Text.AsSpan(end).IsWhiteSpace().ShouldBeTrue();
        result.Skipped.ShouldBeEmpty();
    }

    // Quadratic work on this would take many minutes.
    [Fact]
    public async Task A_letter_under_endless_combining_marks_is_cut_in_linear_time()
    {
        var chunks = Split(await Reading.TextAsync(MediaTypes.PlainText, "word φ" + new string('\u0321', 1_000_000), "marks.txt"));
        chunks.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_section_is_one_chunk_with_its_path()
    {
        var document = await MarkdownAsync($"# Book\n\n{Sentences(10)}\n\n## Part\n\n{Sentences(10)}\n\n### Chapter\n\n{Sentences(10)}\n\n## Other\n\n{Sentences(10)}");
        var chunks = Split(document);
        chunks.Select(chunk => string.Join(" > ", chunk.Headings)).ShouldBe(["", "Part", "Part > Chapter", "Other"]);
        chunks[1].Text.ShouldStartWith("Part\n\nThe thing");
    }

    [Fact]
    public async Task A_title_from_outside_does_not_hide_the_first_heading()
    {
        var document = await MarkdownAsync($"---\ntitle: Other name\n---\n# Book\n\n{Sentences(10)}");
        Split(document)[0].Headings.ShouldBe(["Book"]);
    }

    [Fact]
    public async Task Large_sections_are_cut_evenly_between_sentences()
    {
        var document = await MarkdownAsync("# Book\n\n" + Sentences(45));
        var chunks = Split(document);
        var tokens = chunks.Select(chunk => TokenEstimate.Of(chunk.Text)).ToList();
        tokens.Count.ShouldBeGreaterThan(1);
        tokens.Max().ShouldBeLessThanOrEqualTo(350);
        tokens.Min().ShouldBeGreaterThan(tokens.Max() / 2);
        foreach (var chunk in chunks) chunk.Text.ShouldEndWith("well.");
    }

    [Fact]
    public async Task Cuts_prefer_the_ends_of_blocks()
    {
        var paragraphs = Enumerable.Range(0, 9).Select(_ => Sentences(9)).ToList();
        var document = await MarkdownAsync("# Book\n\n" + string.Join("\n\n", paragraphs));
        var ends = document.Blocks.Select(block => block.Span.End).ToHashSet();
        foreach (var chunk in Split(document)) ends.ShouldContain(chunk.Span.End);
    }

    [Fact]
    public async Task Tiny_sections_share_a_chunk_under_their_common_path()
    {
        var document = await MarkdownAsync("# FAQ\n\n## Group\n\n### One?\n\nYes.\n\n### Two?\n\nNo.\n\n### Three?\n\nPerhaps.\n\n## Next\n\n" + Sentences(20));
        var chunks = Split(document);
        chunks.Count.ShouldBe(2);
        chunks[0].Headings.ShouldBe(["Group"]);
        chunks[0].Text.ShouldStartWith("FAQ\n\nGroup\n\nOne?");
        chunks[0].Text.ShouldEndWith("Perhaps.");
        chunks[1].Headings.ShouldBe(["Next"]);
    }

    [Fact]
    public async Task A_tiny_section_never_joins_one_of_a_higher_rank()
    {
        var document = await MarkdownAsync($"# Book\n\n{Sentences(10)}\n\n## A\n\n{Sentences(10)}\n\n### Small\n\nTiny.\n\n## B\n\n{Sentences(10)}");
        var chunks = Split(document);
        chunks.Count.ShouldBe(3);
        chunks[1].Text.ShouldEndWith("Small\n\nTiny.");
        chunks[1].Headings.ShouldBe(["A"]);
        chunks[2].Headings.ShouldBe(["B"]);
    }

    [Fact]
    public async Task Headings_without_text_go_with_what_stands_below()
    {
        var document = await MarkdownAsync($"# Book\n\n## Part\n\n### Chapter\n\n{Sentences(60)}\n\n## Empty");
        var chunks = Split(document);
        chunks[0].Text.ShouldStartWith("Book\n\nPart\n\nChapter\n\nThe thing");
        chunks[0].Headings.ShouldBe(["Part", "Chapter"]);
        chunks[^1].Text.ShouldBe("Empty");
    }

    [Fact]
    public async Task Tables_and_code_stay_whole_up_to_their_limit_and_keep_their_heading()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"| row {i} | v |")));
        var document = await MarkdownAsync($"# Book\n\n{Sentences(10)}\n\n## Table\n\n| a | b |\n|---|---|\n{rows}\n");
        var chunks = Split(document);
        chunks.Count.ShouldBe(2);
        TokenEstimate.Of(chunks[1].Text).ShouldBeGreaterThan(350);
        chunks[1].Text.ShouldStartWith("Table\n\n| a | b |");
    }

    [Fact]
    public async Task Larger_tables_and_code_are_cut_between_lines()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"| row {i} | v |")));
        foreach (var chunk in Split(await MarkdownAsync($"| a | b |\n|---|---|\n{rows}\n")))
        {
            chunk.Text.ShouldStartWith("| ");
            chunk.Text.ShouldEndWith(" |");
            TokenEstimate.Of(chunk.Text).ShouldBeLessThanOrEqualTo(350);
        }

        var code = string.Join('\n', Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"    call{i}(a, b);")));
        foreach (var chunk in Split(await MarkdownAsync($"```\nstart();\n{code}\n```"))) chunk.Text.ShouldEndWith(";");
    }

    [Fact]
    public async Task One_endless_sentence_is_cut_between_words_and_near_clauses()
    {
        var words = string.Join(' ', Enumerable.Range(0, 3000).Select(i => i % 17 == 16 ? "clause," : "word"));
        var document = await Reading.TextAsync(MediaTypes.PlainText, words);
        var chunks = Split(document);
        chunks.Count.ShouldBeGreaterThan(8);
        foreach (var chunk in chunks.Take(chunks.Count - 1))
        {
            chunk.Text.ShouldEndWith("clause,");
            TokenEstimate.Of(chunk.Text).ShouldBeLessThanOrEqualTo(350);
        }
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("e\u0301")]
    [InlineData("한")]
    [InlineData("अनुच्छेद")]
    [InlineData("字")]
    [InlineData("x")]
    public async Task Characters_are_never_cut_apart(string character)
    {
        var document = await Reading.TextAsync(MediaTypes.PlainText, string.Concat(Enumerable.Repeat(character, 4000)));
        var borders = new HashSet<int>(StringInfo.ParseCombiningCharacters(document.Text)) { document.Text.Length };
        var chunks = Split(document);
        chunks.Count.ShouldBeGreaterThan(1);
        foreach (var chunk in chunks)
        {
            borders.ShouldContain(chunk.Span.Start);
            borders.ShouldContain(chunk.Span.End);
            TokenEstimate.Of(chunk.Text).ShouldBeLessThanOrEqualTo(350);
        }
    }

    [Fact]
    public async Task A_huge_document_without_structure_is_cut_in_linear_time()
    {
        var document = await Reading.TextAsync(MediaTypes.PlainText, string.Concat(Enumerable.Repeat("абвгд ежзий клмно ", 60_000)));
        Split(document).Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_all_named()
    {
        var problem = Should.Throw<ArgumentException>(() => new HeadingChunker(new ChunkingOptions { MaxTokens = 5, MinTokens = 9, MaxCodeTokens = 1 }));
        problem.Message.ShouldContain("MaxTokens");
        problem.Message.ShouldContain("MinTokens");
        problem.Message.ShouldContain("MaxCodeTokens");
    }

    [Fact]
    public void Every_option_is_in_the_fingerprint()
    {
        ChunkingOptions[] options =
        [
            new(), new() { MinTokens = 100 }, new() { MaxTokens = 300 }, new() { TinyTokens = 10 }, new() { MaxTableTokens = 900 }, new() { MaxCodeTokens = 900 },
        ];
        options.Select(option => new HeadingChunker(option).Fingerprint).Distinct(StringComparer.Ordinal).Count().ShouldBe(options.Length);
    }

    [Fact]
    public void Any_document_is_covered_within_the_limits()
    {
        var chunker = new HeadingChunker(new ChunkingOptions { MinTokens = 20, MaxTokens = 40, TinyTokens = 8, MaxTableTokens = 80, MaxCodeTokens = 60 });
        Prop.ForAll(Blocks().ToArbitrary(), blocks =>
        {
            var builder = new DocumentBuilder(new SourceInfo(new DocumentId("d"), "d.md", MediaTypes.Markdown));
            foreach (var (kind, level, text) in blocks) builder.Add(kind, new BlockText().Append(text), kind is BlockKind.Heading or BlockKind.ListItem ? level : 0);
            if (builder.IsEmpty) return;
            var document = builder.Build();
            foreach (var chunk in Split(document, chunker))
            {
                // Only a whole table or code block, and headings that go along, may pass the limit.
                var text = document.Blocks.Where(block => block.Kind != BlockKind.Heading && block.Span.Overlaps(chunk.Span)).ToList();
                if (text.Count == 0 || TokenEstimate.Of(chunk.Text) <= 40) continue;
                var start = Math.Max(chunk.Span.Start, text[0].Span.Start);
                var rest = TokenEstimate.Of(document.Text.AsSpan(start, chunk.Span.End - start));
                rest.ShouldBeLessThanOrEqualTo(text.Exists(block => block.Kind is BlockKind.Table or BlockKind.Code) ? 80 : 40);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<List<(BlockKind Kind, int Level, string Text)>> Blocks()
    {
        var word = Gen.Elements("a", "word", "Satz.", "end!", "longerword,", "世界。", "😀", "e\u0301", "x:y", "\t", "\n");
        var text = from length in Gen.Choose(1, 120) from words in Gen.ArrayOf(word, length) select string.Join(' ', words);
        var heading = from length in Gen.Choose(1, 3) from words in Gen.ArrayOf(word, length) select string.Join(' ', words);
        var kind = Gen.Elements(BlockKind.Heading, BlockKind.Heading, BlockKind.Paragraph, BlockKind.ListItem, BlockKind.Table, BlockKind.Code, BlockKind.Quote);
        var block = from k in kind from level in Gen.Choose(1, 4) from t in k == BlockKind.Heading ? heading : text select (k, level, t);
        return from count in Gen.Choose(1, 14) from blocks in Gen.ArrayOf(block, count) select blocks.ToList();
    }
}
