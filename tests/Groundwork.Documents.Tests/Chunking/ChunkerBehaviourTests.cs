using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Tests.Chunking;

public sealed class ChunkerBehaviourTests
{
    private static IReadOnlyList<Chunk> Split(string plan, Document document, int most, bool mayOverlap = false) =>
        ChunkingPlan.Parse(plan).CreateChunker().ShouldHold(document, most, mayOverlap);

    private static Document Plain(string text) => AnyDocument.Of((BlockKind.Paragraph, 0, text, null));

    private static string Numbered(int count, string format) =>
        string.Join('\n', Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i)));

    [Fact]
    public void Recursive_pieces_end_where_the_strongest_separator_allows()
    {
        var paragraphs = string.Join("\n\n", Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"Paragraph {i} says this. And it says that.\nOn another line it goes on.")));
        foreach (var chunk in Split("recursive max=64", Plain(paragraphs), 64)) chunk.Text.ShouldEndWith("goes on.");
        foreach (var chunk in Split("recursive max=32", Plain(string.Join(' ', Enumerable.Repeat("One sentence stands here.", 40))), 32)) chunk.Text.ShouldEndWith("here.");
    }

    [Fact]
    public void Token_pieces_share_their_ends_and_are_cut_between_words()
    {
        var text = string.Join(' ', Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i}")));
        var chunks = Split("tokens size=100 overlap=20", Plain(text), 100, mayOverlap: true);
        for (var i = 1; i < chunks.Count; i++)
        {
            var shared = TextSpan.FromBounds(chunks[i].Span.Start, chunks[i - 1].Span.End);
            TokenEstimate.Of(shared.Of(text)).ShouldBeInRange(10, 20);
            chunks[i].Text.ShouldStartWith("word");
            TokenEstimate.Of(chunks[i - 1].Text).ShouldBeGreaterThan(90);
        }
    }

    [Fact]
    public void Sentence_windows_slide_and_never_leave_their_section()
    {
        var document = AnyDocument.Of(
            (BlockKind.Heading, 1, "First", null), (BlockKind.Paragraph, 0, "A one. B two. C three. D four. E five.", null),
            (BlockKind.Heading, 1, "Second", null), (BlockKind.Paragraph, 0, "F six.", null));
        var chunks = Split("sentences window=3 stride=2", document, 350, mayOverlap: true);
        chunks.Select(chunk => chunk.Text.ReplaceLineEndings(" ")).ShouldBe(["First  A one. B two. C three.", "C three. D four. E five.", "Second  F six."]);
        chunks[2].Headings.ShouldBe(["Second"]);
    }

    [Fact]
    public void Rows_carry_the_names_of_their_columns_beside_them()
    {
        var document = AnyDocument.Of(
            (BlockKind.Heading, 1, "Prices", null), (BlockKind.Heading, 2, "Fruit", null),
            (BlockKind.Table, 0, "| name | price |\n| --- | ---: |\n" + Numbered(60, "| fruit {0} | {0} |"), null), (BlockKind.Paragraph, 0, "All without tax.", null));
        var chunks = Split("rows max=100", document, 100);
        chunks[0].Text.ShouldStartWith("Prices\n\nFruit\n\n| name | price |\n| --- | ---: |\n| fruit 0 | 0 |");
        chunks[0].Headings.ShouldBe(["Fruit"]);
        foreach (var chunk in chunks.Skip(1).SkipLast(1))
        {
            chunk.Headings.ShouldBe(["Fruit", "name | price"]);
            chunk.Text.ShouldStartWith("| fruit ");
            chunk.Text.ShouldEndWith(" |");
            TokenEstimate.Of(chunk.Text).ShouldBeGreaterThan(40);
        }

        chunks[^1].Text.ShouldBe("All without tax.");
        chunks[^1].Headings.ShouldBe(["Fruit"]);
    }

    [Fact]
    public void A_table_without_header_or_with_an_endless_one_repeats_nothing()
    {
        foreach (var table in new[] { Numbered(80, "| {0} | b |"), "|" + string.Concat(Enumerable.Repeat(" column |", 300)) + "\n|---|\n" + Numbered(80, "| {0} | b |") })
            foreach (var chunk in Split("rows max=100", AnyDocument.Of((BlockKind.Table, 0, table, null)), 100))
                chunk.Headings.ShouldBeEmpty();
    }

    [Fact]
    public void Code_is_cut_by_definition_under_the_names_around_it()
    {
        var body = Numbered(8, "        total += Measure(values[{0}], factor);");
        var document = AnyDocument.Of(
            (BlockKind.Code, 0, "using System;", null),
            (BlockKind.Code, 1, "class Shop\n{", "Shop"),
            (BlockKind.Code, 2, $"    int Sum()\n    {{\n{body}\n    }}", "Shop.Sum"),
            (BlockKind.Code, 2, "    int One() => 1;", "Shop.One"),
            (BlockKind.Code, 2, "    int Two() => 2;", "Shop.Two"),
            (BlockKind.Code, 1, $"class Till\n{{\n{body}", "Till"));
        var chunks = Split("code min=60 max=200", document, 200);
        chunks.Select(chunk => string.Join('>', chunk.Headings)).ShouldBe(["", "Shop", "Till"]);
        Split("code min=0 max=200", document, 200).Select(chunk => string.Join('>', chunk.Headings)).ShouldBe(["", "Shop", "Shop>Sum", "Shop>One", "Shop>Two", "Till"]);
    }

    [Fact]
    public void A_large_definition_is_cut_at_blank_lines_first_and_never_inside_a_line()
    {
        var statements = string.Join("\n\n", Enumerable.Range(0, 12).Select(i => Numbered(5, "    var a" + i.ToString(CultureInfo.InvariantCulture) + "{0} = Compute(x, y);")));
        var document = AnyDocument.Of((BlockKind.Code, 1, "void Main()\n{\n" + statements + "\n}", "Main"));
        var chunks = Split("code max=150", document, 150);
        chunks.Count.ShouldBeGreaterThan(2);
        foreach (var chunk in chunks.SkipLast(1))
        {
            chunk.Headings.ShouldBe(["Main"]);
            document.Text[chunk.Span.End..].ShouldStartWith("\n\n");
        }
    }

    [Fact]
    public void Code_without_definitions_is_cut_like_any_text()
    {
        var document = AnyDocument.Of((BlockKind.Heading, 1, "Notes", null), (BlockKind.Paragraph, 0, "Text.", null), (BlockKind.Heading, 2, "Part", null), (BlockKind.Code, 0, "call();", null));
        Split("code min=0", document, 350).Count.ShouldBe(2);
    }

    [Fact]
    public void Semantic_cuts_lie_where_the_subject_changes()
    {
        string[] bread = ["Bread needs flour, water and yeast.", "Knead the dough until the flour has taken up the water.", "The yeast lets the dough rise before the bread is baked.", "Bake the bread in a hot oven until its crust is brown.", "A good dough gives bread with an open crumb."];
        string[] stars = ["A telescope gathers the light of distant stars.", "The mirror of the telescope decides how faint a star can be seen.", "Stars of a galaxy turn around its centre.", "The light of a galaxy takes millions of years to reach the telescope.", "Some stars end as a nova that outshines the galaxy."];
        var document = Plain(string.Join(' ', bread.Concat(bread).Concat(stars).Concat(stars)));
        var chunks = Split("semantic max=150 min=40", document, 150);
        chunks.ShouldContain(chunk => chunk.Text.StartsWith(stars[0], StringComparison.Ordinal));
        foreach (var chunk in chunks) (chunk.Text.Contains("bread", StringComparison.OrdinalIgnoreCase) && chunk.Text.Contains("galaxy", StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Fact]
    public void Semantic_chunks_keep_their_least_size()
    {
        var text = string.Join(' ', Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"Subject{i} meets object{i} on day{i}.")));
        Split("semantic max=200 min=80", Plain(text), 200).Select(chunk => TokenEstimate.Of(chunk.Text)).Min().ShouldBeGreaterThanOrEqualTo(70);
    }

    [Fact]
    public void Children_lie_in_parents_that_follow_each_other()
    {
        var document = AnyDocument.Of([.. Enumerable.Range(0, 30).Select(i => (i % 6 == 0 ? BlockKind.Heading : BlockKind.Paragraph, i % 6 == 0 ? 1 : 0, i % 6 == 0 ? $"Part {i}" : string.Concat(Enumerable.Repeat("This sentence tells something. ", 12)), (string?)null))]);
        var chunks = Split("parents child=80 parent=300", document, 80);
        var parents = chunks.Select(chunk => chunk.Parent!.Value).Distinct().ToList();
        parents.Count.ShouldBeLessThan(chunks.Count / 2);
        for (var i = 1; i < parents.Count; i++) parents[i].Start.ShouldBeGreaterThanOrEqualTo(parents[i - 1].End);
        foreach (var parent in parents) TokenEstimate.Of(parent.Of(document.Text)).ShouldBeLessThanOrEqualTo(310);
        Split("parents", Plain("One short text."), 350).Single().Parent.ShouldBeNull();
    }

    [Theory]
    [InlineData("semantic max=64")]
    [InlineData("headings max=64")]
    public void A_long_run_of_headings_is_cut(string plan)
    {
        var headings = Enumerable.Range(0, 400).Select(i => (BlockKind.Heading, 1, string.Create(CultureInfo.InvariantCulture, $"Heading number {i}"), (string?)null));
        var document = AnyDocument.Of([.. headings, (BlockKind.Paragraph, 0, "The only text.", null)]);
        foreach (var chunk in ChunkingPlan.Parse(plan).CreateChunker().Split(document).Chunks) TokenEstimate.Of(chunk.Text).ShouldBeLessThan(4 * 64);
    }
}
