using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class PdfFidelityTests
{
    private static Task<Document> ReadAsync(PdfSample pdf) => Reading.BytesAsync(MediaTypes.Pdf, pdf.ToArray(), "folder/paper.pdf");

    private static int?[] Pages(Document document) => [.. document.Blocks.Select(block => document.PlaceOf(block.Span).Page)];

    [Fact]
    public async Task Two_columns_are_read_one_after_the_other_below_a_heading_over_both()
    {
        string[] left = ["The left column starts here with a", "first paragraph that goes over more", "than one line and ends in the middle", "of this line.", "A second paragraph stands below it", "and its last sentence goes on to the"];
        string[] right = ["right column, and ends.", "The right column has a paragraph of", "its own, as long as the others are,", "so that both columns are about as", "high as each other on this page, as", "columns of real papers always are."];
        var document = await ReadAsync(new PdfSample().Page().Bold(120, 80, 20, "A Heading Over Both Columns Of Text").Lines(72, 120, 10, left).Lines(320, 120, 10, right));
        document.BlockTexts().ShouldBe(
        [
            "A Heading Over Both Columns Of Text",
            "The left column starts here with a first paragraph that goes over more than one line and ends in the middle of this line.",
            "A second paragraph stands below it and its last sentence goes on to the right column, and ends.",
            "The right column has a paragraph of its own, as long as the others are, so that both columns are about as high as each other on this page, as columns of real papers always are.",
        ]);
        document.Blocks[0].Kind.ShouldBe(BlockKind.Heading);
    }

    [Fact]
    public async Task Three_columns_that_are_not_level_are_read_in_order()
    {
        string[] words = ["harbour", "a", "lantern", "of", "boat", "the", "anchor", "is", "sail", "in", "wind"];
        string[] Column(string name) => [.. Enumerable.Range(1, 8).Select(i => $"{name}{i} {string.Join(' ', Enumerable.Range(0, 5).Select(k => words[((i * 7) + (k * 3) + name.Length) % words.Length]))}")];
        var document = await ReadAsync(new PdfSample().Page().Lines(50, 100, 9, Column("one")).Lines(230, 104, 9, Column("two")).Lines(410, 108, 9, Column("six")));
        document.Text.ShouldBe(string.Join(' ', Column("one").Concat(Column("two")).Concat(Column("six"))));
    }

    [Fact]
    public async Task Words_hyphenated_at_the_end_of_a_page_are_joined_and_each_half_keeps_its_page()
    {
        var document = await ReadAsync(new PdfSample().Page().Lines(72, 100, 12, "A paragraph at the end of a page has a hyphen-").Page().Lines(72, 100, 12, "ated word, and goes on in UTF-", "8 to its end."));
        document.Text.ShouldBe("A paragraph at the end of a page has a hyphenated word, and goes on in UTF-8 to its end.");
        document.Origins.At(document.Text.IndexOf("hyphen", StringComparison.Ordinal))!.Value.Page.ShouldBe(1);
        document.Origins.At(document.Text.IndexOf("ated", StringComparison.Ordinal))!.Value.Page.ShouldBe(2);
    }

    [Fact]
    public async Task Headers_footers_and_page_numbers_that_repeat_are_left_out_and_said()
    {
        var pdf = new PdfSample();
        for (var page = 1; page <= 4; page++)
            pdf.Page().Lines(72, 40, 9, "The Harbour Report").Lines(500, 40, 9, $"Chapter {page}").Lines(72, 120, 12, $"Text {page} of the page is kept.").Lines(300, 760, 9, $"- {page} -");
        var document = await ReadAsync(pdf);
        document.BlockTexts().ShouldBe(["Text 1 of the page is kept.", "Text 2 of the page is kept.", "Text 3 of the page is kept.", "Text 4 of the page is kept."]);
        document.Notes.ShouldContain(note => note.Contains("Harbour Report", StringComparison.Ordinal) && note.Contains("4 pages", StringComparison.Ordinal));
        Pages(document).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Two_pages_are_too_few_to_repeat()
    {
        var document = await ReadAsync(new PdfSample().Page().Lines(72, 40, 9, "Header").Lines(72, 120, 9, "One.").Page().Lines(72, 40, 9, "Header").Lines(72, 120, 9, "Two."));
        document.BlockTexts().ShouldBe(["Header", "One.", "Header", "Two."]);
        document.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_outline_gives_headings_and_their_levels()
    {
        var document = await ReadAsync(new PdfSample()
            .Page().Lines(72, 100, 12, "1 Introduction").Lines(72, 130, 12, "Some words of the introduction.").Lines(72, 160, 12, "1.1 A part whose title is so long that it goes", "over two lines").Lines(72, 210, 12, "Words of the part.")
            .Page().Lines(72, 100, 12, "2 End").Lines(72, 130, 12, "Last words.")
            .Outline("Introduction", 1).Outline("A part whose title is so long that it goes over two lines", 1, 2).Outline("End", 2).Outline("Not on its page", 2));
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, block.Span.Of(document.Text))).ShouldBe(
            [(1, "1 Introduction"), (2, "1.1 A part whose title is so long that it goes over two lines"), (1, "2 End")]);
        document.OfKind(BlockKind.Paragraph).ShouldBe(["Some words of the introduction.", "Words of the part.", "Last words."]);
    }

    [Fact]
    public async Task Larger_and_bold_letters_make_headings()
    {
        var document = await ReadAsync(new PdfSample().Page()
            .Bold(72, 80, 24, "Title").Bold(72, 120, 16, "Section").Lines(72, 150, 11, "A paragraph with enough words to be the text of this page.").Bold(72, 180, 11, "Small heading").Lines(72, 200, 11, "More words follow here."));
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, block.Span.Of(document.Text))).ShouldBe([(1, "Title"), (2, "Section"), (3, "Small heading")]);
        document.Title.ShouldBe("paper");
    }

    [Fact]
    public async Task A_clear_grid_is_a_table()
    {
        var pdf = new PdfSample().Page().Lines(72, 100, 11, "A paragraph of text stands above the table and is not a part of it, whatever it says.");
        string[][] rows = [["Name", "Count", "Price"], ["Blue rope", "12", "3.50"], ["Anchor with chain", "1", "120.00"], ["Lamp", "4", "19.99"]];
        for (var row = 0; row < rows.Length; row++)
            for (var cell = 0; cell < 3; cell++)
                pdf.Lines(72 + (cell * 150), 140 + (row * 18), 11, rows[row][cell]);
        var document = await ReadAsync(pdf.Lines(72, 240, 11, "Text below."));
        document.OfKind(BlockKind.Table).ShouldBe(["| Name | Count | Price |\n| --- | --- | --- |\n| Blue rope | 12 | 3.50 |\n| Anchor with chain | 1 | 120.00 |\n| Lamp | 4 | 19.99 |"]);
        document.OfKind(BlockKind.Paragraph).ShouldBe(["A paragraph of text stands above the table and is not a part of it, whatever it says.", "Text below."]);
    }

    [Fact]
    public async Task Lists_keep_their_items_and_levels()
    {
        var document = await ReadAsync(new PdfSample().Page().Lines(72, 100, 11, "Things to take along on the boat when the weather is fine:").Lines(80, 120, 11, "• one that goes on", "• two").Lines(100, 147, 11, "• deeper").Lines(80, 160, 11, "• three").Lines(80, 180, 11, "1. first", "2. second")
            .Lines(72, 230, 11, "The old boat was built in the harbour of the town in the year", "2019. And so on."));
        document.Blocks.Where(block => block.Kind == BlockKind.ListItem).Select(block => (block.Level, block.Span.Of(document.Text))).ShouldBe(
            [(1, "• one that goes on"), (1, "• two"), (2, "• deeper"), (1, "• three"), (1, "1. first"), (1, "2. second")]);
        document.BlockTexts()[^1].ShouldBe("The old boat was built in the harbour of the town in the year 2019. And so on.");
    }

    [Fact]
    public async Task Code_keeps_its_indentation()
    {
        var document = await ReadAsync(new PdfSample().Page().Lines(72, 100, 11, "A program that says hello to its reader:").Code(72, 130, 10, "if (ready)", "{").Code(96, 154, 10, "Say(\"hello\");").Code(72, 166, 10, "}").Lines(72, 200, 11, "That was it."));
        document.OfKind(BlockKind.Code).ShouldBe(["if (ready)\n{\n    Say(\"hello\");\n}"]);
    }

    [Fact]
    public async Task Scripts_without_spaces_and_from_right_to_left_are_read_in_the_order_of_speech()
    {
        static string Seen(string word) => new([.. word.Reverse()]);
        var document = await ReadAsync(new PdfSample().Page().Wide(72, 100, 12, "これは日本語の文章で", "す。次の文です。")
            .Wide(300, 200, 12, Seen("שלום")).Wide(220, 200, 12, Seen("עולם")).Wide(72, 300, 12, "e\uFB03cient"));
        document.BlockTexts().ShouldBe(["これは日本語の文章です。次の文です。", "שלום עולם", "efficient"]);
    }

    [Fact]
    public async Task What_a_file_says_about_itself_is_kept()
    {
        var document = await ReadAsync(new PdfSample().Page().Lines(72, 100, 12, "Text.").Info("Title", "On Harbours").Info("Author", "Ann Example").Info("Keywords", "sea, boats").Info("CreationDate", "D:20240131120000+01'00'"));
        document.Title.ShouldBe("On Harbours");
        ((MetadataValue.Keywords)document.Source.Metadata!["author"]).Values.ShouldBe(["Ann Example"]);
        ((MetadataValue.Keywords)document.Source.Metadata["keywords"]).Values.ShouldBe(["sea", "boats"]);
        ((MetadataValue.Date)document.Source.Metadata["created"]).Value.ShouldBe(new DateTimeOffset(2024, 1, 31, 11, 0, 0, TimeSpan.Zero));
    }
}
