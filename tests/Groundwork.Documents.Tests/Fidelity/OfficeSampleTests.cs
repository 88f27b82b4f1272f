using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class OfficeSampleTests
{
    [Fact]
    public async Task Every_format_gives_back_the_heading_and_the_paragraphs_it_was_made_of()
    {
        foreach (var (ending, make) in OfficeSamples.All)
        {
            var bytes = make("Größe & Maß", ["The first <one>.", "世界 and 😀."]);
            var mediaType = MediaTypes.Of("sample" + ending, bytes);
            // The first bytes tell the same as the ending.
            MediaTypes.Of("sample", bytes).ShouldBe(mediaType, ending);
            var document = await Reading.BytesAsync(mediaType, bytes, "sample" + ending);
            document.Blocks[0].Kind.ShouldBe(BlockKind.Heading, ending);
            document.Blocks[0].Span.Of(document.Text).ShouldBe("Größe & Maß", ending);
            document.Text.ShouldContain("The first <one>.", Case.Sensitive, ending);
            document.Text.ShouldContain("世界 and 😀.", Case.Sensitive, ending);
        }
    }

    [Fact]
    public void The_same_sample_has_the_same_bytes_every_time()
    {
        foreach (var (ending, make) in OfficeSamples.All) make("H", ["p"]).ShouldBe(make("H", ["p"]), ending);
    }
}
