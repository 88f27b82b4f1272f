namespace Groundwork.Documents.Tests;

public sealed class ReaderSetTests
{
    [Fact]
    public void Every_format_says_what_becomes_of_it()
    {
        foreach (var format in Reading.Readers.Formats)
        {
            format.MediaTypes.ShouldNotBeEmpty(format.Name);
            format.Reading.Length.ShouldBeGreaterThan(40, format.Name);
        }
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
