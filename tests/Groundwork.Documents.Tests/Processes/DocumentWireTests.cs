using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents.Processes;
using Groundwork.Language;

namespace Groundwork.Documents.Tests.Processes;

public sealed class DocumentWireTests
{
    [Fact]
    public void A_document_comes_back_exactly()
    {
        var document = Sample();
        var back = RoundTrip(document);
        (back.Id, back.Hash, back.Title, back.Language, back.Text).ShouldBe((document.Id, document.Hash, document.Title, document.Language, document.Text));
        back.Blocks.ShouldBe(document.Blocks);
        back.Origins.Marks.ShouldBe(document.Origins.Marks);
        back.Notes.ShouldBe(document.Notes);
        var (source, expected) = (back.Source, document.Source);
        (source.Id, source.Path, source.MediaType, source.Title, source.Language).ShouldBe((expected.Id, expected.Path, expected.MediaType, expected.Title, expected.Language));
        (source.FirstLine, source.OnOneLine, source.PartName).ShouldBe((expected.FirstLine, expected.OnOneLine, expected.PartName));
        source.Notes.ShouldBe(expected.Notes);
        source.Vector!.Values.ToArray().ShouldBe(expected.Vector!.Values.ToArray());
        source.Metadata!.Keys.ShouldBe(expected.Metadata!.Keys);
        ((MetadataValue.Keywords)source.Metadata["author"]).Values.ShouldBe(["Ada", "李明"]);
        foreach (var name in new[] { "pages", "draft", "date" }) source.Metadata[name].ShouldBe(expected.Metadata[name]);
    }

    [Fact]
    public void Every_text_comes_back_as_it_was_also_one_that_is_not_well_formed() =>
        Prop.ForAll<string>(text =>
        {
            var document = Sample() with { Text = text ?? "", Notes = [text ?? "", "\uD800"] };
            var back = RoundTrip(document);
            return string.Equals(back.Text, document.Text, StringComparison.Ordinal) && back.Notes.SequenceEqual(document.Notes, StringComparer.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(typeof(Document), 9)]
    [InlineData(typeof(SourceInfo), 12)]
    [InlineData(typeof(Block), 4)]
    [InlineData(typeof(SourceMark), 4)]
    [InlineData(typeof(GivenVector), 2)]
    public void What_is_added_to_a_document_must_be_added_to_the_wire(Type type, int properties) =>
        type.GetProperties().Length.ShouldBe(properties, $"{type.Name} has other properties now: teach DocumentWire to carry them, then correct this number.");

    [Fact]
    public void A_broken_or_foreign_answer_is_an_error_and_never_fills_memory()
    {
        var stream = new MemoryStream();
        DocumentWire.Write(new WireWriter(stream), Sample());
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length += 7)
            Should.Throw<Exception>(() => DocumentWire.ReadDocument(new WireReader(new MemoryStream(bytes[..length])))).ShouldBeAssignableTo<EndOfStreamException>();
        Should.Throw<InvalidDataException>(() => new WireReader(new MemoryStream([0xFF, 0xFF, 0xFF, 0x7F])).OptionalText());
        Should.Throw<EndOfStreamException>(() => new WireReader(new MemoryStream([0, 0, 0, 7])).List(new WireReader(Stream.Null).Long));
    }

    private static Document RoundTrip(Document document)
    {
        var stream = new MemoryStream();
        DocumentWire.Write(new WireWriter(stream), document);
        stream.Position = 0;
        var back = DocumentWire.ReadDocument(new WireReader(stream));
        stream.Position.ShouldBe(stream.Length);
        return back;
    }

    private static Document Sample()
    {
        var metadata = new Dictionary<string, MetadataValue>(StringComparer.Ordinal)
        {
            ["author"] = new MetadataValue.Keywords(["Ada", "李明"]),
            ["pages"] = new MetadataValue.Number(double.MaxValue),
            ["draft"] = new MetadataValue.Flag(true),
            ["date"] = new MetadataValue.Date(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5.5))),
        };
        var source = new SourceInfo(new DocumentId("a/б.md"), "/x/a/б.md", "text/markdown", null, new LanguageCode("de"), metadata, 7, OnOneLine: true, new GivenVector(new[] { 1.5f, -0f, float.Epsilon }))
        {
            PartName = "inner/б.md", Notes = ["from a zip"],
        };
        return new Document(
            source.Id, ContentHash.OfText("x"), source, "Titel 𝄞", new LanguageCode("de"), "# Überschrift\n\nText 𝄞 \u0000.",
            [new Block(BlockKind.Heading, new TextSpan(0, 13), 1, "ueber"), new Block(BlockKind.Paragraph, new TextSpan(15, 5))],
            new SourceMap([new SourceMark(0, 1, null), new SourceMark(15, 3, 2, "slide 2")]), ["decoded as Latin-1"]);
    }
}
