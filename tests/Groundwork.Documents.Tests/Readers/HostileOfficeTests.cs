using Groundwork.TestKit.Hostile;

namespace Groundwork.Documents.Tests.Readers;

public sealed class HostileOfficeTests
{
    private static readonly Dictionary<string, UnreadableReason> s_reasons = new(StringComparer.Ordinal)
    {
        ["office-empty.docx"] = UnreadableReason.Empty,
        ["office-password.docx"] = UnreadableReason.Encrypted,
        ["office-before-2007.xls"] = UnreadableReason.UnsupportedFormat,
        ["office-encrypted-parts.docx"] = UnreadableReason.Encrypted,
        ["office-encrypted.odt"] = UnreadableReason.Encrypted,
        ["office-drm.epub"] = UnreadableReason.Encrypted,
        ["office-zip-bomb.docx"] = UnreadableReason.Hostile,
        ["office-zip-bomb-in-one-text.docx"] = UnreadableReason.Hostile,
        ["office-zip-bomb.xlsx"] = UnreadableReason.Hostile,
        ["office-entity-bomb.docx"] = UnreadableReason.Hostile,
        ["office-outer-entity.odt"] = UnreadableReason.Hostile,
        ["office-leads-outside.docx"] = UnreadableReason.Hostile,
        ["office-leads-to-a-file.pptx"] = UnreadableReason.Hostile,
        ["office-leads-outside.epub"] = UnreadableReason.Hostile,
        ["office-repeated-columns.ods"] = UnreadableReason.Hostile,
        ["office-repeated-rows.ods"] = UnreadableReason.Hostile,
        ["office-repeated-text.xlsx"] = UnreadableReason.Hostile,
        ["office-two-of-one-name.docx"] = UnreadableReason.Hostile,
    };

    public static TheoryData<string> Names => [.. HostileOffice.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_file_is_refused_with_its_reason_or_read(string name)
    {
        var file = HostileOffice.All.Single(file => file.Name.Equals(name, StringComparison.Ordinal));
        var bytes = file.Make();
        var mediaType = MediaTypes.OfName(name)!;
        try
        {
            (await Reading.BytesAsync(mediaType, bytes, name)).Text.Length.ShouldBeLessThan(64 << 20);
            file.MayBeRead.ShouldBeTrue();
        }
        catch (DocumentUnreadableException problem)
        {
            // Files without a reason of their own are broken in their structure.
            problem.Reason.ShouldBe(s_reasons.GetValueOrDefault(name, UnreadableReason.Damaged));
            problem.Message.ShouldContain(name);
        }
    }

    [Fact]
    public void Every_reason_belongs_to_a_file_and_no_name_stands_twice()
    {
        var names = HostileOffice.All.Select(file => file.Name).ToList();
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        s_reasons.Keys.Except(names, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_can_be_cancelled_within_a_part()
    {
        using var cancelling = new CancellationTokenSource();
        await cancelling.CancelAsync();
        foreach (var (ending, make) in TestKit.Samples.OfficeSamples.All)
        {
            using var stream = new MemoryStream(make("H", ["p"]));
            var source = new SourceInfo(new DocumentId("x"), "x" + ending, MediaTypes.OfName("x" + ending)!);
            await Should.ThrowAsync<OperationCanceledException>(async () => await Reading.Readers.ReaderFor(source.MediaType)!.ReadAsync(stream, source, cancelling.Token));
        }
    }
}
