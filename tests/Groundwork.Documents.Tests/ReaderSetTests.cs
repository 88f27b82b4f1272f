using Groundwork.TestKit;

namespace Groundwork.Documents.Tests;

public sealed class ReaderSetTests
{
    [Fact]
    public void Every_format_is_described_in_the_reference()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "formats.md"));
        foreach (var format in Reading.Readers.Formats) page.ShouldContain("## " + format, Case.Sensitive);
    }

    [Fact]
    public void Limits_that_cannot_be_used_are_all_named()
    {
        var problem = Should.Throw<ArgumentException>(() => new ReaderSet(new ReadingLimits { MaxBytes = 0, ToolTimeout = TimeSpan.Zero }));
        problem.Message.ShouldContain("MaxBytes");
        problem.Message.ShouldContain("ToolTimeout");
    }

    [Fact]
    public void The_fingerprint_does_not_depend_on_limits() =>
        new ReaderSet(new ReadingLimits { MaxBytes = 1000 }).Fingerprint.ShouldBe(Reading.Readers.Fingerprint);
}
