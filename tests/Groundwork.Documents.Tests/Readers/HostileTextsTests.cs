using Groundwork.TestKit.Hostile;

namespace Groundwork.Documents.Tests.Readers;

public sealed class HostileTextsTests
{
    public static TheoryData<string> Names => [.. HostileTexts.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_text_is_refused_with_a_reason_or_read(string name)
    {
        var file = HostileTexts.All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal));
        var bytes = file.Make();
        try
        {
            var document = await Reading.BytesAsync(MediaTypes.Of(name, bytes), bytes, name);
            file.MayBeRead.ShouldBeTrue("it was read");
            // What names columns or paths may add text, but never a flood.
            document.Text.Length.ShouldBeLessThan(Math.Max(100_000, bytes.Length * 24));
        }
        catch (DocumentUnreadableException problem)
        {
            problem.Message.ShouldContain(name);
            problem.Reason.ShouldBeOneOf(UnreadableReason.Empty, UnreadableReason.Binary, UnreadableReason.Damaged, UnreadableReason.Hostile, UnreadableReason.TooLarge);
        }
    }

    [Theory]
    [InlineData("entities.xml", UnreadableReason.Hostile)]
    [InlineData("external-entity.xml", UnreadableReason.Hostile)]
    [InlineData("a-million-divs.html", UnreadableReason.Damaged)]
    [InlineData("wide-and-deep.html", UnreadableReason.Damaged)]
    [InlineData("only-a-script.html", UnreadableReason.Empty)]
    [InlineData("binary-named.txt", UnreadableReason.Binary)]
    [InlineData("zero-bytes.txt", UnreadableReason.Empty)]
    [InlineData("only-a-mark.txt", UnreadableReason.Empty)]
    [InlineData("no-cells.ipynb", UnreadableReason.Damaged)]
    [InlineData("truncated.ipynb", UnreadableReason.Damaged)]
    public async Task The_reason_fits(string name, UnreadableReason reason)
    {
        var bytes = HostileTexts.All.Single(file => string.Equals(file.Name, name, StringComparison.Ordinal)).Make();
        (await Reading.RefusalAsync(MediaTypes.Of(name, bytes), bytes, name)).Reason.ShouldBe(reason);
    }

    [Fact]
    public void Names_are_unique() => HostileFiles.All.Select(file => file.Name).ShouldBeUnique(StringComparer.Ordinal);
}
