using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents.Tests.Chunking;

namespace Groundwork.Documents.Tests;

public sealed class ChunkingPlanTests
{
    private static string[] Names => [.. ChunkingPlan.Chunkers.Select(chunker => chunker.Name)];

    [Fact]
    public void Nothing_chosen_means_headings_with_the_fingerprint_they_always_had()
    {
        ChunkingPlan.Default.ToString().ShouldStartWith("headings");
        ChunkingPlan.Parse("headings").Fingerprint.ShouldBe(new HeadingChunker(ChunkingOptions.Default).Fingerprint);
    }

    [Theory]
    [InlineData("headings", "headings")]
    [InlineData("  Headings  MAX=350 ", "headings")]
    [InlineData("headings max=300 min=171", "headings max=300")]
    [InlineData("text/x-b=recursive;text/x-a=headings; recursive max=200 ;", "recursive max=200; text/x-a=headings; text/x-b=recursive")]
    [InlineData("text/csv = recursive max=64", "headings; text/csv=recursive max=64")]
    [InlineData("text/*=recursive", "headings; text/*=recursive")]
    [InlineData("Context=Off", "headings; context=off")]
    [InlineData("context=off; text/csv=recursive; tokens", "tokens; text/csv=recursive; context=off")]
    [InlineData("tokens; context=on", "tokens")]
    public void A_plan_has_one_written_form(string text, string canonical)
    {
        ChunkingPlan.Parse(text).ToString().ShouldBe(canonical);
        ChunkingPlan.Parse(canonical).ShouldBe(ChunkingPlan.Parse(text));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("heading", "\"heading\" is no chunker. There are: headings, recursive")]
    [InlineData("recursive maximum=3", "\"maximum\" is no setting of recursive. It has: max.")]
    [InlineData("recursive max", "\"max\" is not understood")]
    [InlineData("recursive max=-1", "\"max=-1\" is not understood")]
    [InlineData("recursive max=99999999999999999999", "a whole number from 32 to 8000")]
    [InlineData("recursive max=100 max=200", "\"max\" stands twice")]
    [InlineData("headings max=100 min=200", "\"min=200\" does not fit: min of headings must be at most max, which is 100.")]
    [InlineData("headings table=100", "table of headings must be at least max, which is 350.")]
    [InlineData("headings; recursive", "\"recursive\" is a second chunker")]
    [InlineData("text/csv=recursive; text/CSV=headings", "\"text/csv\" stands twice")]
    [InlineData("text/=recursive", "\"text/\" is no media type")]
    [InlineData("te xt/a=recursive", "is no media type")]
    [InlineData("text/csv=", "A chunker is missing")]
    [InlineData("headings; context", "context=on or context=off")]
    [InlineData("headings; context=no", "context=on or context=off")]
    [InlineData("context=off; context=off", "twice")]
    public void What_is_wrong_is_named_with_what_is_allowed(string text, string expected) =>
        Should.Throw<ChunkingPlanException>(() => ChunkingPlan.Parse(text)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("headings")]
    [InlineData("recursive; text/csv=rows")]
    public void The_context_is_part_of_the_fingerprint_and_changes_no_chunk(string text)
    {
        var (with, without) = (ChunkingPlan.Parse(text), ChunkingPlan.Parse(text + "; context=off"));
        (ChunkingPlan.HasContext(with.Fingerprint), ChunkingPlan.HasContext(without.Fingerprint)).ShouldBe((true, false));
        without.ShouldNotBe(with);
        ChunkingPlan.Parse(without.ToString()).ShouldBe(without);
        var document = AnyDocument.Of((BlockKind.Heading, 1, "A heading", null), (BlockKind.Paragraph, 0, string.Join("\n\n", Enumerable.Repeat("Some words stand here.", 200)), null));
        without.CreateChunker().Split(document).Chunks.Select(c => (c.Id, c.Span)).ShouldBe(with.CreateChunker().Split(document).Chunks.Select(c => (c.Id, c.Span)));
    }

    [Fact]
    public void An_overlong_plan_is_refused() =>
        Should.Throw<ChunkingPlanException>(() => ChunkingPlan.Parse(new string(';', 5000))).Message.ShouldContain("4000");

    [Fact]
    public void Each_document_goes_to_the_chunker_of_its_media_type()
    {
        var document = AnyDocument.Of((BlockKind.Paragraph, 0, string.Join("\n\n", Enumerable.Repeat("Some words stand here.", 200)), null));
        var plan = ChunkingPlan.Parse("headings; text/csv=recursive max=100; text/*=recursive max=50").CreateChunker();
        Split("text/csv; charset=utf-8").ShouldBe(Of("recursive max=100"));
        Split("TEXT/CSV").ShouldBe(Of("recursive max=100"));
        Split("text/html").ShouldBe(Of("recursive max=50"));
        Split("application/pdf").ShouldBe(Of("headings"));
        Split("strange").ShouldBe(Of("headings"));

        ChunkId[] Split(string mediaType) => [.. plan.Split(document with { Source = document.Source with { MediaType = mediaType } }).Chunks.Select(chunk => chunk.Id)];
        ChunkId[] Of(string chunker) => [.. ChunkingPlan.Parse(chunker).CreateChunker().Split(document).Chunks.Select(chunk => chunk.Id)];
    }

    [Fact]
    public void Every_setting_of_every_chunker_is_in_the_fingerprint_and_in_the_text()
    {
        foreach (var chunker in ChunkingPlan.Chunkers)
        {
            var standard = ChunkingPlan.Parse(chunker.Name);
            foreach (var setting in chunker.Settings)
            {
                // A value near the default, on the side where nothing else stands in the way.
                var plan = new[] { setting.Default + 1, setting.Default - 1 }.Select(value => TryParse(FormattableString.Invariant($"{chunker.Name} {setting.Name}={value}"))).OfType<ChunkingPlan>().First();
                plan.ShouldNotBe(standard);
                plan.CreateChunker().Fingerprint.ShouldBe(plan.Fingerprint);
                ChunkingPlan.Parse(plan.ToString()).ShouldBe(plan);
                plan.ToString().ShouldContain(setting.Name + "=", Case.Sensitive);
            }
        }
    }

    [Fact]
    public void Any_plan_reads_back_equal_and_any_text_gives_a_plan_or_says_why_not()
    {
        var piece = Gen.Elements([.. Names, "text/csv=", "text/*=", "max=100", "min=50", "child=64", ";", "; ", " ", "=", "/", "x", "max=", "999999", "größe=1", "\n"]);
        var text = from count in Gen.Choose(0, 12) from pieces in Gen.ArrayOf(piece, count) select string.Join(' ', pieces);
        Prop.ForAll(text.ToArbitrary(), words =>
        {
            if (TryParse(words) is not { } plan) return;
            var again = ChunkingPlan.Parse(plan.ToString());
            again.ShouldBe(plan);
            again.ToString().ShouldBe(plan.ToString());
        }).QuickCheckThrowOnFailure();
    }

    private static ChunkingPlan? TryParse(string text)
    {
        try
        {
            return ChunkingPlan.Parse(text);
        }
        catch (ChunkingPlanException)
        {
            return null;
        }
    }
}
